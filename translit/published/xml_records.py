"""The records of an XML file one by one, whatever its size; a damaged one costs itself alone.

A list of sanctions is a root with thousands of records of one or two names. They are cut out of the
text by their tags and parsed each by itself, so that the rest is read where one is not well formed,
and no more than one is in memory. A document type declaration is refused: none of these lists has
one, and it could define entities that grow without bounds (CVE-2003-1564) or read other files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from translit.errors import FileError
from translit.published.streams import Reject, pieces

ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)[^>]*>")
MAX_HEAD = 1 << 16  # characters before the root ends its start tag
MAX_RECORD = 1 << 24  # characters; the longest of the lists have some 10 ** 5
SHOWN = 200  # characters of a record that is refused


def xml_records(
    text: TextIO, path: Path, roots: Collection[str], tags: Collection[str], reject: Reject
) -> Iterator[tuple[int, Element]]:
    """Yield each element that is named by *tags* with the line it begins in, without namespaces.

    Raises FileError if the root is none of *roots*, or if there is a document type declaration.
    """
    stream = pieces(text)
    head, buffer = _head(stream, path, roots)
    line = head.count("\n") + 1
    start = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(map(re.escape, tags))}))(?=[\s/>])")
    root = _root_of(head)
    while True:
        opened = start.search(buffer)
        if opened is None:
            keep = max(buffer.rfind("<"), 0) if "<" in buffer else len(buffer)
            line += buffer.count("\n", 0, keep)
            buffer = buffer[keep:] + (more := next(stream, ""))
            if not more:
                return
            continue
        line += buffer.count("\n", 0, opened.start())
        buffer = buffer[opened.start() :]
        end, buffer = _end(buffer, opened[1], start, stream)
        record = buffer[:end]
        element = _parsed(record, root)
        if isinstance(element, Element):
            yield line, element
        else:
            reject(path, line, element, " ".join(record[:SHOWN].split()))
        line += record.count("\n")
        buffer = buffer[end:]


def _head(stream: Iterator[str], path: Path, roots: Collection[str]) -> tuple[str, str]:
    """Return the text up to the end of the root's start tag, and what was read behind it."""
    buffer = ""
    while not (opened := ROOT.search(without_comments(buffer))):
        buffer += (more := next(stream, ""))
        if not more or len(buffer) > MAX_HEAD:
            raise FileError(path, 0, "it is no XML: no element begins", "Give the file as it was published")
    head = without_comments(buffer)
    if "<!DOCTYPE" in head[: opened.start()] or "<!ENTITY" in head[: opened.start()]:
        remedy = "Give the file as it was published: these lists have none"
        raise FileError(path, 1, "it has a document type declaration", remedy)
    if opened[1] not in roots:
        problem = f"its root is <{opened[1]}>, not {' or '.join(f'<{root}>' for root in sorted(roots))}"
        raise FileError(path, 1 + head.count("\n", 0, opened.start()), problem, "Give another format")
    return head[: opened.end()], head[opened.end() :]


def without_comments(text: str) -> str:
    """Return *text* with comments as blank lines, so that the lines keep their numbers."""
    return re.sub(r"<!--.*?-->", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)


def _root_of(head: str) -> str:
    """Return the start tag of the root, which declares the namespaces of the records."""
    opened = list(ROOT.finditer(head))[-1][0]
    return opened[:-2] + ">" if opened.endswith("/>") else opened


def _end(buffer: str, tag: str, start: re.Pattern[str], stream: Iterator[str]) -> tuple[int, str]:
    """Return where the record ends that *buffer* begins with, and the buffer with as much as was
    read: behind its end tag, else before the next record, else at the end of the file.
    """
    close = re.compile(rf"</{re.escape(tag)}\s*>")
    at = 1
    while True:
        if empty := re.match(r"<[^<>]*/>", buffer):
            return empty.end(), buffer
        closed, following = close.search(buffer, at), start.search(buffer, 1)
        if closed and not (following and following.start() < closed.start()):
            return closed.end(), buffer
        if following:
            return following.start(), buffer
        at = max(1, len(buffer) - len(tag) - 8)  # an end tag may be cut between two pieces
        more = next(stream, "")
        if not more or len(buffer) > MAX_RECORD:
            return len(buffer), buffer
        buffer += more


def _parsed(record: str, root: str) -> Element | str:
    """Return the element of *record*, or why it is none."""
    name = re.match(r"<([^\s/>]+)", root)
    try:
        whole = ElementTree.fromstring(f"{root}{record}</{name[1] if name else ''}>")
    except ElementTree.ParseError as error:
        return f"not well-formed XML: {str(error).partition(':')[0]}"
    for element in whole.iter():
        element.tag = element.tag.rpartition("}")[2]
    return whole[0]


def text_of(element: Element, path: str) -> str:
    """Return the text at *path*, blank where there is none."""
    return " ".join((element.findtext(path) or "").split())


def texts_of(element: Element, path: str) -> Iterator[str]:
    """Yield the texts of all elements at *path* that are not blank."""
    for found in element.iterfind(path):
        if text := " ".join((found.text or "").split()):
            yield text
