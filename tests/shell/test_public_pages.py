import gzip
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from incidents.models import ComponentStatus
from incidents.publishing import pages
from incidents.publishing.addresses import SUBSCRIBE, file_at
from incidents.publishing.pages.accent import DARK_PAPER, LIGHT_PAPER, contrast, readable
from incidents.publishing.site import Component, Edition, EditionKind, Identity, Now, Post, Shelf, State
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.rendering.html import to_text
from incidents.report.shelves import SEVERITY, UNRESOLVED, shelves
from incidents.report.value import (
    ActionState,
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

ATOM = "{http://www.w3.org/2005/Atom}"
IDENTITY = Identity(
    name="Northwind", url="https://status.northwind.example", support_url="https://help.example/"
)
PUBLISHED = datetime(2026, 4, 2, 14, 5, tzinfo=UTC)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-29T{text}")


REPORT = Report(
    title="Checkout <unavailable>",
    severity=Severity.SEV1,
    timezone="Europe/Berlin",
    started_at=berlin("01:40:00+01:00"),
    detected_at=berlin("01:52:00+01:00"),
    resolved_at=berlin("04:05:00+02:00"),
    components=("Checkout", "Payments"),
    impact_percent=Decimal("37.5"),
    summary="Paying **failed**.",
    impact="Orders were refused.",
    timeline=(
        TimelineEvent(at=berlin("01:52:00+01:00"), kind=EventKind.DETECTED, text="An alert fires."),
        TimelineEvent(kind=EventKind.INVESTIGATING, text="The deployment is ruled out."),
        TimelineEvent(clock="03:20", kind=EventKind.ESCALATED, text="Payments join."),
        TimelineEvent(at=berlin("04:05:00+02:00"), kind=EventKind.RESOLVED, text="All orders pass."),
    ),
    root_causes=(
        RootCause(kind=CauseKind.TRIGGER, text="A certificate ran out.", because_of=1),
        RootCause(kind=CauseKind.ROOT, category="process", text="Nobody renewed it."),
    ),
    resolution="It was renewed.",
    actions=(
        CorrectiveAction(title="Watch it", owner="Platform", due=date(2026, 5, 1), addresses=(1,)),
        CorrectiveAction(title="Renew it", state=ActionState.DONE, tasks=(Task(title="Write the job"),)),
        CorrectiveAction(title="Move it", state=ActionState.CANCELLED),
    ),
    lessons=Lessons(went_well="The answer came fast."),
    closing="We are sorry.",
)


def edition(number: int, kind: EditionKind = EditionKind.POST, note: str = "") -> Edition:
    published = PUBLISHED + timedelta(days=number - 1)
    return Edition(number=number, kind=kind, published_at=published, note=note, digest="sha256:0")


def post(report: Report = REPORT, *later: Edition, slug: str = "inc-2026-0001") -> Post:
    return Post(reference="INC-2026-0001", slug=slug, report=report, editions=(edition(1), *later))


CORRECTION = edition(2, EditionKind.CORRECTION, "It was **37.5 %**.")
WITHDRAWAL = edition(3, EditionKind.WITHDRAWAL, "It named the wrong cause.")
OUT = State(status=ComponentStatus.PARTIAL_OUTAGE, since=PUBLISHED, note="Some cards are declined.")
CHECKOUT = Component(name="Checkout", slug="checkout", is_listed=True, states=(OUT,))
NOW = Now(day=date(2026, 4, 9), components=(CHECKOUT,))
MONTHS = (date(2026, 3, 1), date(2025, 12, 1))


class Page(HTMLParser):
    """What a browser would find: words, tags, addresses."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(data.decode())
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"dt", "dd", "p", "li", "div"}:
            self.words += " "

    def handle_data(self, data: str) -> None:
        self.words += data

    def addresses(self, *tags: str) -> set[str]:
        found = ((tag, said.get("href") or said.get("src")) for tag, said in self.tags)
        return {address for tag, address in found if address and tag in tags}


def post_page(shown: Post) -> Page:
    return Page(pages.post_files(shown, IDENTITY)[file_at(shown.path)])


def whole_tree(*posts: Post) -> dict[str, bytes]:
    files = pages.fixed_files(IDENTITY) | pages.ledger_head(None, IDENTITY)
    for each in posts:
        files |= (
            pages.withdrawn_files(each, IDENTITY) if each.is_withdrawn else pages.post_files(each, IDENTITY)
        )
        if each.current.number in each.compared:
            before = Post(
                reference=each.reference,
                slug=each.slug,
                report=Report(title="Checkout slow"),
                editions=each.editions[:-1],
            )
            files |= pages.changes_files(before, each, IDENTITY)
    for month in MONTHS:
        files |= pages.month_files(month, posts, 0, IDENTITY)
    found = [(each.slug, each.current.published_at.date()) for each in posts if not each.is_withdrawn]
    files |= pages.sitemap_part_files(0, found, IDENTITY) | pages.sitemap_files(MONTHS, (0,), IDENTITY)
    files |= pages.feed_files(posts, IDENTITY)
    standing_posts = [each for each in posts if not each.is_withdrawn]
    stood = {key: name for each in standing_posts for key, name in shelves(each.report).items()}
    stood.pop(UNRESOLVED, None)
    standing = tuple(Shelf(key=key, name=name) for key, name in stood.items())
    files |= pages.history_files(MONTHS, standing, IDENTITY)
    now = NOW if stood else Now(day=NOW.day)
    for shelf in standing:
        if shelf.kind == SEVERITY:
            files |= pages.severity_files(Severity(shelf.slug), posts, IDENTITY)
        else:
            files |= pages.component_files(now.component(shelf), now, posts, IDENTITY)
    files |= pages.missing_files(posts, IDENTITY)
    files |= pages.api_files(now, posts, (), IDENTITY)
    return files | pages.front_files(now, (), posts, MONTHS, IDENTITY)


def test_a_post_answers_first_what_customers_ask_first() -> None:
    words = post_page(post()).words
    questions = ["When", "How long", "Whom it hit", "Is it over", "What we promise", "What happened"]
    places = [words.index(question) for question in questions]
    assert places == sorted(places)
    for answer in (
        "29 March 2026, 01:40 \u2013 04:05",
        "Europe/Berlin · 00:40 UTC \u2013 02:05 UTC",
        "1 hour 25 minutes",
        "37.5 % affected",
        "Checkout, Payments",
        "Resolved since 29 March 2026, 04:05",
        "2 actions, 1 done",
        "next due 1 May 2026",
    ):
        assert answer in words


def test_a_post_tells_the_whole_story() -> None:
    words = post_page(post()).words
    for said in (
        "Sunday 29 March 2026 UTC+1",
        "01:52 00:52 UTC Detected An alert fires.",
        "time not known Investigating The deployment is ruled out.",
        "03:20 day not known Escalated Payments join.",
        "UTC+2, the clocks changed",
        "1 Trigger A certificate ran out.",
        "Because 2 Root cause process Nobody renewed it.",
        "It was renewed.",
        "Watch it To do",
        "Platform due 1 May 2026 against cause 2",
        "Renew it Done",
        "Write the job",
        "Move it Cancelled",
        "The answer came fast.",
        "We are sorry.",
        "Until we noticed 12 minutes from the start",
    ):
        assert said in words


def test_what_is_empty_is_left_out() -> None:
    page = post_page(post(Report(title="Mail delayed", summary="Mail was late.")))
    for heading in (
        "Timeline",
        "Why it happened",
        "What we learned",
        "What we are doing",
        "Whom it hit",
        "When",
    ):
        assert heading not in page.words
    assert not page.addresses("img")


def test_an_incident_without_an_end_is_not_said_to_be_over() -> None:
    words = post_page(post(replace(REPORT, resolved_at=None, resolution="", timeline=()))).words
    assert "End not stated" in words
    assert "Resolved" not in words


def test_the_data_beside_the_post_is_the_public_projection() -> None:
    files = pages.post_files(post(), IDENTITY)
    assert files["incidents/inc-2026-0001/report.json"] == canonical.encode(public(REPORT))
    assert files["incidents/inc-2026-0001/editions/1/report.json"] == canonical.encode(public(REPORT))
    assert files["incidents/inc-2026-0001/timeline.svg"].startswith(b"<svg")
    assert b"Paying **failed**." in files["incidents/inc-2026-0001/report.md"]


def test_a_correction_is_said_before_the_facts() -> None:
    words = post_page(post(REPORT, CORRECTION)).words
    assert "Corrected 3 April 2026 It was 37.5 %." in words
    assert words.index("It was 37.5 %.") < words.index("Whom it hit")
    assert {"/incidents/inc-2026-0001/editions/1/", "/incidents/inc-2026-0001/editions/2/"} <= post_page(
        post(REPORT, CORRECTION)
    ).addresses("a")


def test_an_edition_s_page_is_the_same_whatever_comes_later() -> None:
    first = pages.post_files(post(), IDENTITY)["incidents/inc-2026-0001/editions/1/index.html"]
    assert pages.edition_files(post(), IDENTITY)["incidents/inc-2026-0001/editions/1/index.html"] == first
    assert "incidents/inc-2026-0001/editions/1/index.html" not in pages.post_files(
        post(REPORT, CORRECTION), IDENTITY
    )
    page = Page(first)
    assert "This is edition 1, kept as it was published on 2 April 2026 at 14:05 UTC." in page.words
    assert "/incidents/inc-2026-0001/" in page.addresses("a")


def test_a_withdrawn_post_shows_its_reason_everywhere_and_its_report_nowhere() -> None:
    withdrawn = post(REPORT, CORRECTION, WITHDRAWAL)
    files = whole_tree(withdrawn)
    for path in ("", "editions/1/", "editions/2/", "editions/2/changes/", "editions/3/"):
        page = Page(files[f"incidents/inc-2026-0001/{path}index.html"])
        assert "This report was withdrawn" in page.words
        assert "INC-2026-0001" in page.words
        assert "It named the wrong cause." in page.words
    for path, data in files.items():
        assert b"Checkout" not in data, path
        assert b"37.5" not in data, path
    assert b"/incidents/inc-2026-0001/" not in files["sitemap/0.xml"]


@pytest.mark.parametrize("shown", [post(), post(REPORT, CORRECTION), post(Report())])
def test_every_address_on_the_site_leads_somewhere_on_it(shown: Post) -> None:
    files = whole_tree(shown)
    files |= pages.edition_files(post(shown.report), IDENTITY)
    for path, data in files.items():
        if path.endswith(".html"):
            page = Page(data)
            ids = {f"#{said['id']}" for _, said in page.tags if "id" in said}
            for address in page.addresses("a", "link", "img", "script"):
                inside = urljoin(f"/{path}", address.removeprefix(IDENTITY.url))
                known = address in ids or address in {IDENTITY.support_url, SUBSCRIBE}
                assert known or file_at(inside) in files, (path, address)


def test_no_page_needs_or_loads_anything_but_its_own() -> None:
    for path, data in whole_tree(post(REPORT, CORRECTION)).items():
        if not path.endswith(".html"):
            continue
        for tag, said in Page(data).tags:
            assert not any(name.startswith("on") or name == "style" for name in said), (path, tag)
            assert tag not in {"style", "iframe", "object", "embed"}, (path, tag)
            if tag == "script" and said.get("type") != "application/ld+json":
                assert (said.get("src") or "").startswith("/assets/")


@given(reports())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_report_can_be_published(report: Report) -> None:
    shown = post(public(report), CORRECTION)
    files = pages.post_files(shown, IDENTITY) | pages.feed_files([shown], IDENTITY)
    assert files == pages.post_files(shown, IDENTITY) | pages.feed_files([shown], IDENTITY)
    ET.fromstring(files["feed.atom"])  # noqa: S314 (our own output)
    words = Page(files[file_at(shown.path)]).words
    for section in (report.summary, report.closing):
        assert " ".join(to_text(section).split()) in words


def test_lists_say_what_and_when_and_lead_there() -> None:
    files = whole_tree(post(REPORT, CORRECTION))
    for path in ("index.html", "history/2026/03/index.html"):
        page = Page(files[path])
        assert (
            "29 March 2026 1 hour 25 minutes Resolved Corrected Checkout <unavailable> Paying failed."
            in page.words
        )
        assert "/incidents/inc-2026-0001/" in page.addresses("a")
    assert "March 2026" in Page(files["index.html"]).words
    history = Page(files["history/index.html"])
    assert "2026 March 2025 December" in history.words
    assert {"/history/2026/03/", "/history/2025/12/"} <= history.addresses("a")


def test_an_empty_site_says_so() -> None:
    front = Page(pages.front_files(Now(day=date(2026, 4, 9)), [], [], [], IDENTITY)["index.html"])
    assert "No incident has been reported here yet." in front.words


def test_the_feed_tells_every_edition_once() -> None:
    other = post(REPORT, slug="inc-2026-0002")
    root = ET.fromstring(  # noqa: S314 (our own output)
        pages.feed_files([post(REPORT, CORRECTION), other, post()], IDENTITY)["feed.atom"]
    )
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Corrected: Checkout <unavailable>",
        "Checkout <unavailable>",
        "Checkout <unavailable>",
    ]
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == 3
    assert all(each.startswith("tag:status.northwind.example,2026-04-02:") for each in ids)
    assert root.findtext(f"{ATOM}updated") == "2026-04-03T14:05:00Z"
    content = entries[0].findtext(f"{ATOM}content") or ""
    for said in (
        "It was <strong>37.5 %</strong>",
        "Europe/Berlin",
        "An alert fires.",
        "Watch it",
        "We are sorry.",
    ):
        assert said in content


def test_an_entry_keeps_its_name_when_an_edition_follows() -> None:
    def ids(*posts: Post) -> list[str]:
        root = ET.fromstring(pages.feed_files(posts, IDENTITY)["feed.atom"])  # noqa: S314 (our own output)
        return [entry.findtext(f"{ATOM}id") or "" for entry in root.findall(f"{ATOM}entry")]

    assert ids(post(REPORT, CORRECTION), post())[1:] == ids(post())


def test_sitemap_robots_and_schema_are_there() -> None:
    files = whole_tree(post())
    assert b"<loc>https://status.northwind.example/sitemap/0.xml</loc>" in files["sitemap.xml"]
    assert b"<loc>https://status.northwind.example/incidents/inc-2026-0001/</loc>" in files["sitemap/0.xml"]
    assert b"<loc>https://status.northwind.example/history/2025/12/</loc>" in files["sitemap/pages.xml"]
    assert b"Sitemap: https://status.northwind.example/sitemap.xml" in files["robots.txt"]
    assert json.loads(files["schema/report-1.json"])["title"].startswith("Candor")
    for path, data in files.items():
        if path.endswith((".xml", ".svg")):
            ET.fromstring(data)  # noqa: S314 (our own output)


def test_a_post_with_everything_is_small() -> None:
    files = whole_tree(post())
    needed = [path for path in files if path.startswith("assets/")]
    needed += ["incidents/inc-2026-0001/index.html", "incidents/inc-2026-0001/timeline.svg"]
    assert sum(len(gzip.compress(files[path])) for path in needed) < 30_000


def test_every_heading_and_event_has_an_address_of_its_own() -> None:
    tags = Page(whole_tree(post(REPORT))[file_at(post(REPORT).path)]).tags
    ids = [said["id"] for _, said in tags if "id" in said]
    assert len(ids) == len(set(ids))
    leading = {said["href"] for tag, said in tags if tag == "a" and said.get("class") in {"anchor", "at"}}
    assert {href.removeprefix("#") for href in leading if href} <= set(ids)
    assert {"#summary", "#timeline", "#actions", "#event-1", f"#event-{len(REPORT.timeline)}"} <= leading


def structured(report: Report) -> dict[str, object]:
    shown = post(report)
    page = whole_tree(shown)[file_at(shown.path)].decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told: dict[str, object] = json.loads(data)
    return told


def test_search_engines_are_told_what_the_post_is() -> None:
    told = structured(REPORT)
    assert told["headline"] == REPORT.title
    assert told["url"] == f"{IDENTITY.url}{post(REPORT).path}"
    assert told["image"] == f"{IDENTITY.url}{post(REPORT).path}card.png"


def test_no_title_ends_the_data_that_search_engines_read() -> None:
    hostile = "</script><script>alert(1)</script><!-- &amp;"
    assert structured(replace(REPORT, title=hostile))["headline"] == hostile


def test_other_sites_are_given_a_picture_that_is_pinned_and_small() -> None:
    shown = post(REPORT)
    files = whole_tree(shown)
    card = files["incidents/inc-2026-0001/card.png"]
    with Image.open(io.BytesIO(card)) as image:
        assert image.size == (1200, 630)
    assert len(card) < 60_000
    assert card == whole_tree(shown)["incidents/inc-2026-0001/card.png"]
    page = Page(files[file_at(shown.path)]).tags
    assert ("meta", {"property": "og:image", "content": f"{IDENTITY.url}{shown.path}card.png"}) in page


@pytest.mark.parametrize("title", ["", "支払いが失敗しました", "x" * 900, "دفع", "word " * 200])
def test_any_title_makes_a_card(title: str) -> None:
    files = whole_tree(post(replace(REPORT, title=title)))
    assert files["incidents/inc-2026-0001/card.png"].startswith(b"\x89PNG")


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_any_accent_becomes_readable(accent: str) -> None:
    for paper in (LIGHT_PAPER, DARK_PAPER):
        assert contrast(readable(accent, paper), paper) >= 4.5


def test_a_readable_accent_stays_as_it_is() -> None:
    assert readable("#2f5d8a", LIGHT_PAPER) == "#2f5d8a"
    assert readable("no colour", LIGHT_PAPER) == "#2f5d8a"


def test_a_post_that_came_back_is_not_withdrawn_in_the_feed() -> None:
    back = edition(4, EditionKind.RESTORATION, "It names nobody now.")
    editions = [
        post(REPORT, CORRECTION, WITHDRAWAL, back),
        post(REPORT, CORRECTION, WITHDRAWAL),
        post(REPORT),
    ]
    feed = ET.fromstring(pages.feed_files(editions, IDENTITY)["feed.atom"])  # noqa: S314 (our own)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert titles[0] == "Restored: Checkout <unavailable>"
    assert all("Checkout" not in title for title in titles[1:])
