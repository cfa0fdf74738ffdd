"""What many family names of a language end in: it tells little of who is meant."""

from __future__ import annotations

from functools import lru_cache

# Patronymic and local endings of family names, in the letters of keys: East and West Slavic, Armenian, Georgian, Turkic, Persian, Nordic,
# German, Romanian, Greek, Baltic, Finnish, Japanese.
_LISTED = [
    "shchenko", "chenko", "enko", "ovich", "evich", "ovych", "evych", "owicz", "ewicz", "wicz", "vich", "chuk", "czuk",
    "yuk", "iuk", "ovsky", "evsky", "ovski", "evski", "ovskiy", "evskiy", "owski", "ewski", "insky", "inski", "inskiy",
    "sky", "ski", "skyy", "skyi", "skiy", "skii", "skij", "skaya", "skaia", "ska", "ova", "eva", "ina", "shvili",
    "adze", "idze", "dze", "yan", "ian", "oglu", "ogly", "oghlu", "zade", "zadeh", "zada", "nejad", "nezhad", "pour",
    "poor", "sson", "son", "ssen", "sen", "berg", "bergh", "stein", "mann", "baum", "feld", "feldt", "witz", "vitz",
    "escu", "eanu", "opoulos", "poulos", "akis", "idis", "iadis", "oglou", "auskas", "aitis", "evicius", "avicius",
    "iene", "inen", "nen", "moto", "mura", "shima", "jima", "yama", "kawa", "gawa", "zaki", "saki",
]  # fmt: skip
ENDINGS = tuple(sorted(_LISTED, key=lambda ending: (-len(ending), ending)))  # the longest first
MIN_STEM = 2  # letters that are left of a name


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
    """Return what stands before the ending that both tokens have, or None if they have none in common.

    >>> stems("herashchenko", "iushchenko"), stems("ivanenko", "ivanova")
    (('hera', 'iu'), None)
    """
    if x[-1] != y[-1]:
        return None
    for end in (ending(x), ending(y)):
        if end and x.endswith(end) and y.endswith(end) and min(len(x), len(y)) >= len(end) + MIN_STEM:
            return x[: -len(end)], y[: -len(end)]
    return None
