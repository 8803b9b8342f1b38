"""The three lists of a report, described once for the views that edit them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from incidents import drafts
from incidents.forms.action import ActionForm
from incidents.forms.cause import CauseForm
from incidents.forms.causes import CauseLinesForm
from incidents.forms.entry import EntryForm
from incidents.forms.event import EventForm
from incidents.forms.quick import QuickForm
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.ordering import Entry, EntryModel
from incidents.report.value import Report
from incidents.views.chains import chains, unaddressed
from incidents.views.event_rows import event_rows, picture


@dataclass(frozen=True)
class EntryList:
    """One list: its name in addresses, its rows, and the form and words of one entry."""

    name: str
    model: EntryModel
    form: type[EntryForm]
    words: dict[str, Any]
    quick: type[QuickForm | CauseLinesForm] | None = None

    @property
    def first(self) -> str:
        """Return the name of the field at which a new entry is begun."""
        return next(name for name in self.form.base_fields if name not in {"base", "audience", "zone"})

    @property
    def template(self) -> str:
        """Return the template of the whole list."""
        return f"workspace/editor/{'timeline' if self.model is TimelineEvent else 'list'}.html"

    @property
    def row_template(self) -> str:
        return f"workspace/editor/rows/{self.name}.html"

    @property
    def quick_template(self) -> str:
        return f"workspace/editor/quick/{self.name}.html"

    def context(self, incident: Incident, report: Report | None = None) -> dict[str, Any]:
        """Return what the list's template takes; `report` is the incident's snapshot where there is one."""
        rows: Any = self.model._default_manager.filter(incident=incident)  # noqa: SLF001 (a model's own manager)
        if self.model is CorrectiveAction:
            rows = rows.prefetch_related("addresses")
        is_timeline = self.model is TimelineEvent
        return {
            "kind": self,
            "rows": event_rows(incident, rows) if is_timeline else list(rows),
            "chains": chains(incident) if self.model is RootCause else (),
            "picture": picture(incident, report or drafts.snapshot(incident)) if is_timeline else None,
            "unaddressed": unaddressed(incident) if self.model is CorrectiveAction else (),
            "addressed": self.model is CorrectiveAction and incident.root_causes.exists(),
            "form": self.blank(incident),
            "quick": self.quick() if self.quick else None,
            "guide": incident.template.guide.get(self.name, ()) if incident.template else (),
        }

    def part(self, row: Any, incident: Incident) -> Any:
        """Return an event as the report says it; other rows show themselves."""
        return drafts.event_of(row, incident.timezone) if isinstance(row, TimelineEvent) else row

    def blank(self, incident: Incident) -> EntryForm:
        return self.form(incident=incident)

    def opened(self, row: Entry, **options: Any) -> EntryForm:
        form = self.form(incident=row.incident, row=row, initial=self.form.values(row), **options)
        form.remember()
        return form


LISTS: dict[str, EntryList] = {
    "timeline": EntryList(
        "timeline",
        TimelineEvent,
        EventForm,
        {
            "title": _("Timeline"),
            "add": _("Add an event"),
            "edit": _("Edit the event"),
            "delete": _("Delete this event?"),
            "empty": _("No events yet. Start with when it began and when somebody noticed."),
        },
        QuickForm,
    ),
    "causes": EntryList(
        "causes",
        RootCause,
        CauseForm,
        {
            "title": _("Root causes"),
            "add": _("Add a cause"),
            "edit": _("Edit the cause"),
            "delete": _("Delete this cause?"),
            "empty": _("No causes yet. Begin with what set it off, then ask why that was possible."),
        },
        CauseLinesForm,
    ),
    "actions": EntryList(
        "actions",
        CorrectiveAction,
        ActionForm,
        {
            "title": _("Actions"),
            "add": _("Add an action"),
            "edit": _("Edit the action"),
            "delete": _("Delete this action?"),
            "empty": _("No actions yet. Say what will be done, who does it, and by when."),
        },
    ),
}
