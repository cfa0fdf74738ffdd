"""Write the names of a text in their canonical spelling, in the shape that each has there; the rest
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from translit.model import Entity, Kind
from translit.names.cues import Cues
from translit.names.lexicon import Lexicon
from translit.names.parts import is_surname_first, parse_name, surname_span
from translit.names.roles import NamePart
from translit.pairs.relations import relate
from translit.results import Mention
from translit.text.layout import in_layout, plain
from translit.text.zones import zones
from translit.writing.keys import key, tokens
from translit.writing.scripts import scripts

STYLES = ("canonical",)
CACHED_ENTITIES = 16_384
LABEL_BRACKET = "("  # begins an addition to a canonical name: Ministry of Defence (Russia)
MAX_ROUNDS = 6  # readings of a text until its names stand as they are written
MIN_CAPITALS = 2  # letters of a word that is no initial

_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.[ -]?)+|[^\W\d_]")


class Rewriter:
    """Writes mentions in the canonical spelling of their entities."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._lexicon = lexicon
        self._cues = cues
        self._surname = lru_cache(maxsize=CACHED_ENTITIES)(self._read_surname)
        self._tokens = lru_cache(maxsize=CACHED_ENTITIES)(_listed_tokens)

    def settled(self, text: str, find: Callable[[str], Iterable[Mention]]) -> str:
        """Return *text* with its names in their canonical spelling, so that rewriting it again
        changes nothing.

        A name that is written canonically can tell whom another one means, so the text is read
        until nothing changes. One that never settles stays as it was.
        """
        before = text
        for _ in range(MAX_ROUNDS):
            after = self.rewrite(before, find(before))
            if after == before:
                return after
            before = after
        return text

    def rewrite(self, text: str, mentions: Iterable[Mention]) -> str:
        """Return *text* with each mention that is MATCHED in its canonical spelling."""
        pieces, end = [], 0
        for start, after, name in self.replacements(text, mentions):
            pieces += [text[end:start], name]
            end = after
        return "".join((*pieces, text[end:]))

    def replacements(self, text: str, mentions: Iterable[Mention]) -> Iterator[tuple[int, int, str]]:
        """Yield what is written in the place of text[start:end], as (start, end, name), for each
        mention that is MATCHED, but those in addresses, tags and identifiers.
        """
        spelled = zones(text)
        at = 0
        for mention in mentions:
            while at < len(spelled) and spelled[at].end <= mention.start:
                at += 1
            if mention and not (at < len(spelled) and spelled[at].start < mention.end):
                name = self.canonical(mention)
                has_rest = _goes_on(name, mention.surface, text, mention.end)
                if not has_rest and not _has_begun(name, text, mention.start):
                    yield mention.start, mention.end, name

    def canonical(self, mention: Mention) -> str:
        """Return the canonical spelling of a mention, in its shape.

        A surname stays without a given name; titles and initials stay as they are written, and so
        do line ends and hidden characters between the words. What stays as it is: a name that its
        entity lists letter by letter as an acronym (*AFP*, *U.S.*), a name in a case form or in
        another script than the canonical one (its case would be lost), one that shares words with
        the name behind it, and one whose canonical name is a label, with an addition in brackets.
        """
        entity, surface = mention.entity, mention.surface
        if (
            entity is None
            or LABEL_BRACKET in entity.name
            or scripts(surface) - scripts(entity.name)
            or _is_acronym(surface, entity)
        ):
            return surface
        written = plain(surface)
        if self._is_case_form(written, entity):
            return surface
        is_person = entity.kind is Kind.PERSON
        shaped = self._person(written, entity) if is_person else self._name(written, entity)
        return in_layout(shaped, surface)

    def _name(self, written: str, entity: Entity) -> str:
        """Return the name of a place or an organisation as *written*, which stays if it is short of
        words that the name behind it has: *Donetsk* and Luhansk People's Republics.
        """
        article, _, rest = written.partition(" ")
        listed = {alias.text.lower() for alias in entity.listed()}
        is_article = not entity.name.lower().startswith(f"{article.lower()} ")
        if is_article and {written.lower(), rest.lower()} <= listed:
            return f"{article} {self._name(rest, entity)}"  # The Kremlin
        missing = len(entity.name.split()) - len(written.split())
        is_short = missing > 1 and set(tokens(written)) <= set(tokens(entity.name))
        is_listed = not is_short or key(written) in set(map(key, listed))
        return _in_capitals(entity.name, written) if is_listed else written

    def _person(self, written: str, entity: Entity) -> str:
        """Return the name of a person with as many words as *written* has of it."""
        words, canonical = written.split(" "), entity.name.split(" ")
        family = self._surname(entity).split(" ")
        free = [
            at for at, word in enumerate(words) if not self._is_title(word) and not _INITIALS.fullmatch(word)
        ]
        if not free or family == [""]:
            return _in_capitals(entity.name, written) if len(free) == len(words) else written
        start, end = free[0], free[-1] + 1
        if free != list(range(start, end)):  # George W. Bush: word by word
            return _word_by_word(words, free, canonical) or written
        name = self._part(" ".join(words[start:end]), canonical, family)
        if end - start < len(words) and name == canonical != family and len(free) > len(family):
            # a full name beside a title or an initial that is no part of it
            return _word_by_word(words, free, canonical) or written
        return " ".join((*words[:start], *_capitals_of(words[start:end], name, family), *words[end:]))

    def _part(self, written: str, canonical: list[str], family: list[str]) -> list[str]:
        """Return the words of a canonical name that *written*, without titles and initials, stands
        for: the surname, all, or a given name alone.
        """
        size = len(tokens(written))
        if size > len(tokens(" ".join(family))):
            return canonical
        likeness = {at: self._likeness(written, word) for at, word in enumerate(canonical)}
        best = max(likeness, key=lambda at: (likeness[at], canonical[at] in family))
        if " " in written or canonical[best] in family or not likeness[best]:
            return family[-len(written.split(" ")) :]  # Leyen, without von der
        return [canonical[best]]

    def _likeness(self, written: str, word: str) -> float:
        """Return how similar a word of a text is to a word of a canonical name."""
        pair = relate(NamePart(key(written)), NamePart(key(word)), self._lexicon, {})
        return 0.0 if pair is None else pair.similarity

    def _is_title(self, word: str) -> bool:
        return key(word) in self._lexicon.titles

    def _is_case_form(self, written: str, entity: Entity) -> bool:
        """Whether a word of *written* is a case form, a genitive or a plural, of one that the
        entity lists.
        """
        listed = self._tokens(entity)
        for word in written.split():
            folded = key(word)
            if folded in listed or set(folded.split()) <= listed:
                continue
            forms = {*map(key, self._cues.base_forms(word)), folded.removesuffix("s")}
            if not listed.isdisjoint(forms):
                return True
        return False

    def _read_surname(self, entity: Entity) -> str:
        """Return the surname, with its particles, as the canonical name writes it at its beginning
        or end; "" where the name is one word, or has the surname elsewhere.
        """
        is_first = is_surname_first(entity.country, None)
        parts = parse_name(entity.name, self._lexicon, kind=Kind.PERSON, family_first=is_first)
        span = surname_span(parts)
        if span is None or len(parts) < 2:
            return ""
        words = entity.name.split(" ")
        # a word may have a hyphen, and be several parts
        ends = list(accumulate(len(tokens(word)) for word in words))
        if ends[-1] != len(parts):
            return ""
        start, end = span if is_first else (span[0], len(parts))
        surname = " ".join(
            word for word, at in zip(words, ends, strict=True) if start < at <= max(end, start + 1)
        )
        is_at_edge = entity.name.startswith(surname) if is_first else entity.name.endswith(surname)
        return surname if is_at_edge else ""


