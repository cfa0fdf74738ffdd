"""Which kind of entity a name alone speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, fsum

from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.names.rarity import is_city, place_of, rarities
from translit.names.roles import Role
from translit.writing.keys import tokens

# What a token's frequency among names of a kind is believed, and what the name of a city, which is
# not counted, says for a place. So 3,600 names of seven public lists were given the kind that they
# have by .78 on average: organisations .88 to .95, people .64 (India) to .88, places .41.
TRUST = 0.5
CITY_NATS = 3.0
SURE = 0.9  # from where on a name is an organisation's: .81 of 1,200, and none of 2,000 people


def guess_kind(name: str, lexicon: Lexicon) -> Kind:
    """Return the kind that a name alone is analysed as: ORG with a legal form or words of
    organisations, else PERSON.
    """
    words = tokens(name)
    if kind_shares([words])[Kind.ORG] > SURE:
        return Kind.ORG
    if not any(token in lexicon.legal for token in words):
        return Kind.PERSON  # no token begins a legal form
    return Kind.ORG if any(part.role is Role.LEGAL for part in parse_name(name, lexicon)) else Kind.PERSON


def kind_shares(names: Iterable[Iterable[str]]) -> dict[Kind, float]:
    """Return how likely spellings of one name (key tokens of each) are of each kind, together 1.

    >>> shares = kind_shares([["peter", "hansen"], ["peter", "jansen"]])
    >>> max(shares, key=shares.get), round(shares[Kind.PERSON], 2)
    (<Kind.PERSON: 'person'>, 0.98)
    """
    spellings = [list(tokens) for tokens in names]
    nats = {
        kind: TRUST * fsum(_nats_of(token, kind) for tokens in spellings for token in tokens) / len(spellings)
        for kind in Kind
    }
    most = max(nats.values())
    odds = {kind: exp(of_kind - most) for kind, of_kind in nats.items()}
    return {kind: of_kind / sum(odds.values()) for kind, of_kind in odds.items()}


def _nats_of(token: str, kind: Kind) -> float:
    """Return by how many nats *token* is more frequent in names of *kind* than one never met."""
    if len(token) == 1:
        return 0.0  # an initial, or a letter of any name
    frequencies, unknown = rarities(kind)
    nats = unknown - frequencies.get(token, unknown)
    is_of_place = kind is Kind.PLACE and (is_city(token) or bool(place_of(token)))
    return max(nats, CITY_NATS) if is_of_place else nats
