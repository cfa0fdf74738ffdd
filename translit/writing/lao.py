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
# By the sign before the consonant: what is spelled behind it, and the vowel as a scheme names it.
# "F": an end follows. The first that fits is taken.
_VOWELS: dict[str, tuple[tuple[str, str], ...]] = {
    "ເ": (
        *(("ົາ", "ເົາ"), ("າະ", "ເາະ"), ("ຶອະ", "ເຶອະ"), ("ິອະ", "ເຶອະ"), ("ຶອ", "ເືອ"), ("ືອ", "ເືອ")),
        *(("ັຍະ", "ເຽະ"), ("ັຽະ", "ເຽະ"), ("ັຍ", "ເຽະ"), ("ັຽ", "ເຽະ"), ("ຍ", "ຽ"), ("ຽ", "ຽ")),
        *(("ິ", "ເິ"), ("ີ", "ເີ"), ("ື", "ເີ"), ("ະ", "ເະ"), ("ັF", "ເະ"), ("", "ເ")),
    ),
    "ແ": (("ະ", "ແະ"), ("ັF", "ແະ"), ("", "ແ")),
    "ໂ": (("ະ", "ໂະ"), ("", "ໂ")),
    "[ໄໃ]": ((f"ຍ(?![{_SIGNS}])", "ໄ"), ("", "ໄ")),
    "": (
        *(("ົວະ", "ົວະ"), ("ົວ", "ົວ"), ("ັວF", "ົວະ"), ("ວF", "ົວ"), ("ັອF", "ເາະ"), ("ອ", "ໍ")),
        *(("ໍາ", "ຳ"), ("ຳ", "ຳ"), ("ໍ", "ໍ"), (f"ັຍ(?![{_SIGNS}])", "ໄ"), ("ັຽ", "ເຽະ"), ("ຽ", "ຽ")),
        *(("ັF", "ະ"), ("ົF", "ໂະ"), *((sign, sign) for sign in "ະາິີຶືຸູ")),
    ),
}
_NOT_OPEN = "(?<!ໍາ)(?<!ຳ)(?<!ົາ)(?<!ັຍ)"  # am, ao and ai take no end
_SILENT = {"ໜ": "ນ", "ໝ": "ມ"}
_CLUSTER = f"ວ(?=[{_SIGNS}])|[ຣລຼ](?=[{_SIGNS}])"


def _branch(lead: str, number: int) -> str:
    """Return the pattern of the syllables with a sign before the consonant, which ends with an
    empty group by whose name the branch is told.
    """
    cluster = f"{_CLUSTER}|ວ(?=[ກງຍດນບມ](?![{_SIGNS}]))" if lead else _CLUSTER
    tails = "|".join(tail.replace("F", f"(?={_CLOSING})") for tail, _ in _VOWELS[lead])
    end = "(?!)." if lead == "[ໄໃ]" else f"{_NOT_OPEN}{_CLOSING}"
    silent = f"(?:ຫ(?=[ງຍນມຣລຼ])|ຫ(?=ວ[{_SIGNS}]))?"
    return f"{lead}{silent}([{_CONSONANTS}ຼ])({cluster})?({tails})({end})?(?P<of{number}>)"


_SYLLABLE = re.compile("|".join(_branch(lead, number) for number, lead in enumerate(_VOWELS)) + "|.")
_GROUPS = 5  # of a branch
_VOWEL_OF = [
    {tail.replace("F", "").partition("(")[0]: vowel for tail, vowel in of} for of in _VOWELS.values()
]


def lao(text: str) -> str:
    """Write the Lao in *text* as it is spoken: consonants, the vowel behind them, and the consonant
    that ends the syllable with the mark U+0EBA.

    >>> lao("ວຽງຈັນ").replace(END, "-"), lao("ເມືອງ").replace(END, "-")
    ('ວຽງ-ຈະນ-', 'ມເືອງ-')

    Of vowels that are written in two ways the one at a syllable's end is given; tone marks and ຫ
    before a sonorant, which only tells the tone, are left out. ວ right behind a consonant is part
    of what begins the syllable.
    """
    text = _TONES.sub("", text)
    return _RUN.sub(lambda run: _SYLLABLE.sub(_spoken, run.group()), text)


def _spoken(found: re.Match[str]) -> str:
    if found.lastgroup is None:
        char = found.group()
        return char + END if char in _CONSONANTS else char
    number = int(found.lastgroup[2:])
    first, second, tail, end = found.groups()[number * _GROUPS : number * _GROUPS + _GROUPS - 1]
    vowel = _VOWEL_OF[number][tail]
    written = _SILENT.get(first, first) + (second or "")
    return written.replace("ຼ", "ລ") + vowel + (end + END if end else "")
