"""The transliteration schemes of all languages, found by id, by short name or by what a text looks
like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from translit.errors import IrreversibleError, UnknownSchemeError, UnromanizedError
from translit.writing.foreign_letters import foreign_letters, in_latin
from translit.writing.keys import key, strip_marks
from translit.writing.readings import BY_LETTERS, KOREAN_PLACES, PRESS, thai_listed, unaided
from translit.writing.repair import repair
from translit.writing.romanize import Scheme, romanizer, speller
from translit.writing.scripts import NOT_LATIN, guess_languages, scripts

if TYPE_CHECKING:
    from translit.writing.to_script import Inverse

MRZ = "mrz"  # names a scheme of the machine-readable zone, which has names of persons and no others
MAX_READINGS = 6  # that an error lists of a text
# the scripts of the texts that a scheme reads, where they are several
_FAMILIES = {"Hrkt": frozenset(["Hira", "Kana", "Hani"])}

CACHED_WORDS = 65_536  # of native forms, by scheme, whose keys are kept: some 10 MB


class Schemes:
    """Transliteration schemes, found by id or short name, each compiled when it is first used."""

    def __init__(self, schemes: Iterable[Scheme] = ()) -> None:
        self._by_id = {scheme.id: scheme for scheme in sorted(schemes, key=lambda s: s.id)}
        self._by_lang: dict[str, list[Scheme]] = {}
        self._found: dict[tuple[str | None, str | None], Callable[[str], str]] = {}
        for scheme in self._by_id.values():
            self._by_lang.setdefault(scheme.lang, []).append(scheme)
        self._usual_of = {scheme.lang: scheme for scheme in self._by_id.values() if scheme.is_usual}
        self._compiled = cache(lambda identifier: romanizer(self._by_id[identifier]))
        self._with_foreign = cache(self._spell_foreign)
        self._spellers = cache(lambda identifier: speller(self._by_id[identifier]))
        self._inverses = cache(self._inverse)
        self._latin_key = lru_cache(CACHED_WORDS)(key)  # schemes differ in few words
        self._word_key = lru_cache(CACHED_WORDS)(lambda of, word: self._latin_key(self._spellers(of)(word)))

    def all(self, lang: str | None = None) -> tuple[Scheme, ...]:
        """Return the schemes, of one language or all, sorted by id. Raises UnknownSchemeError for
        an unknown language.
        """
        return tuple(self._by_id.values()) if lang is None else tuple(self._of(lang))

    def find(self, name: str, lang: str | None = None) -> Scheme:
        """Return the scheme with that id or short name; *lang* tells apart schemes that share a
        short name.

        Raises UnknownSchemeError, which lists the near ones, for a name that no scheme or more than
        one has.
        """
        if name in self._by_id and lang in (None, self._by_id[name].lang):
            return self._by_id[name]
        known = self._by_id.values() if lang is None else self._of(lang)
        named = [scheme for scheme in known if name.lower() in scheme.names]
        if len(named) == 1:
            return named[0]
        of = f" of {lang}" if lang else ""
        if named:
            choice = ", ".join(scheme.id for scheme in named)
            raise UnknownSchemeError(
                f"scheme {name!r}{of} may be {choice}: name one of these, or tell the language"
            )
        import difflib  # only a mistake needs it

        names = sorted({n for scheme in known for n in (scheme.id, *scheme.names)})
        near = difflib.get_close_matches(name, names, 5, 0.5)
        ids = sorted(scheme.id for scheme in known)
        others = ", ".join(near or ids[:8]) + (" …" if not near and ids[8:] else "")
        raise UnknownSchemeError(
            f"no scheme{of} is called {name!r}; {'near ones' if near else 'there are'}: {others}"
        )

    def _of(self, lang: str) -> list[Scheme]:
        if lang in self._by_lang:
            return self._by_lang[lang]
        import difflib

        near = difflib.get_close_matches(lang, self._by_lang, 3, 0.5) or sorted(self._by_lang)
        raise UnknownSchemeError(
            f"no scheme is for the language {lang!r}; near ones: {', '.join(near)} (ISO 639-1)"
        )

    def romanize(self, text: str, lang: str | None, scheme: str | None, *, strict: bool = False) -> str:
        """Romanize *text* by a scheme, by the usual one of a language, or by the usual one of the
        language it seems to be in.

        Raises ImportError when a named scheme needs an extra to read *text*; where none is named,
        what needs it stays as it is. *strict*: raises UnromanizedError where the scheme does not
        name a letter.
        """
        if strict:
            return self._strictly(text, lang, scheme)
        function = self._found.get((scheme, lang))
        if function is None:
            if scheme is None and lang is None:
                return self._guessed(text)
            function = (
                self._whole(self.find(scheme, lang).id) if scheme is not None else self._by_usual(str(lang))
            )
            self._found[scheme, lang] = function
        return function(text)

    def _strictly(self, text: str, lang: str | None, scheme: str | None) -> str:
        if scheme is None and lang is None and (lang := self._language(text)) is None:
            if left := foreign_letters(text):
                raise UnromanizedError("no scheme of a known language", "".join(sorted(left)))
            return text
        chosen = self._usual(str(lang)) if scheme is None else self.find(scheme, lang)
        latin = self._compiled(chosen.id)(text)
        if left := foreign_letters(latin):
            raise UnromanizedError(chosen.id, "".join(sorted(left)))
        return latin

    def _by_usual(self, lang: str) -> Callable[[str], str]:
        chosen = self._usual(lang)
        whole, letters = self._whole(chosen.id), self._spellers(chosen.id)

        def romanize(text: str) -> str:
            try:
                return whole(text)
            except ImportError:
                return letters(thai_listed(text) if chosen.reader == "thai" else text)

        return romanize if chosen.reader else whole

    def _usual(self, lang: str) -> Scheme:
        return self._usual_of.get(lang) or self._of(lang)[0]

    def _whole(self, identifier: str) -> Callable[[str], str]:
        """Return the function of a scheme that leaves no letter of another script in a text."""
        plain = self._compiled(identifier)
        named = re.compile(NOT_LATIN)

        def romanize(text: str) -> str:
            latin = plain(text)
            if latin.isascii() or not named.search(latin):
                return latin
            return self._with_neighbours(text, identifier)

        return romanize

    def _with_neighbours(self, text: str, identifier: str) -> str:
        """Romanize a text with letters that the scheme does not name: those of another script by
        the language that they tell, those of its own by the usual scheme of a neighbour.
        """
        scheme = self._by_id[identifier]
        own = _FAMILIES.get(scheme.script, {scheme.script})
        text = re.sub(
            f"{NOT_LATIN}+",
            lambda found: found.group() if own & scripts(found.group()) else self._guessed(found.group()),
            text,
        )
        left = foreign_letters(self._compiled(identifier)(text))
        known = (lang for lang in (*guess_languages(text), *self._by_lang) if lang in self._by_lang)
        usual = [self._usual(lang) for lang in dict.fromkeys(known)]
        near = [of for of in usual if of.script == scheme.script and not of.reader and of.id != identifier]
        near.sort(key=lambda of: -sum(letter in of.letters for letter in left))
        return self._with_foreign(identifier, near[0].id if near else "")(text)

    def _spell_foreign(self, identifier: str, nearest: str) -> Callable[[str], str]:
        scheme = self._by_id[identifier]
        usual = [self._usual(lang) for lang in self._by_lang]
        order = [self._by_id[nearest]] if nearest else []
        order += [of for of in usual if of.script == scheme.script and not of.reader]
        letters = [of.letters for of in order]
        return romanizer(scheme, lambda char: in_latin(char, scheme.letters, letters))

    def _language(self, text: str) -> str | None:
        return next((lang for lang in guess_languages(text) if lang in self._by_lang), None)

    def _guessed(self, text: str) -> str:
        lang = self._language(text)
        latin = text if lang is None else self.romanize(text, lang, None)
        return re.sub(
            f"{NOT_LATIN}+",
            lambda found: "".join(in_latin(char, {}, ()) for char in found.group()).strip(),
            latin,
        )

    def readings(self, text: str, lang: str | None, scheme: str | None, limit: int) -> tuple[str, ...]:
        """Return up to *limit* texts that a scheme, or the usual one of a language, writes as
        *text*.

        Raises IrreversibleError where there is none.
        """
        return self._read_back(text, lang, scheme, limit)[1]

    def to_script(self, text: str, lang: str | None, scheme: str | None) -> str:
        """Return the only text that a scheme writes as *text*. Raises IrreversibleError where there
        is none or more.
        """
        inverse, found = self._read_back(text, lang, scheme, MAX_READINGS)
        if inverse.are_ambiguous(found):
            raise IrreversibleError(inverse.scheme.id, text, found)
        return found[0]

    def _inverse(self, identifier: str) -> Inverse:
        from translit.writing.to_script import Inverse  # most only romanize

        return Inverse(self._by_id[identifier], self._spellers(identifier))

    def _read_back(
        self, text: str, lang: str | None, scheme: str | None, limit: int
    ) -> tuple[Inverse, tuple[str, ...]]:
        chosen = self._usual(str(lang)) if scheme is None else self.find(scheme, lang)
        inverse = self._inverses(chosen.id)
        found = inverse.readings(text, limit)
        if not found:
            words = inverse.unreadable(text)
            raise IrreversibleError(chosen.id, words[0] if words else text, ())
        return inverse, tuple(found)

    def romanizations(self, text: str, lang: str) -> frozenset[str]:
        """Return what all the schemes of a language make of *text*; one that needs an extra that is
        missing is left out.
        """
        found = set()
        for scheme in self._of(lang):
            try:
                found.add(self._whole(scheme.id)(text))
            except ImportError:
                continue
        return frozenset(found)

    def keys(self, text: str, languages: Sequence[str], *, is_person: bool = False) -> dict[str, str]:
        """Return the match keys of *text* by the scheme that spells it so; "" where it is the key
        of the text as written.

        Tables are compiled to these keys, so they are the same whichever extras are installed:
        Chinese is read by Unidecode and the rules of family names, Korean names by their syllables;
        kanji and Thai, which need an extra, by their letters alone. What a press writes for a name
        (`PRESS`) is no key. Only the name of a person
        (*is_person*) is divided into family and given name: 이란 is Iran and nobody called Lee Ran.
        """
        found = {key(text): ""}
        text = repair(text)
        if text.isascii():
            return found
        words = text.split()
        for lang in languages:
            for scheme in self._by_lang.get(lang, ()):
                if MRZ in scheme.names and not is_person:
                    continue
                if scheme.reader in PRESS:
                    continue
                if scheme.reader and scheme.reader != BY_LETTERS:
                    read = unaided(scheme.reader, text, is_person=is_person)
                    latin = self._spellers(scheme.id)(read) if read else ""
                    if "-" in latin and scheme.reader in KOREAN_PLACES:  # 제주도: Jeju-do, Jejudo
                        found.setdefault(key(latin.replace("-", "")), scheme.id)
                    spelled = key(latin) if latin else ""
                else:
                    spelled = strip_marks(" ".join(self._word_key(scheme.id, word) for word in words))
                if spelled:
                    found.setdefault(spelled, scheme.id)
        return found
