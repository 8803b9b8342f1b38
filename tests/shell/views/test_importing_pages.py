"""From pasted text to a draft, and every way in which the text can be wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from incidents.models import Incident

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
    [("picture.png", b"\x89PNG"), ("report.docx", b"PK\x03\x04"), ("report", b"text without a name's end")],
)
def test_a_file_of_another_type_is_refused(signed_in: Client, db: None, name: str, data: bytes) -> None:
    answer = signed_in.post(reverse("import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert "This file is not text." in answer.content.decode()


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
