from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.changes import PARTS
from incidents.forms.text import TextField
from incidents.house_rules import MOST_APPROVALS
from incidents.models import Again, Policy
from incidents.models.labels import choices, group_label
from incidents.models.policy import ANYONE, LONGEST, OUTSIDE

_NOT_ASKED = {"title", "severity", "timezone", "started_at", "summary"}  # no report is submitted without them


class PolicyForm(forms.Form):
    """The rules of one severity; `base` is the version that the form was opened on."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, policy: Policy, **options: Any) -> None:
        super().__init__(*args, **options)
        self.groups = _deciding(policy)
        for group in self.groups:
            self.fields[_name(group)] = forms.IntegerField(
                label=_("Approvals from %(group)s") % {"group": group_label(group)},
                required=False,
                min_value=0,
                max_value=MOST_APPROVALS,
            )
        self.fields[_name(ANYONE)].help_text = _("How many people must approve; one person fills one place.")
        self.fields[_name(OUTSIDE)].help_text = _(
            "By a link that a manager makes; it holds for a time, and for one report."
        )
        self.fields |= _others(policy)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @classmethod
    def opened(cls, policy: Policy) -> "PolicyForm":
        asked = {_name(group): count for group, count in policy.approvals.items()}
        columns = ("again", "contributors_decide", "publishers", "sections", "business_days")
        said = {name: getattr(policy, name) for name in columns}
        return cls(policy=policy, initial={**asked, **said, "base": policy.version})

    def said(self) -> dict[str, Any]:
        """Return the policy's columns."""
        cleaned = dict(self.cleaned_data)
        del cleaned["base"]
        asked = {group: cleaned.pop(_name(group)) or 0 for group in self.groups}
        cleaned["approvals"] = {group: count for group, count in asked.items() if count}
        return cleaned

    def refuse(self, path: str, message: str) -> None:
        """Show what is wrong at its field."""
        self.add_error(_name(ANYONE) if path == "approvals" else path, message)


def _name(group: str) -> str:
    return f"from:{group}"


def _deciding(policy: Policy) -> list[str]:
    """Return the groups that approvals may be asked from, with those that the policy names already."""
    return [ANYONE, *sorted({*_holders("decide_incident"), *policy.approvals} - {ANYONE, OUTSIDE}), OUTSIDE]


def _holders(codename: str) -> Iterable[str]:
    held = Q(permissions__codename=codename, permissions__content_type__app_label="incidents")
    return Group.objects.filter(held).values_list("name", flat=True)


def _others(policy: Policy) -> dict[str, forms.Field]:
    publishing = sorted({*_holders("publish_incident"), *policy.publishers})
    boxes = forms.CheckboxSelectMultiple
    return {
        "again": forms.ChoiceField(
            label=_("After a public change to what was approved"),
            choices=choices(Again),
            widget=forms.RadioSelect,
        ),
        "contributors_decide": forms.BooleanField(
            label=_("Who wrote in the draft may approve it"),
            required=False,
            help_text=_("Its author, and whoever submitted it, never may."),
        ),
        "publishers": forms.MultipleChoiceField(
            label=_("Who publishes and corrects"),
            required=False,
            choices=[(name, name) for name in publishing],
            widget=boxes,
            help_text=_("None chosen: everybody who may publish at all."),
        ),
        "sections": forms.MultipleChoiceField(
            label=_("What it must not leave empty, beyond what every report needs"),
            required=False,
            choices=[(path, word) for path, word in PARTS.items() if path not in _NOT_ASKED],
            widget=boxes,
        ),
        "business_days": forms.IntegerField(
            label=_("Due within, in business days"),
            required=False,
            min_value=0,
            max_value=LONGEST,
            help_text=_("After the end of the incident, Monday to Friday; empty: on no day."),
        ),
        "note": TextField(
            label=_("Why it is changed"),
            required=False,
            max_length=300,
            help_text=_("Stands beside this version in the history."),
        ),
    }
