"""The forms of a suggestion: which text, what should stand there instead, and why it was declined."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.forms.discussion import TEXT_LIMIT
from incidents.forms.once import OnceField
from incidents.forms.text import TextField
from incidents.report.shape import PROSE_LIMIT
from incidents.spoken import spoken


class SuggestForm(forms.Form):
    """`quote` is the passage as it was shown, which `instead` is to replace."""

    once = OnceField()
    anchor = forms.CharField(widget=forms.HiddenInput)
    quote = TextField(required=False, strip=False, max_length=PROSE_LIMIT, widget=forms.HiddenInput)
    instead = TextField(
        label=_("Instead"),
        required=False,
        strip=False,
        max_length=PROSE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "class": "prose-input"}),
        help_text=_("Change the words as you would have them. Empty: leave them out."),
    )
    text = TextField(
        label=_("Why"),
        required=False,
        strip=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "prose-input"}),
        help_text=_("May stay empty. Write @ and a user name to tell somebody."),
    )

    def refuse(self, error: NotValidError) -> None:
        """Show the error at its field; what no field is for, above them."""
        self.add_error("instead" if error.path == "instead" else None, spoken(error.message))


class PlaceForm(forms.Form):
    """Which text the suggestion is for, where the marked words don't tell."""

    on = forms.ChoiceField(label=_("Text"))
    quote = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, places: Iterable[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **{"auto_id": "place-%s", **options})  # type: ignore[arg-type]
        self.fields["on"].choices = list(places)  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    word = TextField(
        label=_("A word on why"),
        required=False,
        strip=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "prose-input"}),
        help_text=_("May stay empty; it becomes a reply."),
    )
