"""The transliteration schemes of all languages, found by id, by short name or by what a text looks
like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from translit.errors import UnknownSchemeError
from translit.writing.keys import key, strip_marks
from translit.writing.readings import unaided
from translit.writing.repair import repair
from translit.writing.romanize import Scheme, romanizer, speller
from translit.writing.scripts import guess_languages, scripts
from translit.writing.transcribe import transcribe

_WORD = re.compile(r"[^\W\d_]+")


class Schemes:
    """Transliteration schemes, found by id or short name, each compiled when it is first used."""

    def __init__(self, schemes: Iterable[Scheme] = ()) -> None:
        self._by_id = {scheme.id: scheme for scheme in sorted(schemes, key=lambda s: s.id)}
        self._by_lang: dict[str, list[Scheme]] = {}
        self._found: dict[tuple[str | None, str | None], Callable[[str], str]] = {}
        for scheme in self._by_id.values():
            self._by_lang.setdefault(scheme.lang, []).append(scheme)
        self._compiled = cache(lambda identifier: romanizer(self._by_id[identifier]))
        self._spellers = cache(lambda identifier: speller(self._by_id[identifier]))
        self._word_key = cache(lambda identifier, word: key(self._spellers(identifier)(word)))

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
        near = difflib.get_close_matches(name, names, 5, 0.5) or sorted(scheme.id for scheme in known)
        raise UnknownSchemeError(f"no scheme{of} is called {name!r}; near ones: {', '.join(near[:8])}")

    def _of(self, lang: str) -> list[Scheme]:
        if lang in self._by_lang:
            return self._by_lang[lang]
        import difflib

        near = difflib.get_close_matches(lang, self._by_lang, 3, 0.5) or sorted(self._by_lang)
        raise UnknownSchemeError(
            f"no scheme is for the language {lang!r}; near ones: {', '.join(near)} (ISO 639-1)"
        )

    def romanize(self, text: str, lang: str | None, scheme: str | None) -> str:
        """Romanize *text* by a scheme, by the usual one of a language, or by the usual one of the
        language it seems to be in.

        Raises ImportError when a named scheme needs an extra to read *text*; where none is named,
        what needs it stays as it is.
        """
        function = self._found.get((scheme, lang))
        if function is None:
            if scheme is None and lang is None:
                return self._guessed(text)
            function = (
                self._compiled(self.find(scheme, lang).id)
                if scheme is not None
                else self._by_usual(str(lang))
            )
            self._found[scheme, lang] = function
        return function(text)

    def _by_usual(self, lang: str) -> Callable[[str], str]:
        chosen = self._usual(lang)
        whole, letters = self._compiled(chosen.id), self._spellers(chosen.id)

        def romanize(text: str) -> str:
            try:
                return whole(text)
            except ImportError:
                return letters(text)

        return romanize if chosen.reader else whole

    def _usual(self, lang: str) -> Scheme:
        return next((scheme for scheme in self._of(lang) if scheme.is_usual), self._of(lang)[0])

    def _guessed(self, text: str) -> str:
        lang = next((lang for lang in guess_languages(text) if lang in self._by_lang), None)
        latin = text if lang is None else self.romanize(text, lang, None)
        return _WORD.sub(
            lambda found: transcribe(found.group()) if scripts(found.group()) - {"Latn"} else found.group(),
            latin,
        )

    def romanizations(self, text: str, lang: str) -> frozenset[str]:
        """Return what all the schemes of a language make of *text*; one that needs an extra that is
        missing is left out.
        """
        found = set()
        for scheme in self._of(lang):
            try:
                found.add(self._compiled(scheme.id)(text))
            except ImportError:
                continue
        return frozenset(found)

    def keys(self, text: str, languages: Sequence[str], *, is_person: bool = False) -> dict[str, str]:
        """Return the match keys of *text* by the scheme that spells it so; "" where it is the key
        of the text as written.

        Tables are compiled to these keys, so they are the same whichever extras are installed:
        Chinese is read by Unidecode and the rules of family names, Korean names by their syllables;
        kanji and Thai, which need an extra, by their letters alone. Only the name of a person
        (*is_person*) is divided into family and given name: 이란 is Iran and nobody called Lee Ran.
        """
        found = {key(text): ""}
        text = repair(text)
        if text.isascii():
            return found
        words = text.split()
        for lang in languages:
            for scheme in self._by_lang.get(lang, ()):
                if scheme.reader:
                    read = unaided(scheme.reader, text, is_person=is_person)
                    spelled = key(self._spellers(scheme.id)(read)) if read else ""
                else:
                    spelled = strip_marks(" ".join(self._word_key(scheme.id, word) for word in words))
                if spelled:
                    found.setdefault(spelled, scheme.id)
        return found
