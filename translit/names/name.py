"""A name as written, analysed once: its key and the steps to it, its parts, its script, its
readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from translit.evidence import Step
from translit.model import Kind, is_too_long
from translit.names.lexicon import Lexicon
from translit.names.parts import core_key, core_parts, is_inverted, parse_name
from translit.names.roles import NamePart, Role, script_of_name
from translit.writing.keys import REWRITES, key
from translit.writing.repair import repair
from translit.writing.text import at_capitals, fold

MIN_ORGANISATION = 4  # letters; a name of three may be a person's: 김은행, not 일본은행

PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*").fullmatch
SINGLE_LETTERS = re.compile("[A-Za-z](?: [A-Za-z])*").fullmatch

if TYPE_CHECKING:
    from translit.names.beside_reading import Beside

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801
    """A value that is computed when it is first read, and kept.

    `functools.cached_property`, without the lock that it takes before Python 3.12.
    """

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self.compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type | None = None) -> Value:
        value = instance.__dict__[self.name] = self.compute(instance)
        return value


class Name:
    """A name as written, and what its analysis says, each computed once and when it is first asked
    for.

    >>> name = Name("Gen. Aekxei REZNIKOV", Lexicon())
    >>> name.key, name.core_key, name.script
    ('gen aekxei reznikov', 'gen aekxei reznikov', '')

    *kind* is what the caller says the name is of; None where it is not known.
    """

    def __init__(self, text: str, lexicon: Lexicon, *, kind: Kind | None = None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.kind = kind
        # how similar a native token of this name is to Latin ones, as `pairs.spelled` has it
        self.spelled: dict[str, Any] = {}
        # what a token of this name is to one of another, as `pairs.align` has it
        self.related: dict[NamePart, Any] = {}

    def __repr__(self) -> str:
        return f"Name({self.text!r})"

    @lazy
    def is_plain(self) -> bool:
        """Whether the text is ASCII words with single spaces between: its key is the same in lower
        case.

        Single letters with spaces between are an acronym, whose key is one word.
        """
        return PLAIN(self.text) is not None and SINGLE_LETTERS(self.text) is None

    @lazy
    def key_with_steps(self) -> tuple[str, tuple[Step, ...]]:
        """The match key, and the rewriting steps that lead to it."""
        text = self.text
        if not self.is_plain:
            return key_with_steps(text)
        lower = text.lower()
        return lower, (Step("fold", text, lower, "", True),) if lower != text else ()

    @property
    def key(self) -> str:
        """The match key; empty only for a text that shows nothing."""
        return self.key_with_steps[0]

    @property
    def key_steps(self) -> tuple[Step, ...]:
        """The rewriting steps that lead from the text to its key."""
        return self.key_with_steps[1]

    @lazy
    def folded(self) -> str:
        """The text with case, spaces and punctuation folded; its letters stay in their script."""
        return self.key if self.is_plain else fold(self.text)

    @lazy
    def is_too_long(self) -> bool:
        """Whether the text has more characters than a name: nobody is looked for."""
        return is_too_long(self.text)

    @lazy
    def parts(self) -> tuple[NamePart, ...]:
        """The tokens with their roles, in the order given, a family name before a comma last."""
        return parse_name(self.text, self.lexicon, kind=self.kind)

    @lazy
    def core_key(self) -> str:
        """The match key without titles, legal forms and the acronym beside the name."""
        return core_key(self.parts)

    @lazy
    def core_keys(self) -> tuple[str, ...]:
        """The core key; and the key of `core_text` where that is another, as of a name in Chinese
        characters, whose key has spaces.
        """
        if not self.script or not self.core_key:
            return (self.core_key,)
        return tuple(dict.fromkeys((self.core_key, key(self.core_text))))

    @lazy
    def core_text(self) -> str:
        """The name in its own letters, without titles, legal forms and the acronym beside it."""
        return " ".join(part.native or part.token for part in core_parts(self.parts))

    @lazy
    def script(self) -> str:
        """The script of the letters that are not Latin (ISO 15924), "" where all are."""
        return script_of_name(self.parts)

    @lazy
    def is_inverted(self) -> bool:
        """Whether a family name stands before a comma, as persons' names are written in lists."""
        return is_inverted(self.text, self.lexicon)

    @lazy
    def initials(self) -> str:
        """The first letters of the parts that are initials, in their order."""
        return "".join(part.token[0] for part in self.parts if part.role is Role.INITIAL)

    @lazy
    def has_ambiguous_title(self) -> bool:
        """Whether a part that was read as a title may be a given name: Hafiz."""
        titles, plain = self.lexicon.ambiguous_titles, self.lexicon.titles
        return any(
            part.role is Role.TITLE
            and (part.token,) in titles.get(part.token, ())
            and (part.token,) not in plain.get(part.token, ())
            for part in self.parts
        )

    @lazy
    def beside(self) -> Beside | None:
        """What stands beside the name and is no part of it, None where nothing does."""
        from translit.names.beside import read_beside  # of a name that is listed nobody asks

        return read_beside(self.text, self.lexicon, self.kind)

    @lazy
    def translated(self) -> Name | None:
        """The name of an organisation with its known words in English, None where it is another's,
        in Latin letters without romanized words of a Slavic language, or has neither two such words
        nor one by which organisations are known.
        """
        may_be = self.kind is Kind.ORG or (self.kind is None and len(self.text) >= MIN_ORGANISATION)
        if not may_be:
            return None
        # most names are in Latin letters and romanize nothing
        if self.script:
            from translit.names.translation import translate

            text, count = translate(self.text)
        else:
            from translit.names.romanized import translate_romanized

            text, count = translate_romanized(self.text) or ("", 0)
        english = Name(text, self.lexicon, kind=Kind.ORG)
        known = self.lexicon.organisations
        is_told = (
            count > 1
            or self.kind is Kind.ORG
            or any(part.role is Role.LEGAL or part.token in known for part in english.parts)
        )
        return english if count and is_told else None

    @lazy
    def split_at_capitals(self) -> Name | None:
        """The same name divided where a capital follows a small letter, None where none does."""
        repaired = repair(self.text)
        text = at_capitals(repaired)
        return None if text == repaired else Name(text, self.lexicon, kind=self.kind)


def key_with_steps(text: str) -> tuple[str, tuple[Step, ...]]:
    """Return the key of *text* and the rewriting steps that lead to it."""
    steps = []
    for label, rewrite in REWRITES:
        after = rewrite(text)
        if after != text:
            steps.append(Step(label, text, after, is_rewrite=True))
        text = after
    return text, tuple(steps)
