"""Write docs/romanization.md from the schemes: `python docs/make_romanization.py`. A test holds the
page against the schemes.
"""

from collections import defaultdict
from pathlib import Path

from translit import Scheme, schemes

PAGE = Path(__file__).parent / "romanization.md"
LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "el": "Greek",
    "fa": "Persian", "he": "Hebrew", "hi": "Hindi", "hy": "Armenian", "ja": "Japanese (kana)",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "mk": "Macedonian",
    "mn": "Mongolian", "ru": "Russian", "sr": "Serbian", "tg": "Tajik", "th": "Thai", "tk": "Turkmen",
    "bn": "Bengali", "gu": "Gujarati", "kn": "Kannada", "ml": "Malayalam", "mr": "Marathi",
    "ne": "Nepali", "or": "Odia", "pa": "Punjabi (Gurmukhi)", "si": "Sinhala", "ta": "Tamil", "te": "Telugu",
    "uk": "Ukrainian", "uz": "Uzbek", "zh": "Chinese",
    "ab": "Abkhaz", "am": "Amharic", "ba": "Bashkir", "bo": "Tibetan", "ce": "Chechen",
    "ckb": "Kurdish (Sorani)", "dv": "Divehi", "km": "Khmer", "lo": "Lao", "my": "Burmese", "os": "Ossetian",
    "prs": "Dari", "ps": "Pashto", "ro": "Moldovan (Romanian in Cyrillic)", "rue": "Rusyn", "ti": "Tigrinya",
    "tt": "Tatar", "ug": "Uyghur", "ur": "Urdu", "yue": "Cantonese",
}  # fmt: skip
HEAD = """# Romanization

<!-- written by docs/make_romanization.py; change the schemes or that file -->

`romanize` writes a text in Latin letters by a named scheme, `romanizations` gives what all schemes of a
language make of it, `schemes` lists them.

```python
>>> from translit import romanize, romanizations, schemes
>>> romanize("Юрій Знам'янський", lang="uk")  # the usual scheme of the language
'Yurii Znamianskyi'
>>> romanize("Юрій Знам'янський", scheme="alalc-ukr-Cyrl-Latn-2011")
"I͡Uriĭ Znam'i͡ansʹkyĭ"
>>> romanize("Щукин", lang="ru", scheme="iso-9"), romanize("ЩУКИН", lang="ru")
('Ŝukin', 'SHCHUKIN')
>>> "Wladimir Putin" in romanizations("Владимир Путин", lang="ru")
True
>>> romanize("Київ", lang="uk", scheme="bgn")
Traceback (most recent call last):
    ...
translit.errors.UnknownSchemeError: no scheme of uk is called 'bgn'; near ones: ...

```

Ids are those of ISO 24229 as Interscript writes them: authority, language (ISO 639-2), scripts, year. A
short name is enough where one scheme has it, or one of the language you name. Without a scheme the *usual*
one of the language is taken (marked *); without a language the letters tell it (ї is Ukrainian, ў
Belarusian), and where they do not, the likeliest is taken.

A native form in a table is compiled to the spellings of all schemes of its language, so a name in any of
them is found without being listed. Schemes for vocalized Arabic and Persian leave out the vowels that are
not written, and so do those for Hebrew.

**Nothing is left half converted.** A letter that the scheme does not name is written by the usual scheme of
the language that has it (ы in a Ukrainian text as in Russian), else without its marks (Ӧ as О), a word of
another script by the language that it tells, and what no scheme reads by Unidecode. Digits become European
ones. Kanji and Thai stay where their extra is missing, and scripts that Unidecode has not (Tifinagh, N’Ko).
`strict=True` raises `UnromanizedError` instead. What is typed for a letter is read as it: half-width kana,
positional forms of Arabic, stress marks, any sign for an apostrophe between two letters, Arabic ي and ك in
Persian.

```python
>>> romanize("Рыжов", lang="uk"), romanize("ﾅｶﾞｻｷ", lang="ja"), romanize("תֵּל־אָבִיב", lang="he")
('Ryzhov', 'Nagasaki', 'Tel-Aviv')
>>> romanize("Рыжов", lang="uk", strict=True)
Traceback (most recent call last):
    ...
translit.errors.UnromanizedError: bgnpcgn-ukr-Cyrl-Latn-2019 does not name ы: ...

```

**Back again.** `to_script` writes Latin in the script from which a scheme has romanized it, and refuses where
the scheme writes several letters alike or leaves one out; `to_scripts` lists what the text may have been,
what is spelled as words are first. ISO 9, GOST 7.79 A, ISO 9984, ISO 9985 and ISO 15919 are made to be
reversed, and any two letters come back; but an aspirate is read as one letter (ख, not क्ह), Malayalam does
not tell a chillu before a consonant, Abkhaz ԥ from ҧ, and to_script refuses these. Łacinka is nearly so; KMU
55, Hunterian and what a press does are not: і, ї and й fall together, a soft sign is left out.

```python
>>> from translit import to_script, to_scripts
>>> to_script("Ŝukin", lang="ru", scheme="iso-9")
'Щукин'
>>> "Львів" in to_scripts("Lviv", lang="uk", scheme="kmu-55")
True

```

Each file in `aliases/romanization/` cites its source
and holds sample pairs, which the tests run.

**Without extras** Chinese is read by tables of the package: places (重庆 Chongqing) and family names (薄熙来
Bo) as with the extra `zh`, other characters with several readings by the usual one. Cantonese needs none: it
has one reading a character. Kanji and Thai need `ja` and `th`; the
provinces of Thailand, the districts of Bangkok and frequent names
are listed (`aliases/words/thai_readings.yaml`) and read without.

**Habits of passports and of the press** in Egypt, the Maghreb, the Gulf, Lebanon and Iran go by the name, as
they write vowels that the script does not: what most people of the country have in Wikidata is listed (600 to
1,900 words each). Of the words of names that were not counted .36 to .62 are listed, and of these .62 to .85
come out as their bearers write them; others are written by their letters. No table is compiled to them.

**Khmer and Lao** are read syllable by syllable. Lao spells every vowel; in Khmer a consonant without a vowel
sign may end a syllable or bear an unwritten vowel, and where only a dictionary knows (រតនគិរី) it ends it.

**Left out**, for want of a source that could be read or of what the letters tell: Hebrew by ICAO (Doc
9303 has no table for it); ALA-LC for Malayalam, Nepali and Khmer, BGN/PCGN for Nepali, Burmese, Khmer,
Ossetian, Abkhaz and Rusyn; the I.G.N. system for Arabic; Tibetan as it is spoken. What is written in them
comes out whole, by Unidecode or the scheme that there is.

*Status*: **official** is in force, **superseded** was and is met in older texts and documents, **habit** is
what a country's press does.
"""


def row(scheme: Scheme) -> str:
    names = ", ".join(f"`{name}`" for name in scheme.names)
    cells = (
        f"`{scheme.id}`{' *' if scheme.is_usual else ''}",
        names,
        scheme.authority,
        scheme.year,
        scheme.status,
        scheme.use,
        scheme.source,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page() -> str:
    by_language: dict[str, list[Scheme]] = defaultdict(list)
    for scheme in schemes():
        by_language[LANGUAGES[scheme.lang]].append(scheme)
    parts = [HEAD]
    for language, found in sorted(by_language.items()):
        table = [
            "| id | short names | authority | year | status | where it is met | source |",
            "|---|---|---|---|---|---|---|",
            *map(row, found),
        ]
        parts.append(f"\n## {language} (`{found[0].lang}`)\n\n" + "\n".join(table) + "\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf8")
