from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from incidents.report import canonical
from incidents.report.projection import public, public_digest
from incidents.report.shape import MOMENTS
from incidents.report.value import (
    Audience,
    CorrectiveAction,
    Lessons,
    Report,
    RootCause,
    Severity,
    TimelineEvent,
)
from tests.report.strategies import reports

INTERNAL = Audience.INTERNAL


def cause(text: str, because_of: int | None = None, audience: Audience = Audience.PUBLIC) -> RootCause:
    return RootCause(text=text, because_of=because_of, audience=audience)


def marked(report: Report) -> tuple[Report, set[str], set[str]]:
    """Give every text a word of its own; return the report, the public and the internal words."""
    numbers = count(1_000)
    shown: set[str] = set()
    hidden: set[str] = set()

    def word(*, internal: bool) -> str:
        made = f"word{next(numbers)}"
        (hidden if internal else shown).add(made)
        return made

    def mark(part: Any, *, internal: bool = False) -> Any:
        names = [*part.LINES, *part.PROSE]
        return replace(
            part, **{name: word(internal=internal or name in {"notes", "source"}) for name in names}
        )

    def mark_action(action: CorrectiveAction) -> CorrectiveAction:
        internal = action.audience is INTERNAL
        tasks = tuple(mark(task, internal=internal) for task in action.tasks)
        named: CorrectiveAction = mark(action, internal=internal)
        return replace(named, tasks=tasks)

    whole = replace(
        mark(report),
        timeline=tuple(mark(event, internal=event.audience is INTERNAL) for event in report.timeline),
        root_causes=tuple(mark(one, internal=one.audience is INTERNAL) for one in report.root_causes),
        actions=tuple(mark_action(action) for action in report.actions),
        lessons=mark(report.lessons),
        components=tuple(word(internal=False) for _ in report.components),
    )
    return whole, shown, hidden


@given(reports())
def test_no_word_of_an_internal_part_is_in_the_public_bytes_and_every_public_word_is(report: Report) -> None:
    whole, shown, hidden = marked(report)
    data = canonical.encode(public(whole)).decode()

    assert {word for word in hidden if word in data} == set()
    assert {word for word in shown if word not in data} == set()


@given(reports())
def test_projecting_twice_changes_nothing(report: Report) -> None:
    assert public(public(report)) == public(report)


@given(reports(), st.data())
def test_touching_internal_things_keeps_the_public_digest(report: Report, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(report.timeline)))
    secret = TimelineEvent(text="Called the on-call of the bank.", clock="03:10", audience=INTERNAL)
    touched = replace(
        report,
        notes=report.notes + " and more",
        timeline=(*report.timeline[:place], secret, *report.timeline[place:]),
        root_causes=(*report.root_causes, cause("not for everyone", audience=INTERNAL)),
        actions=(*report.actions, CorrectiveAction(title="Ask the lawyers", audience=INTERNAL)),
    )
    with_sources = replace(
        touched, timeline=tuple(replace(event, source="a chat") for event in touched.timeline)
    )

    assert public_digest(with_sources) == public_digest(report)
    assert canonical.encode(with_sources) != canonical.encode(report)


@given(reports())
def test_showing_an_internal_part_changes_the_public_digest(report: Report) -> None:
    for name in ("timeline", "root_causes", "actions"):
        for place, part in enumerate(getattr(report, name)):
            other = Audience.PUBLIC if part.audience is INTERNAL else INTERNAL
            parts = list(getattr(report, name))
            parts[place] = replace(part, audience=other)
            assert public_digest(replace(report, **{name: tuple(parts)})) != public_digest(report)


CHANGES: list[dict[str, Any]] = [
    *({name: "."} for name in ("title", "summary", "impact", "resolution", "closing")),
    *({"lessons": replace(Lessons(), **{name: "."})} for name in asdict(Lessons())),
    {"severity": Severity.SEV4},
    {"timezone": "Etc/UTC"},
    {"components": ("Checkout",)},
    {"impact_percent": Decimal(1)},
    {"timeline": (TimelineEvent(),)},
    {"root_causes": (RootCause(),)},
    {"actions": (CorrectiveAction(),)},
    *({name: datetime(2026, 7, 1)} for name in MOMENTS),  # noqa: DTZ001 (a report without a zone)
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_touching_a_public_field_changes_the_public_digest(change: dict[str, Any]) -> None:
    assert public_digest(Report(**change)) != public_digest(Report())


@given(reports(), st.data())
def test_one_more_public_character_changes_the_public_digest(report: Report, data: st.DataObject) -> None:
    whole, shown, _ = marked(report)
    word = data.draw(st.sampled_from(sorted(shown)))
    changed = canonical.decode(canonical.encode(whole).replace(word.encode(), f"{word}.".encode()))

    assert public_digest(changed) != public_digest(whole)


def test_a_cause_behind_an_internal_one_is_explained_by_the_nearest_public_one() -> None:
    shown = public(
        Report(
            root_causes=(
                cause("hidden end", audience=INTERNAL),
                cause("why", because_of=2),
                cause("hidden", because_of=4, audience=INTERNAL),
                cause("loose", because_of=0),
                cause("deep"),
            )
        )
    )

    assert shown.root_causes == (cause("why", because_of=2), cause("loose"), cause("deep"))


def test_an_action_names_only_the_public_causes_it_addresses() -> None:
    shown = public(
        Report(
            root_causes=(cause("a", audience=INTERNAL), cause("b"), cause("c")),
            actions=(
                CorrectiveAction(title="x", addresses=(0, 2)),
                CorrectiveAction(title="y", addresses=(0,)),
            ),
        )
    )

    assert [action.addresses for action in shown.actions] == [(1,), ()]


@given(reports())
def test_public_causes_and_actions_refer_to_what_they_did(report: Report) -> None:
    whole, _, _ = marked(report)
    shown = public(whole)
    before = {one.text: one for one in whole.root_causes}

    for action in shown.actions:
        full = next(one for one in whole.actions if one.title == action.title)
        named = {whole.root_causes[place].text for place in full.addresses}
        assert {shown.root_causes[place].text for place in action.addresses} <= named
    for one in shown.root_causes:
        if one.because_of is not None:
            assert shown.root_causes[one.because_of].text in ancestors(before[one.text], whole)


def ancestors(one: RootCause, report: Report) -> set[str]:
    found = set()
    while one.because_of is not None:
        one = report.root_causes[one.because_of]
        found.add(one.text)
    return found
