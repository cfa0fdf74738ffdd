"""The files of `aliases/names` and `aliases/words` that code without a lexicon reads, into one JSON
file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from translit.tables.language_data import with_org_words
from translit.tables.sources import read_source
from translit.writing.keys import key
from translit.writing.scripts import scripts
from translit.writing.text import fold

VOWEL_MARKS = "[\u064b-\u0652\u0670]"  # of Arabic
ARTICLE, ALLAH = "ال", "الله"
GLUING_SCRIPTS = frozenset({"Hani", "Hang"})  # that write a name without spaces

PROVENANCE = (
    "Compiled from aliases/ by training/compile_language_facts.py; each file there names its sources."
)
FILES = (
    "names/arabic_compounds",
    "names/digraph_initials",
    "names/han_abroad",
    "names/han_surnames",
    "names/hangul_surnames",
    "names/letter_names",
    "names/name_order",
    "names/surname_suffixes",
    "names/given_gender_endings",
    "words/abbreviations",
    "words/arabic_vowels",
    "words/belarusian",
    "words/bynames",
    "words/beside",
    "words/acronym_words",
    "words/connectors",
    "words/text_languages",
    "words/thai_readings",
    "words/descriptors",
    "words/equivalents",
    "words/filiation",
    "words/han_places",
    "words/han_readings",
    "words/han_variants",
    "words/kindred_letters",
    "words/semitic_letters",
    "words/korean_units",
    "words/legal",
    "words/numerals",
    "words/office_stopwords",
    "words/ordinary_names",
    "words/org_words",
    "words/place_heads",
    "words/place_names",
    "words/scan_letters",
    "words/vessels",
    "words/word_forms",
)


def compile_facts(aliases: Path) -> str:
    """Return the text of `translit/data/language_facts.json` for a folder of tables. Raises
    TableError.
    """
    documents = {
        Path(name).name: read_source(aliases / f"{name}.yaml", f"{name}.yaml").root.plain() for name in FILES
    }
    lines = [
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in sorted(_facts(documents).items())
    ]
    return f'{{"provenance": {json.dumps(PROVENANCE)},\n"facts": {{\n' + ",\n".join(lines) + "\n}}\n"


def _numbered(words: Sequence[Sequence[str]], numerals: Sequence[str]) -> dict[str, str]:
    """Return the numeral of each word of lists that stand in the order of the numbers."""
    return {word: numeral for of, numeral in zip(words, numerals, strict=False) for word in of}


def _vowelled(listed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the *listed* Arabic words by their letters alone, with and without a hamza on an alif,
    and the joined ones by those with the article.
    """
    words = {_bare(word): word for words in listed.values() for word in words}
    joined = {_bare(word) + end: f"{word} {end}" for word in listed["joined"] for end in (ARTICLE, ALLAH)}
    return {re.sub("[أإآ]", "ا", bare): word for bare, word in words.items()} | words | joined


def _bare(word: str) -> str:
    return re.sub(VOWEL_MARKS, "", word)


