"""A reading as its page shows it: the fields, the lines of the source, and the way from one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from incidents.forms.choices import PLACE_NAMES
from incidents.report.reading import Problem, Reading
from incidents.report.reading.lines import source_lines
from incidents.report.reading.placing import Place
from incidents.report.reading.result import Span
from incidents.report.value import Report
from incidents.spoken import spoken

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FACT, TIME, PROSE, SEVERITY, CAUSE, ACTION = (
    f"workspace/import/fields/{name}.html"
    for name in ("fact", "time", "prose", "severity", "cause", "action")
)
EVENT = "workspace/editor/rows/timeline.html"
_WANTED = ("title", "timezone", "started_at", "resolved_at")  # shown even where they are missing
_MOST_CHOICES = 500  # a form may send a thousand values
_KEPT_ANYWAY = "notes"  # every line between two notes is of the notes, unless it is of something else


@dataclass(frozen=True)
class Field:
    """A part of the report that was read, or is missing. `template` shows `value`."""

    path: str
    name: str
    value: Any
    template: str
    lines: tuple[Span, ...] = ()

    @property
    def wanted(self) -> bool:
        return self.path in _WANTED

    @property
    def anchor(self) -> str:
        return f"field-{self.path.replace('[', '-').replace(']', '').replace('.', '-')}"


@dataclass(frozen=True)
class SourceLine:
    """A line of the source. `begin` are the fields whose text begins here."""

    number: int
    text: str
    fields: tuple[Field, ...]
    begin: tuple[Field, ...]
    doubtful: bool


@dataclass(frozen=True)
class Choice:
    """One button or option: what choosing it posts, and whether it is chosen."""

    value: str
    label: "str | StrPromise"
    chosen: bool


@dataclass(frozen=True)
class Doubt:
    """A problem, with what can be chosen about it."""

    number: int
    problem: Problem
    offers: tuple[Choice, ...]
    places: tuple[Choice, ...]

    @property
    def as_read(self) -> bool:
        return not any(each.chosen for each in (*self.offers, *self.places))


def shown(text: str, first: Reading, now: Reading, choices: dict[int, str]) -> dict[str, Any]:
    """Return what the templates take. `first` is the reading before the choices, `now` the one with them."""
    fields = list(_fields(now, _spans(first, now, choices)))
    return {
        "text": text,
        "report": now.report,
        "fields": fields,
        "lines": list(_lines(text, fields, {problem.line for problem in first.problems})),
        "doubts": [_doubt(number, each, choices.get(number, "")) for number, each in enumerate(now.problems)],
        "choices": [f"{number}:{choices[number]}" for number in choices if not first.problems[number].block],
    }


def _spans(first: Reading, now: Reading, choices: dict[int, str]) -> dict[str, list[Span]]:
    spans = {path: [span] for path, span in now.spans.items()}
    for number, chosen in choices.items():
        block = first.problems[number].block
        if block and block.lines not in spans.setdefault(chosen, []):
            spans[chosen].append(block.lines)
    return spans


def _fields(reading: Reading, spans: dict[str, list[Span]]) -> Iterator[Field]:
    for path, name, value, template in _values(reading.report):
        yield Field(path, name, value, template, tuple(spans.get(path, ())))


def _values(report: Report) -> Iterator[tuple[str, str, Any, str]]:
    yield "title", _("Title"), report.title, FACT
    yield "severity", _("Severity"), report.severity, SEVERITY
    yield "components", _("Components"), ", ".join(report.components), FACT
    yield "timezone", _("Time zone"), report.timezone, FACT
    yield "started_at", _("Started"), report.started_at, TIME
    yield "resolved_at", _("Resolved"), report.resolved_at, TIME
    yield "summary", _("Summary"), report.summary, PROSE
    yield "impact", _("Impact"), report.impact, PROSE
    for index, event in enumerate(report.timeline):
        yield f"timeline[{index}]", _("Event %(n)d") % {"n": index + 1}, event, EVENT
    for index, cause in enumerate(report.root_causes):
        yield f"root_causes[{index}]", _("Cause %(n)d") % {"n": index + 1}, cause, CAUSE
    yield "resolution", _("Resolution"), report.resolution, PROSE
    for index, action in enumerate(report.actions):
        yield f"actions[{index}]", _("Action %(n)d") % {"n": index + 1}, action, ACTION
    yield "lessons.went_well", _("What went well"), report.lessons.went_well, PROSE
    yield "lessons.went_wrong", _("What went wrong"), report.lessons.went_wrong, PROSE
    yield "lessons.lucky", _("Where we were lucky"), report.lessons.lucky, PROSE
    yield "closing", _("Closing words"), report.closing, PROSE
    yield "notes", _("Notes"), report.notes, PROSE


def _lines(text: str, fields: list[Field], doubtful: set[int | None]) -> Iterator[SourceLine]:
    lines = source_lines(text.rstrip("\n"))
    of: list[list[Field]] = [[] for _each in lines]
    begin: list[list[Field]] = [[] for _each in lines]
    for field in sorted(fields, key=lambda field: field.path == _KEPT_ANYWAY):
        for first, last in field.lines:
            places = range(first - 1, min(last, len(lines)))
            loose = field.path == _KEPT_ANYWAY
            taken = [place for place in places if not loose or (lines[place].strip() and not of[place])]
            for place in taken:
                of[place].append(field)
            if taken:
                begin[taken[0]].append(field)
    for index, line in enumerate(lines):
        yield SourceLine(index + 1, line, tuple(of[index]), tuple(begin[index]), index + 1 in doubtful)


def _doubt(number: int, problem: Problem, chosen: str) -> Doubt:
    if number >= _MOST_CHOICES:
        return Doubt(number, problem, (), ())
    offers = [(str(index), spoken(offer.label)) for index, offer in enumerate(problem.offers)]
    places = [(str(place), PLACE_NAMES[place]) for place in Place] if problem.block else []
    return Doubt(
        number,
        problem,
        tuple(Choice(f"{number}:{value}", label, value == chosen) for value, label in offers),
        tuple(Choice(f"{number}:{value}", label, value == chosen) for value, label in places),
    )
