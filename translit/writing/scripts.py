"""Which script a text is written in, look-alike letters inside a word, and which language it may
be.
"""

import re
from bisect import bisect_right
from collections import Counter

# First code point of each range, ISO 15924 code; "" = shared by scripts. Unicode 15 blocks, merged
# where neighbours agree.
_RANGES: tuple[tuple[int, str], ...] = (
    (0x0000, ""), (0x0041, "Latn"), (0x005B, ""), (0x0061, "Latn"), (0x007B, ""),
    (0x00AA, "Latn"), (0x00AB, ""), (0x00BA, "Latn"), (0x00BB, ""), (0x00C0, "Latn"),
    (0x02B0, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"),
    (0x0600, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"), (0x0780, "Thaa"), (0x07C0, "Nkoo"),
    (0x0800, "Samr"), (0x0840, "Mand"), (0x0860, "Syrc"), (0x0870, "Arab"), (0x0900, "Deva"),
    (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"),
    (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"),
    (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, "Ethi"), (0x13A0, "Cher"), (0x1400, "Cans"), (0x1680, "Ogam"), (0x1780, "Khmr"),
    (0x1800, "Mong"), (0x18B0, "Cans"), (0x1900, ""), (0x1C50, "Olck"), (0x1C80, "Cyrl"),
    (0x1C90, "Geor"), (0x1CC0, ""), (0x1D00, "Latn"), (0x1DC0, ""), (0x1E00, "Latn"),
    (0x1F00, "Grek"), (0x2000, ""), (0x2C60, "Latn"), (0x2C80, "Copt"), (0x2D00, "Geor"),
    (0x2D30, "Tfng"), (0x2D80, "Ethi"), (0x2DE0, "Cyrl"), (0x2E00, ""), (0x2E80, "Hani"),
    (0x3000, ""), (0x3005, "Hani"), (0x3008, ""), (0x3040, "Hira"), (0x30A0, "Kana"),
    (0x3100, "Bopo"), (0x3130, "Hang"), (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""),
    (0x3400, "Hani"), (0xA000, "Yiii"), (0xA4D0, ""), (0xA500, "Vaii"), (0xA640, "Cyrl"),
    (0xA6A0, ""), (0xA720, "Latn"), (0xA800, ""), (0xA8E0, "Deva"), (0xA900, ""),
    (0xA960, "Hang"), (0xA980, ""), (0xAA60, "Mymr"), (0xAA80, ""), (0xAB30, "Latn"),
    (0xAB70, "Cher"), (0xABC0, ""), (0xAC00, "Hang"), (0xD800, ""), (0xF900, "Hani"),
    (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFE00, ""),
    (0xFE70, "Arab"), (0xFEFF, ""), (0x1E900, "Adlm"), (0x1E960, ""), (0x11100, "Cakm"),
    (0x11150, ""), (0x20000, "Hani"), (0x323B0, ""),
)  # fmt: skip
_STARTS = sorted(start for start, _ in _RANGES)
_CODES = [code for _, code in sorted(_RANGES)]
# the pattern of one character of a script other than Latin, as a text: `re` compiles it when it is
# first used
NOT_LATIN = "[{}]".format(
    "".join(
        f"{chr(start)}-{chr(end - 1)}"
        for start, end, code in zip(_STARTS, [*_STARTS[1:], 0x110000], _CODES, strict=True)
        if code not in ("", "Latn")
    )
)

ABJADS = frozenset({"Arab", "Hebr"})  # scripts that write consonants and leave most vowels out

# Letters that look like one of the other script (Unicode UTS #39 confusables, the letters that
# names have).
_CYRILLIC_LIKE_LATIN = dict(zip("асеорхуіјѕһԛԝАВЕЅКМНОРСТХУІЈ", "aceopxyijshqwABESKMHOPCTXYIJ", strict=True))
_GREEK_LIKE_LATIN = dict(zip("οινυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oivuABEZHIKMNOPTYX", strict=True))
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _CYRILLIC_LIKE_LATIN.items()})
_TO_LATIN = str.maketrans(_CYRILLIC_LIKE_LATIN | _GREEK_LIKE_LATIN)
_TO_GREEK = str.maketrans({latin: greek for greek, latin in _GREEK_LIKE_LATIN.items()})
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u0523]")
_WORD = re.compile(r"[^\W\d_]+")

# Letters that few languages have; what is left when a word holds one of them. Order: the most
# telling first.
_TELLING: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Cyrl", "їєґЇЄҐ", ("uk",)),
    ("Cyrl", "ђћЂЋ", ("sr",)),
    ("Cyrl", "ѓќѕЃЌЅ", ("mk",)),
    ("Cyrl", "јљњџЈЉЊЏ", ("sr", "mk")),
    ("Cyrl", "ҙҡҘҠ", ("ba",)),
    ("Cyrl", "җҖ", ("tt",)),
    ("Cyrl", "ҟҧԥҩҽҵҞҦԤҨҼҴ", ("ab",)),
    ("Cyrl", "ӕӔ", ("os",)),
    ("Cyrl", "ӏӀ", ("ce",)),
    ("Cyrl", "әғқұһӘҒҚҰҺ", ("kk",)),
    ("Cyrl", "ҳҷӣӯҲҶӢӮ", ("tg",)),
    ("Cyrl", "ңҢ", ("kk", "ky")),
    ("Cyrl", "өүӨҮ", ("mn", "ky", "kk")),
    ("Arab", "ۇۈۋڭ", ("ug",)),
    ("Arab", "ێڕڵۆ", ("ckb",)),
    ("Arab", "ټځڅډړږښڼۍ", ("ps",)),
    ("Arab", "ٹڈڑںےہ", ("ur",)),
    ("Arab", "پچژگک", ("fa", "ur")),
)
_NOT_BELARUSIAN = frozenset("иъқғҳ")
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "Cyrl": ("ru", "uk", "be", "bg", "sr", "mk"),
    "Arab": ("ar", "fa"),
    "Hebr": ("he",),
    "Grek": ("el",),
    "Armn": ("hy",),
    "Geor": ("ka",),
    "Deva": ("hi",),
    **{"Beng": ("bn",), "Guru": ("pa",), "Gujr": ("gu",), "Orya": ("or",), "Taml": ("ta",)},
    **{"Telu": ("te",), "Knda": ("kn",), "Mlym": ("ml",), "Sinh": ("si",)},
    **{"Thai": ("th",), "Laoo": ("lo",), "Khmr": ("km",), "Mymr": ("my",), "Tibt": ("bo", "dz")},
    **{"Ethi": ("am", "ti"), "Thaa": ("dv",)},
    "Hang": ("ko",),
    "Hira": ("ja",),
    "Kana": ("ja",),
    "Hani": ("zh", "ja"),
}
_BY_COUNTRY = {
    "RU": "ru", "UA": "uk", "BY": "be", "BG": "bg", "RS": "sr", "MK": "mk", "KZ": "kk",
    "KG": "ky", "TJ": "tg", "MN": "mn", "IR": "fa", "AF": "fa", "JP": "ja", "CN": "zh",
    "TW": "zh", "PK": "ur", "ER": "ti", "BT": "dz",
}  # fmt: skip


