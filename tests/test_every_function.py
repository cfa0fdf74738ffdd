"""Every public function: total on `str`, refuses what is none, linear, deterministic.

A function that is added has to be added to `CALLS`.
"""

import inspect
import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import printed_elsewhere
from hypothesis import given, settings
from hypothesis import strategies as st
from test_linear import MOST, increase

import translit
from translit import TranslitError

# What is asked of a text. `to_script` refuses a text that has no one reading: a TranslitError.
CALLS: dict[str, Callable[[Any], object]] = {
    "normalize": lambda text: translit.normalize(text).to_dict(),
    "normalize_many": lambda text: [m.to_dict() for m in translit.normalize_many([text, "Kiev"])],
    "find": lambda text: [m.to_dict() for m in translit.find(text, unknown=True)],
    "rewrite": translit.rewrite,
    "compare": lambda text: [translit.compare(text, "Anna Weber").score, translit.compare(text, text).score],
    "cluster": lambda text: [c.to_dict() for c in translit.cluster([text, "Anna Weber", text])],
    "canonical_names": lambda text: translit.canonical_names([text, "Anna Weber"]),
    "keys": translit.keys,
    "variants": lambda text: translit.variants(text, limit=5),
    "romanize": translit.romanize,
    "romanizations": lambda text: sorted(translit.romanizations(text, lang="uk")),
    "to_script": lambda text: translit.to_script(text, lang="uk"),
    "to_scripts": lambda text: translit.to_scripts(text, lang="uk", limit=5),
}
# They take no text: two frames (tests/test_join.py), a language
OTHERS = {"join", "schemes"}
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=("L", "M", "Nd", "Zs", "P", "Cf", "Cs")), max_size=40),
    st.lists(
        st.sampled_from(
            ["Anna", "ван", "der", "김", "習近平", "محمد", "ΑΘΗΝΑ", "O'", "LLC", "née", "\ud800"]
        ),
        max_size=6,
    ).map(" ".join),
)
OF_ALL_READINGS = {"to_script", "to_scripts", "romanizations"}  # some thousand steps a letter
UNITS = {"one word": "a", "words": "Anna met Bohdan. ", "Cyrillic": "щук ", "Han": "習近平", "signs": "'-,( "}


def answer(name: str, text: object) -> object:
    """Return what a function says of a text; of one that it refuses, why."""
    try:
        return CALLS[name](text)
    except TranslitError as error:
        return [type(error).__name__, str(error)]


def test_every_public_function_is_asked_here() -> None:
    functions = {name for name in translit.__all__ if inspect.isfunction(getattr(translit, name))}
    assert functions == set(CALLS) | OTHERS


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_function_answers_any_text_and_the_same_again(name: str) -> None:
    @settings(deadline=None, max_examples=25)
    @given(TEXTS)
    def is_total(text: str) -> None:
        once = answer(name, text)
        assert once == answer(name, text)
        json.dumps(once)

    is_total()


@pytest.mark.parametrize("given", [b"Kiev", None, 7, ["Kiev"]])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_function_refuses_what_is_no_text(name: str, given: object) -> None:
    with pytest.raises(TypeError, match="str"):
        CALLS[name](given)


@pytest.mark.parametrize("unit", sorted(UNITS))
@pytest.mark.parametrize("name", sorted(CALLS))
def test_the_work_of_a_function_grows_with_its_text(name: str, unit: str) -> None:
    size = 50 if name in OF_ALL_READINGS else 600
    assert increase(lambda text: answer(name, text), UNITS[unit], size) <= MOST


def test_every_function_answers_the_same_in_a_process_of_another_order_of_hashes() -> None:
    texts = ["Kiev", "Щукин, Анна (1950)", "習近平", "O'Neil-Weber LLC", "محمد صلاح", "Kyiv i Lviv"]
    code = (
        "import sys, json; sys.path.insert(0, 'tests')\n"
        "from test_every_function import CALLS, answer\n"
        f"print(json.dumps([answer(name, text) for name in sorted(CALLS) for text in {texts!r}]))"
    )
    here = json.loads(json.dumps([answer(name, text) for name in sorted(CALLS) for text in texts]))
    assert json.loads(printed_elsewhere(code)) == here
