"""Which package spells letters that no scheme reads: Unidecode, or anyascii where you chose it.

Unidecode is GPL-2.0-or-later, anyascii ISC. `TRANSLIT_ASCII=anyascii` in the environment chooses
for the whole process, before `import translit`: keys are made by it, so that a compiled table
records which one its keys have, and is refused by the other. Nothing chooses by what happens to be
installed: a table would mean something else on the next machine.
"""

from __future__ import annotations

import os

from translit.writing.scripts import script_of

__all__ = ["CHOSEN", "UNIDECODE", "VARIABLE", "ascii_of"]

VARIABLE = "TRANSLIT_ASCII"
UNIDECODE, ANYASCII = "unidecode", "anyascii"
CHOICES = (UNIDECODE, ANYASCII)

# where anyascii spells letters by sound for readers of English, passports have these:
# ICAO Doc 9303, part 3, section 6 B. A Hebrew alef is a sign to it; it stands for a vowel.
_BETTER = {
    **{"й": "i", "ю": "iu", "я": "ia", "є": "ie", "Й": "I", "Ю": "IU", "Я": "IA", "Є": "IE"},
    "א": "a",
}
# what anyascii says of a sign that is no letter: ":smile:"
_DESCRIPTION = ":"


def _chosen() -> str:
    chosen = os.environ.get(VARIABLE) or UNIDECODE
    if chosen not in CHOICES:
        raise ValueError(
            f"{VARIABLE} must be one of {', '.join(CHOICES)}, not {chosen!r}: "
            "change it in the environment, or unset it"
        )
    return chosen


CHOSEN = _chosen()

if CHOSEN == ANYASCII:
    try:
        from anyascii import anyascii
    except ImportError as error:
        raise ImportError(
            f"{VARIABLE}=anyascii needs anyascii: pip install 'translit-names[anyascii]'"
        ) from error

    def ascii_of(char: str) -> str:
        """Return a character in ASCII, "" where nothing reads it."""
        latin = _BETTER.get(char) or anyascii(char)
        if latin.startswith(_DESCRIPTION) and len(latin) > 1:
            return ""
        script = script_of(char)
        if script == "Hang":
            return latin.lower()
        return f"{latin} " if latin and script == "Hani" else latin  # a syllable a character
else:
    try:
        from unidecode import unidecode
    except ImportError as error:
        raise ImportError(
            "Unidecode is not installed: pip install unidecode, or pip install 'translit-names[anyascii]' "
            f"and set {VARIABLE}=anyascii in the environment"
        ) from error

    def ascii_of(char: str) -> str:
        """Return a character in ASCII, "" where nothing reads it."""
        return unidecode(char, errors="ignore")
