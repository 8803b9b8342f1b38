"""What of the audit trail somebody wants to see. All of it stands in the address, to be kept."""

from typing import NamedTuple

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.forms import marks
from incidents.models import AuditEntry, Verb
from incidents.models.labels import choices
from incidents.trail import Asked

PER_PAGE = 50


class Page(NamedTuple):
    """Entries, newest first, and the mark after which the next page goes on; empty where there is none."""

    entries: list[AuditEntry]
    after: str


class AuditForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.order_by("username"),
        label=_("Who"),
        to_field_name="username",
        required=False,
        empty_label=_("Anybody"),
    )
    verb = forms.ChoiceField(
        label=_("Did what"), required=False, choices=[("", _("Anything")), *choices(Verb)]
    )
    incident = forms.CharField(
        label=_("To which incident"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "INC-2026-0007"}),
    )
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def narrows(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def is_narrowed(self) -> bool:
        return any(given for name, given in self.cleaned_data.items() if name != "after")

    def asked(self) -> Asked:
        """Return what is asked for. What isn't understood in the address asks for nothing."""
        self.full_clean()
        said = self.cleaned_data
        return Asked(
            person=said.get("person"),
            verb=Verb(said["verb"]) if said.get("verb") else None,
            reference=said.get("incident", "").upper(),
            since=said.get("since"),
            until=said.get("until"),
        )

    def page(self) -> Page:
        """Begin after the mark: a page costs the same wherever it is, and nothing is shown on two of them."""
        entries = self.asked().entries()
        if mark := marks.mark(self.cleaned_data.get("after", "")):
            at, key = mark
            entries = entries.filter(Q(at__lt=at) | Q(at=at, pk__lt=key))
        found = list(entries[: PER_PAGE + 1])
        shown = found[:PER_PAGE]
        more = len(found) > PER_PAGE
        return Page(shown, marks.spelled(shown[-1].at, shown[-1].pk) if more else "")
