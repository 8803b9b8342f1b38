import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report.reading import read, source_text
from incidents.report.reading.formats import word
from incidents.report.value import EventKind
from tests.report.reading.formats.word_file import (
    document,
    item,
    notes,
    packed,
    paragraph,
    run,
    styled,
    table,
)

BOLD = "<w:b/>"
SAMPLE = document(
    styled("Titel", "Invoices were sent twice"),
    table(("Severity", "Sev 2"), ("Affected services", "Billing, Mailer")),
    styled("berschrift1", "Summary"),
    paragraph(
        run("On 4 May 2026 from 09:10 to 10:40 UTC, ") + run("12% of ", BOLD) + run("customers ", BOLD)
        + run("got <two> mails.")
    ),
    styled("Mine", "Timeline (UTC)"),
    table(
        ("Time", "Event"), ("09:10", "The nightly job starts twice."), ("09:25", "A customer reports it."),
        ("10:40", "Fully restored."),
    ),
    styled("berschrift1", "Root cause"),
    paragraph(run("The lock lives for one hour") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + run(".")),
    styled("berschrift1", "Action items"),
    styled("Aufzhlung", f'<w:ins w:id="1">{run("Hold the lock. Owner: Ines. Due 1 June 2026.")}</w:ins>'),
    item('<w:hyperlink r:id="rId7">' + run("Count the mails") + "</w:hyperlink>"),
    item("choose the limit", level=1, number=2),
    item("raise an alarm", level=1, number=2),
    footnotes=notes("footnote", 3, "Nobody knows why."),
)  # fmt: skip


def test_writes_the_document_as_markdown() -> None:
    text = source_text(SAMPLE)
    assert text.startswith(
        "# Invoices were sent twice\n\n**Severity:** Sev 2\n**Affected services:** Billing, Mailer\n\n"
        "## Summary\n\n"
    )
    assert "UTC, **12% of customers** got &lt;two> mails." in text
    assert "| Time | Event |\n|---|---|\n| 09:10 | The nightly job starts twice. |" in text
    assert text.endswith(
        "- Hold the lock. Owner: Ines. Due 1 June 2026.\n- [Count the mails](https://tracker.example/issues/88)\n"
        "    1. choose the limit\n    2. raise an alarm\n\n## Footnotes\n\n[3] Nobody knows why."
    )


def test_reads_the_document() -> None:
    report = read(source_text(SAMPLE)).report
    assert report.title == "Invoices were sent twice"
    assert [event.kind for event in report.timeline] == [
        EventKind.OTHER,
        EventKind.DETECTED,
        EventKind.RESOLVED,
    ]
    hold, count = report.actions
    assert hold.owner == "Ines"
    assert count.tracker == "https://tracker.example/issues/88"
    assert [task.title for task in count.tasks] == ["choose the limit", "raise an alarm"]
    assert "Nobody knows why." in report.notes


def test_leaves_out_what_was_deleted_and_keeps_line_breaks() -> None:
    moved = (
        "<w:moveFrom>" + run("twice") + "</w:moveFrom><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
    )
    text = source_text(document(paragraph(moved + run("one") + "<w:r><w:br/></w:r>" + run("two"))))
    assert text == "one\ntwo"


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return document(paragraph("&a9;"), opening=f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>')


def external_entity() -> bytes:
    return document(opening='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')


def bomb() -> bytes:
    return packed({"word/document.xml": b" " * 21_000_000})


def lying_bomb() -> bytes:
    """A part that unpacks to more than its entry says."""
    data = bytearray(packed({"word/document.xml": b" " * 5_000_000}))
    for at in (data.find(b"PK\x01\x02") + 24, 22):
        data[at : at + 4] = (1_000).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (billion_laughs(), "document type"), (external_entity(), "document type"),
        (bomb(), "20,000,000 bytes"),
        (lying_bomb(), "can't be opened"), (packed({"notes.txt": b"x"}), "no Word document"),
        (SAMPLE[:-400], "no Word document"), (b"PK\x03\x04", "no Word document"),
        (document("<w:p>"), "can't be opened"),
        (packed({"word/document.xml": b"<a>" * 1_000_000}), "can't be opened"),
        (document(), "no text"),
        (packed({"word/document.xml": b'<?xml version="1.0" encoding="x"?><a/>'}), "can't be opened"),
        (document(paragraph("a " * 1_500_000)), "2,000,000 bytes"),
        (b"\x89PNG\r\n\x1a\n\0", "picture"),
        (b"\xff\xd8\xff\xe0\0", "picture"), (b"%PDF-1.7\0", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
    ],
)  # fmt: skip
def test_refuses_hostile_and_other_files_in_one_sentence_and_soon(data: bytes, sentence: str) -> None:
    begun = time.process_time()
    with pytest.raises(NotValidError, match=sentence) as refused:
        source_text(data)
    assert time.process_time() - begun < 5
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("<w:tbl><w:tr><w:tc>" + paragraph("a"), "</w:tc></w:tr></w:tbl>"),
        ("<w:p>" + run("a"), "</w:p>"),
        ("<w:ins>", "</w:ins>"),
    ],
)
def test_reads_deep_nesting_in_bounded_time(opened: str, closed: str) -> None:
    begun = time.process_time()
    text = source_text(document(opened * 10_000, closed * 10_000, paragraph("end")))
    assert text.endswith("end")
    assert time.process_time() - begun < 10


def damaged(at: int, byte: int) -> bytes:
    return SAMPLE[:at] + bytes([byte]) + SAMPLE[at + 1 :]


NOISE = st.binary(max_size=200).map(lambda noise: b"PK\x03\x04" + noise)


@given(NOISE | st.builds(damaged, st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)))
def test_reads_or_refuses_any_damaged_file(data: bytes) -> None:
    try:
        assert source_text(data).strip()
    except NotValidError as error:
        assert error.message.endswith(".")  # noqa: PT017 (a damaged file may still be readable)


def test_knows_a_document_by_its_bytes() -> None:
    assert word.is_word(SAMPLE)
    assert not word.is_word(b"Postmortem of PK")
    assert zipfile.is_zipfile(BytesIO(SAMPLE))
