"""What holds for all rules together."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace

from incidents.errors import NotValidError
from incidents.report.checks import CODES, RULES, Context, Level, blocking, check, configure
from incidents.report.value import Report
from tests.report.checks.clean import CLEAN, CONTEXT, changed, check_clean, with_action
from tests.report.strategies import reports

CONTRACT = {
    "impossible-date",
    "date-contradiction",
    "date-missing",
    "non-monotonic-timeline",
    "ampm-slip",
    "duration-mismatch",
    "summary-timeline-mismatch",
    "resolved-before-start",
    "tz-missing",
    "tz-ambiguous",
    "tz-wrong-for-season",
    "no-actions",
    "action-without-owner",
    "action-without-due",
    "cause-without-action",
    "no-root-cause",
    "impact-unquantified",
    "timeline-gap",
    "number-mismatch",
}
TWO_FAULTS = with_action(1, owner="", title="Alert by Nov 31, 2026")


def codes(report: Report, context: Context) -> list[str]:
    return [finding.code for finding in check(report, context)]


def test_a_clean_report_has_no_finding() -> None:
    check_clean(CLEAN)


def test_every_code_of_the_contract_has_a_rule() -> None:
    assert set(CODES) >= CONTRACT
    assert len(set(CODES)) == len(RULES)


def test_findings_come_in_the_order_of_the_report() -> None:
    report = replace(TWO_FAULTS, title="Outage of 4 March 2020")

    assert [finding.path for finding in check(report, CONTEXT)] == [
        "title",
        "actions[1].owner",
        "actions[1].title",
    ]


def test_a_site_can_turn_a_check_off_and_give_another_a_level() -> None:
    context = replace(
        CONTEXT, levels={"action-without-owner": Level.BLOCKS}, off=frozenset({"impossible-date"})
    )

    assert [(finding.code, finding.level) for finding in check(TWO_FAULTS, context)] == [
        ("action-without-owner", Level.BLOCKS)
    ]


def test_only_what_blocks_stops_a_submission() -> None:
    assert [finding.code for finding in blocking(TWO_FAULTS, CONTEXT)] == ["impossible-date"]


def test_a_fingerprint_outlives_a_move_but_not_a_change() -> None:
    moved = changed(actions=tuple(reversed(TWO_FAULTS.actions)))
    reworded = with_action(1, owner="", title="Call by Nov 31, 2026")

    def fingerprint(report: Report) -> str:
        return next(f.fingerprint for f in check(report, CONTEXT) if f.code == "action-without-owner")

    assert fingerprint(moved) == fingerprint(TWO_FAULTS)
    assert fingerprint(reworded) != fingerprint(TWO_FAULTS)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"off": ["no-such-check"]}, "names a check 'no-such-check' that there isn't"),
        ({"levels": {"no-actions": "shouts"}}, "can't be read"),
        ({"gap_minutes": 0}, "`gap_minutes`: expected `int` >= 1"),
        ({"gap_hours": 2}, "has no option 'gap_hours'"),
        ({"internal_hosts": "*.corp.example"}, "`internal_hosts`: expected `array`, got `str`"),
    ],
)
def test_options_that_cannot_be_so_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(NotValidError, match=message):
        configure(options, date(2026, 3, 5))


def test_options_make_a_context() -> None:
    options = {"off": ["no-actions"], "internal_hosts": ["*.corp.example"], "gap_minutes": 30}

    assert configure(options, date(2026, 3, 5)) == Context(
        today=date(2026, 3, 5),
        off=frozenset({"no-actions"}),
        internal_hosts=("*.corp.example",),
        gap_minutes=30,
    )


@given(reports())
def test_any_report_can_be_checked_and_each_fix_removes_its_finding_and_adds_none(report: Report) -> None:
    found = check(report, CONTEXT)
    for finding in found:
        assert finding.message
        if finding.fix:
            left = check(finding.fix.apply(report), CONTEXT)
            assert finding not in left
            assert Counter(each.code for each in left) < Counter(each.code for each in found)
