from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents import drafts
from incidents.forms.entry import EntryForm
from incidents.forms.fields import WhenField, Written
from incidents.forms.prose import ProseField
from incidents.forms.text import TextField
from incidents.models import TimelineEvent
from incidents.models.labels import choices
from incidents.report import clock
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import EventKind


class EventForm(EntryForm):
    """An event. `zone` tells by whose clocks the time was written, where the report's zone changed since."""

    read_by = {"when": "zone"}
    zone = forms.CharField(widget=forms.HiddenInput, required=False)
    when = WhenField(
        label=_("When"),
        help_text=_("Only a time, such as 14:05, if the day isn't known; empty if only the order is."),
    )
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=choices(EventKind), coerce=EventKind, initial=EventKind.OTHER
    )
    text = ProseField(label=_("What happened"), rows=3)
    source = TextField(
        label=_("Source"), max_length=LINE_LIMIT, required=False, help_text=_("A link or a person; internal.")
    )

    def prepare(self) -> None:
        zone = self.incident.timezone
        self.initial.setdefault("zone", zone)
        if zone:
            by = _("By the clocks of %(zone)s, whichever the list shows.") % {"zone": zone}
            self.fields["when"].help_text = f"{self.fields['when'].help_text} {by}"

    def layout(self) -> Layout:
        return Layout("base", "zone", Row("when", "kind", "audience"), "text", "source")

    def clean_when(self) -> Any:
        when = self.cleaned_data["when"]
        return when.resolve(self.incident.timezone or None) if isinstance(when, Written) else when

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(_("Say what happened."))
        return text

    def changes(self) -> dict[str, Any]:
        said = super().changes()
        when = said.pop("when", None)
        said.pop("zone", None)
        return {
            **said,
            "at": None if isinstance(when, str) else when,
            "clock": when if isinstance(when, str) else None,
        }

    @staticmethod
    def values(row: TimelineEvent) -> dict[str, Any]:
        zone = row.incident.timezone
        event = drafts.event_of(row, zone)
        return {
            "when": event.clock or clock.spelled(event.at, zone or None),
            "kind": event.kind,
            "text": event.text,
            "source": event.source,
            "audience": event.audience,
        }
