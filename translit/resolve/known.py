"""Answer many names at once that stand in a table letter by letter; the same answers as one by one,
sooner.
"""

from __future__ import annotations

from collections.abc import Sequence

from translit.index.index import Index
from translit.index.terms import hashed
from translit.names.lexicon import Lexicon
from translit.pairs.model import BY_STAGE
from translit.resolve.lookup import MAX_QUERY, keyed
from translit.results import Candidate, Match, Stage, Status, Step
from translit.writing.text import fold

FOLD = "fold"  # the rewriting that turns an ASCII name of letters and single spaces into its key
CERTAIN = BY_STAGE[Stage.EXACT]
SCORE = round(CERTAIN, 4)  # what `decide` makes of one candidate: its odds against nobody's


def known(names: Sequence[str], index: Index, lexicon: Lexicon) -> list[Match | None]:
    """Return, for each of *names*, the answer if exactly one spelling of the table has its key and
    is written the same, else None.

    What several have, what is weak, dated, spelled by a scheme or excluded somewhere is left to
    `lookup`.
    """
    keys: list[str] = []
    folded: list[str] = []
    steps: list[tuple[Step, ...]] = []
    for name in names:
        lower = name.lower()
        if (
            name.isascii()
            and name.replace(" ", "").isalpha()
            and "  " not in name
            and name == name.strip()
            and not (name[1:2] in ("", " ") and _is_acronym(name))
        ):
            keys.append(lower)
            folded.append(lower)
            steps.append((Step(FOLD, name, lower, "", True),) if lower != name else ())
        else:
            key, told = keyed(name) if name.strip() else ("", ())
            keys.append(key)
            folded.append(fold(name))
            steps.append(told)
    rows = index.unique_rows([hashed(key) for key in keys])
    version = index.version
    found: list[Match | None] = []
    for name, plain, told, row in zip(names, folded, steps, rows, strict=True):
        if row < 0 or index.text(row) != name or len(name) > MAX_QUERY or plain in lexicon.placeholders:
            found.append(None)
            continue
        entity = index.entity(index.owner(row))
        step = Step("alias", name, entity.name)
        candidate = Candidate(entity, name, SCORE, Stage.EXACT, (step,))
        found.append(
            Match(name, Status.MATCHED, entity, SCORE, Stage.EXACT, (candidate,), (*told, step), version)
        )
    return found


def _is_acronym(name: str) -> bool:
    return all(len(token) == 1 for token in name.split(" "))
