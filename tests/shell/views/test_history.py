"""The history of a report as a colleague reads it, and what can be taken back from it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents import workflow
from incidents.models import Incident
from incidents.views.history import PER_PAGE
from incidents.workflow import Stage
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast, draft_of
from tests.shell.views.test_queries import counting


@pytest.fixture
def incident(cast: Cast) -> Incident:
    return people.start(cast.engineer)


def page(client: Client, incident: Incident, name: str = "history", **asked: str) -> str:
    answer = client.get(reverse(name, args=[incident.reference]), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def text(html: str) -> str:
    """Return what is read on a page's main part."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def lines(html: str) -> list[str]:
    found = re.findall(r"<p class=\"history-what\">(.*?)</p>", html)
    return [" ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<time.*?</time>", "", line)).split()) for line in found]


def press(client: Client, html: str, button: str, **options: Any) -> Any:
    """Press the first button of this name with all that its form holds."""
    forms = [form for form in re.findall(r"<form.*?</form>", html) if f">{button}<" in form]
    action = re.search(r'action="(.*?)"', forms[0])
    assert action is not None
    held = dict(re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', forms[0]))
    return client.post(action[1], held, **options)


def test_all_that_happened_is_told_newest_first(signed_in: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(incident, cast.second_engineer, "impact", impact="Half of the orders.")
    told = lines(page(signed_in, incident))
    assert told[0] == "emil wrote: Impact"
    assert [line for line in told if "published" in line] == ["mara published Edition 1"]
    assert [line for line in told if "submitted" in line] == ["edda submitted for review Revision 1"]
    assert told[-2:] == ["edda submitted for review Revision 1", "edda began the draft"]


def test_each_part_says_who_changed_it_last(signed_in: Client, incident: Incident, cast: Cast) -> None:
    people.edit(incident, cast.second_engineer, "impact", impact="Half of the orders.")
    people.edit(incident, cast.second_engineer, "resolution", resolution="The limit was put back.")
    people.edit(incident, cast.engineer, "summary", summary="For eighty minutes orders failed.")
    shown = page(signed_in, incident)
    told = re.findall(r"<dt>(.*?)</dt> ?<dd>(.*?)</dd>", shown)
    assert [parts for parts, _by in told[:2]] == ["Summary", "Impact, Resolution"]
    assert re.fullmatch(r"edda, \S+ \S+ \S+ \S+ UTC", told[0][1])
    assert re.fullmatch(r"emil, \S+ \S+ \S+ \S+ to \S+ UTC", told[1][1])
    assert told[2][0].startswith("Title, Severity")
    assert told[2][1].startswith("edda, who began the draft with it")
    assert "Closing" not in str(told)


def test_pages_hold_every_line_once(signed_in: Client, incident: Incident, cast: Cast) -> None:
    for place in range(PER_PAGE):
        by = (cast.engineer, cast.second_engineer)[place % 2]
        people.edit(incident, by, "impact", impact=f"{place} orders.")
        if place % 5 == 0:
            people.submit(incident, cast.engineer)
    keys: list[str] = []
    after = ""
    while after or not keys:
        shown = page(signed_in, incident, after=after)
        keys += re.findall(r'<time datetime="(\S+?)"', shown)
        found = re.search(r'rel="next" href="\?after=(\S+?)"', shown)
        after = found[1].replace("%3A", ":").replace("%2B", "+") if found else ""
    assert keys == sorted(keys, reverse=True)
    assert len(keys) == PER_PAGE + 6 + 1  # checkpoints, submissions and the beginning


def test_a_mark_that_is_none_begins_at_the_newest(signed_in: Client, incident: Incident) -> None:
    for after in ("x", "2026-01-01_1_1", "2026-13-01T00:00:00+00:00_1_1", "2026-08-03T09:00:00+00:00_1_²"):
        assert "started the draft" in page(signed_in, incident, after=after)


def test_what_changed_leads_from_one_version_to_the_next(
    signed_in: Client, incident: Incident, cast: Cast
) -> None:
    people.edit(incident, cast.second_engineer, "impact", impact="Half of the orders.")
    shown = page(signed_in, incident)
    way = re.search(r'href="([^"]*)">What changed', shown)
    assert way is not None
    told = signed_in.get(way[1].replace("&amp;", "&")).content.decode()
    assert "<ins>Half</ins>" in told


def test_one_part_is_taken_back_and_that_undone(signed_in: Client, incident: Incident, cast: Cast) -> None:
    people.edit(incident, cast.second_engineer, "impact", impact="Half of the orders.")
    people.edit(incident, cast.second_engineer, "resolution", resolution="The limit was put back.")
    shown = page(signed_in, incident, "compare")
    assert shown.count("Take this back") == 2
    told = press(signed_in, shown, "Take this back", follow=True).content.decode()
    assert draft_of(incident).impact == REPORT.impact
    assert draft_of(incident).resolution == "The limit was put back."
    told = " ".join(told.split())
    assert "Restored.</strong> Impact from: As edda left it" in told
    undone = press(signed_in, told, "Undo", follow=True).content.decode()
    assert draft_of(incident).impact == "Half of the orders."
    assert "Undone: the draft is as it was." in undone
    assert " ".join(undone.split()).count("Take this back") == 2


def test_the_whole_report_is_restored_from_the_history(
    signed_in: Client, incident: Incident, cast: Cast
) -> None:
    people.submit(incident, cast.engineer)
    people.edit(incident, cast.second_engineer, "impact", impact="Half of the orders.")
    people.edit(incident, cast.second_engineer, "summary", title="Orders failed")
    shown = page(signed_in, incident, "compare", **{"from": "1"})
    answer = press(signed_in, shown, "Restore the whole report", follow=True)
    assert draft_of(incident) == REPORT
    assert "Both say the same" in answer.content.decode()
    told = lines(page(signed_in, incident))
    assert told[0].startswith("edda restored: Everything from: Revision 1, edda,")
    assert "emil wrote: Title, Impact" in told


def test_a_draft_that_changed_meanwhile_is_left_alone(
    signed_in: Client, incident: Incident, cast: Cast
) -> None:
    people.edit(incident, cast.second_engineer, "impact", impact="Half of the orders.")
    shown = page(signed_in, incident, "compare")
    people.edit(incident, cast.second_engineer, "resolution", resolution="The limit was put back.")
    answer = press(signed_in, shown, "Take this back")
    assert answer.status_code == 409
    assert "nothing was restored" in answer.content.decode()
    assert "Your text is below" not in answer.content.decode()
    assert draft_of(incident).impact == "Half of the orders."


def test_an_edition_is_compared_and_not_restored(signed_in: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.PUBLISHED, cast)
    people.edit(incident, cast.engineer, "impact", impact="Half of the orders.")
    people.edit(incident, cast.engineer, "notes", notes="Ask legal first.")
    shown = page(signed_in, incident, "compare", **{"from": "e1"})
    assert "Edition 1, published" in shown
    assert "<ins>Half</ins>" in shown
    assert "Ask legal first." not in shown
    assert "Take this back" not in shown
    answer = signed_in.post(reverse("restore", args=[incident.reference]), {"version": "e1", "base": ""})
    assert answer.status_code == 404


def test_a_notice_is_no_version(signed_in: Client, cast: Cast) -> None:
    incident = people.at_stage(Stage.WITHDRAWN, cast)
    assert "withdrew the post" in text(page(signed_in, incident))
    answer = signed_in.get(reverse("compare", args=[incident.reference]), {"from": "e2"})
    assert answer.status_code == 404


def test_another_reports_checkpoint_is_not_found(signed_in: Client, incident: Incident, cast: Cast) -> None:
    other = people.start(cast.engineer)
    people.edit(other, cast.engineer, "impact", impact="Half of the orders.")
    key = f"c{other.checkpoints.latest('pk').pk}"
    answer = signed_in.get(reverse("compare", args=[incident.reference]), {"from": key})
    assert answer.status_code == 404
    answer = signed_in.post(reverse("restore", args=[incident.reference]), {"version": key})
    assert answer.status_code == 404


def test_parts_that_no_report_has_are_not_found(signed_in: Client, incident: Incident, cast: Cast) -> None:
    people.submit(incident, cast.engineer)
    asked = {"version": "1", "part": "schema", "base": ""}
    assert signed_in.post(reverse("restore", args=[incident.reference]), asked).status_code == 404


def test_a_long_history_costs_what_a_short_one_does(
    signed_in: Client, incident: Incident, cast: Cast
) -> None:
    def grow(count: int) -> None:
        for place in range(count):
            by = (cast.engineer, cast.second_engineer)[place % 2]
            people.edit(incident, by, "impact", impact=f"{place} of {count} orders.")
            people.submit(incident, cast.engineer)

    grow(2)
    asked = {}
    for name in ("history", "compare"):
        with counting() as few:
            page(signed_in, incident, name)
        asked[name] = len(few)
    grow(8)
    for name, before in asked.items():
        with counting() as many:
            page(signed_in, incident, name)
        assert len(many) == before, name
    assert workflow.standing(incident).stage is Stage.IN_REVIEW
