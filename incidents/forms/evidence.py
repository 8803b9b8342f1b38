"""Choosing the events that show a cause."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from incidents import drafts
from incidents.models import Incident, TimelineEvent
from incidents.report import clock

_SHOWN = 80  # characters of an event in a line


class EvidenceField(forms.TypedMultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, coerce=int, widget=forms.CheckboxSelectMultiple, **options)

    def offer(self, incident: Incident) -> bool:
        """Offer the incident's events; say whether there are any."""
        self.choices = [(row.pk, words_of(row, incident.timezone)) for row in incident.timeline.all()]
        return bool(self.choices)


def words_of(row: TimelineEvent, zone: str) -> str:
    """Return an event in a line: its time, where it has one, and the beginning of its text."""
    event = drafts.event_of(row, zone)
    time = event.clock or (clock.spelled(event.at, None) if event.at else "")
    return Truncator(" ".join(f"{time} {event.text}".split())).chars(_SHOWN)
