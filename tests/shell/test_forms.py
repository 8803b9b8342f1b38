from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from html.parser import HTMLParser
from typing import Any, cast

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from incidents import drafts, editing
from incidents.errors import NotValidError
from incidents.forms.action import ActionForm
from incidents.forms.cause import CauseForm
from incidents.forms.entry import EntryForm, fingerprint
from incidents.forms.event import EventForm
from incidents.forms.fields import LinesField, MomentField, WhenField, Written, ZoneField
from incidents.forms.sections import SECTION_FORMS, SectionForm
from incidents.models import CorrectiveAction, Incident, RootCause, TimelineEvent
from incidents.ordering import EntryModel
from incidents.report import clock
from incidents.report.value import Report
from tests.report.strategies import reports
from tests.shell.cast import REPORT, draft_of, now, start

FORMS: list[tuple[EntryModel, type[EntryForm]]] = [
    (TimelineEvent, EventForm),
    (RootCause, CauseForm),
    (CorrectiveAction, ActionForm),
]
quickly = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Controls(HTMLParser):
    """What a browser would send of a form's controls when nothing was touched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: MultiValueDict[str, str] = MultiValueDict()
        self.name = ""
        self.text: str | None = None
        self.options: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"select", "textarea"}:
            self.name = said["name"] or ""
            self.text = "" if tag == "textarea" else None
            self.options = []
        elif tag == "option":
            self.options.append((said.get("value") or "", "selected" in said))
        elif tag == "input" and (said.get("type") != "checkbox" or "checked" in said):
            self.sent.appendlist(said["name"] or "", said.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            written = (self.text or "").removeprefix("\r").removeprefix("\n")
            self.sent.appendlist(self.name, written.replace("\n", "\r\n"))
            self.text = None
        elif tag == "select":
            chosen = [value for value, selected in self.options if selected]
            self.sent.appendlist(self.name, (chosen or [self.options[0][0]])[0])


def untouched(form: forms.Form) -> MultiValueDict[str, str]:
    return Controls("".join(field.as_widget() for field in form)).sent


def said(field: forms.Field, typed: str) -> str:
    """Return the sentence with which a field refuses what was typed."""
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    assert len(caught.value.messages) == 1
    return str(caught.value.messages[0])


# Times.

FORMAT = "Write the date and time as YYYY-MM-DD HH:MM, such as 2026-03-29 14:05."
TWICE = "The clocks showed 02:30 twice that day."
TWICE_SOUTH = "The clocks showed 01:45 twice that day."
NO_CLOCK = "There is no such time of day. Write it as HH:MM, such as 14:05."


@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2026-03-29 01:40", "Europe/Berlin", "2026-03-29T01:40:00+01:00"),
        (" 2026-3-9T1:40 ", "Europe/Berlin", "2026-03-09T01:40:00+01:00"),
        ("2026-03-29 14:05:07", "Etc/UTC", "2026-03-29T14:05:07+00:00"),
        ("2026-10-25 02:30 +01:00", "Europe/Berlin", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25 02:30+0200", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        ("2026-07-01 12:00Z", "Europe/Berlin", "2026-07-01T14:00:00+02:00"),
        ("2026-07-01 12:00 -09:30", "UTC+02:00", "2026-07-01T23:30:00+02:00"),
        ("2026-07-01 12:00", None, "2026-07-01T12:00:00"),
    ],
)
def test_a_typed_time_is_read_by_the_zones_clocks(typed: str, zone: str | None, moment: str) -> None:
    for field in (MomentField(), WhenField()):
        assert cast(Written, field.clean(typed)).resolve(zone).isoformat() == moment


def test_no_time_is_no_time() -> None:
    assert MomentField().clean("  ") is WhenField().clean("") is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("yesterday", FORMAT),
        ("2026-03-29", FORMAT),
        ("29.03.2026 14:05", FORMAT),
        ("2026-03-29 2 pm", FORMAT),
        ("2026-03-29 14:05 CET", FORMAT),
        ("2026-03-29 14:05 +2", FORMAT),
        ("2026-02-30 10:00", "There is no 2026-02-30 10:00: check the day of the month and the time."),
        ("2026-13-01 10:00", "There is no 2026-13-01 10:00: check the day of the month and the time."),
        ("2026-03-29 24:00", "There is no 2026-03-29 24:00: check the day of the month and the time."),
        ("2026-03-29 10:60", "There is no 2026-03-29 10:60: check the day of the month and the time."),
        ("2026-03-29 10:00:61", "There is no 2026-03-29 10:00:61: check the day of the month and the time."),
        (
            "2026-03-29 10:00 +99:00",
            "There is no 2026-03-29 10:00 +99:00: check the day of the month and the time.",
        ),
        (
            "2026-03-29 10:00 -02:75",
            "There is no 2026-03-29 10:00 -02:75: check the day of the month and the time.",
        ),
        ("0000-01-01 00:00", "Write a year from 1980 to 2199."),
        ("1979-12-31 23:59", "Write a year from 1980 to 2199."),
        ("2200-01-01 00:00", "Write a year from 1980 to 2199."),
    ],
)
def test_an_impossible_time_is_refused_with_what_to_write(typed: str, sentence: str) -> None:
    assert said(MomentField(), typed) == sentence
    assert said(WhenField(), typed) == sentence


@pytest.mark.parametrize(
    ("typed", "zone", "sentence"),
    [
        (
            "2026-03-29 02:30",
            "Europe/Berlin",
            "02:30 did not exist on 29 March 2026 in Europe/Berlin: the clocks went forward.",
        ),
        (
            "2026-10-25 02:30",
            "Europe/Berlin",
            f"{TWICE} Write 2026-10-25 02:30 +02:00 or 2026-10-25 02:30 +01:00.",
        ),
        (
            "2026-04-05 01:45:30",
            "Australia/Lord_Howe",
            f"{TWICE_SOUTH} Write 2026-04-05 01:45:30 +11:00 or 2026-04-05 01:45:30 +10:30.",
        ),
        (
            "2026-10-25 02:30 +01:00",
            None,
            "Choose the report's time zone first, or write the time without an offset.",
        ),
    ],
)
def test_a_time_that_a_zone_makes_none_or_two_of_is_refused(
    typed: str, zone: str | None, sentence: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        MomentField().clean(typed).resolve(zone)

    assert caught.value.messages == [sentence]


@pytest.mark.parametrize(
    ("typed", "kept"), [("3:10", "03:10"), (" 23:59:59 ", "23:59:59"), ("00:00", "00:00")]
)
def test_a_bare_time_of_day_is_kept_as_one(typed: str, kept: str) -> None:
    assert WhenField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["24:00", "12:60", "12:00:60", "99:99"])
def test_an_impossible_time_of_day_is_refused(typed: str) -> None:
    assert said(WhenField(), typed) == NO_CLOCK


def test_a_bare_time_of_day_is_no_moment() -> None:
    assert said(MomentField(), "14:05") == FORMAT


# Lists and zones.


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", ()),
        (" one \r\n\r\n two\nthree", ("one", "two", "three")),
        ("  \n ", ()),
        ("a\u2028b", ("a", "b")),
    ],
)
def test_lines_are_read_one_by_one(typed: str, lines: tuple[str, ...]) -> None:
    assert LinesField().clean(typed) == lines


def test_a_line_too_long_is_refused() -> None:
    assert (
        said(LinesField(), "short\n" + "x" * 1_001) == "A line is longer than 1,000 characters; shorten it."
    )


@pytest.mark.parametrize("typed", ["Europe/Berlin", " Etc/UTC ", "UTC+05:30"])
def test_a_zone_is_known_by_its_name(typed: str) -> None:
    assert ZoneField().clean(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["Europe", "CEST", "../etc/passwd", "UTC+25:00", "x" * 5_000])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    sentence = f"{typed[:60]} is not a time zone we know. Write one like Europe/Berlin, or UTC+02:00."

    assert said(ZoneField(), typed) == sentence


def test_no_zone_is_none() -> None:
    assert ZoneField(required=False).clean("") is None


# A form that was opened and saved.


def opened(name: str, report: Report) -> SectionForm:
    return SECTION_FORMS[name].opened(report)


def posted(name: str, report: Report, **typed: str) -> SectionForm:
    """Return the section's form as a browser sends it back with these fields typed anew."""
    data = untouched(opened(name, report))
    for field, value in typed.items():
        data[field] = value
    return SECTION_FORMS[name](data)


