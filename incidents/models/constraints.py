"""Pieces of constraint that several tables share."""

from enum import StrEnum

from django.db.models import CheckConstraint, Q


def one_of(table: str, field: str, kinds: type[StrEnum], *, empty: bool = False) -> CheckConstraint:
    """Hold a column to the members of an enumeration, or to the empty text where that means "not said"."""
    allowed = [kind.value for kind in kinds] + ([""] if empty else [])
    return CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=f"{table}_{field}_known")


def is_digest(table: str, field: str) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__startswith": "sha256:"}), name=f"{table}_{field}_is_digest"
    )
