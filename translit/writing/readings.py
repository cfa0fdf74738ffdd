"""How a text is read where its letters do not say it: Chinese, kanji, Thai, and Korean names.

A reader gives text that a scheme's letters can spell, lower-case syllables divided by `BORDER`;
what it cannot read stays as it is. The libraries are extras, imported only here and only when a
text needs them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cached_property
from threading import Lock

from unidecode import unidecode

from translit.writing.hebrew_points import hebrew_points
from translit.writing.korean_places import BORDER, korean_place
from translit.writing.language_facts import language_facts

_HAN = r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"


# Patterns are texts that `re` compiles when they are first used: ranges this large cost an import
# 10 ms, which a name in Latin letters need not wait for.
_HAN_RUN = f"{_HAN}+"
_SURNAME_BEFORE = f"(?:^|[^\\w·])({_HAN}{{1,2}})\\s+$"
_NAME_DOT = f"(?<={_HAN})[·‧・•](?={_HAN})"  # between the parts of a foreign name


def pinyin(text: str) -> str:
    """Read Chinese in *text* as Mandarin: a family name apart from the given name, syllables
    divided.

    >>> pinyin("习近平"), pinyin("司马迁"), pinyin("單田芳")
    ('xi jin‧ping', 'si‧ma qian', 'shan tian‧fang')

    Characters with several readings by pypinyin (extra `zh`); without it by Unidecode, which has
    one reading for each and no ü. A name is two or three characters that begin with a common family
    name, or up to four with a compound one (复姓); a foreign name that begins so is taken for one,
    too. No tones. GB/T 16159-2012, 6.2.1; GB/T 28039-2011.
    """
    return _read_han(text, _syllables, is_person=True)


def unaided(reader: str, text: str, *, is_person: bool) -> str | None:
    """Return what *reader* makes of *text* with no extra, whatever is installed; None where nothing
    but a person has such a name.

    >>> unaided("pinyin", "武汉", is_person=False), unaided("korean-name", "이란", is_person=False)
    ('wu‧han', None)

    What a table is compiled to may not depend on the machine: `Schemes.keys` reads by this.
    """
    if reader == "pinyin":
        return _read_han(text, _plain_syllables, is_person=is_person)
    if reader == "korean-name":
        return korean_name(text) if is_person else None
    if reader == "hebrew-points":
        return hebrew_points(text)
    if reader == "korean-place":
        return text if is_person else korean_place(text)
    return text


def _read_han(text: str, syllables: Callable[[str], list[str]], *, is_person: bool) -> str:
    text = re.sub(_NAME_DOT, "·", unicodedata.normalize("NFC", text))

    def read(found: re.Match[str]) -> str:
        run, before, after = found.group(), text[: found.start()], text[found.end() :]
        is_foreign = before.endswith("·") or after.startswith("·")
        family = re.search(_SURNAME_BEFORE, before)
        is_given = family is not None and _surname_length(family[1]) == len(family[1])
        if not is_foreign and not is_given and (place := _place_syllables(run, syllables)):
            return place
        if not is_person or is_foreign or is_given or _is_place(run):
            return BORDER.join(syllables(run))
        size = _surname_length(run)
        given = BORDER.join(syllables(run[size:]))
        return f"{_surname_syllables(run[:size], syllables)} {given}".strip() if size else given

    return re.sub(_HAN_RUN, read, re.sub(f"(?<={_HAN})·(?={_HAN})", "· ", text)).replace("· ", " ")


def _surname_length(run: str) -> int:
    facts = language_facts()
    if run[:2] in facts.han_compound_surnames and len(run) <= 4:
        return 2
    is_surname = run[0] in facts.han_surnames or run[0] in facts.han_surname_readings
    return 1 if len(run) <= 3 and is_surname else 0


def _surname_syllables(name: str, syllables: Callable[[str], list[str]]) -> str:
    facts = language_facts()
    read = facts.han_compound_surnames.get(name) or facts.han_surname_readings.get(name)
    return read or BORDER.join(syllables(name))


_AFTER_PLACE = ("街", "路", "大学", "大學", "日报", "日報", "站")


def _place_syllables(run: str, syllables: Callable[[str], list[str]]) -> str:
    """Read a place that is listed with its reading, and what follows it (长沙市); "" for others."""
    facts = language_facts()
    plain = run.translate(facts.han_variants)
    for size in range(min(len(run), 4), 1, -1):
        if not (read := facts.han_place_readings.get(plain[:size])):
            continue
        rest = run[size:]
        if not rest or rest.startswith((*facts.han_place_endings, *_AFTER_PLACE)):
            return BORDER.join([*read.split(), *(syllables(rest) if rest else [])])
    return ""


def _is_place(run: str) -> bool:
    facts = language_facts()
    return run in facts.han_places or (len(run) > 1 and run.endswith(facts.han_place_endings))


def _syllables(run: str) -> list[str]:
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return _plain_syllables(run)
    found = [read if read.islower() else _plain_syllables(read) for read in lazy_pinyin(run, v_to_u=True)]
    return [syllable for read in found for syllable in ([read] if isinstance(read, str) else read)]


def _plain_syllables(run: str) -> list[str]:
    readings = language_facts().han_readings
    return [readings.get(char) or _plain_syllable(char) for char in run]


def _plain_syllable(char: str) -> str:
    latin = unidecode(char, errors="preserve").strip().lower()
    return latin if latin.isalpha() else char


# Japanese
_JAPANESE_RUN = f"(?:{_HAN}|[\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff])+"
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SAME_KANJI = str.maketrans("髙﨑濵德", "高崎浜徳")  # family registers keep them, dictionaries do not


def kana(text: str) -> str:
    """Read the kanji in *text* as hiragana, words apart; kana stays as it is.

    >>> kana("とうきょう")
    'とうきょう'

    安倍晋三 becomes あべ しんぞう. Needs SudachiPy with sudachidict-core (extra `ja`) as soon as a
    text holds kanji. A name's reading is its bearer's choice: of 50 politicians' names 46 are read
    right (fugashi with unidic-lite 44, pykakasi 42, janome 38). Raises ImportError without the
    extra.
    """
    return re.sub(_JAPANESE_RUN, lambda found: _kana_words(found.group()), unicodedata.normalize("NFC", text))


def _kana_words(run: str) -> str:
    return " ".join(_EXTRAS.kanji(run.translate(_SAME_KANJI))) if re.search(_HAN, run) else run


def _read_kanji() -> Callable[[str], list[str]]:
    try:
        from sudachipy import Dictionary, SplitMode

        tokenizer = Dictionary(dict="core").tokenizer(SplitMode.C)
    except ImportError:
        raise _missing("kana", "SudachiPy", "ja") from None

    lock = Lock()  # a tokenizer refuses a second thread

    def read(run: str) -> list[str]:
        found = []
        with lock:
            for token in tokenizer.tokenize(run):
                # a full name of the dictionary (徳川家康) is split once more, into family and given
                # name
                parts = list(token.split(SplitMode.A)) if _is_full_name(token.part_of_speech()) else []
                found += [_hiragana(part.surface(), part.reading_form()) for part in parts or [token]]
        return found

    return read


def _is_full_name(part_of_speech: tuple[str, ...]) -> bool:
    return part_of_speech[2:4] == ("人名", "一般")


def _hiragana(surface: str, reading: str) -> str:
    return reading.translate(_TO_HIRAGANA) if re.search(_HAN, surface) else surface


# Thai
_THAI_RUN = "[\u0e01-\u0e4e]+"
# thairom spells for English readers; by syllable into the letters of the Royal Thai General System.
_ROYAL = (
    ("er(?=$|[kmnpt])", "oe"),
    ("ew$", "eo"),
    ("iu$", "io"),
    ("aa", "a"),
    ("ee", "i"),
    ("oo", "u"),
    ("aw", "o"),
    ("j", "ch"),
    ("dt", "t"),
    ("bp", "p"),
    ("(?<!n)g", "k"),
)


def thai(text: str) -> str:
    """Read the Thai in *text* as syllables in the letters of the Royal Thai General System (1999).

    ประยุทธ์ becomes pra‧yut. By thairom (extra `th`): of 39 names and places 25 are read right
    (thaiphon 21, PyThaiNLP's royin 10); what fails are learned words whose unwritten vowels only a
    dictionary knows. Raises ImportError without the extra.
    """
    return re.sub(_THAI_RUN, lambda found: _royal(_EXTRAS.thai(found.group())), text)


def _read_thai() -> Callable[[str], str]:
    try:
        from thairom import romanize
    except ImportError:
        raise _missing("thai", "thairom", "th") from None
    lock = Lock()  # its tagger gives one thread the answer of another

    def read(word: str) -> str:
        with lock:
            return str(romanize(word))

    return read


def _royal(read: str) -> str:
    syllables = read.replace("-", " ").split()
    for pattern, letters in _ROYAL:
        syllables = [re.sub(pattern, letters, syllable) for syllable in syllables]
    return BORDER.join(syllables)


# Korean
_HANGUL_WORDS = "[가-힣]+(?: [가-힣]+)*"


def korean_name(text: str) -> str:
    """Divide a Korean name in Hangul into family and given name, and the given name into its
    syllables.

    >>> korean_name("김정은"), korean_name("남궁민수"), korean_name("한 복남")
    ('김 정‧은', '남궁 민‧수', '한 복‧남')
    >>> korean_name("서울특별시")
    '서울특별시'

    A name is two to four syllables that begin with a family name, or a family name, a space and a
    given name. What is no name stays. Revised Romanization of Korean (2000), chapter 3, clause 4:
    no sound change within the given name is written.
    """
    return re.sub(
        _HANGUL_WORDS, lambda found: _korean_name(found.group()), unicodedata.normalize("NFC", text)
    )


def _korean_name(words: str) -> str:
    family, _, given = words.partition(" ")
    if not given:
        size = _korean_surname_length(words)
        family, given = words[:size], words[size:]
    facts = language_facts()
    is_surname = family in facts.hangul_surnames or family in facts.hangul_compound_surnames
    is_name = is_surname and 1 <= len(given) <= 3 and " " not in given
    return f"{family} {BORDER.join(given)}" if is_name else words


def _korean_surname_length(word: str) -> int:
    is_compound = word[:2] in language_facts().hangul_compound_surnames and len(word) in (3, 4)
    return 2 if is_compound else int(2 <= len(word) <= 4)


def _missing(reader: str, package: str, extra: str) -> ImportError:
    return ImportError(
        f"translit.writing.readings.{reader} needs {package}: pip install 'translit-names[{extra}]'"
    )


class _Extras:
    """What extras read, each opened when a text first needs it."""

    @cached_property
    def kanji(self) -> Callable[[str], list[str]]:
        return _read_kanji()

    @cached_property
    def thai(self) -> Callable[[str], str]:
        return _read_thai()


_EXTRAS = _Extras()

READERS: Mapping[str, Callable[[str], str]] = {
    "pinyin": pinyin,
    "kana": kana,
    "thai": thai,
    "korean-name": korean_name,
    "korean-place": korean_place,
    "hebrew-points": hebrew_points,
}
