"""The likeliest other spellings of a name, for engines that look names up letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import chain, groupby, islice
from math import inf
from typing import NamedTuple

from translit.index.terms import split_cjk_name
from translit.model import Kind
from translit.names.han_names import han_name, natives
from translit.names.name import Name
from translit.names.rarity import rarities
from translit.names.roles import NamePart, Role
from translit.names.vocabulary import Vocabulary
from translit.writing.keys import key
from translit.writing.respelling import respellings
from translit.writing.sound import skeleton
from translit.writing.spelling import romanization_prices, top_romanizations

KEPT = frozenset({Role.TITLE, Role.LEGAL, Role.SUFFIX, Role.INITIAL, Role.ACRONYM, Role.GENERIC})
# How much the rarity of a token counts beside the price of its letters: an other spelling that many
# bear is likelier. Chosen on the US Treasury's list, benchmarks/variants.py; the UN's is held out.
RARITY_WEIGHT = 0.8
# Of a word in another script, which may leave vowels out; chosen on its people in Arabic and Hindi.
RARITY_WEIGHT_NATIVE = 1.5
MAX_LIMIT = 1_000
MAX_WORDS = 12  # of a name that are spelled in other ways; those behind them stay
MIN_INVENTED = 3  # letters of a token whose other spellings need be no known ones
MAX_SOUNDS = 12  # romanizations of a word whose like-sounding known tokens are weighed, too
MAX_PER_WORD = 200  # spellings of a word that are weighed with those of the others
# What a spelling by a scheme costs at the most: it is written in passports and on maps. Not of
# scripts that leave vowels out, whose schemes write none.
SCHEME_NATS = 1.0
ABJADS = frozenset({"Arab", "Hebr", "Syrc"})
APOSTROPHES = frozenset("'’ʼʹ`´‘")


class Spelled(NamedTuple):
    """A spelling of a word, and what it costs in nats to choose it."""

    nats: float
    text: str


def spelling_variants(
    text: str, vocabulary: Vocabulary, *, kind: Kind | None = None, limit: int
) -> tuple[str, ...]:
    """Return the likeliest other spellings of a name, likeliest first. See `translit.variants`."""
    name = Name(text, vocabulary.lexicon, kind=kind)
    words, between = _words(name, vocabulary)
    return tuple(islice(_combined(text, words, between), limit))


def _words(name: Name, vocabulary: Vocabulary) -> tuple[list[list[Spelled]], list[str]]:
    """Return the spellings of each word of a name, and what stands before, between and behind."""
    if natives(name.parts) and (read := han_name(natives(name.parts)).spellings):
        return [[Spelled(of.nats, of.text) for of in read]], ["", ""]
    halves = split_cjk_name(name.parts)
    if halves and len(name.parts) == 1:  # 김정은
        return [_of_native(half, name, vocabulary) for half in halves], ["", " ", ""]
    parts = {part.native or part.token: part for part in name.parts}
    by_token = {part.token: part for part in name.parts}
    words: list[list[Spelled]] = []
    between, end = [], 0
    for start, word in _spans(name.text):
        between.append(name.text[end:start])
        end = start + len(word)
        token = key(word)
        part = parts.get(word.casefold()) or by_token.get(token) or NamePart(token)
        if part.native and len(words) < MAX_WORDS:
            words.append(_of_native(part, name, vocabulary))
        elif part.role in KEPT or " " in token or len(words) >= MAX_WORDS:
            words.append([Spelled(0.0, word)])
        else:
            words.append(_of_latin(word, token, name.kind or Kind.PERSON))
    return words, [*between, name.text[end:]]


def _spans(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each word of a text begins, and the word: letters with their marks, and
    apostrophes within.
    """
    start = 0
    for is_word, chars in groupby(text, _is_of_word):
        run = "".join(chars)
        if is_word and (word := run.strip("".join(APOSTROPHES))):
            yield start + run.index(word), word
        start += len(run)


def _is_of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" or char in APOSTROPHES


