"""The short forms of the workflow's verbs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.forms.fields import SilentField
from incidents.forms.text import TextField
from incidents.report.checks import Finding
from incidents.spoken import spoken
from incidents.workflow.capacities import Capacity

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SubmitForm(forms.Form):
    correction_note = TextField(
        label=_("What this correction changes"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Customers read this beside the corrected post."),
    )
    minor = forms.BooleanField(
        label=_("Only a slip of the pen"),
        required=False,
        help_text=_("Customers read it as a small correction. Leave this empty where any fact changes."),
    )
    message = TextField(
        label=_("Message to the reviewer"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Internal; may stay empty."),
    )

    def __init__(self, *args: object, is_correction: bool, is_live: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if not is_correction:
            del self.fields["correction_note"]
        if not is_live:
            del self.fields["minor"]


class ReasonsForm(forms.Form):
    """A reason for each of these warnings; a field is named after its finding's fingerprint."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)  # the number that is shown

    def __init__(self, *args: object, warnings: Iterable[Finding], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.asked = [finding.fingerprint for finding in warnings]
        for fingerprint in self.asked:
            self.fields[reason_name(fingerprint)] = _reason_field(fingerprint)

    def reasons(self) -> dict[str, str]:
        """Return what was given, by fingerprint."""
        return {fingerprint: self.cleaned_data[reason_name(fingerprint)] for fingerprint in self.asked}

    def refuse(self, error: NotValidError) -> None:
        """Show the error where it can be mended: at its field, or else at each reason that is missing."""
        if error.path in self.fields:
            self.add_error(error.path, spoken(error.message))
            return
        missing = [fingerprint for fingerprint, reason in self.reasons().items() if not reason]
        for fingerprint in missing:
            self.add_error(reason_name(fingerprint), _("Say in a sentence why this may stand."))
        if not missing:
            self.add_error(None, spoken(error.message))


def reason_name(fingerprint: str) -> str:
    return f"reason-{fingerprint}"


def _reason_field(fingerprint: str) -> forms.CharField:
    described = f"finding-{fingerprint} id_{reason_name(fingerprint)}_helptext"
    # No single line: with many on a page, Enter must not decide anything.
    box = forms.Textarea(attrs={"rows": 1, "aria-describedby": described, "class": "prose-input"})
    return TextField(label=_("Why this may stand"), required=False, max_length=1_000, widget=box)


class DecideForm(ReasonsForm):
    """A decision; where a person may decide in several ways, `stead` is the key of whom they stand in for."""

    note = TextField(
        label=_("Note"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Internal. Needed to send the report back: say what should change."),
    )

    def __init__(self, *args: object, rights: Sequence[Capacity], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.steads = {str(right.stead.pk) if right.stead else "": right.stead for right in rights}
        if any(self.steads.values()):
            self.fields["stead"] = forms.ChoiceField(
                label=_("You decide"),
                required=False,
                choices=[(key, _in_words(away)) for key, away in self.steads.items()],
                widget=forms.RadioSelect,
                initial=next(iter(self.steads)),
            )

    def in_stead_of(self) -> User | None:
        """Return the one in whose stead the person decides; None where it is in their own right."""
        return self.steads.get(self.cleaned_data.get("stead", ""))


def _in_words(away: User | None) -> "str | StrPromise":
    if away is None:
        return _("In your own right")
    return gettext("In the stead of %(who)s") % {"who": away.get_full_name() or away.get_username()}


class ReleaseForm(forms.Form):
    silent = SilentField()


class WithdrawForm(forms.Form):
    note = TextField(
        label=_("Why the post is withdrawn"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Customers read this at the post's address from now on."),
    )
