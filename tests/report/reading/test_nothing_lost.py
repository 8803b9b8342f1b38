import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.report.reading import encode, read, source_text
from incidents.report.rendering.markdown import to_markdown
from tests.report.reading.loss import lost_words

DOCUMENTS = sorted((Path(__file__).parent / "documents").iterdir())
CORPUS = os.environ.get("CANDOR_CORPUS")

# What documents are made of; put together at random they make every wrong turn a reader can take.
LINES = (
    "# Outage of the shop",
    "## Summary",
    "### Timeline (all times in CET)",
    "**Root Cause:**",
    "Resolution:",
    "## Action items",
    "**Impact:** 40% of users saw errors",
    "- **Duration:** 9:00 AM to 1:15 PM",
    "Tasks",
    "- 10:05: a server fell over",
    "11.40 PM the mail team woke up",
    "| 10:00 | router changed |",
    "|---|---|",
    "| Time (UTC) | Event |",
    "### 2025-02-30 12:00 - an impossible day",
    "2025-03-30 02:30 Europe slept",
    "  - nested bullet about cables",
    "1. Fix the fan (due by Nov 31, 2023)",
    "- [x] order spares",
    "In conclusion, sorry.",
    "```",
    "> quoted words from a vendor",
    "Lessons learned",
    "### What went well",
    "Author: a person of the night",
    "<li>an <b>item</b> in HTML</li>",
    "<h2>Timeline</h2>",
    "From 10:00 PM to 2:00 AM the queue stood still.",
    "",
    "Escalation: the vendor was called at 3 PM",
    "The issue was fixed by a restart. To resolve it again, call us.",
    "12:00 AM: noon it was not",
    "[???] nobody knows",
    "![chart](chart.png)",
    "**Ada**",
    "Severity: Critical, all lost",
    "2 March 2021",
    "May 10, 2023, 13:20pm",
    "IST",
    "* *14:51 PST* - starred",
    "...",
    "---",
    "Conclusion: it rained",
    "- ask [the vendor][note] about [note]",
    "[note]: https://vendor.example/note",
)

# Control characters are dropped, and the words on both sides of one become one.
_TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_keeps_every_word_of_the_fixtures(path: Path) -> None:
    text = source_text(path.read_bytes())
    assert lost_words(text, read(text)) == []


@given(st.lists(st.sampled_from(LINES) | _TEXTS, max_size=25).map("\n".join))
def test_keeps_every_word_of_any_document_and_makes_a_report_of_it(text: str) -> None:
    reading = read(text)
    assert lost_words(text, reading) == []
    assert encode(reading).startswith(b'{"report":{"schema":1,')
    assert read(to_markdown(reading.report)).report == reading.report


@given(st.lists(st.sampled_from(LINES), max_size=25).map("\n".join))
def test_points_every_value_and_problem_at_lines_of_the_document(text: str) -> None:
    reading = read(text)
    last = text.count("\n") + 1
    assert all(1 <= first <= end <= last for first, end in reading.spans.values())
    assert all(problem.line is None or 1 <= problem.line <= last for problem in reading.problems)
    assert all(f"timeline[{index}]" in reading.spans for index in range(len(reading.report.timeline)))


@pytest.mark.skipif(CORPUS is None, reason="CANDOR_CORPUS names no folder of documents")
def test_keeps_every_word_of_an_outside_corpus() -> None:
    lost = {}
    for path in sorted(Path(str(CORPUS)).rglob("*")):
        if path.suffix in (".md", ".txt"):
            text = source_text(path.read_bytes())
            lost[path.name] = lost_words(text, read(text))
    assert lost
    assert {name: words for name, words in lost.items() if words} == {}


@pytest.mark.parametrize(
    "text",
    [
        "12:00 " * 4_000,
        "**" * 10_000,
        "(" * 20_000,
        "## Timeline\n" + "- " * 10_000,
        "<b>" * 6_000,
        " " * 20_000 + "x",
        "# " + "cause " * 4_000,
        "## Root cause\n" + "The team " * 3_000,
        "1." * 10_000,
        "|" + "-|" * 10_000 + "x",
        "## Actions\n- " + "due by May 5, " * 1_000,
        "## Timeline\n" + "Escalation: x\n" * 1_000,
    ],
)
def test_reads_hostile_text_without_getting_stuck(text: str) -> None:
    assert read(text).report.timezone is None
