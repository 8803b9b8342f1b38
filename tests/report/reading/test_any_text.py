"""No text makes the reader fail: whatever is pasted, a report comes of it or one sentence says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report.reading import Reading, encode, read, source_text

# What a reader looks for, to be cut apart and put together wrongly.
_MARKS = (
    "# ",
    "## Timeline\n",
    "## Summary\n",
    "- ",
    "1. ",
    "| ",
    "|---|\n",
    "```\n",
    "> ",
    "**",
    "`",
    ":",
    "\n",
    "\n\n",
    "\t",
    "\0",
    "\x0b",
    "\u2028",
    "\u202e",
    "\ufeff",
    "时间线",
    "12:00 AM",
    "24:61",
    "10:05 UTC",
    "EST",
    "31/02/2024",
    "May 5",
    "0000-00-00",
    "9999-12-31T23:59Z",
    "<b>",
    "</b>",
    "<!--",
    "&nbsp;",
    "](",
    "http://",
    "Root cause: ",
    "In conclusion",
    "due by ",
    "100% of users",
    "{",
    "}",
    '{"schema": 1',
    "---\n",
    "\U0001f525",
)


_TEXTS = st.lists(st.sampled_from(_MARKS) | st.text(max_size=8), max_size=60).map("".join)


def _answer(text: str | bytes) -> Reading | str:
    """Return the reading, or the sentence that says why there is none."""
    try:
        return read(text if isinstance(text, str) else source_text(text))
    except NotValidError as refused:
        return refused.message


@given(_TEXTS | st.binary(max_size=400) | _TEXTS.map(str.encode))
def test_reads_anything_or_says_in_a_sentence_why_not(text: str | bytes) -> None:
    answer = _answer(text)
    if isinstance(answer, str):
        assert answer.endswith(".")
        assert "\n" not in answer
    else:
        assert encode(answer).endswith(b"}")


@given(_TEXTS)
def test_reads_the_same_text_the_same_way(text: str) -> None:
    assert _answer(text) == _answer(text)


@pytest.mark.parametrize("text", ["pragma solidity =0.5.17;", "00/00/24", "3.0.26 was released", "0/5 10:00"])
def test_a_version_is_no_date(text: str) -> None:
    reading = read(text)
    assert reading.report.started_at is None
    assert [problem.code for problem in reading.problems if "date" in problem.code] in ([], ["date-missing"])


def test_a_list_may_begin_deeper_than_it_goes_on() -> None:
    reading = read("# Outage\n\n## Root causes\n\n    - A full disk.\n- Nobody watched it.\n")
    assert [cause.text for cause in reading.report.root_causes] == ["A full disk.", "Nobody watched it."]
