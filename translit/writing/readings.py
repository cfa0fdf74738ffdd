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

from translit.writing.arabic_vowels import arabic_vowels
from translit.writing.cantonese import cantonese, jyutping
from translit.writing.hebrew_points import hebrew_points
from translit.writing.khmer import khmer
from translit.writing.korean_places import korean_feature, korean_place
from translit.writing.language_facts import BORDER, language_facts
from translit.writing.lao import lao
from translit.writing.pinyin import HAN, pieces, pinyin, plain_syllables, read_han
from translit.writing.press_names import PressNames
from translit.writing.tibetan import wylie

KOREAN_PLACES = frozenset(["korean-place", "korean-feature"])  # readers that set a unit apart
# readers of names as a country spells them, of which no table is made
PRESS: Mapping[str, Callable[[str], str]] = {
    f"press-{habit}": PressNames(habit) for habit in ("egypt", "maghreb", "gulf", "lebanon", "iran")
}
# the reader of names whose table keys are their consonants: what a search compares has few vowels
BY_LETTERS = "arabic-vowels"


def unaided(reader: str, text: str, *, is_person: bool) -> str | None:
    """Return what *reader* makes of *text* with no extra, whatever is installed; None where nothing
    but a person has such a name.

    >>> unaided("pinyin", "武汉", is_person=False), unaided("korean-name", "이란", is_person=False)
    ('wu‧han', None)

    What a table is compiled to may not depend on the machine: `Schemes.keys` reads by this.
    """
    if reader == "pinyin":
        return read_han(text, plain_syllables, is_person=is_person)
    if reader == "korean-name":
        return korean_name(text) if is_person else None
    if reader in ("hebrew-points", "cantonese", "jyutping", "wylie", "khmer", "lao"):
        return READERS[reader](text)
    if reader in KOREAN_PLACES:
        return text if is_person else READERS[reader](text)
    return text


# Japanese
_JAPANESE_RUN = f"(?:{HAN}|[\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff])+"
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
    if not re.search(HAN, run):
        return run
    return " ".join(word for piece in pieces(run.translate(_SAME_KANJI)) for word in _EXTRAS.kanji(piece))


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
    return reading.translate(_TO_HIRAGANA) if re.search(HAN, surface) else surface


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

    What is listed is read by the list, ประยุทธ์ as prayut, other words by thairom (extra `th`): of 39
    names and places it reads 25 right (thaiphon 21, PyThaiNLP's royin 10); what fails are learned
    words whose unwritten vowels only a dictionary knows. Raises ImportError without the extra where
    a word is not listed.
    """
    return re.sub(_THAI_RUN, lambda found: _royal(_EXTRAS.thai(found.group())), thai_listed(text))


def thai_listed(text: str) -> str:
    """Read the runs of Thai letters in *text* that consist of listed words; others stay.

    >>> thai_listed("ทักษิณ ชินวัตร"), thai_listed("เชียงใหม่"), thai_listed("กขค")
    ('thaksin chinnawat', 'chiang mai', 'กขค')

    `aliases/words/thai_readings.yaml` has provinces and names that no rule reads.
    """
    return re.sub(_THAI_RUN, lambda found: _thai_words(found.group()), text)


def _thai_words(run: str) -> str:
    """Return the readings of the listed words that *run* consists of, the longest first; *run*
    where it does not.
    """
    readings = language_facts().thai_readings
    if run in readings:
        return readings[run]
    for end in range(len(run) - 1, 0, -1):
        if run[:end] in readings and (rest := _thai_words(run[end:])) != run[end:]:
            return f"{readings[run[:end]]} {rest}"
    return run


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
    "korean-feature": korean_feature,
    "hebrew-points": hebrew_points,
    "arabic-vowels": arabic_vowels,
    "cantonese": cantonese,
    "jyutping": jyutping,
    "wylie": wylie,
    "khmer": khmer,
    "lao": lao,
    **PRESS,
}
