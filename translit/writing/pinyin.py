"""How Chinese is read as Mandarin: names and places, syllable by syllable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from translit.writing.ascii_letters import ascii_of
from translit.writing.language_facts import BORDER, language_facts

HAN = r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"

# Patterns are texts that `re` compiles when they are first used: ranges this large cost an import
# 10 ms, which a name in Latin letters need not wait for.
HAN_RUN = f"{HAN}+"
# characters that a library divides into words at a time: pypinyin copies the rest of the text for
# each word, and SudachiPy refuses 49,150 bytes
LONGEST_RUN = 256
_NAME_DOT = f"(?<={HAN})[·‧・•](?={HAN})"  # between the parts of a foreign name


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
    return read_han(text, _syllables, is_person=True)


def read_han(text: str, syllables: Callable[[str], list[str]], *, is_person: bool) -> str:
    text = re.sub(_NAME_DOT, "· ", unicodedata.normalize("NFC", text))
    read, done, family = [], 0, ""  # family: the characters before, if they may be a family name
    for found in re.finditer(HAN_RUN, text):
        run, (start, end) = found.group(), found.span()
        between = text[done:start]
        is_foreign = between.endswith("· ") or text.startswith("·", end)
        is_given = bool(family) and between.isspace()
        read += [between, _read_run(run, syllables, is_person, is_foreign, is_given)]
        is_alone = not between or not (between[-1].isalnum() or between[-1] in "_·")
        is_family = is_alone and not is_foreign and _surname_length(run) == len(run)
        family = run if is_family else ""
        done = end
    return "".join((*read, text[done:])).replace("· ", " ")


def _read_run(
    run: str, syllables: Callable[[str], list[str]], is_person: bool, is_foreign: bool, is_given: bool
) -> str:
    """Read characters in a row; *is_given*: a family name stands before them."""
    if not is_foreign and not is_given and (place := _place_syllables(run, syllables)):
        return place
    if not is_person or is_foreign or is_given or _is_place(run):
        return BORDER.join(syllables(run))
    size = _surname_length(run)
    given = BORDER.join(syllables(run[size:]))
    return f"{_surname_syllables(run[:size], syllables)} {given}".strip() if size else given


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
        return plain_syllables(run)
    found = [
        read if read.islower() else plain_syllables(read)
        for piece in pieces(run)
        for read in lazy_pinyin(piece, v_to_u=True)
    ]
    return [syllable for read in found for syllable in ([read] if isinstance(read, str) else read)]


def pieces(run: str) -> Iterator[str]:
    """Yield *run* in pieces that a library takes."""
    return (run[at : at + LONGEST_RUN] for at in range(0, len(run), LONGEST_RUN))


def plain_syllables(run: str) -> list[str]:
    readings = language_facts().han_readings
    return [readings.get(char) or _plain_syllable(char) for char in run]


def _plain_syllable(char: str) -> str:
    latin = ascii_of(char).strip().lower()
    return latin if latin.isalpha() else char
