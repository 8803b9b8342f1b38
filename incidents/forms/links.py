from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.forms.days import day_field
from incidents.forms.text import TextField
from incidents.models import LinkKind

_USUALLY = timedelta(days=7)
NAME_LIMIT = 120


class LinkForm(forms.Form):
    """For whom a link is, until which day, and what its reader does; deciding only where that is offered."""

    reader = forms.CharField(
        label=_("For whom"),
        max_length=NAME_LIMIT,
        help_text=_("A name and where they work, so that you know later whose link this was."),
    )
    kind = forms.ChoiceField(label=_("What they do"), widget=forms.RadioSelect, initial=LinkKind.READ.value)
    until = day_field(_("Until"), help_text=_("The last day, in UTC; in thirty days at most."))

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What they do"), widget=forms.RadioSelect, choices=kinds, initial=kinds[-1][0]
        )
        self.fields["until"].initial = today + _USUALLY


class OutsideForm(forms.Form):
    """A decision by somebody without an account."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LIMIT, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    note = TextField(
        label=_("Note"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "For those who wrote it; never published. Needed to send it back: say what should change."
        ),
    )
