"""The few fields with which an action against a cause is begun; the rest is told in its own form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.due import DueField
from incidents.forms.owner import OwnerField
from incidents.forms.text import TextField
from incidents.report.shape import LINE_LIMIT


class BegunForm(forms.Form):
    title = TextField(
        label=_("What will be done"),
        max_length=LINE_LIMIT,
        error_messages={"required": _("Say what will be done.")},
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    owner = OwnerField()
    due = DueField(label=_("Due"))

    def __init__(self, *args: Any, key: int, at: str, **options: Any) -> None:
        options.setdefault("auto_id", f"act-{at}-{key}-%s")
        super().__init__(*args, **options)
