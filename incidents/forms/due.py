from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, or none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "invalid": _("There is no such day. Write it as YYYY-MM-DD, such as 2026-05-01.")
            },
            **options,
        )


class DueField(DayField):
    """The day by which something is promised, with buttons for the usual ones."""

    after = "candor/after/due.html"
