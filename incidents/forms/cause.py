from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.forms.entry import EntryForm, shown
from incidents.forms.evidence import EvidenceField
from incidents.forms.prose import ProseField
from incidents.forms.text import TextField
from incidents.models import RootCause
from incidents.models.labels import choices
from incidents.report import whys
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import CauseKind


class CauseForm(EntryForm):
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=choices(CauseKind), coerce=CauseKind, initial=CauseKind.ROOT
    )
    category = TextField(
        label=_("Category"),
        max_length=LINE_LIMIT,
        required=False,
        help_text=_("Such as configuration, capacity, code, dependency."),
    )
    because_of = forms.TypedChoiceField(
        label=_("Explained by"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("The cause that answers why this one came about."),
    )
    text = ProseField(label=_("Cause"), rows=4)
    shown_by = EvidenceField(label=_("Shown by"), help_text=_("The events that show it; internal."))

    def prepare(self) -> None:
        if not (self.row and self.fields["shown_by"].offer(self.incident)):  # type: ignore[attr-defined]
            del self.fields["shown_by"]
        others = [row for row in self.incident.root_causes.all() if row != self.row]
        self.fields["because_of"].choices = [("", _("None")), *((row.pk, shown(row)) for row in others)]  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            "base",
            Row("kind", "category", "audience"),
            "text",
            "because_of",
            *(["shown_by"] if "shown_by" in self.fields else []),
        )

    def clean_because_of(self) -> int | None:
        chosen: int | None = self.cleaned_data["because_of"]
        because = {row.pk: row.because_of_id for row in self.incident.root_causes.all()}
        if self.row is not None and self.row.pk in whys.up_from(because, chosen):
            raise ValidationError(
                _("This cause explains that one already; choose one that is not part of a circle.")
            )
        return chosen

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(_("Say what the cause was."))
        return text

    @staticmethod
    def values(row: RootCause) -> dict[str, Any]:
        return {
            "kind": row.kind,
            "category": row.category,
            "text": row.text,
            "because_of": row.because_of_id,
            "shown_by": [event.pk for event in row.shown_by.all()],
            "audience": row.audience,
        }
