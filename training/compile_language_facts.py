"""Write `translit/data/language_facts.json` and `country_names.json` from the tables in `aliases/`.

    python training/compile_language_facts.py

To be run after a change of one of the files that `translit/tables/language_facts.py` lists;
`tests/test_tables.py` fails while it was not.
"""

from pathlib import Path

from translit.names import countries, organisation_words
from translit.packaged import FOLDER
from translit.tables.country_names import compile_country_names
from translit.tables.language_facts import compile_facts
from translit.tables.org_words import compile_org_words
from translit.writing.language_facts import TABLE

if __name__ == "__main__":
    aliases = Path(__file__).parent.parent / "aliases"
    Path(FOLDER, TABLE).write_text(compile_facts(aliases), encoding="utf-8")
    Path(FOLDER, countries.TABLE).write_text(compile_country_names(aliases), encoding="utf-8")
    Path(FOLDER, organisation_words.TABLE).write_text(compile_org_words(aliases), encoding="utf-8")
