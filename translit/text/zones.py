"""Stretches of a text that are no prose: web and mail addresses, paths, tags and handles, mark-up,
identifiers. A name in them is spelled as they are spelled, and never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from translit.model import COUNTRIES

MAX_ADDRESS_CHARS = 2_048  # characters of an address that are read, as browsers take them
MAX_TAG_CHARS = 4_000  # characters of a tag of mark-up
# Domains and file types, by which a word with a point in it is an address or a file. Two-letter
# domains are the countries' codes but for those that are words, which a missing space glues to the
# sentence before.
GENERIC_DOMAIN = re.compile("com|org|net|info|gov|edu|mil|int|biz|eu|online|news|tv|io|app|su|uk")
WORD_DOMAIN = re.compile("am|as|at|be|by|do|id|in|is|it|me|my|no|so|to|us")
FILE_TYPE = re.compile(
    "html?|php|aspx?|pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|tsv|json|xml|ya?ml|png|jpe?g|gif|svg|mp3|mp4|md|js|gz"
)
_STOP = r"\s<>\"'«»“”„`|{}\[\]\0"
_URL_REST = re.compile(rf"(?:[^{_STOP}()]|\([^{_STOP}()]*\))*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,19}$")
_MAIL_USER = re.compile(r"[\w.+%-]+$")
_MAIL_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"[@#＠＃](\w{1,60})")
_NO_HANDLE_BEFORE = frozenset("/.&@#=-")
_TAG = re.compile(
    rf"<!--.*?-->|</?[a-z][a-z0-9:-]*(?:\s[^<>]{{0,{MAX_TAG_CHARS}}})?/?>"
    rf"|</?[A-Z]{{1,10}}\d?(?:\s+[\w:-]+=[^<>]{{0,{MAX_TAG_CHARS}}})?/?>",
    re.DOTALL,
)
_POINT = re.compile(r"\.([a-z][a-z0-9]{1,5})(?![\w-])")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*$")
_FILE = re.compile(r"[\w.%+~/\\:-]+$")
_PATH = re.compile(r"[/\\][\w.@%+~-]+[/\\][\w.@%+~/\\-]*")
_BEFORE_PATH = re.compile(r"(?:^|[\s\"'(\[«“=`])(?:~|\.{1,2}|[A-Za-z]:)?$")
_UNDERSCORE = re.compile(r"_+")
_TRAILING = ".,;:!?…"


class ZoneKind(StrEnum):
    """What a stretch of a text is, if it is no prose."""

    ADDRESS = "address"  # of the web, of mail, or a path
    DOMAIN = "domain"  # without a scheme: it may be a name as well, Booking.com
    HANDLE = "handle"  # @name, #name
    MARKUP = "mark-up"
    IDENTIFIER = "identifier"  # words with underscores between them


class Zone(NamedTuple):
    """text[start:end], which is no prose."""

    start: int
    end: int
    kind: ZoneKind


def zones(text: str) -> list[Zone]:
    """Return the stretches of *text* that are no prose, in order, none inside another.

    >>> text = "see http://kiev.ua/Kiev, @Kiev or Kiev.html"
    >>> [(text[zone.start : zone.end], zone.kind.value) for zone in zones(text)]
    [('http://kiev.ua/Kiev', 'address'), ('Kiev', 'handle'), ('Kiev.html', 'address')]
    """
    found = sorted(_all(text), key=lambda zone: (zone.start, -zone.end))
    kept: list[Zone] = []
    for zone in found:
        if not kept or zone.start >= kept[-1].end:
            kept.append(zone)
    return kept


def _all(text: str) -> Iterator[Zone]:
    """Yield the zones of each kind; what no sign of is in the text is not searched for."""
    if "<" in text:
        for tag in _TAG.finditer(text):
            yield Zone(*tag.span(), ZoneKind.MARKUP)
    if "://" in text:
        yield from _with_scheme(text)
    if "www." in text:
        for www in re.finditer(r"\bwww\.(?=\w)", text):
            yield _address(text, www.start(), www.end())
    if any(sign in text for sign in "@#＠＃"):
        yield from _handles_and_mail(text)
    if "." in text:
        yield from _domains_and_files(text)
    if "/" in text or "\\" in text:
        for path in _PATH.finditer(text):
            before = _BEFORE_PATH.search(text, max(0, path.start() - 3), path.start())
            if before is not None:
                yield Zone(path.start(), _without_trailing(text, *path.span()), ZoneKind.ADDRESS)
    if "_" in text:
        yield from _identifiers(text)


def _with_scheme(text: str) -> Iterator[Zone]:
    at = text.find("://")
    while at >= 0:
        scheme = _SCHEME.search(text, max(0, at - 20), at)
        if scheme is not None:
            yield _address(text, scheme.start(), at + 3)
        at = text.find("://", at + 3)


def _handles_and_mail(text: str) -> Iterator[Zone]:
    for handle in _HANDLE.finditer(text):
        start = handle.start()
        before = text[start - 1 : start]
        if before.isalnum() or before in _NO_HANDLE_BEFORE:
            user = _MAIL_USER.search(text, max(0, start - 64), start)
            host = _MAIL_HOST.match(text, start + 1)
            if text[start] == "@" and user is not None and host is not None:
                yield Zone(user.start(), host.end(), ZoneKind.ADDRESS)
        else:
            yield Zone(*handle.span(1), ZoneKind.HANDLE)


def _domains_and_files(text: str) -> Iterator[Zone]:
    for point in _POINT.finditer(text):
        last = point[1]
        if FILE_TYPE.fullmatch(last):
            name = _FILE.search(text, max(0, point.start() - 256), point.start())
            if name is not None:
                yield Zone(name.start(), point.end(), ZoneKind.ADDRESS)
            continue
        has_path = (
            text[point.end() : point.end() + 1] == "/" and text[point.end() + 1 : point.end() + 2].isalnum()
        )
        is_code = (
            len(last) == 2 and last.upper() in COUNTRIES and (has_path or not WORD_DOMAIN.fullmatch(last))
        )
        if GENERIC_DOMAIN.fullmatch(last) or is_code:
            host = _HOST.search(text, max(0, point.start() - 256), point.start())
            if host is not None:
                if has_path:
                    yield _address(text, host.start(), point.end())
                else:
                    yield Zone(host.start(), point.end(), ZoneKind.DOMAIN)


def _identifiers(text: str) -> Iterator[Zone]:
    """Yield words that have an underscore inside; those around a word are emphasis."""
    for sign in _UNDERSCORE.finditer(text):
        if text[sign.start() - 1 : sign.start()].isalnum() and text[sign.end() : sign.end() + 1].isalnum():
            start, end = sign.span()
            while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                start -= 1
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
            yield Zone(start, end, ZoneKind.IDENTIFIER)


def _address(text: str, start: int, end: int) -> Zone:
    """Return the address that begins at *start* and goes on after *end*."""
    rest = _URL_REST.match(text, end, end + MAX_ADDRESS_CHARS)
    last = end if rest is None else rest.end()
    return Zone(start, max(end, _without_trailing(text, start, last)), ZoneKind.ADDRESS)


def _without_trailing(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end
