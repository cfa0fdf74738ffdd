"""Write `translit/data/language_facts.json` from the tables in `aliases/`.

    python training/compile_language_facts.py

To be run after a change of one of the files that `translit/tables/language_facts.py` lists;
`tests/test_tables.py` fails while it was not.
"""

from pathlib import Path

from translit.packaged import FOLDER
from translit.tables.language_facts import compile_facts
from translit.writing.language_facts import TABLE

if __name__ == "__main__":
    facts = compile_facts(Path(__file__).parent.parent / "aliases")
    Path(FOLDER, TABLE).write_text(facts, encoding="utf-8")
