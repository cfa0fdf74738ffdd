"""Vietnamese spelling: marks that tell one name from another, Hoa from Hòa."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from translit.names.roles import NamePart

# Letters that hardly another language writes: ơ and ư, a dot below or a hook above a vowel, a tone
# above a vowel that has a mark.
_TELLING = re.compile("[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def is_vietnamese(folded: str) -> bool:
    """Whether a *folded* text is in Vietnamese spelling with its marks.

    >>> is_vietnamese("nguyễn thị hoa"), is_vietnamese("josé peña")
    (True, False)
    """
    return _TELLING.search(unicodedata.normalize("NFC", folded)) is not None


def with_tone_last(word: str) -> str:
    """Return *word* with its tone mark behind its letters: it stands on one vowel or another.

    >>> with_tone_last("hòa") == with_tone_last("hoà")
    True
    """
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _TONES.sub("", apart)) + "".join(_TONES.findall(apart))


def differ_in_marks(one: Sequence[NamePart], other: Sequence[NamePart]) -> bool:
    """Whether two names of the same tokens differ in a mark, where both are written with theirs."""
    return any(a.marks and b.marks and a.marks != b.marks for a, b in zip(one, other, strict=False))
