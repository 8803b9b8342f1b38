"""From pasted text to a draft, and every way in which the text can be wrong."""

import re
import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.models import Incident
from tests.report.reading.formats.word_file import document, paragraph, styled

NOTES = """
# Exports were stuck

Date: 3 March 2026

## Timeline (UTC)
- 10:05: The first exports stopped.
- 11:40: Exports moved again.

## Root cause
A lock that nobody held on purpose.

## Recipe for soup
Chop an onion.
"""


def test_the_review_shows_what_was_read_and_from_where(signed_in: Client, db: None) -> None:
    page = signed_in.post(reverse("import"), {"text": NOTES}).content.decode()
    assert "Exports were stuck" in page
    assert "The first exports stopped." in page
    assert "timeline[0]" in page
    assert "not-placed" in page
    assert not Incident.objects.exists()


def test_the_reviewed_text_becomes_the_draft(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("import-create"), {"text": NOTES}, follow=True)
    incident = Incident.objects.get()
    assert answer.redirect_chain[-1][0].endswith(f"/{incident.reference}/")
    assert incident.title == "Exports were stuck"
    assert [row.text for row in incident.timeline.all()] == [
        "The first exports stopped.",
        "Exports moved again.",
    ]
    assert "Chop an onion." in incident.notes


def test_the_review_hands_over_the_text_to_the_letter(signed_in: Client, db: None) -> None:
    page = signed_in.post(reverse("import"), {"text": NOTES})
    assert page.context["text"] == NOTES


def test_a_file_is_read_like_pasted_text(signed_in: Client, db: None) -> None:
    file = SimpleUploadedFile("outage.md", NOTES.encode())
    page = signed_in.post(reverse("import"), {"file": file}).content.decode()
    assert "Exports were stuck" in page


@pytest.mark.parametrize(
    ("name", "data"),
    [("picture.png", b"\x89PNG"), ("costs.xlsx", b"PK\x03\x04"), ("report", b"text without a name's end")],
)
def test_a_file_of_another_type_is_refused(signed_in: Client, db: None, name: str, data: bytes) -> None:
    answer = signed_in.post(reverse("import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert "This file is not text." in answer.content.decode()


def test_a_word_document_is_reviewed_as_its_text(signed_in: Client, db: None) -> None:
    data = document(styled("Titel", "Exports were stuck"), paragraph("Nobody held the lock."))
    page = signed_in.post(reverse("import"), {"file": SimpleUploadedFile("outage.DOCX", data)})
    assert page.context["text"] == "# Exports were stuck\n\nNobody held the lock."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("outage.docx", b"\x89PNG\r\n\x1a\n\0", "This is a picture"),
        ("outage.docx", b"PK\x03\x04", "no Word document"),
        ("page.html", b"\xff\xd8\xff\xe0\0", "This is a picture"),
    ],
)
def test_a_renamed_file_is_one_sentence(
    signed_in: Client, db: None, name: str, data: bytes, sentence: str
) -> None:
    answer = signed_in.post(reverse("import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["file"]
    assert sentence in error


@pytest.mark.parametrize("data", [b"Caf\xe9 was down", b"text\x00with a hole", b"", b" \n\n "])
def test_an_unreadable_file_is_one_sentence(signed_in: Client, db: None, data: bytes) -> None:
    answer = signed_in.post(reverse("import"), {"file": SimpleUploadedFile("notes.txt", data)})
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["file"]) == 1


@pytest.mark.parametrize("text", ["", "   \n \n"])
def test_nothing_pasted_is_said_at_the_field(signed_in: Client, db: None, text: str) -> None:
    answer = signed_in.post(reverse("import"), {"text": text})
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["text"]) == 1


def test_five_megabytes_are_one_sentence_and_no_draft(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("import-create"), {"text": "a line of text\n" * 350_000})
    assert answer.status_code == 422
    assert "2,000,000 bytes" in str(answer.context["form"].errors["text"])
    assert not Incident.objects.exists()


def test_text_and_file_at_once_is_a_question(signed_in: Client, db: None) -> None:
    file = SimpleUploadedFile("outage.md", NOTES.encode())
    answer = signed_in.post(reverse("import"), {"text": "Something else.", "file": file})
    assert answer.status_code == 422
    assert "not both" in str(answer.context["form"].errors["file"])
    assert "Something else." in answer.content.decode()


def test_a_document_that_is_no_postmortem_is_kept_whole(signed_in: Client, db: None) -> None:
    poem = "Roses are red,\nviolets are blue,\nthis is no outage,\nbut nothing is lost to you."
    signed_in.post(reverse("import-create"), {"text": poem})
    incident = Incident.objects.get()
    kept = f"{incident.title} {incident.summary} {incident.notes}"
    for line in poem.splitlines():
        assert line in kept


def test_a_broken_report_json_is_one_sentence(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("import"), {"text": '{"schema": 1, "title": 7}'})
    assert answer.status_code in {200, 422}
    assert "Traceback" not in answer.content.decode()


