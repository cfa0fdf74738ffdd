"""Frozen classes of named fields, for what a first answer is made of.

They behave as those of `dataclasses` with `frozen=True, slots=True`, and its `replace`, `asdict`
and `fields` take them. That module imports `inspect` and compiles six functions for each class:
together a third of what the import of this package would cost.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, dataclass_transform

T = TypeVar("T")


class _Missing:
    """Stands for a default that is not there."""

    def __repr__(self) -> str:
        return "missing"


MISSING = _Missing()


class Field(NamedTuple):
    """What a field has beside its name and type."""

    default: Any = MISSING
    default_factory: Any = MISSING
    repr: bool = True
    compare: bool = True


def field(
    *, default: Any = MISSING, default_factory: Any = MISSING, repr: bool = True, compare: bool = True
) -> Any:
    """Say what a field has beside a default; the names are those of `dataclasses.field`."""
    return Field(default, default_factory, repr, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Return *cls* with slots for its fields, a constructor, and values that do not change.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, y=0), replace(Point(1), y=2)
    (Point(x=1, y=0), True, Point(x=1, y=2))

    A `__post_init__` is called as in `dataclasses`. Methods that *cls* has are kept.
    """
    namespace = dict(cls.__dict__)
    names = tuple(cls.__annotations__)
    fields = {name: _field(namespace.pop(name, MISSING)) for name in names}
    for name in ("__dict__", "__weakref__"):
        namespace.pop(name, None)
    for name, made in _methods(fields).items():
        namespace.setdefault(name, made)
    if cls.__dict__.get("__hash__") is None:
        namespace["__hash__"] = _hash
    namespace |= {"__slots__": names, "__match_args__": names, "_record_fields": fields}
    namespace["__dataclass_fields__"] = _DataclassFields()
    metaclass: Any = type(cls)
    slotted: Any = metaclass(cls.__name__, cls.__bases__, namespace)
    slotted.__init__ = _constructor(slotted, fields)
    made_class: type[T] = slotted
    return made_class


def replace(made: T, **changes: Any) -> T:
    """Return a record like *made* with some fields changed."""
    names = made._record_fields  # type: ignore[attr-defined]
    values = [changes.pop(name) if name in changes else getattr(made, name) for name in names]
    return type(made)(*values, **changes)  # what is left is no field, and is refused


def _field(default: Any) -> Field:
    return default if isinstance(default, Field) else Field(default)


def _constructor(cls: type, fields: dict[str, Field]) -> Callable[..., None]:
    """Compile the constructor of a class: one that takes names and values is slow."""
    known: dict[str, Any] = {"MISSING": MISSING}
    arguments, lines = [], []
    for name, of in fields.items():
        known[f"put_{name}"] = cls.__dict__[name].__set__  # the slot, past what refuses changes
        value = name
        if of.default_factory is not MISSING:
            known[f"make_{name}"] = of.default_factory
            arguments.append(f"{name}=MISSING")
            value = f"make_{name}() if {name} is MISSING else {name}"
        elif of.default is not MISSING:
            known[f"default_{name}"] = of.default
            arguments.append(f"{name}=default_{name}")
        else:
            arguments.append(name)
        lines.append(f" put_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__(self, {', '.join(arguments)}):", *lines]), known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _methods(fields: dict[str, Field]) -> dict[str, Any]:
    shown = [name for name, of in fields.items() if of.repr]
    compared = [name for name, of in fields.items() if of.compare]

    def __repr__(self: Any) -> str:  # noqa: N807
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({values})"

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in compared)

    return {
        "__repr__": __repr__,
        "__eq__": __eq__,
        "__setattr__": _refuse_change,
        "__delattr__": _refuse_change,
        "__getstate__": _state,
        "__setstate__": _set_state,
        "__replace__": replace,
    }


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name, of in self._record_fields.items() if of.compare))


def _refuse_change(self: object, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self._record_fields]


def _set_state(self: Any, state: list[object]) -> None:
    for name, value in zip(self._record_fields, state, strict=True):
        object.__setattr__(self, name, value)


class _DataclassFields:
    """The fields of a record as `dataclasses` has them, made when its functions first ask."""

    def __get__(self, _: object, cls: Any) -> dict[str, Any]:
        import dataclasses

        def or_missing(default: Any) -> Any:
            return dataclasses.MISSING if default is MISSING else default

        described = [
            (
                name,
                cls.__annotations__[name],
                dataclasses.field(
                    default=or_missing(of.default),
                    default_factory=or_missing(of.default_factory),
                    repr=of.repr,
                    compare=of.compare,
                ),
            )
            for name, of in cls._record_fields.items()
        ]
        made: Any = dataclasses.make_dataclass(cls.__name__, described, frozen=True)
        fields: dict[str, Any] = made.__dataclass_fields__
        cls.__dataclass_fields__ = fields
        return fields
