"""The short forms of the workflow's verbs."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SubmitForm(forms.Form):
    correction_note = forms.CharField(
        label=_("What this correction changes"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Customers read this beside the corrected post."),
    )
    message = forms.CharField(
        label=_("Message to the reviewer"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Internal; may stay empty."),
    )

    def __init__(self, *args: object, is_correction: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if not is_correction:
            del self.fields["correction_note"]


class DecideForm(forms.Form):
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)  # the number that is shown
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Internal. Needed to send the report back: say what should change."),
    )


class WithdrawForm(forms.Form):
    note = forms.CharField(
        label=_("Why the post is withdrawn"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Customers read this at the post's address from now on."),
    )