def saved(form: SectionForm, name: str, incident: Incident, by: User) -> Report:
    assert form.is_valid(), form.errors
    base = drafts.fingerprint(editing.section_values(draft_of(incident), name))
    editing.save_section(incident, name, form.changes(), base=base, by=by, at=now())
    return draft_of(incident)


@quickly
@given(report=reports())
def test_sections_opened_and_saved_untouched_change_nothing(engineer: User, report: Report) -> None:
    with transaction.atomic():
        incident = start(engineer, report)
        for name in SECTION_FORMS:
            assert saved(posted(name, report), name, incident, engineer) == report
        assert incident.audit.count() == 1
        transaction.set_rollback(True)


def fillable(report: Report) -> Report:
    """Return the report without the holes that a row's form asks its author to fill."""
    return replace(
        report,
        timeline=tuple(replace(event, text=event.text or "x") for event in report.timeline),
        root_causes=tuple(replace(cause, text=cause.text or "x") for cause in report.root_causes),
        actions=tuple(replace(action, title=action.title or "x") for action in report.actions),
    )


@quickly
@given(report=reports().map(fillable))
def test_rows_opened_and_saved_untouched_change_nothing(engineer: User, report: Report) -> None:
    with transaction.atomic():
        incident = start(engineer, report)
        for model, kind in FORMS:
            for row in cast(Any, model)._default_manager.filter(incident=incident):
                shown = kind(incident=incident, row=row, initial=kind.values(row))
                form = kind(untouched(shown), incident=incident, row=row)
                assert form.is_valid(), form.errors
                editing.save_entry(row, form.changes(), base=fingerprint(row), by=engineer, at=now())
        assert draft_of(incident) == report
        assert incident.audit.count() == 1
        transaction.set_rollback(True)


