"""The forms of an incident's single-valued sections; each cleans to fields of the Report."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.forms.checked import CheckedForm
from incidents.forms.fields import LinesField, MomentField, Written, ZoneField
from incidents.forms.prose import ProseField
from incidents.forms.text import TextField
from incidents.models.labels import choices
from incidents.report import clock
from incidents.report.shape import LINE_LIMIT, MOMENTS
from incidents.report.value import Lessons, Report, Severity
from incidents.workflow.discussion import FIELDS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SectionForm(CheckedForm):
    """What the section forms share."""

    heading: "StrPromise"
    discussed = FIELDS

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", self.ids())
        super().__init__(*args, **options)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @classmethod
    def ids(cls) -> str:
        """Return the pattern of the fields' ids: many forms stand on one page."""
        return f"{cls.__name__.removesuffix('Form').lower()}-%s"

    @classmethod
    def opened(cls, report: Report) -> Self:
        """Return the form on a report, which knows what it was opened on."""
        form = cls(initial=cls.values(report))
        form.remember()
        return form

    @staticmethod
    def values(report: Report) -> dict[str, Any]:
        """Return what the form shows of a report."""
        raise NotImplementedError


class SummaryForm(SectionForm):
    heading = _("Summary")
    read_by = dict.fromkeys(MOMENTS, "timezone")
    title = TextField(
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
        """Read the typed times by the clocks of the zone beside them; without that they tell nothing."""
        cleaned = self.cleaned_data
        for name in MOMENTS:
            if not isinstance(cleaned.get(name), Written):
                continue
            if "timezone" in cleaned:
                self._resolve(name, cleaned["timezone"])
            else:
                del cleaned[name]
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
    heading = _("Impact")
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
    heading = _("Resolution and lessons")
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

    def changes(self) -> dict[str, Any]:
        said = super().changes()
        lessons = {name: said.pop(name) for name in Lessons.PROSE if name in said}
        return {**said, "lessons": Lessons(**lessons)}


class NotesForm(SectionForm):
    heading = _("Notes")
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
