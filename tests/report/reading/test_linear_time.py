"""Reading takes time in proportion to the text, whatever the text is."""

import time
from itertools import product

import pytest

from incidents.report.reading import read

_SMALL, _GROWTH = 5_000, 4  # characters, and how much longer the second text is
_MOST = 2.5 * _GROWTH  # a quadratic reader takes sixteen times as long
_RUNS, _TRIES = 2, 6

HEADERS = ("", "# Timeline\n", "# Root cause\n", "# Action items\n")
REPEATED = (
    "a\n", "\n", "- a\n", "10:00 a\n", "| a | 10:00 |\n", "```\nx\n", "**a:** b\n", "Resolution: x\n",
    "Impact: 10% of users\n", "the issue was fixed. ", "May 5 ", "12:00 ", "**", "[x](", "<b>x ", "(", " ",
    "By 10:40 it was down, ", "We will fix it. ", "The team ", "due by May 5, ", "1. a:\n- b\n", "## a\n",
    "## Summary\nx\n## Timeline\n10:00 a\n",
)  # fmt: skip
# Of what a saved page may hold without end.
TAGS = (
    "<p>a", "<p>a</p>\n", "<li>a", "<ul><li>a", "<td>a", "<table><tr><td>a", "<b>a", "<b>a</b> ", "<h2>a",
    "<pre>a", "<pre>a</pre>", "<div>", "<a href=x>a", "<blockquote>a", "<br>", "<!--a-->",
    "<nav>a", "<nav>a</i>", "</p>", "&amp;",
)  # fmt: skip


def _seconds(text: str) -> float:
    times = []
    for _ in range(_RUNS):
        begun = time.process_time()
        read(text)
        times.append(time.process_time() - begun)
    return min(times)


def _grows_in_proportion(start: str, repeated: str, count: int) -> bool:
    """Say whether it does in one of several tries: a busy machine slows one text or the other."""
    for _ in range(_TRIES):
        # Less than this says more of the machine than of the text.
        short = max(_seconds(start + repeated * count), 0.002)
        if _seconds(start + repeated * count * _GROWTH) < short * _MOST:
            return True
    return False


@pytest.mark.parametrize(("header", "repeated"), list(product(HEADERS, REPEATED)))
def test_takes_no_more_than_its_share_longer_for_a_longer_text(header: str, repeated: str) -> None:
    assert _grows_in_proportion(header, repeated, _SMALL // len(repeated))


def test_reads_a_timeline_of_endless_short_lines_in_proportion() -> None:
    assert _grows_in_proportion("Timeline:\n", "a\n", 8_000)


@pytest.mark.parametrize("repeated", TAGS)
def test_reads_a_page_in_proportion_to_its_length(repeated: str) -> None:
    assert _grows_in_proportion("<html><body>", repeated, _SMALL * 4 // len(repeated))
