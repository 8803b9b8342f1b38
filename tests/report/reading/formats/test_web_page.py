import re
import time
from html import unescape
from pathlib import Path

import bleach
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report.reading import Reading, read
from incidents.report.reading.formats import web_page
from incidents.report.value import ActionState, CauseKind, EventKind, Severity
from tests.report.reading.loss import lost_words

SAMPLE = (Path(__file__).parents[1] / "samples" / "confluence.html").read_text()
PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>", "<tr>",
    "<td>", "<th>", "</td>", "</table>", "<h1>", "</h1>", "\n<h2>Timeline</h2>\n", "\n<h2>Root cause</h2>\n",
    "<b>", "</b>", "<em>", "<code>", "</code>", "<pre>", "</pre>", "<br/>", "<hr>",
    "<a href='https://shop.example/x'>", "</a>", "<nav>", "</nav>", "<blockquote>", "<dl><dt>", "<dd>",
    "<span style='font-weight:700'>", "</span>", "<input type=checkbox checked>",
    "<img alt=chart src=x>", "</i></b></li>", "<svg/>", "10:05 the mail server fell over",
    " 11:40 an alarm rang ", "Impact: 12% of users\n", "```", "a | b", "4 May 2026", "- typed by hand",
    "&amp; &lt;b&gt; &eacute;", "\n", "\x85", "* * *", "# typed",
)  # fmt: skip


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def visible(html: str) -> str:
    """Return the words a browser shows, found by another parser."""
    apart = re.sub(
        r"<(?=/?(?:p|div|[uo]l|li|table|t[rdh]|h[1-6]|pre|[bh]r|blockquote|d[ldt]|input|img)\b)", "\n<", html
    )
    return unescape(bleach.clean(apart, tags=set(), strip=True, strip_comments=True))


def test_reads_a_page_of_a_wiki() -> None:
    report = read(SAMPLE).report
    assert report.title == "Invoices were sent twice"
    assert report.severity is Severity.SEV2
    assert report.components == ("Billing", "Mailer")
    assert report.timezone == "Etc/UTC"
    assert report.started_at is not None
    assert report.started_at.isoformat() == "2026-05-04T09:10:00+00:00"
    assert "**12% of customers** got" in report.summary
    assert [(f"{event.at:%H:%M}", event.kind) for event in report.timeline] == [
        ("09:10", EventKind.OTHER), ("09:25", EventKind.DETECTED), ("09:50", EventKind.IDENTIFIED),
        ("10:40", EventKind.RESOLVED),
    ]  # fmt: skip
    assert report.timeline[2].text == "We found that the job's lock had *expired*."
    assert [cause.kind for cause in report.root_causes] == [
        CauseKind.ROOT, CauseKind.CONTRIBUTING, CauseKind.CONTRIBUTING,
    ]  # fmt: skip
    assert "for invoice in invoices:\n    send(invoice)\n```" in report.root_causes[0].text
    assert report.lessons.went_well == "Support told us [within minutes](https://wiki.example/calls/7)."


def test_reads_task_lists_with_their_boxes_and_nested_lists() -> None:
    hold, count = read(SAMPLE).report.actions
    assert hold.state is ActionState.DONE
    assert count.state is ActionState.OPEN
    assert count.owner == "Ines"
    assert [task.title for task in count.tasks] == ["choose the limit", "raise an alarm"]


def test_points_at_the_lines_of_the_page() -> None:
    spans = read(SAMPLE).spans
    lines = SAMPLE.split("\n")
    first, last = spans["summary"]
    assert lines[first - 1].startswith("<div><p>On ")
    assert lines[last - 1].endswith("</p></div>")
    first, last = spans["timeline[3]"]
    assert first == last
    assert "The queue is empty" in lines[first - 1]
    assert "send(invoice)" in lines[spans["root_causes[0]"][1] - 1]


def test_says_which_words_of_the_page_are_no_part_of_its_text() -> None:
    reading = read(SAMPLE)
    (problem,) = [problem for problem in reading.problems if problem.code == "not-read"]
    assert problem.source.split("\n") == [
        "Invoices were sent twice - Engineering wiki", "Engineering", "Reviews", "rendered in 31 ms",
        "Printed by the wiki",
    ]  # fmt: skip
    assert problem.line == 5
    assert "never shown" not in str(reading)


def test_keeps_every_visible_word_of_the_page() -> None:
    reading = read(SAMPLE)
    shown = visible(SAMPLE.split("</head>")[1])
    assert "Nothing counted the mails" in shown
    assert lost_words(shown, reading) == []


def test_takes_the_windows_title_where_no_heading_is_one() -> None:
    reading = read(
        "<html><head><title>Search was slow</title></head><body><h2>Impact</h2><p>All of us.</p></body>"
    )
    assert reading.report.title == "Search was slow"
    assert reading.report.impact == "All of us."
    assert {problem.code for problem in reading.problems} == {"no-root-cause", "resolution-missing"}


def test_reads_the_text_of_a_page_laid_out_by_a_table() -> None:
    left, right = "<h2>Impact</h2><p>Two shops.</p>", "<h2>Resolution</h2><p>A restart.</p>"
    report = read(page(f"<table><tr><td>{left}</td><td>{right}</td></tr></table>")).report
    assert (report.impact, report.resolution) == ("Two shops.", "A restart.")


def test_ignores_the_bold_that_an_export_wraps_a_whole_document_in() -> None:
    body = '<h2>Impact</h2><p><span style="font-weight:700">Two</span> shops.</p>'
    assert (
        read(page(f'<b style="font-weight:normal;" id="docs-internal">{body}</b>')).report.impact
        == "**Two** shops."
    )


@pytest.mark.parametrize(
    "text", ["# Why <html> broke", "The page said <!doctype html>", "", "<h1>Outage</h1>", "html"]
)
def test_leaves_other_text_to_other_readers(text: str) -> None:
    assert not web_page.is_page(text)


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE HTML PUBLIC>", "\ufeff \n<HTML>", "<html lang=en>", "<!doctype html>"]
)
def test_knows_a_page_by_how_it_begins(text: str) -> None:
    assert web_page.is_page(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join).map(page))
def test_keeps_every_visible_word_of_any_page(text: str) -> None:
    reading = read(text)
    last = text.count("\n") + 1
    assert lost_words(visible(text), reading) == []
    assert all(1 <= first <= end <= last for first, end in reading.spans.values())


@given(st.text(alphabet="<>!-[]/='\"&;ab \n?", max_size=80).map(lambda noise: f"<html>{noise}"))
def test_reads_any_noise(text: str) -> None:
    assert isinstance(read(text), Reading)


@pytest.mark.parametrize(
    "noise",
    ["<div>", "<ul><li>", "<table><tr><td>", "<b>", "<!--", "<![CDATA[", "<!x", "</", "<?", "<a b='",
     '<a b="c', "<script><a</", "<pre><pre>", "&#x", "<![if ", "<a =", "</a <", "<nav>", "<p>a"],
)  # fmt: skip
def test_reads_a_million_unclosed_tags_in_bounded_time(noise: str) -> None:
    begun = time.process_time()
    read("<html>" + noise * (200_000 // len(noise)))
    assert time.process_time() - begun < 10
