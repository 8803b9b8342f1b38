"""What the forms of one row of a list share."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import drafts
from incidents.editing import entry_values
from incidents.forms.checked import CheckedForm
from incidents.models import Incident, RootCause
from incidents.models.labels import choices
from incidents.ordering import Entry
from incidents.report.value import Audience


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


def fingerprint(row: Entry) -> str:
    return drafts.fingerprint(entry_values(row))


def shown(row: RootCause) -> str:
    """Return how a cause is called where it can be chosen."""
    text = " ".join(row.text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 (a line of a list)
