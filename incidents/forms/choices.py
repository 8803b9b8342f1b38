"""What was clicked on the page that shows a reading: which meaning, and where loose text goes."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.forms.importing import ImportForm
from incidents.report.reading.placing import Place

PLACE_NAMES = {
    Place.SUMMARY: _("Summary"),
    Place.IMPACT: _("Impact"),
    Place.RESOLUTION: _("Resolution"),
    Place.CLOSING: _("Closing words"),
    Place.WENT_WELL: _("Lessons: what went well"),
    Place.WENT_WRONG: _("Lessons: what went wrong"),
    Place.EVENT: _("A new event"),
    Place.CAUSE: _("A new cause"),
    Place.ACTION: _("A new action"),
}


class ChoicesForm(ImportForm):
    """The text again, the day it was read first, and the choices made since."""

    today = forms.DateField(required=False, widget=forms.HiddenInput)

    def day(self, today: date) -> date:
        """Return the day to assume where the document states none: the day of the first reading."""
        first: date | None = self.cleaned_data.get("today")
        return first or today


def choices_of(data: QueryDict) -> dict[int, str]:
    """Return problem's number → what was chosen, from values such as ``3:summary``; the last one counts.

    An empty choice takes an earlier one back. Raises NotValidError for anything else.
    """
    choices: dict[int, str] = {}
    for each in data.getlist("choice"):
        number, colon, chosen = each.partition(":")
        if not colon or not number.isascii() or not number.isdecimal():
            raise NotValidError(gettext("This choice can't be read; choose again."))
        choices[int(number)] = chosen
    return {number: chosen for number, chosen in choices.items() if chosen}
