"""Lao script read syllable by syllable: each vowel behind its consonant, ends of syllables told."""

from __future__ import annotations

import re

END = "\u0eba"  # the mark of a consonant that no vowel follows
_TONES = re.compile("[\u0ec8-\u0ecc\u200b-\u200d]")
_RUN = re.compile("[\u0e81-\u0ebd\u0ec0-\u0ec4\u0ecd\u0edc-\u0edf]+")
_CONSONANTS = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝຆຉຌຎຏຐຑຒຓຘຠຨຩຬ"
_SIGNS = "ະັາຳິີຶືຸູົຼຽໍ"
_LEAD = "ເແໂໄໃ"
# a consonant that may end a syllable: it has no sign, and begins none of which ວ or ອ is the vowel
_CLOSING = f"[ກງຍດນບມວຣລ](?![{_SIGNS}])(?![ວອ][{_CONSONANTS}](?![{_SIGNS}]))"
# What is spelled, by the vowel as a scheme names it; a vowel before "F" needs an end. The first
# that fits is taken.
_VOWELS = (
    *(("ເ", "ົາ", "ເົາ"), ("ເ", "າະ", "ເາະ"), ("ເ", "[ຶິ]ອະ", "ເຶອະ"), ("ເ", "[ຶື]ອ", "ເືອ")),
    *(("ເ", "ັ[ຍຽ]ະ?", "ເຽະ"), ("ເ", "[ຍຽ]", "ຽ"), ("ເ", "ິ", "ເິ"), ("ເ", "[ີື]", "ເີ")),
    *(("ເ", "ະ", "ເະ"), ("ເ", "ັF", "ເະ"), ("ເ", "", "ເ")),
    *(("ແ", "ະ", "ແະ"), ("ແ", "ັF", "ແະ"), ("ແ", "", "ແ")),
    *(("ໂ", "ະ", "ໂະ"), ("ໂ", "", "ໂ"), ("[ໄໃ]", f"(?:ຍ(?![{_SIGNS}]))?", "ໄ")),
    *(("", "ົວະ", "ົວະ"), ("", "[ົ]ວ", "ົວ"), ("", "ັວF", "ົວະ"), ("", "ວF", "ົວ")),
    *(("", "ັອF", "ເາະ"), ("", "ອF", "ໍ"), ("", "ອ", "ໍ"), ("", "ໍາ|ຳ", "ຳ"), ("", "ໍ", "ໍ")),
    *(("", f"ັຍ(?![{_SIGNS}])", "ໄ"), ("", "ັຽF?", "ເຽະ"), ("", "ຽ", "ຽ")),
    *(("", "ັF", "ະ"), ("", "ົF", "ໂະ"), *(("", sign, sign) for sign in "ະາິີຶືຸູ")),
)
_OPEN = frozenset(["ຳ", "ໄ", "ເົາ"])  # vowels that take no end
_SILENT = {"ໜ": "ນ", "ໝ": "ມ"}
_ONSET = (
    f"(?:ຫ(?=[ງຍນມຣລຼ])|ຫ(?=ວ[{_SIGNS}]))?(?P<first>[{_CONSONANTS}ຼ])"
    f"(?P<second>ວ(?=[{_SIGNS}]|[ກງຍດນບມ](?![{_SIGNS}]))|[ຣລຼ](?=[{_SIGNS}]))?"
)


def _pattern(lead: str, tail: str, vowel: str) -> re.Pattern[str]:
    onset = _ONSET if lead else _ONSET.replace("|[ກງຍດນບມ](?![" + _SIGNS + "])", "", 1)
    end = "" if vowel in _OPEN else f"(?P<end>{_CLOSING})?"
    if tail.endswith("F"):
        tail, end = tail[:-1], f"(?P<end>{_CLOSING})"
    return re.compile(f"{lead}{onset}(?:{tail}){end}")


_SYLLABLES = [(_pattern(*of), of[2]) for of in _VOWELS]


def lao(text: str) -> str:
    """Write the Lao in *text* as it is spoken: consonants, the vowel behind them, and the consonant
    that ends the syllable with the mark U+0EBA.

    >>> lao("ວຽງຈັນ").replace(END, "-"), lao("ເມືອງ").replace(END, "-")
    ('ວຽງ-ຈະນ-', 'ມເືອງ-')

    Of vowels that are written in two ways the one at a syllable's end is given; tone marks and ຫ
    before a sonorant, which only tells the tone, are left out. ວ right behind a consonant is part
    of what begins the syllable.
    """
    return _RUN.sub(lambda found: _word(found.group()), _TONES.sub("", text))


def _word(word: str) -> str:
    written, at = [], 0
    while at < len(word):
        for pattern, vowel in _SYLLABLES:
            if found := pattern.match(word, at):
                parts = found.groupdict()
                first, end = str(parts["first"]), parts.get("end")
                onset = _SILENT.get(first, first) + (parts["second"] or "")
                written.append(onset.replace("ຼ", "ລ") + vowel + (end + END if end else ""))
                at = found.end()
                break
        else:
            written.append(word[at] + (END if word[at] in _CONSONANTS else ""))
            at += 1
    return "".join(written)
