"""Align names of known meaning, as look-ups and comparisons do: questions with their answers, to
learn from.

    python training/align_pairs.py DATA FOLDER [TASK…]

writes `FOLDER/TASK.pickle`, a list of `Question`; without tasks, of all (some 20 minutes). DATA is
the folder of the bench (see `SOURCES`): index and query files of public lists, names of nobody,
names that the box does not list. The next steps are feature_matrix.py and learn_model.py.

A `Question` is a name and what it was aligned with: the candidates of a table, of which one is
right or none is; or one other name, as for `compare`. Beside the real variants of a list each name
is asked of a table of near strangers (near_strangers.py), where nobody is right. Every third
entity, by the hash of its id, is held out: nothing is learned from it.
"""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from asking import Lists
from of_lists import of_list, of_name_parts
from of_made_names import of_box, of_case_forms, of_east_slavic, of_heard_apart, of_priors
from questions import Question

# what is learned from, each with its licence
SOURCES = {
    "ofac": "the US Treasury's SDN list (public domain)",
    "un": "the UN consolidated list",
    "wikidata_people": "NETransliteration-COLING2018 (CC0)",
    "arabic_people": "Wikidata by way of arabic-name-romanizer (CC0)",
    "hindi_people": "in-rolls/indicate (MIT)",
    "ror": "ROR (CC0)",
    "places": "WhosOnFirst localities (attribution)",
    **dict.fromkeys(("towns_arabic", "towns_cyrillic", "towns_hangul"), "GeoNames (CC BY 4.0)"),
    "eastslavic": "ukrainian_russian names (MIT)",
    "name_parts": "NETransliteration-COLING2018 (CC0)",
    "heard": "NETransliteration-COLING2018 (CC0)",
    "box": "GeoNames (CC BY 4.0) and Faker (MIT), names that the box does not list",
    "cases": "case forms of names of NETransliteration-COLING2018 (CC0) and of the box",
    "priors": "training/priors.yaml",
}


def questions_of(task: str, lists: Lists) -> Callable[[], Iterator[Question]]:
    """Return what yields the questions of a task."""
    special = {
        "box": of_box,
        "cases": of_case_forms,
        "eastslavic": of_east_slavic,
        "heard": of_heard_apart,
        "name_parts": of_name_parts,
    }
    if task == "priors":
        return partial(of_priors, lists.lexicon)
    return partial(special[task], lists) if task in special else partial(of_list, lists, task)


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    lists = Lists(folder)
    for task in sys.argv[3:] or SOURCES:
        start = time.perf_counter()
        questions = list(questions_of(task, lists)())
        with (out / f"{task}.pickle").open("wb") as file:
            pickle.dump(questions, file, protocol=5)
        print(task, len(questions), "questions", f"{time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
