"""What many family names of a language end in: it tells little of who is meant."""

from __future__ import annotations

from functools import lru_cache

from translit.writing.sound import VOWELS

# Patronymic and local endings of family names, in the letters of keys: East and West Slavic,
# Armenian, Georgian, Turkic, Persian, Nordic, German, Romanian, Greek, Baltic, Finnish, Japanese.
_LISTED = [
    "shchenko", "chenko", "enko", "ovich", "evich", "ovych", "evych", "owicz", "ewicz", "wicz", "vich", "chuk", "czuk",
    "yuk", "iuk", "ovsky", "evsky", "ovski", "evski", "ovskiy", "evskiy", "owski", "ewski", "insky", "inski", "inskiy",
    "sky", "ski", "skyy", "skyi", "skiy", "skii", "skij", "skaya", "skaia", "ska", "ova", "eva", "ina", "shvili",
    "adze", "idze", "dze", "yan", "ian", "oglu", "ogly", "oghlu", "zade", "zadeh", "zada", "nejad", "nezhad", "pour",
    "poor", "sson", "son", "ssen", "sen", "berg", "bergh", "stein", "mann", "baum", "feld", "feldt", "witz", "vitz",
    "escu", "eanu", "opoulos", "poulos", "akis", "idis", "iadis", "oglou", "auskas", "aitis", "evicius", "avicius",
    "iene", "inen", "nen", "moto", "mura", "shima", "jima", "yama", "kawa", "gawa", "zaki", "saki",
]  # fmt: skip
# One family each: names of one stem with endings of two of these are two names, Medvedev and
# Medvedchuk. In the letters of keys.
_FAMILIES = (
    ("ov", "ev", "yev", "iev", "off", "eff", "of", "ef", "ow", "ew", "ova", "eva", "yeva", "ieva"),
    ("enko", "yenko", "ienko", "enco"),
    ("uk", "yuk", "iuk", "chuk", "czuk", "tchouk"),
    ("sky", "ski", "skyy", "skyi", "skiy", "skii", "skij", "skaya", "skaia", "ska", "ovsky", "ovski", "evsky", "evski", "ovskiy", "owski", "ewski", "insky", "inski"),
    ("ovich", "evich", "ovych", "evych", "owicz", "ewicz", "ovic", "evic", "vich", "wicz"),
    ("yan", "ian"), ("shvili",), ("adze", "idze", "dze"), ("oglu", "ogly", "oghlu"), ("zade", "zadeh", "zada"), ("nejad", "nezhad"), ("pour", "poor"),
    ("opoulos", "poulos"), ("akis",), ("idis", "iadis"), ("son", "sson", "sen", "ssen"),
)  # fmt: skip
FAMILIES = {end: number for number, ends in enumerate(_FAMILIES) for end in ends}
ENDINGS = tuple(sorted(_LISTED, key=lambda ending: (-len(ending), ending)))  # the longest first
MIN_STEM = 2  # letters that are left of a name
MIN_COMMON = 4  # letters that names of two families begin with


@lru_cache(maxsize=16_384)
def ending(token: str) -> str:
    """Return the ending of *token* that many family names have, the longest; "" if it has none.

    >>> ending("iushchenko"), ending("reznikov"), ending("son")
    ('shchenko', '', '')
    """
    if not token.endswith(ENDINGS):
        return ""
    return next((end for end in ENDINGS if token.endswith(end) and len(token) >= len(end) + MIN_STEM), "")


def stems(x: str, y: str) -> tuple[str, str] | None:
    """Return what stands before the ending that both tokens have, or None if they have none in
    common.

    >>> stems("herashchenko", "iushchenko"), stems("ivanenko", "ivanova")
    (('hera', 'iu'), None)
    """
    if x[-1] != y[-1]:
        return None
    for end in (ending(x), ending(y)):
        if end and x.endswith(end) and y.endswith(end) and min(len(x), len(y)) >= len(end) + MIN_STEM:
            return x[: -len(end)], y[: -len(end)]
    return None


@lru_cache(maxsize=16_384)
def differ_by_suffix_class(x: str, y: str) -> bool:
    """Whether two tokens have one stem and the endings of two families.

    >>> differ_by_suffix_class("medvedev", "medvedchuk"), differ_by_suffix_class("kolesnik", "kolesnikov"), differ_by_suffix_class("petrov", "petrova")
    (True, True, False)

    A glide that they begin with is left out: *iermak* and *ermakov* have one stem.
    """
    x, y = _without_glide(x), _without_glide(y)
    common = next((at for at, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), min(len(x), len(y)))
    if common < MIN_COMMON:
        return False
    if common == min(len(x), len(y)):
        return max(x, y, key=len)[common:] in FAMILIES
    ways = [(FAMILIES.get(x[at:]), FAMILIES.get(y[at:])) for at in range(MIN_COMMON - 1, common + 1)]
    both = [(one, other) for one, other in ways if one is not None and other is not None]
    return bool(both) and all(one != other for one, other in both)


def _without_glide(token: str) -> str:
    return token[1:] if token[0] in "ijy" and token[1:2] in VOWELS else token
