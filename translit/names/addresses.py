"""The name that an address holds: of mail, of a page, of a file, of an account, of a topic."""

from __future__ import annotations

import re
from urllib.parse import unquote

from translit.writing.language_facts import language_facts
from translit.writing.text import at_capitals

MIN_LETTERS = 3  # of a name that an address holds
_MAIL = re.compile(r"(?:mailto:)?([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_PAGE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE = re.compile(r"(?:.*[/\\])?([^/\\]+)\.([a-zA-Z0-9]{2,4})")
_ACCOUNT = re.compile(r"[@#＠＃]([\w.]+)")
_JOINTS = re.compile(r"[._+\-]+|(?<=[^\W\d_])\d+$")


def name_in_address(text: str) -> tuple[str, str]:
    """Return what sort of address *text* is, and the name that it holds; ("", "") for any other
    text.

    >>> name_in_address("anna.weber72@example.org"), name_in_address("@AnnaWeber")
    (('mail address', 'anna weber'), ('account or tag', 'Anna Weber'))
    >>> name_in_address("https://example.org/wiki/Anna_Weber"), name_in_address("Anna-Weber.pdf")
    (('address of a page', 'Anna Weber'), ('name of a file', 'Anna Weber'))
    """
    if found := _ACCOUNT.fullmatch(text):
        return _named("account or tag", found[1])
    if " " in text and not _FILE.fullmatch(text):
        return "", ""
    if found := _MAIL.fullmatch(text):
        return _named("mail address", found[1])
    if _PAGE.fullmatch(text):
        path = re.split(r"[?#]", text.split("://", 1)[-1])[0].rstrip("/")
        return _named("address of a page", unquote(path.rpartition("/")[2])) if "/" in path else ("", "")
    if (found := _FILE.fullmatch(text)) and found[2].lower() in language_facts().beside["files"]:
        return _named("name of a file", found[1])
    return "", ""


def _named(sort: str, written: str) -> tuple[str, str]:
    name = " ".join(at_capitals(_JOINTS.sub(" ", written)).split())
    return (sort, name) if sum(map(str.isalpha, name)) >= MIN_LETTERS else ("", "")
