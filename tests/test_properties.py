"""What must hold for every text."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from translit import Normalizer, Status, compare
from translit.index.box import BOX
from translit.names.parts import parse_name
from translit.resolve.decide import SCORE_RESOLUTION
from translit.writing.keys import REWRITES, key
from translit.writing.repair import repair
from translit.writing.text import clean, fold

LETTERS = st.text(alphabet=st.characters(categories=("L", "M", "Zs", "P")), max_size=40)
# a capital may look like a letter of another script where the small letter does not
ONE_SCRIPT = st.one_of(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßéńšçøå -'"),
    st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў -'"),
    st.text(alphabet="αβγδεζηθικλμνξοπρστυφχψωάέήίόύώς -"),
)
NAMES = st.lists(
    st.sampled_from(
        ["Oleksii", "Reznikov", "Мединский", "von", "der", "Leyen", "V.", "Київ", "김정은", "Mr."]
    ),
    min_size=1,
    max_size=4,
)


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_keys_are_idempotent_and_blank_only_for_what_shows_nothing(text: str) -> None:
    assert key(key(text)) == key(text)
    assert bool(key(text)) == bool(fold(text))


@given(ONE_SCRIPT)
def test_a_key_does_not_know_case(text: str) -> None:
    written = (text, text.upper(), text.title())
    assume(all(repair(each) == each for each in written))  # a broken encoding is one of its letters
    assert len(set(map(key, written))) == 1


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), LETTERS, NAMES.map(" ".join)))
def test_normalize_is_total_deterministic_and_replayable(text: str) -> None:
    n = Normalizer.builtin()
    match = n.normalize(text)
    assert match == n.normalize(text)
    assert 0 <= match.score <= 1
    assert bool(match) == (match.status is Status.MATCHED) == (match.entity is not None)
    scores = [candidate.score for candidate in match.candidates]
    assert scores[1:] == sorted(scores[1:], reverse=True)
    # one that the score does not tell from the likeliest may stand before it
    assert not scores or scores[0] >= max(scores) - SCORE_RESOLUTION - 1e-4
    rewrites = dict(REWRITES)
    reached = text
    for step in match.steps:
        if step.is_rewrite:
            assert step.before == reached
            assert rewrites[step.name](step.before) == step.after
            reached = step.after
    assert reached == key(text)
    assert match.explain().startswith(repr(text))


@settings(deadline=None)
@given(NAMES)
def test_the_order_of_tokens_does_not_change_what_is_found(words: list[str]) -> None:
    n = Normalizer.builtin()
    there, back = n.normalize("Oleksii Reznikov"), n.normalize("Reznikov Oleksii")
    assert there.id == back.id == "person/oleksii-reznikov"
    parts = parse_name(" ".join(words), BOX.vocabulary.lexicon)
    assert sorted(p.token for p in parts) == sorted(
        p.token for p in parse_name(" ".join(reversed(words)), BOX.vocabulary.lexicon)
    )


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_compare_is_total_and_nearly_symmetric(a: str, b: str) -> None:
    there, back = compare(a, b), compare(b, a)
    assert 0 <= there.score <= 1
    assert abs(there.score - back.score) < 0.5
    assert there.explain()