def test_both_readings_of_a_repeated_hour_and_seconds_stay_when_saved_untouched(engineer: User) -> None:
    first, second = (datetime.fromisoformat(f"2026-10-25T02:30:{end}") for end in ("00+02:00", "07+01:00"))
    events = tuple(replace(REPORT.timeline[0], at=moment) for moment in (first, second))
    report = replace(REPORT, started_at=first, resolved_at=second, timeline=events)
    incident = start(engineer, report)

    assert saved(posted("summary", report), "summary", incident, engineer) == report
    for row in incident.timeline.all():
        form = EventForm(
            untouched(EventForm(incident=incident, row=row, initial=EventForm.values(row))), incident=incident
        )
        assert form.is_valid(), form.errors
        assert form.changes()["at"] == events[row.position].at


@pytest.mark.parametrize(
    ("name", "typed", "changed"),
    [
        ("summary", {"title": " New  title "}, {"title": "New title"}),
        ("summary", {"severity": ""}, {"severity": None}),
        ("summary", {"components": "App\r\nApp\r\nSearch"}, {"components": ("App", "Search")}),
        ("impact", {"impact_percent": ""}, {"impact_percent": None}),
        ("notes", {"notes": "\r\n  one\r\ntwo\r\n"}, {"notes": "  one\ntwo"}),
        ("resolution", {"closing": "Sorry."}, {"closing": "Sorry."}),
        ("resolution", {"lucky": "A Sunday."}, {"lessons": replace(REPORT.lessons, lucky="A Sunday.")}),
    ],
)
def test_what_is_typed_is_what_the_report_says(
    incident: Incident, engineer: User, name: str, typed: Mapping[str, str], changed: Mapping[str, Any]
) -> None:
    after = saved(posted(name, REPORT, **typed), name, incident, engineer)

    assert after == replace(REPORT, **changed)


def test_a_change_of_zone_keeps_the_times_as_written(incident: Incident, engineer: User) -> None:
    after = saved(posted("summary", REPORT, timezone="America/New_York"), "summary", incident, engineer)

    assert [str(moment)[:16] for moment in (after.started_at, after.resolved_at, after.timeline[0].at)] == [
        "2026-07-01 12:00",
        "2026-07-01 13:30",
        "2026-07-01 12:05",
    ]


