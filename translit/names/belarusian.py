"""Belarusian spellings of names that Russian and Ukrainian have, too: Tsikhanau, Tikhonov."""

from __future__ import annotations

from translit.writing.language_facts import language_facts

MIN_LETTERS = 6  # of a token that is long enough to show how it is spelled


def russian_form(token: str) -> str:
    """Return a token of the match key as Russian spells it, if it is spelled as Belarusian names
    are; otherwise as it is.

    >>> [russian_form(token) for token in ("tsikhanau", "uladzimir", "hardzeyeu", "tikhonov")]
    ['tikhanov', 'vladimir', 'gardeyev', 'tikhonov']
    """
    facts = language_facts()
    if len(token) < MIN_LETTERS or not facts.belarusian_mark.search(token):
        return token
    for written, read in facts.from_belarusian:
        token = written.sub(read, token)
    return token
