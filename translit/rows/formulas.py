"""Values that a spreadsheet would run as a formula, written so that it shows them."""

from __future__ import annotations

import re

# OWASP, "CSV Injection" (https://owasp.org/www-community/attacks/CSV_Injection); full-width signs,
# which Excel reads as the others in some countries
BEGINS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d[\d.,   ]*(?:[eE][+-]?\d+)?%?")


def as_shown(value: str) -> str:
    """Return *value* with an apostrophe before it if a spreadsheet would run it.

    >>> as_shown('=HYPERLINK("http://x")'), as_shown("-3.5"), as_shown("Kyiv")
    ('\\'=HYPERLINK("http://x")', '-3.5', 'Kyiv')
    """
    is_formula = value.startswith(BEGINS_FORMULA) and not _NUMBER.fullmatch(value)
    return f"'{value}" if is_formula else value
