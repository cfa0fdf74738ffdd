"""`Normalizer`: from a written name to the entity it means, one path, every step recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translit.language.keys import REWRITES, key
from translit.language.lexicon import Lexicon
from translit.language.parts import Part, bare, nominatives, parse
from translit.language.text import clean, fold
from translit.matching.decide import BY_STAGE, FAMILY_ALONE, WEAK, Contender, Settings, by_country, decide, probability
from translit.matching.similarity import FACTS, align, is_family_alone, script_of_name, spell, steps
from translit.matching.tokens import Spelled
from translit.model import Candidate, Comparison, Entity, Kind, Match, Stage, Status, Step, country_of, kind_of, text_of
from translit.tables import store
from translit.tables.index import Hit, Index, Spelling, build

MAX_QUERY = 500  # characters; the longest of the names it was measured on has 193
SCORED = 80  # spellings that are aligned with a query; benchmarks/accuracy.py prints how often the right one is among them


class Normalizer:
    """Finds who or what a written name means in one table. Make one with `builtin`, `from_yaml` or `from_entities`."""

    def __init__(self, index: Index, lexicon: Lexicon, settings: Settings | None = None) -> None:
        self._index = index
        self._lexicon = lexicon
        self.settings = settings or Settings()

    @classmethod
    def builtin(cls, *, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over the tables in the box.

        >>> Normalizer.builtin().normalize("Kiev").name
        'Kyiv'
        """
        db = store.open_builtin()
        return cls(Index(db), store.read_lexicon(db), settings)

    @classmethod
    def from_yaml(cls, *paths: str | Path, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over your own YAML tables, files or folders.

        Raises TableError with every problem of all files; a bad table never half-loads.
        """
        from translit.tables.sources import entity_files, read_entities  # imports yaml

        files = [file for path in paths for file in entity_files(Path(path))]
        return cls.from_entities((at.entity for at in read_entities(files)), settings=settings)

    @classmethod
    def from_entities(cls, entities: Iterable[Entity], *, settings: Settings | None = None) -> Normalizer:
        """Return a normalizer over your own entities.

        >>> n = Normalizer.from_entities([Entity("c/1", "Ursula von der Leyen", "person")])
        >>> n.normalize("Leyen, Ursula von der").id
        'c/1'

        Entities that share an id (a list with a row for every name of a person) are one candidate: the best of them.
        """
        vocabulary = store.builtin_vocabulary()
        return cls(build(entities, vocabulary), vocabulary.lexicon, settings)

    def merge(self, other: Normalizer) -> Normalizer:
        """Return a normalizer over the entities of both, with this one's settings.

        Raises ValueError for ids that stand in both: whether they mean the same is not known.
        """
        own = list(self.entities())
        added = list(other.entities())
        if both := {e.id for e in own} & {e.id for e in added}:
            raise ValueError(
                f"ids in both tables: {', '.join(sorted(both)[:5])}{' …' if len(both) > 5 else ''}; rename or remove them in one"
            )
        return Normalizer.from_entities([*own, *added], settings=self.settings)

    def entities(self) -> Iterable[Entity]:
        """Yield the entities of the table, in its order."""
        return self._index.entities()

    def entity(self, identifier: str) -> Entity | None:
        """Return the entity with that id, or None."""
        return self._index.by_id(identifier)

    @property
    def table_version(self) -> str:
        """A digest of the table's content: the same for the same entities in the same order."""
        return self._index.version

    def normalize_many(self, names: Iterable[str], *, kind: Kind | str | None = None, country: str | None = None) -> list[Match]:
        """Return the answer to each of *names*, in order; a name given twice is answered once."""
        if isinstance(names, str | bytes):
            raise TypeError(f"normalize_many takes several names, not one {type(names).__name__}: put it into a list")
        answered: dict[str, Match] = {}
        answers = []
        for name in names:
            match = answered.get(text_of(name, "normalize_many"))
            if match is None:
                match = answered[name] = self.normalize(name, kind=kind, country=country)
            answers.append(match)
        return answers

    def normalize(self, name: str, *, kind: Kind | str | None = None, country: str | None = None) -> Match:
        """Return who or what *name* means.

        >>> Normalizer.builtin().normalize("Medinksy", kind="person").name
        'Vladimir Medinsky'

        *kind* leaves out all other kinds. *country* (ISO 3166-1 alpha-2) speaks for the entities of that country and against
        those of another, and settles between namesakes. Raises TypeError for what is not a text, ValueError for an unknown kind
        or a country that is not two letters.
        """
        text_of(name, "normalize")
        asked = Query(name, None if kind is None else kind_of(kind), None if country is None else country_of(country))
        if len(name) > MAX_QUERY and len(clean(name)) > MAX_QUERY:
            told = Step("too long for a name", f"{len(name)} characters", "", f"at most {MAX_QUERY} are looked up")
            return self._answer(asked, [], (told,))
        folded, told_key = _keyed(name)
        if not folded or fold(name) in self._lexicon.nobody:
            return self._answer(
                asked, [], (*told_key, Step("not a name", folded, "", "listed in nobody.yaml" if folded else "blank"))
            )
        contenders, told_core = self._look_up(asked, folded)
        return self._answer(asked, contenders, (*told_key, *told_core))

    def _answer(self, asked: Query, contenders: list[Contender], told: tuple[Step, ...]) -> Match:
        decided, candidates = decide(contenders, self.settings)
        best = candidates[0] if candidates else None
        return Match(
            query=asked.name,
            status=decided,
            entity=best.entity if best and decided is Status.MATCHED else None,
            score=best.score if best else 0.0,
            stage=best.stage if best and decided is not Status.UNMATCHED else None,
            candidates=candidates,
            steps=(*told, *(best.steps if best else ())),
            table_version=self._index.version,
        )

    def _look_up(self, asked: Query, folded: str) -> tuple[list[Contender], tuple[Step, ...]]:
        """Go from fact to guess and stop at the first answer: by key, by key without titles, by likeness."""
        excluded = self._index.excluded(folded)
        found = [c for hit in self._index.exact(folded) if (c := self._by_key(hit, asked, excluded, is_whole=True))]
        if found:
            return found, ()
        parts = parse(asked.name, self._lexicon, kind=asked.kind)
        core = bare(parts)
        told: tuple[Step, ...] = ()
        if core != folded and core:
            told = (Step("take off titles, legal forms and order", folded, core),)
            excluded |= self._index.excluded(core)
            found = [c for hit in self._index.exact(core) if (c := self._by_key(hit, asked, excluded, is_whole=False))]
        if not found and parts:
            forms = [form for part in parts for form in nominatives(part, self._lexicon)]
            near = _in_one_script(parts, self._index.near(parts, SCORED, forms))
            spelled = spell(parts, [spelling.parts for spelling in near], self._lexicon)
            found = [c for spelling in near if (c := self._by_likeness(spelling, parts, spelled, asked, excluded))]
        return found, told

    def _by_key(self, hit: Hit, asked: Query, excluded: frozenset[int], *, is_whole: bool) -> Contender | None:
        """Weigh a spelling that has the key of the query as it is (*is_whole*) or without titles and legal forms."""
        entity = self._index.entity(hit.spelling.entity)
        if (asked.kind and entity.kind is not asked.kind) or hit.spelling.entity in excluded:
            return None
        alias = hit.spelling.alias
        stage = _stage_of(asked.name, alias.text) if is_whole else Stage.VARIANT
        told = [Step("alias", alias.text, entity.name, _about(alias.since, alias.until, hit.scheme))]
        chance = BY_STAGE[stage]
        if hit.is_family:
            stage = Stage.VARIANT
            chance = BY_STAGE[stage] * FAMILY_ALONE
            told.append(Step("family name alone", asked.name, alias.text))
        if alias.is_weak or (hit.is_family and hit.key in _weak_keys(entity)):
            chance = WEAK
            told.append(_weak_step(alias.text))
        return _contender(entity, alias.text, stage, chance, told, asked.country)

    def _by_likeness(
        self, spelling: Spelling, parts: Sequence[Part], spelled: Spelled, asked: Query, excluded: frozenset[int]
    ) -> Contender | None:
        entity = self._index.entity(spelling.entity)
        if (asked.kind and entity.kind is not asked.kind) or spelling.entity in excluded:
            return None
        alignment = align(parts, spelling.parts, self._lexicon, spelled)
        if not alignment.pairs:
            return None
        chance = probability(alignment, entity.kind)
        is_fact = all(pair.relation in FACTS for pair in alignment.pairs)
        told = [
            Step("alias", spelling.alias.text, entity.name, _about(spelling.alias.since, spelling.alias.until, "")),
            *steps(alignment),
        ]
        is_bare = is_family_alone(alignment)
        if is_bare:
            told.append(Step("family name alone", alignment.pairs[0].query.token, spelling.alias.text))
        if spelling.alias.is_weak or (is_bare and alignment.pairs[0].alias.token in _weak_keys(entity)):
            chance = min(chance, WEAK)
            told.append(_weak_step(spelling.alias.text))
        return _contender(entity, spelling.alias.text, Stage.VARIANT if is_fact else Stage.FUZZY, chance, told, asked.country)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a name as written, and what the caller knows of it."""

    name: str
    kind: Kind | None = None
    country: str | None = None


def _contender(entity: Entity, alias: str, stage: Stage, chance: float, told: list[Step], country: str | None) -> Contender:
    weighed = by_country(chance, entity.country, country)
    if weighed != chance:
        told.append(
            Step("country", str(country), str(entity.country), "speaks for it" if weighed > chance else "speaks against it")
        )
    return Contender(Candidate(entity, alias, weighed, stage, tuple(told)), weighed)


def _weak_keys(entity: Entity) -> frozenset[str]:
    return frozenset(key(text) for text in entity.weak)


def _weak_step(alias: str) -> Step:
    return Step("weak alias", alias, "", "others are called so, too")


def _in_one_script(parts: Sequence[Part], near: list[Spelling]) -> list[Spelling]:
    """Leave out the Latin spellings of entities that have one in the script of the query: the nearer comparison tells more."""
    script = script_of_name(parts)
    if not script:
        return near
    native = {spelling.entity for spelling in near if script_of_name(spelling.parts) == script}
    return [spelling for spelling in near if spelling.entity not in native or script_of_name(spelling.parts)]


def _keyed(name: str) -> tuple[str, tuple[Step, ...]]:
    """Return the key of *name* and the rewriting steps that lead to it."""
    told = []
    text = name
    for label, rewrite in REWRITES:
        after = rewrite(text)
        if after != text:
            told.append(Step(label, text, after, is_rewrite=True))
        text = after
    return text, tuple(told)


def _stage_of(query: str, alias: str) -> Stage:
    if query == alias:
        return Stage.EXACT
    return Stage.FOLDED if fold(query) == fold(alias) else Stage.ROMANIZED


def _about(since: str | None, until: str | None, scheme: str) -> str:
    dates = f"{since or ''}–{until or ''}" if since or until else ""
    return ", ".join(part for part in (dates and f"a name of {dates}", scheme and f"spelled by {scheme}") if part)


def compare(a: str, b: str, lexicon: Lexicon, *, kind: Kind | str | None = None) -> Comparison:
    """Return how likely two names are spellings of one, by the same evidence as `Normalizer.normalize`, without a table."""
    for text in (a, b):
        text_of(text, "compare")
    kind = None if kind is None else kind_of(kind)
    if key(a) == key(b) and key(a):
        return Comparison(a, b, BY_STAGE[_stage_of(a, b)], (Step("same key", a, b),))
    parts_a, parts_b = parse(a, lexicon, kind=kind), parse(b, lexicon, kind=kind)
    if script_of_name(parts_b) and not script_of_name(parts_a):
        parts_a, parts_b = parts_b, parts_a  # the spelling model goes from other scripts to Latin letters
    alignment = align(parts_a, parts_b, lexicon)
    if not alignment.pairs:
        return Comparison(a, b, 0.0, (Step("nothing in common", a, b),))
    return Comparison(a, b, round(probability(alignment, kind), 4), steps(alignment))
