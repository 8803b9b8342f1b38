"""When an approved report is to be published: a day and a time by the clocks of a zone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.forms.fields import SilentField, ZoneField
from incidents.report import clock

_UTC = "Etc/UTC"


class ScheduleForm(forms.Form):
    """Cleans to `when`, an aware moment, and `zone`. Where the clocks show the time twice it asks which."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    which = forms.CharField(label=_("Which of the two"), required=False, widget=forms.HiddenInput)
    zone = ZoneField(
        label=_("Time zone"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Day and time are by these clocks, such as Europe/Berlin."),
    )
    silent = SilentField()

    @classmethod
    def blank(cls, zone: str, *, silent: bool = False) -> "ScheduleForm":
        """Return the form with an incident's zone, or UTC where nobody has named one."""
        return cls(initial={"zone": zone or _UTC, "silent": silent})

    def clean_day(self) -> date:
        chosen: date = self.cleaned_data["day"]
        if not clock.EARLIEST_YEAR <= chosen.year <= clock.LATEST_YEAR:
            raise ValidationError(_("Write a year from 1980 to 2199."))
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if {"day", "time", "zone"} <= cleaned.keys():
            cleaned["when"] = self._moment(datetime.combine(cleaned["day"], cleaned["time"]), cleaned["zone"])
        return cleaned

    def _moment(self, wall: datetime, zone: str) -> datetime | None:
        named = {"time": f"{wall:%H:%M}", "zone": zone}
        try:
            return clock.at_wall(wall, zone)
        except clock.NoSuchTimeError:
            self.add_error(
                "time",
                _("The clocks of %(zone)s go forward that day and skip %(time)s. Choose another time.")
                % named,
            )
        except clock.AmbiguousTimeError as error:
            return self._chosen(error.readings, named)
        return None

    def _chosen(self, readings: Sequence[datetime], named: dict[str, str]) -> datetime | None:
        """Return the reading that was chosen; ask for one where none is."""
        spelled = {clock.with_offset(reading): reading for reading in readings}
        self.fields["which"].widget = forms.Select(choices=[("", "—"), *((each, each) for each in spelled)])
        chosen = spelled.get(self.cleaned_data["which"])
        if chosen is None:
            self.add_error(
                "which",
                _("The clocks of %(zone)s go back that day and show %(time)s twice. Choose which you mean.")
                % named,
            )
        return chosen
