import pytest
from msgspec.structs import replace

from incidents.report.checks import check
from incidents.report.value import Lessons
from tests.report.checks.clean import CLEAN, CONTEXT, changed

EVERYTHING = ("impact", "impact_percent", "timeline", "lessons.went_well", "detected_at", "closing")


def paths(*required: str, **changes: object) -> list[str]:
    found = check(changed(**changes), replace(CONTEXT, required=required))
    return [finding.path for finding in found if finding.code == "section-required"]


def test_nothing_is_asked_for_where_no_policy_asks() -> None:
    assert paths(impact="", lessons=Lessons()) == []


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("impact", {"impact": ""}),
        ("impact_percent", {"impact_percent": None}),
        ("timeline", {"timeline": ()}),
        ("lessons.went_well", {"lessons": Lessons(lucky="It was night.")}),
    ],
)
def test_what_is_asked_for_and_empty_is_found_once(path: str, changes: dict[str, object]) -> None:
    assert paths(path, path, **changes) == [path]


def test_a_share_of_nothing_is_told() -> None:
    assert (
        paths("impact_percent", impact_percent=CLEAN.impact_percent * 0 if CLEAN.impact_percent else None)
        == []
    )


def test_what_is_filled_in_is_not_found() -> None:
    assert paths("summary", "impact", "timeline", "actions") == []
