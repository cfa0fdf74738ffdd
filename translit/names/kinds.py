"""Which kind of entity a name alone speaks of."""

from __future__ import annotations

from translit.model import Kind
from translit.names.lexicon import Lexicon
from translit.names.parts import parse_name
from translit.names.roles import Role
from translit.writing.keys import tokens


def guess_kind(name: str, lexicon: Lexicon) -> Kind:
    """Return the kind that a name alone is analysed as: ORG with a legal form, else PERSON."""
    if not any(token in lexicon.legal for token in tokens(name)):
        return Kind.PERSON  # no token begins a legal form
    return Kind.ORG if any(part.role is Role.LEGAL for part in parse_name(name, lexicon)) else Kind.PERSON