def _facts(documents: Mapping[str, Any]) -> dict[str, object]:
    """Return the fields of `writing.language_facts.LanguageFacts` as JSON values."""
    han, hangul = documents["han_surnames"], documents["hangul_surnames"]
    abroad = documents["han_abroad"]
    suffixes, compounds = documents["surname_suffixes"], documents["arabic_compounds"]
    numerals, letters = documents["numerals"], documents["kindred_letters"]
    order, bynames = documents["name_order"], documents["bynames"]
    return {
        "korean_units": {
            of["unit"]: {
                "least": int(of.get("least", 0)),
                "finals": of.get("finals", ""),
                "listed": of.get("listed", []),
                "never": of.get("never", []),
                "given": "given" in of,
            }
            for of in documents["korean_units"]
            if "feature" not in of
        },
        "korean_features": {
            name + of["unit"]: f"{name}-{of['unit']}"
            for of in documents["korean_units"]
            if "feature" in of
            for name in of["listed"]
        },
        "han_surnames": "".join(han["single"]),
        "han_compound_surnames": han["compound"],
        "han_surname_readings": han["readings"],
        "han_southern_families": abroad["families"],
        "han_southern_given": abroad["given"],
        "han_hong_kong": abroad["hong_kong"],
        "han_vietnamese_families": abroad["vietnamese"],
        "han_vietnamese_given": abroad["vietnamese_given"],
        "han_japanese_families": abroad["japanese"],
        "han_places": documents["han_places"]["names"],
        "han_place_endings": documents["han_places"]["endings"],
        "han_place_readings": documents["han_places"]["readings"],
        "han_readings": documents["han_readings"],
        "han_variants": dict(documents["han_variants"]["forms"].split()),
        "hangul_surnames": "".join(hangul["single"]),
        "hangul_compound_surnames": hangul["compound"],
        "surname_suffixes": sorted(suffixes["suffixes"], key=lambda suffix: (-len(suffix), suffix)),
        "suffix_classes": {suffix: number for number, of in enumerate(suffixes["classes"]) for suffix in of},
        "arabic_prefixes": compounds["prefixes"],
        "arabic_suffixes": compounds["suffixes"],
        "arabic_articles": compounds["articles"],
        "arabic_vowels": _vowelled(documents["arabic_vowels"]),
        "arabic_romanizations": compounds["romanizations"],
        "digraph_initials": documents["digraph_initials"],
        **_letter_names(documents["letter_names"]),
        "roman_numerals": {numeral: number for number, numeral in enumerate(numerals["roman"], start=1)},
        "numeral_names": numerals["names_too"],
        "number_words": _number_words(numerals["words"]),
        "number_signs": numerals["signs"],
        "ordinal_signs": numerals["ordinal_signs"],
        "ordinal_counters": numerals["counters"],
        "han_digits": numerals["han_digits"],
        "ordinal_endings": numerals["ordinal_endings"],
        "byname_articles": bynames["articles"],
        "bynames": {
            **dict.fromkeys(bynames["younger"], "jr"),
            **dict.fromkeys(bynames["elder"], "sr"),
            **_numbered(bynames["ordinals"], numerals["roman"]),
        },
        "belarusian_marks": documents["belarusian"]["marks"],
        "belarusian_rules": documents["belarusian"]["rules"],
        "epithet_words": bynames["epithet_words"],
        "bare_ordinals": _numbered(bynames["bare"], numerals["roman"]),
        "given_gender_endings": documents["given_gender_endings"]["pairs"],
        "indeclinable_endings": documents["given_gender_endings"]["indeclinable"],
        "skeleton_letters": {letter: group[0] for group in letters["consonants"] for letter in group},
        "semitic_letters": documents["semitic_letters"]["letters"],
        "semitic_weak": documents["semitic_letters"]["weak"],
        "semitic_several": documents["semitic_letters"]["several"],
        "semitic_articles": documents["semitic_letters"]["articles"],
        "kindred_initials": {letter: "".join(of) for letter, of in letters["initials"].items()},
        "initial_classes": {letter: of[0] for of in letters["initial_classes"] for letter in of},
        "place_heads": _place_heads(documents["place_heads"]),
        "places": _places(documents["place_names"]),
        "thai_readings": {**documents["thai_readings"]["places"], **documents["thai_readings"]["names"]},
        "trades": _trades(
            documents["descriptors"], with_org_words(documents["equivalents"], documents["org_words"])
        ),
        "vessel_letters": [key(letters) for letters in documents["vessels"]["abbreviations"]],
        "vessel_capitals": documents["vessels"]["capitals"],
        "vessel_words": [key(word) for lang in documents["vessels"]["words"] for word in lang["of"]],
        "glued_legal_forms": _glued_legal_forms(documents["legal"]),
        "bracketed_legal_forms": {
            form["in_brackets"]: form["name"] for form in documents["legal"] if "in_brackets" in form
        },
        "ordinary_acronyms": sorted({fold(text) for text in documents["ordinary_names"]["acronyms"]}),
        "ordinary_names": sorted({fold(text) for text in documents["ordinary_names"]["names"]}),
        "filiation": [word for lang in documents["filiation"] for word in lang["of"]],
        "scan_letters": documents["scan_letters"],
        "connectors": documents["connectors"],
        "acronym_left_out": documents["acronym_words"]["left_out"],
        "acronym_noun_first": documents["acronym_words"]["noun_first"],
        "acronym_heads": documents["acronym_words"]["compound_heads"],
        "acronym_scripts": documents["acronym_words"]["native"],
        "romanized_endings": documents["word_forms"]["romanized"],
        "beside": {
            name: documents["beside"][name]
            for name in ("other_name", "born_as", "date", "era", "months", "by", "place", "files")
        },
        "remark_kinds": {
            word: kind for kind, words in documents["beside"]["remarks"].items() for word in words
        },
        "abbreviations": documents["abbreviations"],
        "office_stopwords": documents["office_stopwords"],
        "text_languages": {
            of["lang"]: {
                "words": of["words"],
                "letters": of.get("letters", ""),
                "kin": of.get("kin", []),
                "has_noun_capitals": "noun_capitals" in of,
                "has_bare_countries": "bare_countries" in of,
                "no_name_endings": of.get("no_names", []),
                "cases": of.get("cases", "any"),
                "has_capital_days": "capital_days" in of,
            }
            for of in documents["text_languages"]
        },
        "surname_first_countries": order["latin"],
        "surname_first_languages": order["native"],
    }


