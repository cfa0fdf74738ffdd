"""A scheme writes names as its authority does, and the examples of the standard itself:
tests/cases/official_names.yaml, tests/cases/standard_examples.yaml.
"""

import pytest
from conftest import cases

from translit import romanize

NAMES = [
    (of["lang"], of["scheme"], native, latin)
    for of in (*cases("official_names"), *cases("standard_examples"))
    for native, latin in of["names"].items()
]


@pytest.mark.parametrize(("lang", "scheme", "native", "latin"), NAMES)
def test_a_name_is_written_as_its_authority_writes_it(
    lang: str, scheme: str, native: str, latin: str
) -> None:
    assert romanize(native, lang=lang, scheme=scheme) == latin


def test_no_name_is_given_in_two_ways() -> None:
    assert len({(lang, scheme, native) for lang, scheme, native, _ in NAMES}) == len(NAMES) >= 1000
