import pytest

from incidents.report.reading import read

SUMMARY = """# Outage of the shop

## Summary

{}

## Timeline

- 2025-03-04 10:05 UTC the shop was slow
"""


def test_takes_impact_cause_and_resolution_from_the_summary_and_says_so() -> None:
    told = (
        "On Tuesday 40% of users saw an error page. It was caused by a full disk.\n"
        "We rolled back the release. Going forward we will watch the disk."
    )
    found = read(SUMMARY.format(told))
    report = found.report
    assert report.summary == told
    assert report.impact == "On Tuesday 40% of users saw an error page."
    assert [cause.text for cause in report.root_causes] == ["It was caused by a full disk."]
    assert report.resolution == "We rolled back the release."
    assert [(p.code, p.path, p.line) for p in found.problems] == [
        ("told-in-prose", "root_causes[0]", 5),
        ("told-in-prose", "impact", 5),
        ("told-in-prose", "resolution", 6),
    ]
    assert found.spans["resolution"] == (6, 6)


def test_a_command_that_resolved_it_belongs_to_the_resolution() -> None:
    told = "This issue was resolved by running:\n```\nsudo reboot\n```\nNobody noticed."
    assert read(SUMMARY.format(told)).report.resolution == (
        "This issue was resolved by running:\n```\nsudo reboot\n```"
    )


@pytest.mark.parametrize("sentence", ["The disk should be fixed.", "It will be reverted.", "It is sunny."])
def test_what_is_only_planned_resolved_nothing(sentence: str) -> None:
    assert read(SUMMARY.format(sentence)).report.resolution == ""


@pytest.mark.parametrize("sentence", ["Users could not pay.", "Users could no longer pay: it was down."])
def test_what_nobody_could_do_is_an_impact(sentence: str) -> None:
    assert read(SUMMARY.format(sentence)).report.impact == sentence


def test_the_timeline_tells_what_no_prose_does() -> None:
    report = read(
        "# Outage\n\n## Timeline\n\n- 10:05 the cause was found in the cache\n- 10:10 restarted the cache\n"
    ).report
    assert [cause.text for cause in report.root_causes] == ["the cause was found in the cache"]
    assert report.resolution == "restarted the cache"


def test_what_was_found_is_no_cause_unless_it_says_so() -> None:
    text = "# Outage\n\n## Timeline\n\n- 10:05 it was found that two more servers were slow\n"
    assert read(text).report.root_causes == ()


def test_a_section_says_more_than_the_prose() -> None:
    found = read("# Outage\n\n## Summary\n\nWe rolled back.\n\n## Resolution\n\nThe disk was emptied.\n")
    assert found.report.resolution == "The disk was emptied."