def _of_latin(word: str, token: str, kind: Kind) -> list[Spelled]:
    """Return a word, without marks, and as other spellings of it are written."""
    known, unknown = rarities(kind)
    usual = RARITY_WEIGHT * known.get(token, unknown)
    found = {word: 0.0}
    found.setdefault(_in_case_of(word, token), 0.0)
    for nats, spelled in respellings(token, MAX_PER_WORD):
        if len(token) >= MIN_INVENTED or spelled in known:
            rare = RARITY_WEIGHT * known.get(spelled, unknown)
            found.setdefault(_in_case_of(word, spelled), nats + rare - usual)
    return _ranked(found)


def _of_native(part: NamePart, name: Name, vocabulary: Vocabulary) -> list[Spelled]:
    """Return a word in another script in Latin letters: the likeliest romanizations of the learned
    model, those of the schemes, and known tokens of the same sound.
    """
    known, unknown = rarities(name.kind or Kind.PERSON)
    schemes = vocabulary.schemes
    languages = sorted({of.lang for of in schemes.all() if part.script in _written_in(of.script)})
    by_scheme = {
        token
        for token in schemes.keys(part.native, languages, is_person=name.kind is not Kind.PLACE)
        if token.isascii() and token.isalpha()
    }
    learned = top_romanizations(part.native, MAX_PER_WORD)
    alike = chain.from_iterable(map(KNOWN.sounding_as, learned[:MAX_SOUNDS]))
    tokens = sorted({*learned, *by_scheme, *alike}) or [part.token]
    prices = romanization_prices(part.native, tokens)
    if part.script not in ABJADS:
        prices = [
            min(nats, SCHEME_NATS) if token in by_scheme else nats
            for token, nats in zip(tokens, prices, strict=True)
        ]
    found = {
        _title(token): nats + RARITY_WEIGHT_NATIVE * known.get(token, unknown)
        for token, nats in zip(tokens, prices, strict=True)
        if nats < inf or len(tokens) == 1
    }
    return _ranked(found)


class _Known:
    """The tokens of people's names that were counted, by their sound."""

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for token in rarities(Kind.PERSON)[0]:
            found.setdefault(skeleton(token), []).append(token)
        return found

    def sounding_as(self, token: str) -> list[str]:
        """Return the tokens with the consonants of *token*."""
        return self._by_sound.get(skeleton(token), [])


KNOWN = _Known()


def _written_in(script: str) -> frozenset[str]:
    """Return the scripts of the tokens that a scheme of *script* reads (ISO 15924)."""
    return frozenset({"Hira", "Kana"}) if script == "Hrkt" else frozenset({script})


def _ranked(found: dict[str, float]) -> list[Spelled]:
    return sorted(Spelled(nats, text) for text, nats in found.items())[:MAX_PER_WORD]


def _in_case_of(word: str, token: str) -> str:
    """Return *token* in capitals as *word* is."""
    if word.isupper() and len(word) > 1:
        return token.upper()
    return _title(token) if word[:1].isupper() else token


def _title(token: str) -> str:
    return token[:1].upper() + token[1:]


def _combined(text: str, words: Sequence[Sequence[Spelled]], between: Sequence[str]) -> Iterator[str]:
    """Yield the spellings of a name from those of its words, cheapest first, without *text*."""
    if not all(words):
        return
    start = (0,) * len(words)
    queue = [(sum(of[0].nats for of in words), start)]
    heapify(queue)
    seen, told = {start}, {text}
    while queue:
        nats, chosen = heappop(queue)
        spelled = [of[place].text for of, place in zip(words, chosen, strict=True)]
        made = "".join(map("".join, zip(between, [*spelled, ""], strict=True)))
        if made not in told:
            told.add(made)
            yield made
        for at, place in enumerate(chosen):
            of = words[at]
            longer = (*chosen[:at], place + 1, *chosen[at + 1 :])
            if place + 1 < len(of) and longer not in seen:
                seen.add(longer)
                heappush(queue, (nats + of[place + 1].nats - of[place].nats, longer))
