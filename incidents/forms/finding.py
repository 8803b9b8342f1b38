"""Which incidents somebody wants listed, and in which order. All of it stands in the address, to be kept."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from incidents import finding
from incidents.forms import marks
from incidents.models import Component, Incident
from incidents.models.incident import HAPPENED
from incidents.models.incident_queries import IncidentQuerySet
from incidents.models.labels import choices
from incidents.report.value import Severity

PER_PAGE = 25
_WHERE: dict[str, Callable[[IncidentQuerySet], IncidentQuerySet]] = {
    "review": IncidentQuerySet.in_review,
    "approved": IncidentQuerySet.approved,
    "live": IncidentQuerySet.live,
    "unpublished": IncidentQuerySet.unpublished,
    "withdrawn": IncidentQuerySet.withdrawn,
}


class Page(NamedTuple):
    """Incidents, and the mark after which the next page goes on; empty where there is none."""

    incidents: QuerySet[Incident]
    after: str


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Words in a report"), required=False, max_length=200, widget=forms.SearchInput, strip=True
    )
    where = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=[
            ("", _("Anywhere")),
            ("review", _("Waits for a decision")),
            ("approved", _("Approved, not out yet")),
            ("live", _("Customers can read it")),
            ("unpublished", _("Never published")),
            ("withdrawn", _("Withdrawn")),
        ],
    )
    severity = forms.ChoiceField(
        label=_("Severity"), required=False, choices=[("", _("Any")), *choices(Severity)]
    )
    component = forms.ModelChoiceField(
        Component.objects.order_by("name"),
        label=_("Component"),
        to_field_name="name",
        required=False,
        empty_label=_("Any"),
    )
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Changed last")), ("happened", _("Happened last"))],
    )
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in ("where", "severity", "component", "sort")]

    def asked(self) -> set[str]:
        """Return the names of what narrows the list."""
        return {name for name, given in self.cleaned_data.items() if given} - {"sort", "after"}

    def page(self, person: User) -> Page:
        """Return one page of what is asked for. What isn't understood in the address asks for nothing."""
        self.full_clean()
        asked = self.cleaned_data
        incidents = finding.containing(self._standing(), asked.get("q", ""))
        if asked.get("severity"):
            incidents = incidents.filter(severity=asked["severity"])
        if asked.get("component"):
            incidents = incidents.filter(affected__component=asked["component"])
        if asked.get("mine"):
            incidents = incidents.filter(author=person)
        return self._cut(incidents)

    def _standing(self) -> IncidentQuerySet:
        incidents = Incident.objects.all()
        where = _WHERE.get(self.cleaned_data.get("where", ""))
        return where(incidents) if where else incidents

    def _cut(self, incidents: QuerySet[Incident]) -> Page:
        """Begin after the mark: a page costs the same wherever it is, and nothing is shown on two of them."""
        by = HAPPENED if self.cleaned_data.get("sort") == "happened" else F("updated_at")
        incidents = incidents.annotate(ordered_by=by).order_by("-ordered_by", "-pk")
        if mark := marks.mark(self.cleaned_data.get("after", "")):
            moment, key = mark
            incidents = incidents.filter(ordered_by__lte=moment).exclude(ordered_by=moment, pk__gte=key)
        keys = list(incidents.values_list("pk", "ordered_by")[: PER_PAGE + 1])
        shown = [key for key, _moment in keys[:PER_PAGE]]
        more = len(keys) > PER_PAGE
        return Page(
            Incident.objects.filter(pk__in=shown).annotate(ordered_by=by).order_by("-ordered_by", "-pk"),
            marks.spelled(keys[PER_PAGE - 1][1], shown[-1]) if more else "",
        )