def _letter_names(scripts_of: Mapping[str, Any]) -> dict[str, object]:
    """Return the tables of `names/letter_names.yaml`, all scripts in one."""
    return {
        "letter_names": {
            fold(spelling): letter.lower()
            for of in scripts_of.values()
            for letter, spellings in of["letters"].items()
            for spelling in spellings
        },
        "letter_words": {
            place: sorted({fold(word) for of in scripts_of.values() for word in of.get(place, ())})
            for place in ("first", "inside", "last")
        },
        "joined_letters": sorted({fold(word) for of in scripts_of.values() for word in of.get("joined", ())}),
        "joined_names": sorted({fold(word) for of in scripts_of.values() for word in of.get("names", ())}),
        "joining_scripts": sorted(script for script, of in scripts_of.items() if "joined" in of),
    }


def _number_words(languages: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return the number that each word stands for, by the words' match keys."""
    return {
        key(word): int(number) for lang in languages for number, words in lang["of"].items() for word in words
    }


def _places(countries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the first form of each place by the match keys of its forms."""
    forms = [[name] if isinstance(name, str) else name for of in countries for name in of["names"]]
    return {key(form): key(of_place[0]) for of_place in forms for form in of_place}


def _place_heads(heads: Mapping[str, Any]) -> list[str]:
    """Return the match keys of the words before a name that make another one of it."""
    words = chain(heads["of_people"], *(lang["of"] for lang in heads["places"]))
    return sorted({key(word) for word in words})


def _trades(descriptors: Iterable[Mapping[str, Any]], groups: Iterable[Sequence[str]]) -> list[str]:
    """Return the match keys of the words for lines of business, and of their translations."""
    words = {key(word) for of in descriptors for word in of.get("trades", ())}
    for group in groups:
        if key(group[0]) in words:
            words |= {key(word) for word in group}
    return sorted(words)


def _glued_legal_forms(forms: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the legal forms in Chinese characters and Hangul, the longest first."""
    texts = {text for form in forms for text in (form["name"], *form.get("forms", ()))}
    glued = [text for text in texts if scripts(text) and scripts(text) <= GLUING_SCRIPTS and " " not in text]
    return sorted(glued, key=lambda text: (-len(text), text))
