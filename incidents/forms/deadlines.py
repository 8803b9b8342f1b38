from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import house_rules
from incidents.models.deadline import LONGEST
from incidents.models.labels import label
from incidents.report.value import Severity


class DeadlinesForm(forms.Form):
    """Business days by severity; an empty field means that such a report is due on no day."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for severity in Severity:
            self.fields[severity.value] = forms.IntegerField(
                label=label(severity), required=False, min_value=0, max_value=LONGEST
            )
        self.fields[Severity.SEV1.value].help_text = _("Business days; empty if there is no such day.")
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @classmethod
    def opened(cls, days: Mapping[str, int]) -> "DeadlinesForm":
        return cls(initial={**days, "base": house_rules.spelled(days)})

    def days(self) -> dict[str, int]:
        """Return what is set, by severity."""
        said = {severity.value: self.cleaned_data[severity.value] for severity in Severity}
        return {severity: days for severity, days in said.items() if days is not None}
