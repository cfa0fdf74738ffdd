"""Make names that are nearly one: the near strangers that a model must tell apart, and the slips
that it must forgive.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz.distance import OSA, Prefix

from translit.names.rarity import place_of
from translit.names.transcriptions import TRANSCRIPTIONS
from translit.writing.keys import key
from translit.writing.language_facts import language_facts
from translit.writing.sound import consonants, skeleton

PATRONYMIC = re.compile(r"(?:vich|vych|vna|evic|ovic|oğlu|oglu|ogly|qizi|kizi|gyzy)$", re.IGNORECASE)
NUMBER = re.compile(r"(?<![^\W\d_])(?:\d+|I{2,3}|I?V|VI{1,3})(?![^\W\d_])")
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]+,?")
MIN_WORD = 3  # letters of a word that is exchanged
LEAST_SEEN = 2  # times a word was met, so that it is a name and no slip
LETTERS = (1, 2)  # by how many letters two words of a name differ that are two names
COMMON = 3  # letters that two words that are alike begin or end with
STEM = 0.6  # share of a word that its forms begin with
LEAST_ALIKE = 0.5  # normalized similarity of two such words


class PersonWords:
    """The words that names are made of, by place, to exchange one for another."""

    def __init__(self, names: Iterable[str]) -> None:
        first: Counter[str] = Counter()
        last: Counter[str] = Counter()
        fathers: set[str] = set()
        for name in names:
            given, family = divided(name)
            first.update(word for word in given[:1] if is_word(word))
            last.update(word for word in family if is_word(word))
            fathers.update(word for word in given[1:] if PATRONYMIC.search(word))
        self.first = sorted(first)
        self.last = sorted(word for word in last)
        self.often = first + last
        self.fathers = sorted(fathers)
        self.near: dict[str, list[str]] = defaultdict(list)
        self.key_of = {word: key(word) for word, met in self.often.items() if met >= LEAST_SEEN}
        self.alike: dict[str, list[str]] = defaultdict(list)  # words by what they begin or end with
        for word in sorted({*first, *last}):
            for bucket in {skeleton(word.casefold())[:2], word.casefold()[:3]}:
                self.near[bucket].append(word)
            for bucket in _starts_and_ends(self.key_of[word]) if word in self.key_of else ():
                self.alike[bucket].append(word)

    def similar(self, word: str) -> list[str]:
        """Return words a letter or two away that are other words by their consonants."""
        low = word.casefold()
        pool = {w for bucket in (skeleton(low)[:2], low[:3]) for w in self.near.get(bucket, ())}
        return sorted(w for w in pool if are_two(low, w.casefold()))

    def with_common_part(self, word: str, rng: random.Random) -> str | None:
        """Return a word that begins or ends as *word* does and is half like it: Rafiqul for
        Shafiqul, Brzeczkowski for Brzeczyszczewski.
        """
        latin = key(word)
        for bucket in rng.sample(_starts_and_ends(latin), 2):
            pool = [w for w in self.alike.get(bucket, ()) if _are_two_alike(latin, self.key_of[w])]
            if pool:
                return rng.choice(pool)
        return None


def _starts_and_ends(latin: str) -> list[str]:
    return [f"{latin[:COMMON]}*", f"*{latin[-COMMON:]}"]


def _are_two_alike(x: str, y: str) -> bool:
    """Whether two words are half alike, other names by their sound, and no language that has both
    writes them in one way. Of Hristo and Hristov nobody knows.
    """
    return (
        not (x.startswith(y) or y.startswith(x))
        and OSA.normalized_similarity(x, y) >= LEAST_ALIKE
        and not _are_spellings_of_one(x, y)
    )


def _are_spellings_of_one(x: str, y: str) -> bool:
    """Whether two words sound alike, or some language writes both in one way: Ahmed, Ahmet."""
    return skeleton(x) == skeleton(y) or TRANSCRIPTIONS.have_a_form_in_common(x, y)


def is_word(word: str) -> bool:
    return len(word) >= MIN_WORD and LATIN.fullmatch(word) is not None


def are_two(x: str, y: str) -> bool:
    """Whether two words are a letter or two apart and unlike in their consonants, beyond the gender
    of an ending.
    """
    if x == y or abs(len(x) - len(y)) > LETTERS[1] or min(len(x), len(y)) < 4:
        return False
    if not LETTERS[0] <= OSA.distance(x, y) <= LETTERS[1]:
        return False
    return consonants(x) != consonants(y) and x.rstrip("aeiouy") != y.rstrip("aeiouy")


def divided(name: str) -> tuple[list[str], list[str]]:
    """Return the given names and the family name of a person as lists write them."""
    before, comma, after = (part.split() for part in name.partition(","))
    if comma and after:
        return after, before
    words = name.split()
    return words[:-1], words[-1:]


def written(name: str, given: Sequence[str], family: Sequence[str]) -> str:
    """Return a name of other words, in the order of *name*."""
    return f"{' '.join(family)}, {' '.join(given)}" if "," in name else " ".join([*given, *family])


def other_given_name(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """One of the family: another given name."""
    given, family = divided(name)
    at = _given_name(given, rng)
    if at is None or not family:
        return None
    other = rng.choice(words.first)
    return (
        None
        if skeleton(other.casefold()) == skeleton(given[at].casefold())
        else written(name, [*given[:at], cased(other, given[at]), *given[at + 1 :]], family)
    )


def _given_name(given: Sequence[str], rng: random.Random) -> int | None:
    """Return which of the given names is exchanged: the first one as often as all others."""
    words = [i for i, word in enumerate(given) if is_word(word)]
    return None if not words else words[0] if rng.random() < 0.5 else rng.choice(words)


def other_patronymic(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """A namesake with another patronymic."""
    given, family = divided(name)
    at = next((i for i, word in enumerate(given) if i and PATRONYMIC.search(word)), None)
    if at is None or not words.fathers:
        return None
    other = rng.choice(words.fathers)
    if skeleton(other.casefold()) == skeleton(given[at].casefold()):
        return None
    return written(name, [*given[:at], cased(other, given[at]), *given[at + 1 :]], family)


def other_gender(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """Daniel and Daniela, Mario and Maria."""
    given, family = divided(name)
    if not given or not is_word(given[0]) or len(given[0]) < 4:
        return None
    word = given[0]
    low = word.casefold()
    other = word[:-1] if low.endswith("a") else word[:-1] + "a" if low.endswith("o") else word + "a"
    return (
        written(name, [cased(other, word), *given[1:]], family)
        if other in words.often or other.title() in words.often
        else None
    )


def similar_name(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """Another name a letter or two away in place of the family name or of a given name."""

    def similar(word: str) -> str | None:
        pool = [w for w in words.similar(word) if words.often[w] >= LEAST_SEEN]
        return rng.choice(pool) if pool else None

    return _with_other_word(name, similar, rng)


def name_with_common_part(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """Another name that begins or ends alike in place of the family name or of a given name."""
    return _with_other_word(name, lambda word: words.with_common_part(word, rng), rng)


def _with_other_word(name: str, other_for: Callable[[str], str | None], rng: random.Random) -> str | None:
    """Return the name with what *other_for* gives in place of its family name or of a given one."""
    given, family = divided(name)
    of_family = rng.random() < 0.6
    of = family if of_family else given
    at = len(of) - 1 if of_family else _given_name(of, rng)
    if at is None or at < 0 or not given or not is_word(of[at]):
        return None
    other = other_for(of[at])
    if other is None:
        return None
    changed = [*of[:at], cased(other, of[at]), *of[at + 1 :]]
    return written(name, given, changed) if of_family else written(name, changed, family)


def other_initial(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """A namesake whose second given name begins with another letter."""
    given, family = divided(name)
    if len(given) < 2 or not is_word(given[1]):
        return None
    other = rng.choice([c for c in "ABDEGIKLMNOPRSTV" if c.casefold() != given[1][0].casefold()])
    first = given[0] if rng.random() < 0.5 else f"{given[0][0]}."
    return written(name, [first, f"{other}."], family)


def other_number(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """The next unit, fund or vessel of a row."""
    found = NUMBER.search(name)
    if found is None:
        return None
    text = found.group()
    if text.isdecimal():
        other = str(int(text) + rng.choice([1, 2, 3]))
    else:
        other = rng.choice([n for n in ("II", "III", "IV", "V", "VI") if n != text])
    return name[: found.start()] + other + name[found.end() :]


def numbered(name: str, words: PersonWords, rng: random.Random) -> str | None:
    """The name with a number behind it, as of one of several."""
    return f"{name} {rng.choice(['II', 'III', '2', '3', '7'])}" if NUMBER.search(name) is None else None


class OrganisationWords:
    """The words that names of organisations are made of, by how often they are met."""

    def __init__(self, names: Iterable[str]) -> None:
        self.often: Counter[str] = Counter(word.strip(",.()") for name in names for word in set(name.split()))
        self.words = sorted(w for w in self.often if is_word(w))
        self.describing = sorted(w for w in self.words if self.often[w] >= 20)
        self.places = sorted(w for w in self.words if place_of(w.casefold()))
        trades = language_facts().trades
        self.fields = sorted(w for w in self.words if self.often[w] >= LEAST_SEEN and key(w) in trades)
        self.near: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for bucket in {skeleton(word.casefold())[:2], word.casefold()[:3]}:
                self.near[bucket].append(word)

    def similar(self, word: str) -> list[str]:
        low = word.casefold()
        pool = {w for bucket in (skeleton(low)[:2], low[:3]) for w in self.near.get(bucket, ())}
        return sorted(w for w in pool if are_two(low, w.casefold()))


def other_place(name: str, words: OrganisationWords, rng: random.Random) -> str | None:
    """The same institution of another country or direction."""
    tokens = name.split()
    at = [i for i, token in enumerate(tokens) if token.strip(",.()") in words.places]
    if not at or len(words.places) < 2:
        return None
    i = rng.choice(at)
    other = rng.choice([w for w in words.places if w.casefold() != tokens[i].casefold().strip(",.()")])
    return " ".join([*tokens[:i], cased(other, tokens[i]), *tokens[i + 1 :]])


def other_description(name: str, words: OrganisationWords, rng: random.Random) -> str | None:
    """A company of the group: another describing word."""
    tokens = name.split()
    at = [
        i
        for i, token in enumerate(tokens)
        if words.often[token.strip(",.()")] >= 20 and is_word(token) and len(token) > 3
    ]
    if not at or len(tokens) < 2:
        return None
    i = rng.choice(at)
    other = rng.choice(words.describing)
    return (
        None
        if len(other) < 4 or other.casefold()[:3] == tokens[i].casefold()[:3]
        else " ".join([*tokens[:i], cased(other, tokens[i]), *tokens[i + 1 :]])
    )


def other_field(name: str, words: OrganisationWords, rng: random.Random) -> str | None:
    """The institution of another field: a word for one more, or one less beside two other words."""
    tokens = name.split()
    fields = [i for i, token in enumerate(tokens) if key(token) in language_facts().trades]
    of_more = [i for i in fields if len(tokens) > 2 and not is_preposition(tokens[max(0, i - 1)])]
    if of_more and rng.random() < 0.5:
        i = rng.choice(of_more)
        return " ".join([*tokens[:i], *tokens[i + 1 :]])
    if not fields or not words.fields:
        return None
    field = rng.choice(words.fields)
    return " ".join([*tokens[: fields[0]], cased(field, tokens[fields[0]]), *tokens[fields[0] :]])


def is_preposition(word: str) -> bool:
    """Whether *word* is written small: of, for, und."""
    return word[:1].islower()


def other_rare_word(name: str, words: OrganisationWords, rng: random.Random) -> str | None:
    """Another word, a letter or two away, in the place of the rarest."""
    tokens = name.split()
    if len(tokens) < 2:
        return None
    i = min(range(len(tokens)), key=lambda p: (words.often[tokens[p].strip(",.()")], -len(tokens[p])))
    pool = words.similar(tokens[i])
    return " ".join([*tokens[:i], cased(rng.choice(pool), tokens[i]), *tokens[i + 1 :]]) if pool else None


def cased(word: str, like: str) -> str:
    word = word.strip(",")
    return word.upper() if like.isupper() and len(like) > 1 else word.title() if like[:1].isupper() else word


Maker = Callable[..., "str | None"]
OF_PEOPLE: dict[str, tuple[Maker, float]] = {
    "relative": (other_given_name, 1.0), "father": (other_patronymic, 2.0), "gender": (other_gender, 0.5),
    "letter": (similar_name, 1.0), "alike": (name_with_common_part, 1.0), "initial": (other_initial, 0.4),
}  # fmt: skip
OF_ORGANISATIONS: dict[str, tuple[Maker, float]] = {
    "number": (other_number, 2.0), "numbered": (numbered, 0.15), "place": (other_place, 1.0),
    "description": (other_description, 0.5), "word": (other_rare_word, 1.5), "field": (other_field, 1.0),
}  # fmt: skip


def is_respelled(name: str, other: str) -> bool:
    """Whether what two names of people differ in is at most one word on each side, and these are
    spellings of one.
    """
    differing = _differing(name, other)
    if differing is None:
        return False
    x, y = differing
    return not (x and y) or _are_spellings_of_one(x, y)


def has_other_form(name: str, other: str) -> bool:
    """Whether what two names of organisations differ in is at most one word on each side, and these
    are forms of one, in one language or two: Grants, Grant; Aviacion, Aviation. Two places are two.
    """
    differing = _differing(name, other)
    if differing is None:
        return False
    x, y = differing
    if place_of(x) and place_of(y):
        return False
    in_common = Prefix.similarity(x, y)
    return skeleton(x) == skeleton(y) or in_common >= STEM * min(len(x), len(y))


def _differing(name: str, other: str) -> tuple[str, str] | None:
    """Return the word that only one of two names has, and that only the other has; an empty one for
    none, and None where one of them has more.
    """
    words, others = (re.findall(r"\w+", key(of)) for of in (name, other))
    left = [word for word in words if word not in others]
    right = [word for word in others if word not in words]
    return None if max(len(left), len(right)) > 1 else ("".join(left), "".join(right))


def nearest_town(names: Iterable[str]) -> Callable[[str], str | None]:
    """Return what tells of a town the other one of *names* that begins alike and is nearest by
    letters, those of the match key.
    """
    key_of = {name: key(name) for name in names}
    by_start: dict[str, list[str]] = defaultdict(list)
    for name, latin in key_of.items():
        by_start[latin[:2]].append(name)

    def nearest(name: str) -> str | None:
        low = key_of.get(name) or key(name)
        pool = [town for town in by_start.get(low[:2], ()) if consonants(key_of[town]) != consonants(low)]
        return max(pool, key=lambda town: (OSA.normalized_similarity(key_of[town], low), town), default=None)

    return nearest


def near_stranger(
    identifier: str, name: str, words: PersonWords | OrganisationWords, makers: dict[str, tuple[Maker, float]]
) -> tuple[str, str] | None:
    """Return (sort, near stranger) of one name, of a sort drawn by weight; None if it has none.
    Deterministic by id.
    """
    rng = random.Random(f"near {identifier}")
    left = dict(makers)
    while left:
        sort = rng.choices(list(left), [weight for _, weight in left.values()])[0]
        other = left.pop(sort)[0](name, words, rng)
        if other is not None and other.casefold() != name.casefold():
            return sort, other
    return None
