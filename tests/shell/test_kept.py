"""Posts that are kept between publications."""

from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from incidents.publishing import kept
from incidents.publishing.shown import Shown
from incidents.publishing.site import Post
from tests.shell.newsroom import Newsroom


def test_what_was_read_is_not_read_again(room: Newsroom) -> None:
    room.publish("Checkout unavailable")
    room.publish("Search slow")
    first = Shown(Q()).recent(5)
    with CaptureQueriesContext(connection) as queries:
        again = Shown(Q()).recent(5)
    assert again == first
    assert len(queries) == 1
    assert "report" not in queries[0]["sql"].split("FROM")[0]


def test_a_correction_and_a_withdrawal_show_at_once(room: Newsroom) -> None:
    post = room.publish("Checkout unavailable")
    assert [each.report.title for each in Shown(Q()).recent(5)] == ["Checkout unavailable"]
    room.correct(post, "It was slow.", title="Checkout slow")
    assert [each.report.title for each in Shown(Q()).recent(5)] == ["Checkout slow"]
    assert [each.report.title for each in Shown(Q()).latest_editions(5)] == [
        "Checkout slow",
        "Checkout unavailable",
    ]
    room.withdraw(post, "It named the wrong part.")
    assert [each.report.title for each in Shown(Q()).latest_editions(5)] == ["", "", ""]


def test_the_comparison_with_the_database_reads_every_byte(room: Newsroom) -> None:
    room.publish("Checkout unavailable")
    (kept_post,) = Shown(Q()).recent(5)
    with CaptureQueriesContext(connection) as queries:
        ((read_again,),) = Shown(Q()).every_post()
    assert read_again == kept_post
    assert '"report"' in queries[0]["sql"]


def test_no_more_are_kept_than_are_needed(room: Newsroom) -> None:
    room.publish("Checkout unavailable")
    (post,) = Shown(Q()).recent(1)
    at = post.current.published_at
    kept.keep({kept.Key(number, "", at, is_gone=False): post for number in range(1000, 2000)})
    kept.keep({kept.Key(1, "", at, is_gone=False): post})
    assert len(kept._kept) <= 512


def test_what_is_asked_for_is_answered_however_much_else_was_read(room: Newsroom) -> None:
    room.publish("Checkout unavailable")
    (post,) = Shown(Q()).recent(1)
    kept.forget()
    at = post.current.published_at
    keys = [kept.Key(number, "", at, is_gone=False) for number in range(600)]

    def read(publications: list[int]) -> dict[int, Post]:
        asked.extend(publications)
        return dict.fromkeys(publications, post)

    asked: list[int] = []
    kept.posts(keys[:1], read)
    for key in keys[1:]:  # a post that every publication shows, and a new one each time
        assert kept.posts([keys[0], key], read) == [post, post]
    assert asked == [key.publication for key in keys]
