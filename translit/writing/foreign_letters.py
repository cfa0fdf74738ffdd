"""Letters that a transliteration scheme does not name: by the usual scheme of the language that has
them, else one by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from translit.writing.scripts import script_of
from translit.writing.transcribe import transcribe

# punctuation that a script has for itself
_PUNCTUATION = {
    **{"،": ",", "؛": ";", "؟": "?", "۔": ".", "٪": "%", "٫": ".", "٬": ","},  # Arabic
    **{"־": "-", "׳": "'", "״": '"', "׃": "."},  # Hebrew
    **{"՝": ",", "՞": "?", "՜": "!", "՛": "", "։": "."},  # Armenian
    **{"।": ".", "॥": ".", "॰": ".", "෴": "."},  # of India and Sri Lanka
    **{"།": ".", "་": " ", "၊": ",", "။": ".", "។": ".", "៖": ":"},  # Tibetan, Burmese, Khmer
    **{"።": ".", "፣": ",", "፤": ";", "፡": " "},  # Ethiopic
}
# letters in use that Unidecode gives nothing for
_UNREAD = {
    **{"ӏ": "’", "ԑ": "e", "ԛ": "q", "ԝ": "w", "ԥ": "p", "ԫ": "dzh", "ԓ": "l"},  # Caucasus, Kurdish
    **{"ې": "e", "ؠ": "y", "ࢬ": "r", "ٴ": "’"},
    **{"ൺ": "n", "ൻ": "n", "ർ": "r", "ൽ": "l", "ൾ": "l", "ൿ": "k", "ൎ": "r"},  # Malayalam finals
    **{"ৎ": "t", "ଵ": "v", "ୱ": "w", "ॲ": "a", "ૹ": "z", "ௐ": "om"},
    **{"ჷ": "y", "ჸ": "’", "ჹ": "g", "ჺ": "’"},
    **dict(
        zip(
            "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
            ["ku", "shi", "su", "to", "nu", "ha", "hi", "fu", "he", "ho", "mu", "ra", "ri", "ru", "re", "ro"],
            strict=True,
        )
    ),
}


def in_latin(char: str, own: Mapping[str, str], neighbours: Sequence[Mapping[str, str]]) -> str:
    """Write *char*, which no letter of a scheme is, in Latin: digits and punctuation as such, a
    letter as the first of *neighbours* does that names it.

    >>> in_latin("ы", {}, [{"ы": "y"}]), in_latin("٣", {}, []), in_latin("ӧ", {"о": "o"}, [])
    ('y', '3', 'o')

    *own* and *neighbours*: targets of lower-case letters, the scheme's and those of languages that
    share its script. A letter with a mark that none of them names is read without it, and any other
    as Unidecode reads it; what nothing reads stays as it is.
    """
    if char in _PUNCTUATION:
        return _PUNCTUATION[char]
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    if script_of(char) in ("", "Latn"):
        return char
    if char in _UNREAD and not any(char in of for of in neighbours):
        return _UNREAD[char]
    bare = unicodedata.normalize("NFD", char)[0]
    found = next((of[char] for of in neighbours if char in of), None)
    if found is None and bare != char:
        found = next((of[bare] for of in (own, *neighbours) if bare in of), None)
    return transcribe(char) if found is None else found


def foreign_letters(text: str) -> frozenset[str]:
    """Return the characters of *text*, in lower case, that belong to a script other than Latin.

    >>> sorted(foreign_letters("Krыmov Ы."))
    ['ы']
    """
    return frozenset(char for char in set(text.lower()) if script_of(char) not in ("", "Latn"))
