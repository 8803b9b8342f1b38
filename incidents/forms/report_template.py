from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import house_rules
from incidents.forms.text import TextField
from incidents.models import ReportTemplate
from incidents.models.report_template import PARTS

_LABELS = {
    "summary": _("Summary"),
    "impact": _("Impact"),
    "timeline": _("Timeline"),
    "causes": _("Root causes"),
    "actions": _("Actions"),
    "resolution": _("Resolution"),
    "went_well": _("What went well"),
    "went_wrong": _("What went wrong"),
    "lucky": _("Where we were lucky"),
    "closing": _("Closing words"),
    "notes": _("Notes"),
}


class TemplateForm(forms.Form):
    """A template's name, and the questions of each part of a report; `base` marks what it was opened on."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    name = TextField(label=_("Name"), max_length=80)
    description = TextField(
        label=_("Description"),
        required=False,
        max_length=300,
        help_text=_("For whom it is, in a sentence; shown where a report is started."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in PARTS:
            box = forms.Textarea(attrs={"rows": 3})
            self.fields[part] = TextField(label=_LABELS[part], required=False, max_length=4_000, widget=box)
        self.fields["summary"].help_text = _("Questions for this part of the report, one a line.")
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @classmethod
    def opened(cls, template: ReportTemplate) -> "TemplateForm":
        own = {"name": template.name, "description": template.description}
        return cls(initial={**template.questions, **own, "base": house_rules.mark(template)})

    def said(self) -> dict[str, Any]:
        """Return the template's columns."""
        cleaned = self.cleaned_data
        questions = {part: cleaned[part].replace("\r\n", "\n") for part in PARTS if cleaned[part]}
        return {"name": cleaned["name"], "description": cleaned["description"], "questions": questions}
