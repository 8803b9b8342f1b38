"""Giving an event a kind or an audience by one press."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.models.labels import choices
from incidents.report.value import Audience, EventKind


class MarkForm(forms.Form):
    """One of both is wanted; `was` is what the page showed of it, to notice what somebody else chose."""

    kind = forms.TypedChoiceField(
        choices=choices(EventKind), coerce=EventKind, empty_value=None, required=False
    )
    audience = forms.TypedChoiceField(
        choices=choices(Audience), coerce=Audience, empty_value=None, required=False
    )
    was = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["mark"] = said.get("kind") or said.get("audience")
        if said["mark"] is None:
            raise ValidationError(_("Choose a kind or an audience."))
        return said