def script_of(char: str) -> str:
    """Return the ISO 15924 code of *char*'s script, or "" for one that scripts share (digits,
    marks, punctuation).

    >>> script_of("Ж"), script_of("金"), script_of("7")
    ('Cyrl', 'Hani', '')
    """
    return _CODES[bisect_right(_STARTS, ord(char)) - 1]


def scripts(text: str) -> frozenset[str]:
    """Return the scripts that the letters of *text* belong to.

    >>> sorted(scripts("Kyiv, Київ 2022"))
    ['Cyrl', 'Latn']
    """
    return frozenset(map(script_of, set(text))) - {""}


def native_script(text: str) -> str:
    """Return the script of *text*, Latin letters left out; of several the first by its code, "" for
    none.

    >>> native_script("Київ"), native_script("やま田"), native_script("Kyiv"), native_script("")
    ('Cyrl', 'Hani', '', '')
    """
    if not text:
        return ""
    at = bisect_right(_STARTS, ord(text[0]))
    code = _CODES[at - 1]
    if code in ("", "Latn") or at == len(_STARTS):
        return min(scripts(text) - {"Latn"}, default="")
    if _STARTS[at - 1] <= ord(min(text)) and ord(max(text)) < _STARTS[at]:
        return code  # most words lie in one range
    return min(scripts(text) - {"Latn"}, default="")


def unmix(text: str) -> str:
    """Write each word that mixes look-alike letters of Latin, Cyrillic or Greek in the one script
    it was meant in.

    >>> unmix("Рeзніков, Pезнікова") == "Резніков, Резнікова"  # a Latin e, a Latin P
    True

    The script of the letters that have no look-alike decides, else the majority. A word that mixes
    scripts beyond look-alikes stays as it is.
    """
    if text.isascii() or not (_LATIN.search(text) and _CYRILLIC_OR_GREEK.search(text)):
        return text
    return _WORD.sub(lambda found: _unmix_word(found.group()), text)


def _unmix_word(word: str) -> str:
    count = Counter(code for code in map(script_of, word) if code)
    if len(count) < 2 or not count.keys() <= {"Latn", "Cyrl", "Grek"}:
        return word
    readings = {
        "Cyrl": word.translate(_TO_CYRILLIC),
        "Latn": word.translate(_TO_LATIN),
        "Grek": word.translate(_TO_GREEK),
    }
    whole = [code for code, reading in readings.items() if len(scripts(reading)) == 1]
    return readings[max(whole, key=lambda code: count[code])] if whole else word


def guess_languages(text: str, country: str | None = None) -> tuple[str, ...]:
    """Return the languages (ISO 639-1) that *text* may be written in, likeliest first; empty for
    Latin script.

    >>> guess_languages("Олексій Резніков Київ")
    ('uk',)
    >>> guess_languages("Резников")
    ('ru', 'uk', 'be', 'bg', 'sr', 'mk')

    Told by letters that few languages have, then by *country* (ISO 3166-1); where neither tells,
    all plausible ones.
    """
    found = scripts(text)
    if "ў" in text or "Ў" in text:  # Belarusian has no и, щ, ъ and no қ, ғ, ҳ, Uzbek no і, ы, щ
        return ("be",) if _NOT_BELARUSIAN.isdisjoint(text.lower()) else ("uz",)
    for script, letters, languages in _TELLING:
        if script in found and any(letter in text for letter in letters):
            return languages
    plausible = next((_LANGUAGES[script] for script in _LANGUAGES if script in found), ())
    if "Kana" in found or "Hira" in found:
        plausible = ("ja",)
    if "Cyrl" in found:
        plausible = _without_impossible(text, plausible)
    local = _BY_COUNTRY.get(country or "")
    return (local,) if local in plausible else plausible


def _without_impossible(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    lower = text.lower()
    if "і" in lower:
        return ("uk", "be")
    if "ы" in lower or "э" in lower:
        return ("ru", "be")
    if "ё" in lower:
        return ("ru", "be")
    if "щ" in lower and "ъ" in lower:
        return ("bg", "ru")
    return languages
