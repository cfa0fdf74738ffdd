"""How long one romanization takes, beside other packages, in one run.

    pip install translit-names unidecode interscript iuliia cyrtranslit translitua uroman
    python benchmarks/romanize.py [REPEATS]

Prints microseconds a name (the best of five rounds) and the ratio to Unidecode. A package that is
not installed is left out and said so. Names are 20 letters long or nearly so; the same scheme where
the packages have it.
"""

from __future__ import annotations

import sys
import timeit
import warnings
from collections.abc import Callable
from importlib import import_module

RUSSIAN, UKRAINIAN, GREEK, KOREAN, PERSIAN, URDU, HINDI, AMHARIC, ARABIC = (
    "Владимир Ростиславов",
    "Олександр Щербаківськ",
    "Αλέξανδρος Παπαδάκης",
    "김정은 문재인 이재명",
    "محمود احمدی نژاد تهران",
    "محمد نواز شریف لاہور",
    "नरेन्द्र दामोदरदास",
    "ኃይለ ማርያም ደሳለኝ አበበ",
    "محمد عبد الرحمن السيسي",
)
ROUNDS = 5


def ours(text: str, lang: str, scheme: str) -> Callable[[], object]:
    romanize = import_module("translit").romanize
    return lambda: romanize(text, lang=lang, scheme=scheme)


def interscript(text: str, scheme: str) -> Callable[[], object]:
    module = import_module("interscript")
    module.load_map(scheme)
    return lambda: module.transliterate(scheme, text)


def unidecode(text: str) -> Callable[[], object]:
    function = import_module("unidecode").unidecode
    return lambda: function(text)


def iuliia(text: str) -> Callable[[], object]:
    module = import_module("iuliia")
    return lambda: module.ICAO_DOC_9303.translate(text)


def cyrtranslit(text: str, lang: str) -> Callable[[], object]:
    function = import_module("cyrtranslit").to_latin
    return lambda: function(text, lang)


def translitua(text: str) -> Callable[[], object]:
    function = import_module("translitua").translit
    return lambda: function(text)


def uroman(text: str, lang: str) -> Callable[[], object]:
    engine = import_module("uroman").Uroman()
    return lambda: engine.romanize_string(text, lcode=lang)


ROWS: tuple[tuple[str, str, Callable[[], Callable[[], object]]], ...] = (
    ("Russian, ICAO", "translit", lambda: ours(RUSSIAN, "ru", "icao-rus-Cyrl-Latn-9303")),
    ("Russian, ICAO", "unidecode (no scheme)", lambda: unidecode(RUSSIAN)),
    ("Russian, ICAO", "interscript", lambda: interscript(RUSSIAN, "icao-rus-Cyrl-Latn-9303")),
    ("Russian, ICAO", "iuliia", lambda: iuliia(RUSSIAN)),
    ("Russian, ICAO", "cyrtranslit (own)", lambda: cyrtranslit(RUSSIAN, "ru")),
    ("Russian, ICAO", "uroman (own)", lambda: uroman(RUSSIAN, "rus")),
    ("Ukrainian, KMU 55", "translit", lambda: ours(UKRAINIAN, "uk", "bgnpcgn-ukr-Cyrl-Latn-2019")),
    ("Ukrainian, KMU 55", "unidecode (no scheme)", lambda: unidecode(UKRAINIAN)),
    ("Ukrainian, KMU 55", "interscript", lambda: interscript(UKRAINIAN, "bgnpcgn-ukr-Cyrl-Latn-2019")),
    ("Ukrainian, KMU 55", "translitua", lambda: translitua(UKRAINIAN)),
    ("Ukrainian, KMU 55", "cyrtranslit (own)", lambda: cyrtranslit(UKRAINIAN, "ua")),
    ("Ukrainian, KMU 55", "uroman (own)", lambda: uroman(UKRAINIAN, "ukr")),
    ("Greek, ELOT 743", "translit", lambda: ours(GREEK, "el", "elot-ell-Grek-Latn-743-2001-ts")),
    ("Greek, ELOT 743", "unidecode (no scheme)", lambda: unidecode(GREEK)),
    ("Greek, ELOT 743", "interscript", lambda: interscript(GREEK, "elot-ell-Grek-Latn-743-2001-ts")),
    ("Korean, Revised 2000", "translit", lambda: ours(KOREAN, "ko", "moct-kor-Hang-Latn-2000")),
    ("Korean, Revised 2000", "unidecode (no scheme)", lambda: unidecode(KOREAN)),
    ("Korean, Revised 2000", "interscript", lambda: interscript(KOREAN, "moct-kor-Hang-Latn-2000")),
    ("Korean, Revised 2000", "uroman (own)", lambda: uroman(KOREAN, "kor")),
    ("Persian, BGN/PCGN", "translit", lambda: ours(PERSIAN, "fa", "bgnpcgn-per-Arab-Latn-1958")),
    ("Persian, BGN/PCGN", "unidecode (no scheme)", lambda: unidecode(PERSIAN)),
    ("Urdu, BGN/PCGN", "translit", lambda: ours(URDU, "ur", "bgnpcgn-urd-Arab-Latn-2007")),
    ("Urdu, BGN/PCGN", "unidecode (no scheme)", lambda: unidecode(URDU)),
    ("Hindi, ISO 15919", "translit", lambda: ours(HINDI, "hi", "iso-hin-Deva-Latn-15919-2001")),
    ("Hindi, ISO 15919", "unidecode (no scheme)", lambda: unidecode(HINDI)),
    ("Amharic, BGN/PCGN", "translit", lambda: ours(AMHARIC, "am", "bgnpcgn-amh-Ethi-Latn-1967")),
    ("Amharic, BGN/PCGN", "unidecode (no scheme)", lambda: unidecode(AMHARIC)),
    ("Arabic, BGN/PCGN", "translit", lambda: ours(ARABIC, "ar", "bgnpcgn-ara-Arab-Latn-1956")),
    ("Arabic, BGN/PCGN", "unidecode (no scheme)", lambda: unidecode(ARABIC)),
)


def main() -> None:
    warnings.simplefilter("ignore")
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    taken: dict[tuple[str, str], float] = {}
    for task, system, prepare in ROWS:
        try:
            call = prepare()
            call()
        except ImportError as error:
            print(f"{task:22} {system:24} left out: {error}")
            continue
        except Exception as error:  # a peer without that scheme is a row, not the end of the run
            print(f"{task:22} {system:24} left out: {type(error).__name__} {error}")
            continue
        taken[task, system] = min(timeit.repeat(call, number=repeats, repeat=ROUNDS)) / repeats * 1e6
    for (task, system), each in taken.items():
        print(
            f"{task:22} {system:24} {each:8.1f} µs  "
            f"{each / taken[task, 'unidecode (no scheme)']:6.1f} × unidecode"
        )


if __name__ == "__main__":
    main()
