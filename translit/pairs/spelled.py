"""What the spelling model says of a native token and Latin ones, kept by query."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from translit.names.lexicon import Lexicon
from translit.names.roles import NamePart
from translit.writing.spelling import is_native, spelling_costs, top_romanizations

# similarity, 0 to 1, of a native token to Latin ones: by the native one, then the other
SpellingSimilarities = dict[str, dict[str, float]]
# nats a letter at which a spelling is as unlike as can be: similarity is 1 - cost / this
MAX_LETTER_NATS = 5.0
NOTHING: Mapping[str, float] = {}


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
    """Enter into *spelled* how similar each of *natives* is to each of *tokens*, all at once."""
    listed = sorted(tokens)  # what begins alike is priced together
    for native in natives:
        of_native = spelled.setdefault(native, {})
        missing = [token for token in listed if token not in of_native] if of_native else listed
        if missing:
            of_native.update(
                zip(missing, similarities_of_costs(spelling_costs(native, missing)), strict=True)
            )


def spelled_similarity(native: str, token: str, spelled: SpellingSimilarities) -> float:
    """Return how similar a *native* token is to a Latin one; priced here if not *spelled*."""
    similarity = spelled.get(native, NOTHING).get(token)
    if similarity is None:
        price((native,), (token,), spelled)
        similarity = spelled[native][token]
    return similarity


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