@pytest.mark.parametrize(
    ("name", "typed", "field", "sentence"),
    [
        ("summary", {"resolved_at": "2026-07-01 11:59"}, "resolved_at", "This is before the start."),
        ("summary", {"started_at": "2026-03-29 02:30"}, "started_at", "did not exist"),
        ("summary", {"severity": "sev9"}, "severity", "not one of the available choices"),
        ("summary", {"timezone": "CEST"}, "timezone", "not a time zone we know"),
        ("summary", {"title": "x" * 1_001}, "title", "This is longer than 1000 characters; shorten it."),
        ("summary", {"title": "nul\x00l"}, "title", "Null characters are not allowed"),
        ("impact", {"impact_percent": "300"}, "impact_percent", "less than or equal to 100"),
        ("impact", {"impact_percent": "-1"}, "impact_percent", "greater than or equal to 0"),
        ("impact", {"impact_percent": "NaN"}, "impact_percent", "Enter a number"),
        ("impact", {"impact_percent": "0.0000001"}, "impact_percent", "no more than 6 decimal places"),
    ],
)
def test_a_section_with_impossible_input_says_so_at_its_field(
    name: str, typed: Mapping[str, str], field: str, sentence: str
) -> None:
    form = posted(name, REPORT, **typed)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert sentence in str(form.errors[field])


@pytest.mark.parametrize(
    ("place", "typed", "field", "sentence"),
    [
        (0, {"text": "  \r\n"}, "text", "Say what happened."),
        (0, {"text": "x", "when": "25:00"}, "when", NO_CLOCK),
        (0, {"text": "x", "when": "2026-03-29 02:30"}, "when", "did not exist"),
        (0, {"text": "x", "kind": "guess"}, "kind", "not one of the available choices"),
        (0, {"text": "x", "audience": ""}, "audience", "required"),
        (1, {"text": ""}, "text", "Say what the cause was."),
        (1, {"text": "x", "because_of": "999999"}, "because_of", "not one of the available choices"),
        (2, {"title": ""}, "title", "required"),
        (2, {"title": "x", "due": "2026-02-30"}, "due", "There is no such day."),
        (2, {"title": "x", "done_on": "soon"}, "done_on", "There is no such day."),
        (2, {"title": "x", "addresses": "999999"}, "addresses", "not one of the available choices"),
        (2, {"title": "x", "tasks": "x" * 1_001}, "tasks", "shorten it"),
    ],
)
def test_an_entry_with_impossible_input_says_so_at_its_field(
    incident: Incident, place: int, typed: Mapping[str, str], field: str, sentence: str
) -> None:
    kind = FORMS[place][1]
    data = untouched(kind(incident=incident))
    for name, value in typed.items():
        data[name] = value
    form = kind(data, incident=incident)

    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert sentence in str(form.errors[field])


def test_a_cause_is_not_offered_as_its_own_explanation(incident: Incident) -> None:
    first, second = incident.root_causes.all()
    choices = dict(CauseForm(incident=incident, row=first).fields["because_of"].choices)  # type: ignore[attr-defined]

    assert set(choices) == {"", second.pk}


def test_an_action_offers_the_causes_of_its_own_report_only(incident: Incident, engineer: User) -> None:
    start(engineer)
    offered = ActionForm(incident=incident).fields["addresses"].choices  # type: ignore[attr-defined]

    assert {key for key, _ in offered} == {cause.pk for cause in incident.root_causes.all()}
    assert "addresses" not in ActionForm(incident=start(engineer, Report())).fields


@given(typed=st.text("0123456789-: TZ+\u0663x", max_size=30))
def test_typed_times_are_read_or_refused(typed: str) -> None:
    for field in (MomentField(), WhenField()):
        with suppress(ValidationError):  # and no other error
            when = field.clean(typed)
            if isinstance(when, Written):
                assert clock.belongs(when.resolve("Etc/UTC"), "Etc/UTC")


def test_the_report_has_the_last_word_where_a_form_cannot_know(incident: Incident, engineer: User) -> None:
    form = posted("summary", REPORT, timezone="Pacific/Honolulu", started_at="1980-01-01 00:30 +02:00")
    assert form.is_valid()

    with pytest.raises(NotValidError) as caught:
        saved(form, "summary", incident, engineer)
    assert caught.value.path == "started_at"
