"""The forms of an incident's single-valued sections; each cleans to fields of the Report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import LinesField, MomentField, Written, ZoneField
from incidents.forms.prose import ProseField
from incidents.models.labels import choices
from incidents.report import clock
from incidents.report.shape import LINE_LIMIT, MOMENTS
from incidents.report.value import Lessons, Report, Severity


class SectionForm(forms.Form):
    """What the section forms share: the fingerprint of the values they were opened on."""

    base = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        # Many forms stand on one page; their fields must not share names for labels to find.
        options.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}-%s")
        super().__init__(*args, **options)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def changes(self) -> Mapping[str, Any]:
        """Return the Report's fields as this form says they should be."""
        return {name: value for name, value in self.cleaned_data.items() if name != "base"}

    def typed(self) -> dict[str, Any]:
        """Return what the person typed, to be shown again."""
        return {name: self[name].value() for name in self.fields}

    @staticmethod
    def values(report: Report) -> dict[str, Any]:
        """Return what the form shows of a report."""
        raise NotImplementedError


class SummaryForm(SectionForm):
    title = forms.CharField(
        label=_("Title"),
        max_length=LINE_LIMIT,
        required=False,
        help_text=_("What customers noticed, in one line."),
    )
    severity = forms.ChoiceField(
        label=_("Severity"), required=False, choices=[("", _("Not decided")), *choices(Severity)]
    )
    timezone = ZoneField(
        label=_("Time zone"),
        required=False,
        help_text=_("All times of this report are by these clocks. Changing it keeps the times as written."),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    started_at = MomentField(label=_("Started"))
    detected_at = MomentField(label=_("Detected"))
    acknowledged_at = MomentField(label=_("Acknowledged"))
    notified_at = MomentField(label=_("Public notified"))
    mitigated_at = MomentField(label=_("Mitigated"))
    resolved_at = MomentField(label=_("Resolved"))
    components = LinesField(
        label=_("Components"), help_text=_("What was affected, as customers call it; one a line.")
    )
    summary = ProseField(
        label=_("Summary"), rows=8, help_text=_("What happened, for somebody who was hit by it.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper.layout = Layout(
            "base",
            "title",
            Row("severity", "timezone"),
            Fieldset(_("Key moments"), Row(*MOMENTS), css_class="moments"),
            "components",
            "summary",
        )

    @staticmethod
    def values(report: Report) -> dict[str, Any]:
        return {
            "title": report.title,
            "severity": report.severity or "",
            "timezone": report.timezone or "",
            **{name: clock.spelled(getattr(report, name), report.timezone) for name in MOMENTS},
            "components": list(report.components),
            "summary": report.summary,
        }

    def clean_severity(self) -> Severity | None:
        chosen = self.cleaned_data["severity"]
        return Severity(chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        """Read the typed times by the clocks of the zone beside them."""
        cleaned = self.cleaned_data
        if "timezone" in cleaned:
            for name in MOMENTS:
                if isinstance(cleaned.get(name), Written):
                    self._resolve(name, cleaned["timezone"])
        start, end = cleaned.get("started_at"), cleaned.get("resolved_at")
        if isinstance(start, datetime) and isinstance(end, datetime) and end < start:
            self.add_error("resolved_at", _("This is before the start. Correct one of the two."))
        return cleaned

    def _resolve(self, name: str, zone: str | None) -> None:
        try:
            self.cleaned_data[name] = self.cleaned_data[name].resolve(zone)
        except ValidationError as error:
            self.add_error(name, error)


class ImpactForm(SectionForm):
    impact_percent = forms.DecimalField(
        label=_("Customers affected, in per cent"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=6,
        widget=forms.NumberInput(attrs={"step": "any"}),
        help_text=_("A number from 0 to 100; leave it empty if nobody knows."),
    )
    impact = ProseField(label=_("Impact"), rows=6, help_text=_("Whom it hit, how, and how badly."))

    @staticmethod
    def values(report: Report) -> dict[str, Any]:
        return {"impact": report.impact, "impact_percent": report.impact_percent}


class ResolutionForm(SectionForm):
    resolution = ProseField(label=_("Resolution"), rows=6, help_text=_("How the service was brought back."))
    went_well = ProseField(label=_("What went well"), rows=3)
    went_wrong = ProseField(label=_("What went wrong"), rows=3)
    lucky = ProseField(label=_("Where we were lucky"), rows=3)
    closing = ProseField(label=_("Closing words"), rows=3, help_text=_("The last paragraph customers read."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.helper.layout = Layout(
            "base", "resolution", Fieldset(_("Lessons"), "went_well", "went_wrong", "lucky"), "closing"
        )

    @staticmethod
    def values(report: Report) -> dict[str, Any]:
        lessons = report.lessons
        return {
            "resolution": report.resolution,
            "went_well": lessons.went_well,
            "went_wrong": lessons.went_wrong,
            "lucky": lessons.lucky,
            "closing": report.closing,
        }

    def changes(self) -> Mapping[str, Any]:
        said = self.cleaned_data
        return {
            "resolution": said["resolution"],
            "lessons": Lessons(
                went_well=said["went_well"], went_wrong=said["went_wrong"], lucky=said["lucky"]
            ),
            "closing": said["closing"],
        }


class NotesForm(SectionForm):
    notes = ProseField(
        label=_("Notes"), rows=8, help_text=_("For colleagues only. Notes are never published.")
    )

    @staticmethod
    def values(report: Report) -> dict[str, Any]:
        return {"notes": report.notes}


SECTION_FORMS: dict[str, type[SectionForm]] = {
    "summary": SummaryForm,
    "impact": ImpactForm,
    "resolution": ResolutionForm,
    "notes": NotesForm,
}
