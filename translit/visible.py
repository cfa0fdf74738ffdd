"""Text as it may be shown: a control character is written out, and moves no cursor."""

from __future__ import annotations

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))  # C0, DELETE, C1
# as JSON and Python write them, so that a line of JSON stays one
_WRITTEN = {code: f"\\u{code:04x}" for code in _CONTROLS if chr(code) not in "\t\n"}


def visible(text: str) -> str:
    r"""Return *text* with its control characters written out, tabs and line ends left as they are.

    >>> visible("Kiev\x1b[2J\x9b1A"), visible("Kiev\n")
    ('Kiev\\u001b[2J\\u009b1A', 'Kiev\n')

    A name from a stranger's file may clear the screen, rename the window or hide the line above
    (ECMA-48); what is printed goes through here.
    """
    return text if text.isprintable() else text.translate(_WRITTEN)
