"""The JSON that status pages share, as the clients of others read it."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from incidents.models import ComponentStatus
from incidents.publishing import pages
from incidents.publishing.site import Component, Now, Post, State
from incidents.report.value import EventKind, Report, Severity, TimelineEvent
from tests.shell.test_public_pages import (
    CHECKOUT,
    CORRECTION,
    IDENTITY,
    NOW,
    PUBLISHED,
    REPORT,
    WITHDRAWAL,
    post,
)

ADDRESSES = (
    *("summary", "status", "components", "incidents", "incidents/unresolved"),
    *("scheduled-maintenances", "scheduled-maintenances/upcoming", "scheduled-maintenances/active"),
)
OPEN = replace(REPORT, resolved_at=None, resolution="", timeline=REPORT.timeline[:1])


def api(name: str, *posts: Post, unresolved: tuple[Post, ...] = (), now: Now = NOW) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        pages.api_files(now, posts, unresolved, IDENTITY)[f"api/v2/{name}.json"]
    )
    return told


def incident(report: Report) -> dict[str, Any]:
    (found,) = api("incidents", post(report))["incidents"]
    return dict(found)


def component(status: ComponentStatus) -> Component:
    return Component(
        name=status.value, slug=status.value, is_listed=True, states=(State(status=status, since=PUBLISHED),)
    )


def test_all_eight_addresses_say_whose_page_it_is() -> None:
    assert set(pages.api_files(NOW, (), (), IDENTITY)) == {f"api/v2/{name}.json" for name in ADDRESSES}
    for name in ADDRESSES:
        page = api(name)["page"]
        assert (page["name"], page["url"]) == ("Northwind", "https://status.northwind.example")


def test_the_summary_holds_what_the_others_hold() -> None:
    shown, waiting = (post(REPORT),), (post(OPEN),)
    summary = api("summary", *shown, unresolved=waiting)
    assert summary["status"] == api("status", unresolved=waiting)["status"]
    assert summary["components"] == api("components")["components"]
    assert summary["incidents"] == api("incidents/unresolved", unresolved=waiting)["incidents"]
    assert summary["scheduled_maintenances"] == []


def test_ids_are_twelve_small_letters_and_digits_and_never_change() -> None:
    told = json.dumps(api("incidents", post(REPORT)))
    ids = re.findall(r'"(?:id|page_id|incident_id)": "([^"]*)"', told)
    assert len(ids) > 6
    assert all(re.fullmatch(r"[a-z0-9]{12}", one) for one in ids)
    later = api("incidents", post(replace(REPORT, title="Another title"), CORRECTION))["incidents"][0]
    assert later["id"] == incident(REPORT)["id"]


def test_times_have_milliseconds_and_are_in_utc() -> None:
    told = json.dumps(api("summary", unresolved=(post(OPEN),)))
    times = re.findall(r'"\w+_at": "([^"]*)"', told)
    assert times
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at) for at in times)
    assert incident(REPORT)["started_at"] == "2026-03-29T00:40:00.000Z"


@pytest.mark.parametrize(
    ("severity", "impact"),
    [
        (Severity.SEV1, "critical"),
        (Severity.SEV2, "major"),
        (Severity.SEV3, "minor"),
        (Severity.SEV4, "none"),
        (None, "minor"),
    ],
)
def test_severities_are_impacts(severity: Severity | None, impact: str) -> None:
    assert incident(replace(REPORT, severity=severity))["impact"] == impact


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "postmortem"),
        ({"resolved_at": None, "resolution": "", "timeline": ()}, "investigating"),
        (
            {
                "resolved_at": None,
                "resolution": "",
                "timeline": (TimelineEvent(kind=EventKind.IDENTIFIED, text="Found."),),
            },
            "identified",
        ),
        (
            {
                "resolved_at": None,
                "resolution": "",
                "timeline": (),
                "mitigated_at": datetime.fromisoformat("2026-03-29T03:30:00+02:00"),
            },
            "monitoring",
        ),
    ],
)
def test_where_an_incident_stands(changes: dict[str, Any], status: str) -> None:
    assert incident(replace(REPORT, **changes))["status"] == status


def test_updates_stand_newest_first_and_the_post_is_one_of_them() -> None:
    updates = incident(REPORT)["incident_updates"]
    assert [update["status"] for update in updates] == ["postmortem", "resolved", "investigating"]
    assert updates[0]["body"].startswith("Paying failed.")
    assert "https://status.northwind.example/incidents/inc-2026-0001/" in updates[0]["body"]
    assert updates[1]["body"] == "All orders pass."
    assert [update["display_at"] for update in updates] == sorted(
        (update["display_at"] for update in updates), reverse=True
    )


@pytest.mark.parametrize(
    ("status", "indicator"),
    [
        (ComponentStatus.OPERATIONAL, "none"),
        (ComponentStatus.UNDER_MAINTENANCE, "none"),
        (ComponentStatus.DEGRADED_PERFORMANCE, "minor"),
        (ComponentStatus.PARTIAL_OUTAGE, "major"),
        (ComponentStatus.MAJOR_OUTAGE, "critical"),
    ],
)
def test_the_worst_component_is_the_page_s_indicator(status: ComponentStatus, indicator: str) -> None:
    now = replace_components(component(ComponentStatus.OPERATIONAL), component(status))
    assert api("status", now=now)["status"]["indicator"] == indicator
    assert [each["status"] for each in api("components", now=now)["components"]] == [
        "operational",
        status.value,
    ]


def replace_components(*components: Component) -> Now:
    return Now(day=NOW.day, components=components)


def test_an_incident_that_is_not_over_makes_it_worse() -> None:
    calm = replace_components(component(ComponentStatus.OPERATIONAL))
    assert api("status", now=calm)["status"]["indicator"] == "none"
    assert api("status", unresolved=(post(OPEN),), now=calm)["status"]["indicator"] == "critical"


def test_an_incident_s_components_are_those_of_the_page() -> None:
    told = {each["name"]: each for each in incident(REPORT)["components"]}
    (listed,) = api("components")["components"]
    assert told["Checkout"] == listed
    assert told["Payments"]["status"] == "operational"


def test_a_withdrawn_post_is_not_told() -> None:
    gone = Post(reference="INC-2026-0001", slug="x", report=Report(), editions=(*post().editions, WITHDRAWAL))
    assert api("incidents", gone)["incidents"] == []


def test_what_changed_last_is_when_the_page_changed() -> None:
    later = Component(
        name="A",
        slug="a",
        is_listed=True,
        states=(State(status=ComponentStatus.OPERATIONAL, since=PUBLISHED + timedelta(days=3)),),
    )
    assert (
        api("status", now=replace_components(CHECKOUT, later))["page"]["updated_at"]
        == "2026-04-05T14:05:00.000Z"
    )
    assert datetime.fromisoformat(api("status", now=replace_components())["page"]["updated_at"]).tzinfo == UTC
