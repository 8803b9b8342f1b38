"""The one field in which events are typed as lines."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from incidents.errors import NotValidError
from incidents.report.reading.quick import read_lines
from incidents.report.value import Report, TimelineEvent
from incidents.spoken import spoken

_MOST_CHARACTERS = 100_000


class QuickForm(forms.Form):
    """Lines as typed; cleans to the events that they say happened in this report."""

    lines = forms.CharField(
        label=_("Quick entry"),
        # Not max_length: the browser would cut a longer paste off without a word.
        validators=[MaxLengthValidator(_MOST_CHARACTERS)],
        strip=False,
        error_messages={"required": _("Type what happened, such as: 14:05 paged the database team")},
        widget=forms.Textarea(
            attrs={
                "rows": 1,
                "class": "prose-input quick-input",
                "autocomplete": "off",
                "enterkeyhint": "send",
                "aria-describedby": "quick-lines_helptext",
            }
        ),
    )

    def __init__(self, *args: Any, report: Report | None = None, **options: Any) -> None:
        options.setdefault("auto_id", "quick-%s")
        super().__init__(*args, **options)
        self._report = report or Report()

    def clean_lines(self) -> tuple[TimelineEvent, ...]:
        report = self._report
        last = next((event.at for event in reversed(report.timeline) if event.at), None)
        begun = last or report.started_at
        try:
            events = read_lines(
                self.cleaned_data["lines"],
                timezone=report.timezone,
                day=begun.date() if begun else None,
                after=last,
            )
        except NotValidError as error:
            raise ValidationError(spoken(error.message)) from error
        if not events:
            raise ValidationError(self.fields["lines"].error_messages["required"])
        return events