def _listed_tokens(entity: Entity) -> frozenset[str]:
    """Return the tokens of all names of an entity."""
    return frozenset(token for alias in entity.listed() for token in key(alias.text).split())


def _goes_on(name: str, surface: str, text: str, end: int) -> bool:
    """Whether the words that *name* has behind *surface* follow in the text: Acme corp, of Acme
    Corp.
    """
    rest = name[len(surface) :].lower()
    return bool(rest) and name.startswith(surface) and text[end : end + len(rest)].lower() == rest


def _has_begun(name: str, text: str, start: int) -> bool:
    """Whether the first word of a name of several stands before it in the text: the Hague, of The
    Hague.
    """
    first, space, _ = name.partition(" ")
    before = text[max(0, start - len(first) - 1) : start]
    return bool(space) and before.lower() == f"{first} ".lower()


def _word_by_word(words: list[str], free: list[int], canonical: list[str]) -> str:
    """Return *words* with those at *free* written as the canonical name has them; "" where it has
    more or fewer.
    """
    names = [word for word in canonical if not _INITIALS.fullmatch(word)]
    if len(names) != len(free):
        return ""
    instead = dict(zip(free, names, strict=True))
    return " ".join(
        _in_capitals(instead[at], word) if at in instead else word for at, word in enumerate(words)
    )


def _capitals_of(words: list[str], name: list[str], family: list[str]) -> list[str]:
    """Write *name* in capitals where *words* are, or its surname where one of them is."""
    if all(map(_is_in_capitals, words)):
        return [word.upper() for word in name]
    has_capitals = any(map(_is_in_capitals, words))
    return [word.upper() if has_capitals and word in family else word for word in name]


def _is_in_capitals(word: str) -> bool:
    return len(word) > MIN_CAPITALS and word.isupper() and "." not in word


def _is_acronym(surface: str, entity: Entity) -> bool:
    return (
        surface.isupper()
        and surface != entity.name.upper()
        and any(alias.text == surface for alias in entity.listed())
    )


def _in_capitals(name: str, surface: str) -> str:
    """Write *name* in capitals where *surface* is."""
    return name.upper() if _is_in_capitals(surface) else name