def test_markup_in_the_source_stays_text(signed_in: Client, db: None) -> None:
    page = signed_in.post(reverse("import"), {"text": f"{NOTES}\n<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page


def test_an_empty_draft_can_be_started(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("import-blank"), follow=True)
    assert Incident.objects.count() == 1
    assert "Untitled report" in answer.content.decode()


def number_of(page: Any, code: str, source: str = "") -> int:
    doubts = ((doubt.number, doubt.problem) for doubt in page.context["doubts"])
    return next(int(number) for number, each in doubts if each.code == code and source in each.source)


def posted(page: Any, *choices: str) -> dict[str, object]:
    return {"text": page.context["text"], "today": page.context["today"], "choice": choices}


UNCLEAR = NOTES.replace("Date: 3 March 2026", "Date: 9/10/2025").replace("11:40:", "12:00 AM:")


def test_a_chosen_meaning_is_shown_and_becomes_the_draft(signed_in: Client, db: None) -> None:
    first = signed_in.post(reverse("import"), {"text": UNCLEAR})
    choice = f"{number_of(first, 'date-ambiguous')}:0"
    again = signed_in.post(reverse("import"), posted(first, choice))
    assert "2025-09-10" in first.content.decode()
    assert "2025-10-09" in again.content.decode()
    assert "2025-09-10" not in again.content.decode()
    signed_in.post(reverse("import-create"), posted(again, *again.context["choices"]))
    moved = Incident.objects.get().timeline.first()
    assert moved is not None
    assert moved.at is not None
    assert moved.at.date().isoformat() == "2025-10-09"


def test_a_choice_is_taken_back(signed_in: Client, db: None) -> None:
    first = signed_in.post(reverse("import"), {"text": UNCLEAR})
    number = number_of(first, "date-ambiguous")
    again = signed_in.post(reverse("import"), posted(first, f"{number}:0", f"{number}:"))
    assert "2025-09-10" in again.content.decode()
    assert again.context["choices"] == []


def test_a_placed_paragraph_leaves_the_notes(signed_in: Client, db: None) -> None:
    first = signed_in.post(reverse("import"), {"text": NOTES})
    choice = f"{number_of(first, 'not-placed', 'soup')}:resolution"
    again = signed_in.post(reverse("import"), posted(first, choice))
    assert "Chop an onion." in again.context["report"].resolution
    assert "Chop an onion." not in again.context["report"].notes
    assert "Now in: Resolution" in again.content.decode()
    assert "Now in:" not in first.content.decode()
    signed_in.post(reverse("import-create"), posted(first, choice))
    incident = Incident.objects.get()
    assert ("onion" in incident.resolution, "onion" in incident.notes) == (True, False)


@pytest.mark.parametrize("choice", ["", "x:0", "0", "99:0", "0:nowhere", "-1:0"])
def test_a_made_up_choice_makes_no_draft(signed_in: Client, db: None, choice: str) -> None:
    answer = signed_in.post(reverse("import-create"), {"text": NOTES, "choice": choice})
    assert answer.status_code == 422
    assert "choose again" in answer.content.decode()
    assert answer.context["text"] == NOTES
    assert not Incident.objects.exists()


def test_htmx_is_given_the_part_that_changes(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("import"), {"text": NOTES}, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert 'id="read"' in answer.content.decode()


def test_every_link_between_source_and_fields_leads_somewhere(signed_in: Client, db: None) -> None:
    page = signed_in.post(reverse("import"), {"text": NOTES}).content.decode()
    targets = set(re.findall(r'href="#((?:line|field)-[^"]+)"', page))
    assert {"field-timeline-0", "line-7"} <= targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_two_thousand_lines_are_shown_within_seconds(signed_in: Client, db: None) -> None:
    events = "\n".join(f"- 2026-03-03 {n // 60 % 24:02}:{n % 60:02}: event {n}" for n in range(1_300))
    loose = "\n".join(f"## Corner {n}\nText {n}" for n in range(350))
    with CaptureQueriesContext(connection) as queries:
        begun = time.process_time()
        page = signed_in.post(
            reverse("import"), {"text": f"# Long\n\n## Timeline (UTC)\n{events}\n{loose}\n"}
        )
    assert time.process_time() - begun < 10
    assert len(page.context["lines"]) == 2_003
    assert len(queries) < 10


def test_what_the_page_of_a_thousand_loose_blocks_sends_is_taken(signed_in: Client, db: None) -> None:
    loose = "\n".join(f"## Corner {n}\nText {n}" for n in range(1_100))
    first = signed_in.post(reverse("import"), {"text": f"# Long\n\n{loose}\n"})
    sent = re.findall(r'name="choice" aria', first.content.decode())
    assert len(first.context["doubts"]) > 1_000
    assert 0 < len(sent) < 900


def test_a_file_beyond_all_bounds_is_refused_unread(signed_in: Client, db: None) -> None:
    answer = signed_in.post(reverse("import"), {"file": SimpleUploadedFile("outage.txt", b"x" * 20_000_001)})
    assert answer.status_code == 422
    assert "larger than 20 MB" in str(answer.context["form"].errors["file"])
