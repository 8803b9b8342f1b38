"""The database itself refuses to change or delete what is on record."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction

from incidents import picturing
from incidents.models import (
    AuditEntry,
    Decision,
    DeployFailure,
    LedgerEntry,
    Policy,
    Publication,
    Revision,
    SiteIdentity,
)
from tests.shell.cast import Cast, now, publish, start
from tests.shell.identities import drawn, present
from tests.shell.lifted import lifted

RECORDS: list[type[models.Model]] = [
    AuditEntry,
    Revision,
    Decision,
    Publication,
    DeployFailure,
    LedgerEntry,
    Policy,
    SiteIdentity,
]
MAY_CHANGE = {"deployed_at"}

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture(params=RECORDS, ids=lambda model: model.__name__)
def row(request: pytest.FixtureRequest, cast: Cast) -> models.Model:
    publication = publish(start(cast.engineer), cast)
    DeployFailure.objects.create(publication=publication, at=now(), attempt=1, reason="No space left")
    logo = picturing.take_in_logo(drawn(), by=cast.manager, at=now())
    present(cast.manager, name="Quay", logo=logo)
    found = request.param.objects.last()
    assert isinstance(found, models.Model)
    return found


def row_of(row: models.Model) -> models.QuerySet[models.Model]:
    return type(row)._default_manager.filter(pk=row.pk)


def refused(change: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match="on record is never changed or deleted"), transaction.atomic():
        change()


def test_no_column_changes(row: models.Model) -> None:
    for field in row._meta.concrete_fields:
        if field.name in MAY_CHANGE:
            continue
        was = getattr(row, field.attname)
        change = {field.attname: _other(was) if was is not None else _any(field)}
        refused(lambda: row_of(row).update(**change))  # noqa: B023


def test_nothing_is_deleted(row: models.Model) -> None:
    refused(lambda: row_of(row)._raw_delete(using="default"))


def test_nothing_is_put_in_the_place_of_a_row(row: models.Model) -> None:
    name = row._meta.db_table
    how = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    statement = f"{how} INTO {name} SELECT * FROM {name} WHERE {row._meta.pk.column} = {row.pk}"  # noqa: S608 (names of our own)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_that_an_edition_is_on_the_site_is_noted(cast: Cast) -> None:
    publication = publish(start(cast.engineer), cast)
    for moment in (now(), None):
        publication.deployed_at = moment
        publication.save()
    publication.refresh_from_db()
    assert publication.deployed_at is None


def test_what_owns_the_tables_can_lift_the_guard_and_put_it_back(row: models.Model) -> None:
    with lifted():
        assert row_of(row).update(**{row._meta.pk.name: row.pk}) == 1
    refused(lambda: row_of(row)._raw_delete(using="default"))


def _any(field: models.Field[object, object]) -> object:
    """Return what a column may be changed to that holds nothing."""
    if field.is_relation:
        return 1
    return now() if isinstance(field, models.DateTimeField) else ""


def _other(value: object) -> object:  # noqa: PLR0911 (a type a line)
    """Return a value of the same type that differs."""
    if isinstance(value, bytes | memoryview):
        return bytes(value) + b" "
    if isinstance(value, str):
        return value[:-1] + ("0" if not value.endswith("0") else "1")
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return [*value, "press"]
    if isinstance(value, dict):
        return value | {"press": 1}
    if isinstance(value, int):
        return value + 1_000
    return NEW_YEAR if type(value) is date else now()
