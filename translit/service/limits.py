"""What one request may cost, and how many wait at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service refuses, so that no request costs the others theirs.

    `names` holds for lists of names and for queries of a batch; `pending`: requests that are worked
    on in threads or wait for one. What is too much is answered with 413 (bytes), 422 (count,
    letters) or 503 (time, pending), and the answer says which limit it was.
    """

    body_bytes: int = 2_000_000
    query_bytes: int = 64_000  # of the part of an address after "?"
    names: int = 1_000
    name_characters: int = 1_000  # the library looks at 500 of a name that is no text
    text_characters: int = 100_000  # some 3 s of work; a longer text is for `translit find`
    candidates: int = 100
    body_seconds: float = 10.0
    work_seconds: float = 30.0
    pending: int = 64
    threads: int = 2
    connections: int = 1_000
    stop_seconds: int = 20  # that requests have to end in when the service is stopped
