"""What a tracker's link is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report.tracker import Ticket, ticket


@pytest.mark.parametrize(
    ("tracker", "name"),
    [
        ("https://github.com/acme/exports/issues/12", "acme/exports#12"),
        ("https://github.com/acme/exports/pull/7/files?w=1#diff", "acme/exports#7"),
        ("http://GIT.example.com/acme/exports/pulls/7", "acme/exports#7"),
        ("https://gitlab.com/acme/exports/-/issues/12", "acme/exports#12"),
        ("https://gitlab.example.com/acme/tools/exports/-/work_items/3", "acme/tools/exports#3"),
        ("https://gitlab.com/acme/exports/-/merge_requests/12#note_1", "acme/exports!12"),
        ("https://acme.atlassian.net/browse/ABC-123", "ABC-123"),
        ("https://jira.example.com/jira/browse/ABC-123?focusedId=1", "ABC-123"),
        ("https://linear.app/acme/issue/ENG-12/refuse-a-limit-of-zero", "ENG-12"),
        ("https://tracker.example.com/PAY-1241", "PAY-1241"),
        ("https://tracker.example.com/board/7/", "tracker.example.com/board/7"),
        ("https://github.com/acme", "github.com/acme"),
        ("https://tracker.example.com", "tracker.example.com"),
    ],
)
def test_a_link_is_called_as_its_tracker_calls_it(tracker: str, name: str) -> None:
    assert ticket(tracker) == Ticket(name, tracker)


@pytest.mark.parametrize(
    "tracker",
    [
        "",
        "PAY-112",
        "javascript:alert(1)//github.com/a/b/issues/1",
        "ftp://example.com/PAY-1",
        "see https://example.com/PAY-1",
        "https://user:pass@example.com/PAY-1",
        "https://example.com/PAY-1 and more",
    ],
)
def test_what_is_no_single_link_stays_as_it_is_written(tracker: str) -> None:
    assert ticket(tracker) == Ticket(tracker)


@given(st.text(max_size=60), st.text(max_size=60))
def test_only_links_of_the_web_lead_anywhere(scheme: str, rest: str) -> None:
    found = ticket(f"{scheme}://{rest}")
    assert not found.address or found.address.lower().startswith(("http://", "https://"))
    assert found.name
