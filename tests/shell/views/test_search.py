from datetime import UTC, datetime
from html import unescape
from re import findall, sub
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from pytest_django import Settings

from incidents import finding
from incidents.models import Publication
from incidents.publishing import sought
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.sought import Wish
from incidents.report.projection import public
from incidents.report.value import Report
from tests.report.strategies import reports
from tests.report.test_projection import marked
from tests.shell.cast import REPORT, Cast, publish, start, titled, withdraw
from tests.shell.newsroom import NOON, Newsroom

LAST_YEAR = datetime(2025, 5, 2, 8, tzinfo=UTC)


@pytest.fixture
def deployed(cast: Cast) -> Publication:
    made = publish(start(cast.engineer), cast)
    Publication.objects.update(deployed_at=NOON)
    return made


def ask(client: Client, **asked: Any) -> Any:
    answer = client.get("/search/", asked)
    assert answer.status_code == 200
    return answer


def page(client: Client, **asked: Any) -> str:
    text: str = ask(client, **asked).content.decode()
    return text


def titles(client: Client, **asked: Any) -> list[str]:
    found = findall(r"<h3><a[^>]*>(.*?)</a></h3>", page(client, **asked))
    return [unescape(sub("<[^>]+>", "", title)) for title in found]


def test_words_are_found_anywhere_in_the_public_text(client: Client, deployed: Publication) -> None:
    for asked in (
        "orders",
        "ORD plac",
        "vendor's limit zero",
        deployed.incident.reference,
        "checkout",
        "sev2",
    ):
        expected = [] if "vendor" in asked else [REPORT.title]
        assert titles(client, q=asked) == expected, asked
    said = page(client, q="limit zero")
    assert "A <mark>limit</mark> of <mark>zero</mark>." in said
    assert 'value="limit zero"' in said


def test_what_only_colleagues_read_is_not_found(client: Client, deployed: Publication) -> None:
    for hidden in ("vendor", "chat", "named"):
        assert titles(client, q=hidden) == []


@given(reports())
@effort(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_of_an_internal_part_is_kept_or_shown(report: Report) -> None:
    now, _, hidden = marked(report)
    shown = public(now)
    words = " ".join(text for text in finding.texts(shown))
    passages = "".join(text for word in hidden for _, text in sought.excerpt(shown, [word]))
    assert [word for word in hidden if word in words or word in passages] == []


def test_nothing_is_found_before_the_public_site_shows_it(client: Client, deployed: Publication) -> None:
    Publication.objects.update(deployed_at=None)
    assert titles(client, q="orders") == []


def test_only_the_newest_edition_is_found_and_none_that_was_withdrawn(client: Client, cast: Cast) -> None:
    room = Newsroom(cast)
    first = room.publish("Zebra unavailable")
    Publication.objects.update(deployed_at=NOON)
    assert titles(client, q="zebra") == ["Zebra unavailable"]
    second = room.correct(first, "It was the okapi.", title="Okapi unavailable", summary="Nothing.")
    assert titles(client, q="zebra") == ["Zebra unavailable"], "until the correction is on the site"
    Publication.objects.update(deployed_at=NOON)
    assert (titles(client, q="zebra unavailable"), titles(client, q="okapi")) == ([], ["Okapi unavailable"])
    withdraw(second.incident, cast)
    Publication.objects.update(deployed_at=NOON)
    assert titles(client, q="okapi") == []
    assert "Okapi" not in page(client, q="okapi").replace("okapi", "")


def test_links_find_less_and_lead_back(client: Client, cast: Cast, deployed: Publication) -> None:
    Newsroom(cast).publish("Orders slow", LAST_YEAR)
    Publication.objects.update(deployed_at=NOON)
    assert titles(client, q="orders") == [REPORT.title, "Orders slow"]
    assert titles(client, q="orders", year=2025) == titles(client, year=2025) == ["Orders slow"]
    assert titles(client, q="orders", component="checkout", severity="sev2") == [REPORT.title]
    said = page(client, q="orders", component="checkout")
    assert 'href="/search/?q=orders" aria-current="true">Checkout' in said
    assert 'href="/search/?q=orders&amp;component=checkout&amp;year=2026"' in said


def test_filters_that_the_site_does_not_have_are_left_out(client: Client, deployed: Publication) -> None:
    for name, value in (("component", "x' OR 1=1"), ("severity", "sev9"), ("year", "1999"), ("page", "-7")):
        assert titles(client, q="orders", **{name: value}) == [REPORT.title]


def test_twenty_stand_on_a_page(client: Client, cast: Cast) -> None:
    for number in range(21):
        publish(start(cast.engineer, titled(f"Orders {number}")), cast)
    Publication.objects.update(deployed_at=NOON)
    said = page(client, q="orders")
    assert "21 reports" in said
    assert 'rel="next" href="/search/?q=orders&amp;page=2"' in said
    assert len(titles(client, q="orders")) == 20
    assert titles(client, q="orders", page=2) == ["Orders 0"]


def test_the_number_of_questions_does_not_grow(client: Client, cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for number in range(4):
            publish(start(cast.engineer, titled(f"Orders {number}")), cast)
        Publication.objects.update(deployed_at=NOON)
        with CaptureQueriesContext(connection) as queries:
            page(client, q="orders")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "asked",
    [
        '" OR 1',
        "NEAR(a b)",
        "a:* & b",
        "'; DROP TABLE x; --",
        "*",
        "\0",
        "<script>alert(1)</script>",
        "%",
        "-",
        "a" * 999,
    ],
)
def test_no_sign_has_a_meaning_of_its_own(client: Client, deployed: Publication, asked: str) -> None:
    said = page(client, q=asked)
    assert "<script>alert" not in said


def test_an_empty_search_and_one_in_vain_say_what_to_do(client: Client, deployed: Publication) -> None:
    assert "Words are looked for in everything" in page(client)
    said = page(client, q="zebra")
    assert "No report found" in said
    assert "Try fewer words" in said


def test_an_answer_is_for_everybody_for_a_minute(client: Client, deployed: Publication) -> None:
    answer = ask(client, q="orders")
    assert answer["Cache-Control"] == "public, max-age=60, stale-if-error=86400"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert 'content="noindex"' in answer.content.decode()


def test_nothing_is_posted_to_it(client: Client, db: None) -> None:
    assert client.post("/search/", {"q": "orders"}).status_code == 405


def test_who_asks_too_often_waits(client: Client, db: None, settings: Settings) -> None:
    settings.SEARCH_RATE = "2/m/ip"
    assert [client.get("/search/", REMOTE_ADDR="10.9.8.7").status_code for _ in range(3)] == [200, 200, 429]


def test_a_wish_without_words_asks_for_no_words(deployed: Publication) -> None:
    posts = Shown(DEPLOYED).to_be_found()
    assert sought.matching(posts, Wish(text="…", year=2026)).count() == 1
    assert Wish(text="…").is_empty
