"""What the editor's forms share: they tell what can be read of them, and show what the checks say of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from incidents.report.checks import Finding


class CheckedField(forms.BoundField):
    """A field with what the checks say of it, which assistive technology reads after its help."""

    @property
    def found(self) -> Sequence[Finding]:
        form: CheckedForm = self.form  # type: ignore[assignment]
        return form.found.get(self.name, ())

    @property
    def aria_describedby(self) -> str | None:
        if self.is_hidden or not self.auto_id:
            return None
        told = [f"{self.auto_id}_helptext"] if self.help_text or self.errors else []
        return " ".join([*told, f"{self.auto_id}_found"])


class CheckedForm(forms.Form):
    """A form of a part of the draft. `found` holds findings by the name of the field they belong to."""

    bound_field_class = CheckedField
    found: Mapping[str, Sequence[Finding]] = {}

    def changes(self) -> dict[str, Any]:
        """Return the part's fields as this form says they should be, as far as it can be read."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base"}

    def typed(self) -> dict[str, Any]:
        """Return what the person typed, to be shown again."""
        return {name: self[name].value() for name in self.fields}
