from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.editing import entry_values
from incidents.forms.due import DayField, DueField
from incidents.forms.entry import EntryForm, shown
from incidents.forms.fields import ItemsField
from incidents.forms.owner import OwnerField
from incidents.forms.prose import ProseField
from incidents.forms.text import TextField
from incidents.models import CorrectiveAction
from incidents.models.labels import choices
from incidents.report.shape import LINE_LIMIT
from incidents.report.value import ActionKind, ActionState, Task


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
        causes = [(row.pk, shown(row)) for row in self.incident.root_causes.all()]
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
