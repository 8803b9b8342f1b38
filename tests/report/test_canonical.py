import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import (
    ActionKind,
    ActionState,
    Audience,
    CauseKind,
    CorrectiveAction,
    EventKind,
    Lessons,
    Report,
    RootCause,
    Severity,
    Task,
    TimelineEvent,
)
from tests.report.strategies import reports

GOLDEN = Path(__file__).parent.parent / "golden"
DIGEST = "sha256:502f79b467ae76273c8c4faeed640f92559c7d3f49fc54819ebc91dd1cd01e85"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


# Every field says something, so that a change of any field's bytes is seen.
FULL = Report(
    title="Orders failed in the EU region",
    severity=Severity.SEV1,
    timezone="Europe/Berlin",
    started_at=moment("2026-03-29T01:40:00+01:00"),
    detected_at=moment("2026-03-29T01:42:30+01:00"),
    acknowledged_at=moment("2026-03-29T01:45:00+01:00"),
    notified_at=moment("2026-03-29T03:05:00+02:00"),
    mitigated_at=moment("2026-03-29T03:50:00+02:00"),
    resolved_at=moment("2026-03-29T04:05:00+02:00"),
    components=("Checkout", "Søk"),
    summary="Customers saw *errors*.\n\n- some\n- all",
    impact="A third of the orders.",
    impact_percent=Decimal("37.50"),
    timeline=(
        TimelineEvent(
            at=moment("2026-03-29T01:42:00+01:00"), kind=EventKind.DETECTED, text="An alert fired."
        ),
        TimelineEvent(clock="03:10", text="Its day is unknown."),
        TimelineEvent(
            kind=EventKind.ESCALATED, text="Called Ana.", audience=Audience.INTERNAL, source="chat"
        ),
    ),
    root_causes=(
        RootCause(kind=CauseKind.TRIGGER, category="configuration", text="A limit of 0.", because_of=1),
        RootCause(
            kind=CauseKind.DETECTION_GAP, text="Nobody \u201creads\u201d it.", audience=Audience.INTERNAL
        ),
    ),
    resolution="The limit was put back.",
    actions=(
        CorrectiveAction(
            title="Refuse a limit of zero",
            detail="In the *parser*.",
            kind=ActionKind.PREVENTIVE,
            owner="Platform",
            due=date(2026, 5, 1),
            state=ActionState.DONE,
            done_on=date(2026, 4, 30),
            tracker="https://tracker.example/7",
            addresses=(0, 1),
            tasks=(Task(title="Write the test"), Task(title="Ship")),
        ),
    ),
    lessons=Lessons(went_well="Fast alert.", went_wrong="Slow call.", lucky="A Sunday."),
    closing="We are sorry.",
    notes="Ask Ana.",
)


def test_the_bytes_of_schema_1_never_change() -> None:
    assert canonical.encode(FULL) == (GOLDEN / "report-1.json").read_bytes()
    assert canonical.digest(canonical.encode(FULL)) == DIGEST


def test_old_bytes_are_read() -> None:
    assert canonical.decode((GOLDEN / "report-1.json").read_bytes()) == FULL


def test_the_published_schema_is_the_one_promised() -> None:
    assert canonical.json_schema() == (GOLDEN / "schema-1.json").read_bytes()


@given(reports())
def test_a_report_is_read_back_from_its_bytes(report: Report) -> None:
    data = canonical.encode(report)

    for read in (canonical.decode, canonical.recall):
        assert read(data) == report
        assert canonical.encode(read(data)) == data


@given(reports(), reports())
def test_reports_are_equal_exactly_when_their_bytes_are(one: Report, other: Report) -> None:
    for name in Report.__struct_fields__:
        try:
            mixed = replace(one, **{name: getattr(other, name)})
        except NotValidError:  # such as another zone without the times to go with it
            continue
        assert (mixed == one) is (canonical.encode(mixed) == canonical.encode(one))
    copy = canonical.decode(canonical.encode(one))
    assert (copy, hash(copy)) == (one, hash(one))


@given(reports())
def test_the_bytes_are_sorted_compact_json_without_floats(report: Report) -> None:
    def refuse(written: str) -> float:
        raise AssertionError(written)

    data = canonical.encode(report)
    plain = json.loads(data, parse_float=refuse, parse_constant=refuse)

    assert json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == data


