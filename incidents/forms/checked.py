"""What the editor's forms share: they tell what can be read of them, and show what the checks say of it."""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from django import forms

from incidents.merging import Text, Texts
from incidents.models import Waiver
from incidents.report.checks import Finding


class Said(NamedTuple):
    """What is said of a field: a finding, and the waiver that lets it stand if there is one."""

    finding: Finding
    waiver: Waiver | None


class BaseField(forms.CharField):
    """What the fields said when the form was opened, as JSON; cleans to their texts, or None if unreadable.

    It needs no signature: who forges it overwrites what they may overwrite by opening the form again.
    """

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Any:
        try:
            texts = json.loads(value or "null")
        except ValueError:
            return None
        return texts if isinstance(texts, dict) and all(map(_is_text, texts.values())) else None


class CheckedField(forms.BoundField):
    """A field with what the checks say of it, which assistive technology reads after its help."""

    @property
    def found(self) -> Sequence[Said]:
        form: CheckedForm = self.form  # type: ignore[assignment]
        return form.found.get(self.name, ())

    @property
    def guide(self) -> Sequence[str]:
        form: CheckedForm = self.form  # type: ignore[assignment]
        return form.guide.get(self.name, ())

    @property
    def aria_describedby(self) -> str | None:
        if self.is_hidden or not self.auto_id:
            return None
        told = [f"{self.auto_id}_helptext"] if self.help_text or self.errors else []
        guide = [f"{self.auto_id}_guide"] if self.guide else []
        return " ".join([*told, *guide, f"{self.auto_id}_found"])


class CheckedForm(forms.Form):
    """A form of a part of the draft. `found` holds what is said by the name of the field it belongs to.

    `guide` holds by field what a template asks about it.
    `read_by` names for a field the one without which it tells nothing.
    """

    bound_field_class = CheckedField
    found: Mapping[str, Sequence[Said]] = {}
    guide: Mapping[str, Sequence[str]] = {}
    read_by: Mapping[str, str] = {}
    base = BaseField(required=False)

    def changes(self) -> dict[str, Any]:
        """Return the part's fields as this form says they should be, as far as it can be read."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base"}

    def texts(self) -> dict[str, Text]:
        """Return what a browser sends of each field as it is shown."""
        return {name: _sent(self[name].value()) for name in self.fields if name != "base"}

    def remember(self, base: Texts | None = None) -> None:
        """Have the form sent back together with what it was opened on: what it shows, unless told."""
        self.initial["base"] = json.dumps(self.texts() if base is None else base, ensure_ascii=False)

    def opened_on(self) -> Texts | None:
        """Return what the fields said when the sent form was opened."""
        base: Texts | None = self.fields["base"].clean(self["base"].value())
        return base


def _sent(value: Any) -> Text:
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(each, str) for each in value)
    )
