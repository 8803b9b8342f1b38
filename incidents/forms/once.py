"""A form that is sent twice, by a double click or after a lost answer, carries the same key both times."""

import secrets
from typing import Any

from django import forms

LENGTH = 36


class OnceField(forms.CharField):
    """A hidden key that is new with each form that is shown; made up where none was sent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, max_length=LENGTH, widget=forms.HiddenInput, initial=fresh, **options
        )

    def clean(self, value: Any) -> str:
        return str(super().clean(value)) or fresh()


def fresh() -> str:
    return secrets.token_urlsafe(16)