@given(reports())
def test_every_report_keeps_the_published_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(canonical.encode(report)))


VALIDATOR = Draft202012Validator(json.loads(canonical.json_schema()))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(canonical.json_schema()))


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema": 2},
        {"severity": "sev9"},
        {"titel": "a field nobody knows"},
        {"impact_percent": 37.5},
        {"title": None},
        {"timeline": [{"clock": "25:00"}]},
        {"root_causes": [{"because_of": -1}]},
        {"actions": [{"due": 5}]},
        {"lessons": []},
    ],
)
def test_the_schema_refuses_what_is_no_report(wrong: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid({**json.loads(canonical.encode(FULL)), **wrong})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b'{"title": "cut off',
        b'{"schema": 2}',
        b'{"title": 7}',
        b'{"titel": "x"}',
        b'{"summary": "\\ud800"}',
        b'{"title": "\xc3\x28"}',
        b'{"severity": "sev9"}',
        b'{"started_at": "yesterday"}',
        b'{"impact_percent": "many"}',
        b'{"impact_percent": "300"}',
        b'{"timezone": "Europe/Atlantis"}',
        b'{"actions": [{"due": "2026-02-30"}]}',
        b'{"actions": [{"addresses": [0]}]}',
        b'{"root_causes": [{"because_of": -1}]}',
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("read", [canonical.decode, canonical.recall])
def test_what_is_no_report_is_refused_in_a_sentence(read: Callable[[bytes], Report], data: bytes) -> None:
    with pytest.raises(NotValidError) as caught:
        read(data)

    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message


# Stored when Berlin was to keep summer time in winter too.
UNDER_OTHER_RULES = canonical.encode(
    Report(
        timezone="Etc/GMT-2",
        started_at=moment("2026-12-01T12:00:00+02:00"),
        timeline=(TimelineEvent(at=moment("2026-12-01T12:05:00+02:00")),),
    )
).replace(b"Etc/GMT-2", b"Europe/Berlin")


def test_what_was_stored_stays_readable_when_the_rules_of_its_zone_change() -> None:
    report = canonical.recall(UNDER_OTHER_RULES)

    assert canonical.encode(report) == canonical.encode(public(report)) == UNDER_OTHER_RULES
    assert f"{report.started_at:%H:%M %z}" == "12:00 +0200"
    assert public(replace(report, notes="Ask Ana.")) == report


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (b"12:00:00+02:00", b"12:00:00"),
        (b"12:05:00+02:00", b"12:05:00"),
        (b'"Europe/Berlin"', b"null"),
        (b"12:00:00+02:00", b"12:00:00.5+02:00"),
        (b'started_at":"2026', b'started_at":"1926'),
    ],
)
def test_no_rules_of_any_zone_make_other_times_readable(written: bytes, instead: bytes) -> None:
    with pytest.raises(NotValidError, match="Give whole seconds"):
        canonical.recall(UNDER_OTHER_RULES.replace(written, instead))


def test_what_comes_from_elsewhere_keeps_to_the_rules_of_today() -> None:
    with pytest.raises(NotValidError, match="as the clocks of Europe/Berlin show it"):
        canonical.decode(UNDER_OTHER_RULES)


def test_other_spellings_of_a_report_are_read_as_the_same_report() -> None:
    loose = (
        b'{ "schema": 1, "title": " Cafe\\u0301  down ", "impact_percent": "10.0", "timezone": "Etc/UTC",\n'
    )
    loose += b' "started_at": "2026-01-01T00:00:00+00:00" }'
    report = canonical.decode(loose)

    assert report == Report(
        title="Caf\u00e9 down",
        impact_percent=Decimal(10),
        timezone="Etc/UTC",
        started_at=moment("2026-01-01T00:00:00Z"),
    )


def test_the_plain_form_is_what_the_bytes_say_in_the_order_of_the_declaration() -> None:
    plain = canonical.to_plain(FULL)

    assert list(plain)[:4] == ["schema", "title", "severity", "timezone"]
    assert json.loads(json.dumps(plain)) == json.loads(canonical.encode(FULL))
