"""What the spelling model says of a native token and Latin ones, kept by query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.writing.spelling import is_native, spelling_costs_of_all, top_romanizations

# nats a letter at which a spelling is as unlike as can be: similarity is 1 - cost / this
MAX_LETTER_NATS = 5.0


class OfNative(dict[str, float]):
    """How similar a native token is to Latin ones, 0 to 1, each priced when it is first asked, if
    `price` did not.
    """

    def __init__(self, native: str) -> None:
        super().__init__()
        self._native = native

    def __missing__(self, token: str) -> float:
        (costs,) = spelling_costs_of_all([self._native], [token])
        (similarity,) = similarities_of_costs(costs)
        self[token] = similarity
        return similarity


SpellingSimilarities = dict[str, OfNative]  # by native token


def of_native(native: str, spelled: SpellingSimilarities) -> OfNative:
    """Return what is known of a *native* token."""
    found = spelled.get(native)
    if found is None:
        found = spelled[native] = OfNative(native)
    return found


def similarities_of_costs(costs: Iterable[float]) -> list[float]:
    """Return the similarity, 0 to 1, of each of *costs* of the spelling model, in nats a letter."""
    return [1 - cost / MAX_LETTER_NATS if cost < MAX_LETTER_NATS else 0.0 for cost in costs]


def native_forms(parts: Iterable[NamePart], lexicon: Lexicon) -> list[str]:
    """Return the letters of the *parts* that are not Latin, and those of their base forms."""
    return list(
        dict.fromkeys(
            form
            for part in parts
            if part.native
            for form in (part.native, *(base.native for base in lexicon.base_forms(part)))
        )
    )


def price(natives: Iterable[str], tokens: Collection[str], spelled: SpellingSimilarities) -> None:
    """Enter into *spelled* how similar each of *natives* is to each of *tokens*, all at once: what
    begins alike is priced once.
    """
    listed = sorted(tokens)
    together: dict[tuple[str, ...], list[str]] = {}  # forms of one word lack the same tokens
    for native in natives:
        known = of_native(native, spelled)
        missing = tuple([token for token in listed if token not in known] if known else listed)
        if missing:
            together.setdefault(missing, []).append(native)
    for missing, of_word in together.items():
        for native, costs in zip(of_word, spelling_costs_of_all(of_word, missing), strict=True):
            spelled[native].update(zip(missing, similarities_of_costs(costs), strict=True))


def readings_and_forms(part: NamePart, lexicon: Lexicon) -> tuple[Sequence[str], Sequence[NamePart]]:
    """Return the readings by which a native token is compared with Latin ones, and its base forms.

    None of a Korean name: Koreans tell Jong Un from Jung Hoon, and so does the spelling model; by
    similarity they are one.
    """
    found: tuple[Sequence[str], Sequence[NamePart]] = lexicon.keeping[_readings_and_forms](part)
    return found


def _readings_and_forms(part: NamePart, lexicon: Lexicon) -> tuple[Sequence[str], Sequence[NamePart]]:
    readings = () if is_native(part.native) else top_romanizations(part.native)
    return readings, lexicon.base_forms(part)
