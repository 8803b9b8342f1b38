"""Whole days, and the moments at which they begin and end, in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def day_field(label: "str | StrPromise", help_text: "str | StrPromise" = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def beginning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def end(day: date) -> datetime:
    """Return the first moment after a day."""
    return beginning(day) + timedelta(days=1)
