"""Versions of what managers decide: each is added behind the last, and only by whoever has seen that one."""

from django.db import IntegrityError, models, transaction

from incidents.errors import WrongStateError


class ChangedMeanwhileError(WrongStateError):
    """Someone saved the same rules after the form was opened."""


def add(row: models.Model, overtaken: str) -> None:
    """Add the next version. Raises ChangedMeanwhileError, saying `overtaken`, if another came before."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhileError(overtaken) from error
