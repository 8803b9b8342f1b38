"""How to begin a report that isn't written yet: empty, guided by a template, or like an earlier one."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident, ReportTemplate


class _Choice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    def label_from_instance(self, obj: ReportTemplate) -> str:
        return f"{obj.name}: {obj.description}" if obj.description else obj.name


class StartForm(forms.Form):
    template = _Choice(
        ReportTemplate.objects.active(),
        label=_("Questions that guide you"),
        required=False,
        blank=True,
        empty_label=_("None"),
        widget=forms.RadioSelect,
        help_text=_("They stand beside the fields while you write, and are never published."),
        error_messages={"invalid_choice": _("This template is not offered any more. Choose another.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = _plain(self)


class DuplicateForm(forms.Form):
    """Cleans to the incident whose reference was typed."""

    reference = forms.CharField(
        label=_("Reference of the earlier report"),
        max_length=20,
        widget=forms.TextInput(attrs={"list": "references", "autocomplete": "off"}),
        help_text=_("Such as INC-2026-0007."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper = _plain(self)

    def clean_reference(self) -> Incident:
        asked = self.cleaned_data["reference"].strip().upper()
        incident = Incident.objects.filter(reference=asked).select_related("template").first()
        if incident is None:
            raise ValidationError(_("There is no report with this reference. Look it up under Incidents."))
        return incident


def _plain(form: forms.Form) -> FormHelper:
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
