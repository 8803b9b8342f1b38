"""The forms of one row of a list: an event, a cause, an action."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents import drafts
from incidents.editing import entry_values
from incidents.forms.checked import CheckedForm
from incidents.forms.due import DayField, DueField
from incidents.forms.evidence import EvidenceField
from incidents.forms.fields import ItemsField, WhenField, Written
from incidents.forms.owner import OwnerField
from incidents.forms.prose import ProseField
from incidents.forms.text import TextField
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.models.labels import choices
from incidents.ordering import Entry
from incidents.report import clock, whys
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import ActionKind, ActionState, Audience, CauseKind, EventKind, Task


class EntryForm(CheckedForm):
    """What the row forms share. `incident` gives the zone and the other rows to refer to."""

    audience = forms.TypedChoiceField(
        label=_("Audience"),
        choices=choices(Audience),
        coerce=Audience,
        help_text=_("Internal entries are never published."),
    )

    def __init__(self, *args: Any, incident: Incident, row: Any = None, **options: Any) -> None:
        options.setdefault("auto_id", self.ids(row.pk if row else None))
        super().__init__(*args, **options)
        self.incident = incident
        self.row = row
        self.prepare()
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.layout()

    @classmethod
    def ids(cls, key: int | None) -> str:
        """Return the pattern of the fields' ids for the row of this key, or for a new one.

        Many forms stand on one page; their fields must not share names for labels to find.
        """
        return f"{cls.__name__.removesuffix('Form').lower()}-{key or 'new'}-%s"

    def prepare(self) -> None:
        """Fill in choices that depend on the incident."""

    def layout(self) -> Layout:
        raise NotImplementedError

    @staticmethod
    def values(row: Any) -> dict[str, Any]:
        """Return what the form shows of a row."""
        raise NotImplementedError


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
        self.fields["because_of"].choices = [("", _("None")), *((row.pk, _shown(row)) for row in others)]  # type: ignore[attr-defined]

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


class ActionForm(EntryForm):
    title = TextField(label=_("What will be done"), max_length=LINE_LIMIT)
    detail = ProseField(label=_("Detail"), rows=3)
    kind = forms.TypedChoiceField(
        label=_("Kind"), choices=choices(ActionKind), coerce=ActionKind, initial=ActionKind.CORRECTIVE
    )
    owner = OwnerField(help_text=_("A team or a person."))
    due = DueField(label=_("Due"))
    state = forms.TypedChoiceField(
        label=_("State"), choices=choices(ActionState), coerce=ActionState, initial=ActionState.OPEN
    )
    done_on = DayField(label=_("Done on"))
    tracker = TextField(
        label=_("Tracker"), max_length=LINE_LIMIT, required=False, help_text=_("A link to the ticket.")
    )
    addresses = forms.TypedMultipleChoiceField(
        label=_("Addresses"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    tasks = ItemsField(label=_("Tasks"), help_text=_("The steps it breaks down into, one a line."))

    def prepare(self) -> None:
        causes = [(row.pk, _shown(row)) for row in self.incident.root_causes.all()]
        self.fields["addresses"].choices = causes  # type: ignore[attr-defined]
        if not causes:
            del self.fields["addresses"]

    def layout(self) -> Layout:
        return Layout(
            "base",
            "title",
            Row("owner", "due", "state"),
            Row("kind", "done_on", "audience"),
            "detail",
            "tasks",
            "tracker",
            *(["addresses"] if "addresses" in self.fields else []),
        )

    def clean_tasks(self) -> tuple[Task, ...]:
        return tuple(Task(title=title) for title in self.cleaned_data["tasks"])

    def changes(self) -> dict[str, Any]:
        said = super().changes()
        return {**said, "addresses": tuple(said.get("addresses", ()))}

    @staticmethod
    def values(row: CorrectiveAction) -> dict[str, Any]:
        return {**entry_values(row), "tasks": list(row.tasks)}


def fingerprint(row: Entry) -> str:
    return drafts.fingerprint(entry_values(row))


def _shown(row: RootCause) -> str:
    text = " ".join(row.text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 (a line of a list)
