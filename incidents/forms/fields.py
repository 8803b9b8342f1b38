"""Form fields that read what people type into the report's own kinds of value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from incidents.report import clock
from incidents.report.shape import LINE_LIMIT

_WRITTEN = re.compile(
    r"(?P<date>\d{4}-\d{1,2}-\d{1,2})[ T]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*(?P<offset>[+-]\d{2}:?\d{2}|Z)?\Z"
)
_CLOCK_ONLY = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\Z")


@dataclass(frozen=True)
class Written:
    """A date and time as typed, before a zone gives it meaning. `offset` only where it was typed too."""

    wall: datetime
    offset: timedelta | None = None

    def resolve(self, zone: str | None) -> datetime:
        """Return the moment in this zone. Raises ValidationError where it names none, or two."""
        if zone is None and self.offset is not None:
            raise ValidationError(
                _("Choose the report's time zone first, or write the time without an offset.")
            )
        if zone is None:
            return self.wall
        if self.offset is not None:
            return clock.in_zone(self.wall.replace(tzinfo=timezone(self.offset)), zone)
        try:
            return clock.at_wall(self.wall, zone)
        except clock.NoSuchTimeError as error:
            raise ValidationError(f"{error}.") from error
        except clock.AmbiguousTimeError as error:
            raise ValidationError(_both_readings(self.wall, error.readings)) from error


def _both_readings(wall: datetime, readings: Sequence[datetime]) -> str:
    first, second = (clock.with_offset(reading) for reading in readings)
    return _("The clocks showed %(time)s twice that day. Write %(first)s or %(second)s.") % {
        "time": f"{wall:%H:%M}",
        "first": first,
        "second": second,
    }


class MomentField(forms.CharField):
    """A date and time typed as ``2026-03-29 01:40``, in 24 hours, perhaps with an offset."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)
        self.widget.attrs.update(
            {"placeholder": _("YYYY-MM-DD HH:MM"), "autocomplete": "off", "class": "moment"}
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return read_moment(text) if text else None


class WhenField(MomentField):
    """As MomentField, and a bare clock time where the day isn't known: cleans to a `Written` or a text."""

    def clean(self, value: Any) -> Any:
        text = forms.CharField.clean(self, value)
        bare = _CLOCK_ONLY.match(text)
        if not bare:
            return read_moment(text) if text else None
        hour, minute, second = int(bare[1]), int(bare[2]), int(bare[3] or 0)
        if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 (a clock's hands)
            raise ValidationError(_("There is no such time of day. Write it as HH:MM, such as 14:05."))
        return f"{hour:02}:{minute:02}" + (f":{second:02}" if bare[3] else "")


def read_moment(text: str) -> Written:
    """Return what a date and time says. Raises ValidationError with what to write instead."""
    found = _WRITTEN.match(text)
    if not found:
        raise ValidationError(_("Write the date and time as YYYY-MM-DD HH:MM, such as 2026-03-29 14:05."))
    year, month, day = (int(part) for part in found["date"].split("-"))
    hands = [int(part) for part in found["time"].split(":")]
    if not clock.EARLIEST_YEAR <= year <= clock.LATEST_YEAR:
        raise ValidationError(_("Write a year from 1980 to 2199."))
    try:
        return Written(datetime(year, month, day, *hands), _read_offset(found["offset"]))  # type: ignore[arg-type]  # noqa: DTZ001 (a wall clock)
    except ValueError as error:
        raise ValidationError(
            _("There is no %(time)s: check the day of the month and the time.") % {"time": text}
        ) from error


def _read_offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text == "Z":
        return timedelta()
    return clock.zone(f"UTC{text[:3]}:{text[-2:]}").utcoffset(None)


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> Any:
        lines = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if any(len(line) > LINE_LIMIT for line in lines):
            raise ValidationError(_("A line is longer than 1,000 characters; shorten it."))
        return lines


class ItemsField(LinesField):
    """Lines that are shown one by one, to add to, take from and put in order."""

    after = "candor/after/items.html"


class ZoneField(forms.CharField):
    """A time zone's name; a list of common ones is offered, any other may be typed."""

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if not name:
            return None
        try:
            clock.zone(name)
        except ValueError as error:
            raise ValidationError(
                _("%(name)s is not a time zone we know. Write one like Europe/Berlin, or UTC+02:00.")
                % {"name": name[:60]}
            ) from error
        return name


class SilentField(forms.BooleanField):
    """Whether an edition goes out without being announced."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Publish silently"),
            required=False,
            help_text=_(
                "No feed tells of it. It stands on the site, in its lists and in the ledger all the same."
            ),
        )
