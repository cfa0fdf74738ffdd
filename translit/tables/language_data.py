"""The files under `aliases/names` and `words` into a `Lexicon` and `Cues`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from translit.names.cues import MAX_STEM, MIN_STEM, CalledAfter, Cues
from translit.names.lexicon import Lexicon
from translit.names.tokens import phrase_tokens
from translit.writing.keys import key, tokens
from translit.writing.schemes import Schemes
from translit.writing.scripts import scripts
from translit.writing.text import fold

MIN_ORG_WORD = 4  # letters of a word of another language that means one thing in any name
LATIN = frozenset({"Latn"})


def lexicon(documents: Mapping[str, Any], schemes: Schemes) -> Lexicon:
    """Compile language data: *documents* by file name without ending (given, titles, legal …), as
    plain values.
    """
    groups = documents.get("given_names", [])
    given = {
        g["name"]: _keys((g.get("forms") or {}) | {"latin": g.get("latin") or ()}, schemes) for g in groups
    }
    for cut in documents.get("given_abbreviations", []):
        for name in cut["of"]:
            given[name].add(key(cut["short"]))
    titles = documents.get("titles", [])
    spaced = [t for t in titles if "glued" not in t]
    legal = documents.get("legal", [])
    equivalents = with_org_words(documents.get("equivalents", []), documents.get("org_words", []))
    descriptors = documents.get("descriptors", [])
    nouns = _with_equivalents((word for of in descriptors for word in of.get("nouns", ())), equivalents)
    return Lexicon(
        given_names=_groups(given.items()),
        cognates=_groups(
            (names[0], set().union(*(given[name] for name in names)))
            for names in documents.get("cognates", [])
        ),
        nicknames=_groups((g["name"], _keys(g.get("nicknames") or {}, schemes)) for g in groups),
        surname_variants=_groups(
            (" ".join(names), {key(name) for name in names})
            for names in documents.get("surname_variants", [])
        ),
        words=_groups(
            (words[0], {key(word) for word in words})
            for words in (
                *equivalents,
                *_of_countries(documents),
                *_of_places(documents),
                *documents.get("abbreviated_words", []),
                *_suffixes(documents),
            )
        ),
        titles=_phrases(t["text"] for t in spaced if "after" not in t and "ambiguous" not in t),
        titles_after=_phrases(t["text"] for t in spaced if "after" in t),
        ambiguous_titles=_phrases(t["text"] for t in spaced if "ambiguous" in t and "after" not in t),
        glued_titles_before=_glued(t["text"] for t in titles if "glued" in t and "after" not in t),
        glued_titles_after=_glued(t["text"] for t in titles if "glued" in t and "after" in t),
        group_genders={g["name"]: g["gender"] for g in groups if g.get("gender") in ("m", "f")},
        title_genders={"".join(phrase_tokens(t["text"])): t["gender"] for t in titles if "gender" in t},
        legal=_phrases(chain.from_iterable((form["name"], *form.get("forms", ())) for form in legal)),
        legal_categories=_categories(legal),
        descriptors=_with_abbreviations(
            nouns
            | _with_equivalents((word for of in descriptors for word in of.get("words", ())), equivalents),
            documents,
        ),
        organisations=nouns,
        function_words=frozenset(key(word) for of in descriptors for word in of.get("function_words", ())),
        particles=frozenset(key(p["text"]) for p in documents.get("particles", [])),
        suffixes=frozenset(
            key(t) for s in documents.get("suffixes", []) for t in (s["text"], *s.get("forms", ()))
        ),
        patronymic_endings=tuple(
            sorted({key(e) for p in documents.get("patronymics", []) for e in _ends(p)} - {""})
        ),
        gendered_endings=frozenset((m, f) for g in documents.get("gendered", []) for m, f in _pairs(g)),
        inflections=_inflections(documents.get("inflections", [])),
        country_scripts=_groups(
            (of["script"], set(of["countries"])) for of in documents.get("country_scripts", [])
        ),
        country_languages=_groups(
            (of["lang"], set(of["countries"])) for of in documents.get("country_languages", [])
        ),
        # folded only: 未知 romanized is a name
        placeholders=frozenset(fold(text) for text in documents.get("placeholders", [])),
    )


def _glued(texts: Iterable[str]) -> tuple[str, ...]:
    """Return titles that are written together with a name, in folded letters, the longest first."""
    return tuple(sorted({fold(text) for text in texts}, key=lambda text: (-len(text), text)))


def _suffixes(documents: Mapping[str, Any]) -> list[list[str]]:
    """Return the writings of each generational suffix that has several: Jr is Junior."""
    return [[of["text"], *of["forms"]] for of in documents.get("suffixes", []) if "forms" in of]


def _of_countries(documents: Mapping[str, Any]) -> list[list[str]]:
    """Return the English words for each country: an organisation of Syria is a Syrian one."""
    return [[of["place"], *of.get("forms", ())] for of in documents.get("demonyms", [])]


def _with_abbreviations(words: frozenset[str], documents: Mapping[str, Any]) -> frozenset[str]:
    """Return match keys of *words* and of their abbreviations."""
    groups = documents.get("abbreviated_words", [])
    return words | {key(short) for of in groups if key(of[0]) in words for short in of[1:]}


def _of_places(documents: Mapping[str, Any]) -> list[list[str]]:
    """Return the forms of each place that has several: Kyiv is Kiev."""
    countries = documents.get("place_names", [])
    return [name for of in countries for name in of["names"] if not isinstance(name, str)]


def _stems(countries: Sequence[Any], field: str) -> dict[str, str]:
    """Return the country of each beginning of a word in *field*, as match keys of a fit length."""
    stems = {key(stem): of["country"] for of in countries for stem in of.get(field, ())}
    return {stem: country for stem, country in stems.items() if MIN_STEM <= len(stem) <= MAX_STEM}


def cues(documents: Mapping[str, Any]) -> Cues:
    """Compile what the words around a name say of it: *documents* by file name without ending, as
    plain values.
    """
    countries = documents.get("demonyms", [])
    heads = documents.get("headwords", [])
    return Cues(
        demonyms={key(form): of["country"] for of in countries for form in of.get("forms", ())},
        country_stems=_stems(countries, "country_stems"),
        demonym_stems=_stems(countries, "demonym_stems"),
        places={of["country"]: of["place"] for of in countries},
        lookalikes={
            key(of["text"]): tuple(sorted(of.get("disqualifiers", ())))
            for of in documents.get("lookalikes", [])
        },
        prefix_heads=frozenset(key(word) for of in heads for word in of.get("prefix_heads", ())),
        prepositions=frozenset(key(word) for of in heads for word in of.get("prepositions", ())),
        org_heads=frozenset(key(word) for of in heads for word in of.get("org_heads", ())),
        suffix_heads=frozenset(key(word) for of in heads for word in of.get("suffix_heads", ())),
        ordinary=frozenset(
            fold(word) for of in documents.get("ordinary", []) for word in of["words"]
        ),  # folded: в is no initial V
        endings=_inflections(map(_folded, (*documents.get("inflections", []), *documents.get("cases", [])))),
        possessives=_inflections(map(_folded, documents.get("possessives", []))),
        called_after=_called_after(documents.get("called_after", [])),
    )


def _called_after(of_languages: Sequence[Any]) -> CalledAfter:
    """Compile the words beside which a name is a street's or a ship's."""

    def words(name: str) -> dict[str, tuple[str, ...]]:
        languages: dict[str, list[str]] = {}
        for of in of_languages:
            for word in of.get(name, ()):
                languages.setdefault(fold(word), []).append(of["lang"])
        return {word: tuple(langs) for word, langs in languages.items()}

    return CalledAfter(
        streets=words("streets"),
        things=words("things"),
        towns=words("towns"),
        behind=words("behind"),
        phrases=words("phrases"),
        characters_behind=tuple(words("characters_behind")),
        no_characters=tuple(words("no_characters")),
    )


def _folded(endings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **endings,
        "nominative": fold(endings["nominative"]),
        "oblique": [fold(ending) for ending in endings["oblique"]],
    }


def _ends(entry: Mapping[str, Any]) -> list[str]:
    return [*entry.get("endings", ()), *entry.get("latin", ())]


def _pairs(entry: Mapping[str, Any]) -> set[tuple[str, str]]:
    written = [(entry.get("m", ""), entry["f"]), *entry.get("latin", ())]
    pairs = {(key(m) if m else "", key(f)) for m, f in written}
    return {(m, f) for m, f in pairs if m != f}


def _keys(forms: Mapping[str, str | Sequence[str]], schemes: Schemes) -> set[str]:
    """The keys under which forms by language may be met: as written, and by each scheme of the
    language.
    """
    texts = [(lang, text) for lang, of in forms.items() for text in ([of] if isinstance(of, str) else of)]
    return {folded for lang, text in texts for folded in schemes.keys(text, (lang,))}


def _categories(forms: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The category of each legal form by its tokens; a form of two categories has none."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for text in (form["name"], *form.get("forms", ())):
            for phrase in (tokens(text), phrase_tokens(text)):
                found[" ".join(phrase)].add(form["category"])
    return {phrase: min(of) for phrase, of in sorted(found.items()) if len(of) == 1}


def _with_equivalents(words: Iterable[str], equivalents: Iterable[Iterable[str]]) -> frozenset[str]:
    """Return the keys of *words* and of all that means the same."""
    keys = {key(word) for word in words}
    groups = [{key(word) for word in group} for group in equivalents]
    return frozenset(keys.union(*(group for group in groups if not keys.isdisjoint(group))))


def with_org_words(
    equivalents: Iterable[Sequence[str]], org_words: Iterable[Sequence[str]]
) -> list[list[str]]:
    """Return groups of words of one meaning with the single words in Latin letters of *org_words*,
    whose first word is English: yliopisto, egyetem are university.

    What stands in a group already stays there, and so does a word too short to mean one thing.

    >>> with_org_words([["University", "Universität"]], [["university", "egyetem", "大学"]])
    [['University', 'Universität', 'egyetem']]
    """
    groups = [list(group) for group in equivalents]
    group_of = {key(word): group for group in groups for word in group}
    for english, *others in org_words:
        if not english or " " in english:
            continue
        group = group_of.get(key(english))
        for word in others:
            form = key(word)
            if scripts(word) - LATIN or " " in form or len(form) < MIN_ORG_WORD or form in group_of:
                continue
            if group is None:
                group = [english]
                groups.append(group)
                group_of[key(english)] = group
            group.append(word)
            group_of[form] = group
    return groups


def _inflections(entries: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for ending in entry["oblique"]:
            found[entry["script"]][ending].append(entry["nominative"])
    return {
        script: {ending: tuple(of) for ending, of in endings.items()} for script, endings in found.items()
    }


def _groups(named: Iterable[tuple[str, set[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, spellings in named:
        for spelling in spellings:
            found[spelling].add(name)
    return {
        spelling: tuple(sorted(names)) for spelling, names in sorted(found.items()) if " " not in spelling
    }


def _phrases(texts: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in texts:
        # "S.A." is one token alone, two within a name
        for phrase in (tokens(text), phrase_tokens(text)):
            if phrase:
                found[phrase[0]].add(phrase)
    return {
        first: tuple(sorted(phrases, key=lambda p: (-len(p), p))) for first, phrases in sorted(found.items())
    }
