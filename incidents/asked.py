"""Questions to the database whose statements are made once and kept.

Django takes longer to make such a statement than the database to answer it, and each publication asks the
same ones. A statement hangs on the models and on what is named as its shape, so none grows stale.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from django.db import connection, models
from django.db.models import Expression, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Ask = Callable[..., "QuerySet[Any, Any]"]
Row = tuple[Any, ...]
NOTHING: Mapping[str, Any] = {}


class Given(Expression):
    """Stands in a question for a value that comes when it is asked."""

    def __init__(self, name: str, field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:  # noqa: ARG002 (as Django calls it)
        return "%s", [self]


@dataclass(frozen=True)
class Question:
    """A statement and its values, some of which are still to be given."""

    statement: str
    values: tuple[Any, ...]
    _compiler: SQLCompiler
    _converters: Any  # of columns that a database doesn't give as Python has them

    def values_with(self, given: Mapping[str, Any]) -> list[Any]:
        return [_value(each, given[each.name]) if isinstance(each, Given) else each for each in self.values]

    def rows(self, given: Mapping[str, Any] = NOTHING) -> Iterator[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self.statement, self.values_with(given))
            found = cursor.fetchall()
        if not self._converters:
            return iter(found)
        return map(tuple, self._compiler.apply_converters(found, self._converters))


def question(ask: Ask, *shape: Hashable) -> Question:
    """Return what `ask` answers, a question for values, when it is called with its shape."""
    return _question(ask, shape, connection.vendor)


# Some twenty questions, of one or two conditions each, with the connection on which each was first asked.
@lru_cache(maxsize=256)
def _question(ask: Ask, shape: tuple[Hashable, ...], _vendor: str) -> Question:
    compiler = ask(*shape).query.get_compiler(connection=connection)
    statement, values = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return Question(statement, tuple(values), compiler, converters)


def apart(condition: Q) -> tuple[Q, dict[str, Any]]:
    """Return a condition with its numbers left open, and the numbers by the names that stand for them."""
    given: dict[str, Any] = {}
    return _apart(condition, given), given


def _apart(condition: Q, given: dict[str, Any]) -> Q:
    open_ = Q()
    open_.connector, open_.negated = condition.connector, condition.negated
    for child in condition.children:
        if isinstance(child, Q):
            open_.children.append(_apart(child, given))
        else:
            lookup, value = cast("tuple[str, Any]", child)
            open_.children.append((lookup, _open(value, given)))
    return open_


def _open(value: Any, given: dict[str, Any]) -> Any:
    if isinstance(value, list | tuple):
        return [_open(each, given) for each in value]
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    name = f"number {len(given)}"
    given[name] = value
    return Given(name, models.BigIntegerField())


def _value(stand_in: Given, value: Any) -> Any:
    return stand_in.output_field.get_db_prep_value(value, connection)
