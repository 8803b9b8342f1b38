"""The forms of the discussion about a report."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.forms.once import OnceField
from incidents.forms.text import TextField
from incidents.spoken import spoken

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TEXT_LIMIT = 20_000
QUOTE_LIMIT = 2_000


class ReplyForm(forms.Form):
    once = OnceField()
    text = TextField(
        label=_("Reply"),
        required=False,  # an empty one is refused by the verb, in its own words
        strip=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2, "class": "prose-input"}),
        help_text=_("Markdown. Write @ and a user name to tell somebody."),
    )

    def refuse(self, error: NotValidError) -> None:
        """Show the error at its field."""
        self.add_error(error.path if error.path in self.fields else None, spoken(error.message))


class CommentForm(ReplyForm):
    field_order = ("once", "anchor", "quote", "text")
    anchor = forms.ChoiceField(label=_("About"), required=False)
    quote = TextField(
        label=_("Passage"),
        required=False,
        max_length=QUOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 1, "class": "prose-input"}),
        help_text=_("The words you mean; may stay empty."),
    )

    def __init__(
        self, *args: object, places: "Iterable[tuple[str, str | StrPromise]]", **options: object
    ) -> None:
        super().__init__(*args, **{"auto_id": "comment-%s", **options})  # type: ignore[arg-type]
        self.fields["anchor"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["text"].label = _("Comment")
        self.fields["text"].widget.attrs["rows"] = 3
