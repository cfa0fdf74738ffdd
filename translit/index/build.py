"""Compile entities into the arrays of a table."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from translit.index.columns import Columns, pack
from translit.index.compiled_rows import compile_row, compile_token, initial_bit, languages_of
from translit.index.index import FORMAT, IS_EXCLUDED, IS_FAMILY, SCHEME, Index, version_of
from translit.index.number_arrays import ascending, grouped, numbers
from translit.index.records import ROLES, encode_alias, encode_entity
from translit.index.row_cache import CompiledRow, RowCache
from translit.index.terms import INDEXED_ROLES, hashed
from translit.model import Alias, Entity, Kind
from translit.names.beside import read_beside
from translit.names.name import Name
from translit.names.parts import is_surname_first
from translit.names.roles import Role
from translit.names.vocabulary import Vocabulary
from translit.writing.ascii_letters import CHOSEN
from translit.writing.keys import key
from translit.writing.scripts import native_script
from translit.writing.sound import skeleton, sound

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

BUILD_CACHES = (sound, skeleton)


def build(entities: Iterable[Entity], vocabulary: Vocabulary, kept: RowCache | None = None) -> Index:
    """Compile *entities* into a table in memory.

    Native forms get the keys that the schemes of *vocabulary* spell them by, too. *kept*: what an
    earlier compilation with the same vocabulary made of its spellings.
    """
    builder = _TableBuilder(vocabulary, kept)
    for entity in entities:
        builder.add(entity)
    columns = Columns(builder.arrays(), builder.metadata())
    for cached in BUILD_CACHES:
        cached.cache_clear()  # some ten MB, of which queries need little again
    del builder
    _return_free_memory()
    return Index(columns)


def _return_free_memory() -> None:
    """Return free memory to the system, where the C library can (glibc).

    Building takes several times the memory of the table.
    """
    from ctypes import CDLL

    with suppress(OSError, AttributeError):
        CDLL(None).malloc_trim(0)


def _has_latin_words(alias: Alias) -> bool:
    """Whether an alias is written in Latin letters, and is no acronym."""
    return not native_script(alias.text) and " " in alias.text


class _TableBuilder:
    """The table as `build` gathers it, in plain arrays; `arrays` orders them for look-up."""

    def __init__(self, vocabulary: Vocabulary, kept: RowCache | None) -> None:
        self._vocabulary = vocabulary
        self._kept = kept
        self._records: list[str] = []
        self._ids: array[int] = array("I")
        self._aliases: list[str] = []
        self._owner: array[int] = array("I")
        self._tokens: dict[str, int] = {}
        self._part_start: array[int] = array("I", [0])
        self._part_token: array[int] = array("I")
        self._part_role: array[int] = array("B")
        self._schemes: dict[str, int] = {"": 0}
        self._keys: dict[str, int] = {}
        self._key: array[int] = array("I")  # of an entry: its key, the row it leads to, the flags
        self._key_row: array[int] = array("I")
        self._key_flags: array[int] = array("H")
        self._concatenation: array[int] = array("I")
        self._concatenation_row: array[int] = array("I")

    def add(self, entity: Entity) -> None:
        """Add an entity with all its spellings."""
        number = len(self._records)
        record = encode_entity(entity)
        self._records.append(record)
        self._ids.append(hashed(entity.id))
        for text in entity.excluded:
            self._enter(key(text), number, IS_EXCLUDED)
        listed = entity.listed()
        for alias in listed:
            self._add_alias(entity, number, alias)
        if entity.kind is Kind.ORG:
            is_latin = any(map(_has_latin_words, listed))
            for alias in listed:
                if not is_latin or _has_latin_words(alias):
                    self._add_translation(entity, number, alias)

    def _add_alias(self, entity: Entity, number: int, alias: Alias) -> None:
        """Add a row for an alias, and one for each name in it that something stands beside."""
        self._add_row(entity, number, alias, alias.text)
        if entity.kind is Kind.ORG:
            self._add_ship(entity, number, alias)
        beside = read_beside(alias.text, self._vocabulary.lexicon, entity.kind)
        if beside is None or beside.must_agree or not beside.steps:
            return
        # who asks for Paris does not mean Paris, Texas
        is_key = entity.kind is not Kind.PLACE or not beside.countries
        for text in beside.names:
            self._add_row(entity, number, alias, text, is_key=is_key)

    def _add_ship(self, entity: Entity, number: int, alias: Alias) -> None:
        """Add a row for the name of a ship without what says before it that it is one."""
        name = Name(alias.text, self._vocabulary.lexicon, kind=Kind.ORG)
        if name.parts and name.parts[0].role is Role.TITLE:
            self._add_row(entity, number, alias, name.core_text)

    def _add_translation(self, entity: Entity, number: int, alias: Alias) -> None:
        """Add a row for an alias in another script or with romanized words, with its known words in
        English, which is no listed name: it has no key.
        """
        english = Name(alias.text, self._vocabulary.lexicon, kind=Kind.ORG).translated
        if english is not None and english.parts:
            self._add_row(entity, number, alias, english.text, is_key=False)

    def _add_row(self, entity: Entity, number: int, alias: Alias, text: str, *, is_key: bool = True) -> None:
        row = len(self._aliases)
        self._aliases.append(encode_alias(alias))
        self._owner.append(number)
        compiled = self._compiled(entity, alias, text)
        for token, role in zip(compiled.tokens, compiled.roles, strict=True):
            self._part_token.append(self._tokens.setdefault(token, len(self._tokens)))
            self._part_role.append(role)
        self._part_start.append(len(self._part_token))
        for folded, scheme, is_family in compiled.keys if is_key else ():
            number_of_scheme = self._schemes.setdefault(scheme, len(self._schemes))
            self._enter(folded, row, (IS_FAMILY if is_family else 0) | SCHEME * number_of_scheme)
        self._concatenation.extend(compiled.concatenations)
        self._concatenation_row.extend([row] * len(compiled.concatenations))

    def _compiled(self, entity: Entity, alias: Alias, text: str) -> CompiledRow:
        """Compile a spelling, or return what an earlier compilation made of it."""
        languages = languages_of(alias, entity)
        is_family_first = is_surname_first(entity.country, alias.lang)
        if self._kept is None:
            return compile_row(text, entity.kind, languages, is_family_first, self._vocabulary)
        asked = f"{text}\0{entity.kind}\0{' '.join(languages)}\0{is_family_first}"
        compiled = self._kept.row(asked)
        if compiled is None:
            compiled = compile_row(text, entity.kind, languages, is_family_first, self._vocabulary)
            self._kept.rows[asked] = compiled
        return compiled

    def _enter(self, folded: str, row: int, flags: int) -> None:
        self._key.append(self._keys.setdefault(folded, len(self._keys)))
        self._key_row.append(row)
        self._key_flags.append(flags)

    def metadata(self) -> dict[str, str]:
        """Return the format, who spelled the keys, a digest of the entities, and the schemes that
        the keys name.
        """
        return {
            "format": FORMAT,
            "ascii": CHOSEN,
            "version": version_of(self._records),
            "schemes": " ".join(self._schemes),
        }

    def arrays(self) -> dict[str, Array]:
        """Return all arrays of the table."""
        found = (
            pack("entity", self._records) | pack("alias", self._aliases) | pack("token", list(self._tokens))
        )
        found |= self._key_arrays() | self._token_arrays() | self._term_arrays()
        ids = numbers(self._ids)
        found["id_row"] = ascending(ids)
        found["id_hash"] = ids[found["id_row"]]
        concatenated = numbers(self._concatenation)
        order = ascending(concatenated)
        found["concatenation_hash"], found["concatenation_row"] = (
            concatenated[order],
            numbers(self._concatenation_row)[order],
        )
        found["alias_entity"] = numbers(self._owner)
        found["part_start"], found["part_token"] = numbers(self._part_start), numbers(self._part_token)
        found["part_role"] = numbers(self._part_role)
        return found

    def _key_arrays(self) -> dict[str, Array]:
        """Return the keys in the order of their hashes, and the rows of each."""
        import numpy as np

        texts = list(self._keys)
        hashes = np.array([hashed(text) for text in texts], dtype=np.uint32)
        order = ascending(hashes)
        place = np.empty(len(order), dtype=np.uint32)
        place[order] = np.arange(len(order), dtype=np.uint32)
        of = place[numbers(self._key)] if len(self._key) else numbers(self._key)
        start, entries = grouped(of, len(texts))
        found = pack("key", [texts[at] for at in order.tolist()])
        found |= {"key_hash": hashes[order], "key_entry": start}
        return found | {
            "key_row": numbers(self._key_row)[entries],
            "key_flags": numbers(self._key_flags)[entries],
        }

    def _token_arrays(self) -> dict[str, Array]:
        """Return each token's rows and rarity, and each row's tokens, their rarity and initials."""
        import numpy as np

        rows = len(self._aliases)
        start, token, role = numbers(self._part_start), numbers(self._part_token), numbers(self._part_role)
        sizes: Array = np.diff(start.astype(np.int64))
        row = np.repeat(np.arange(rows, dtype=np.uint32), sizes)
        kept = np.isin(role, [number for number, of in enumerate(ROLES) if of in INDEXED_ROLES])
        # a row of initials, titles and legal forms alone is indexed by these
        is_without = np.bincount(row[kept], minlength=rows) == 0
        kept |= is_without[row]
        row, token = row[kept], token[kept]
        token_start, order = grouped(token, len(self._tokens))
        rarity = np.log1p(rows / np.maximum(1, np.diff(token_start.astype(np.int64)))).astype(np.float32)
        letters = np.array([initial_bit(text) for text in self._tokens], dtype=np.uint32)
        initials = np.zeros(rows, dtype=np.uint32)
        np.bitwise_or.at(initials, row, letters[token])
        row_start, _ = grouped(row, rows)
        return {
            "posting_start": token_start,
            "posting_row": row[order],
            "row_start": row_start,
            "row_token": token,
            "row_rarity": np.bincount(row, weights=rarity[token], minlength=rows).astype(np.float32),
            "row_initials": initials,
        }

    def _term_arrays(self) -> dict[str, Array]:
        """Return each term's tokens."""
        import numpy as np

        terms: array[int] = array("I")
        tokens: array[int] = array("I")
        counts: array[int] = array("B")
        lengths: array[int] = array("B")
        for number, text in enumerate(self._tokens):
            token = None if self._kept is None else self._kept.token(text)
            if token is None:
                token = compile_token(text)
                if self._kept is not None:
                    self._kept.tokens[text] = token
            lengths.append(token.letters)
            counts.append(token.ngrams)
            terms.extend(token.hashes)
            tokens.extend([number] * len(token.hashes))
        found, order = numbers(terms), ascending(numbers(terms))
        kinds, first = np.unique(found[order], return_index=True)
        start = np.append(first, len(found)).astype(np.uint32)
        of_terms = {"term_hash": kinds, "term_start": start, "term_token": numbers(tokens)[order]}
        return of_terms | {"token_ngrams": numbers(counts), "token_length": numbers(lengths)}
