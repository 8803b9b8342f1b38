"""Many files at once: each by itself, with the sentence that says why one made no draft."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.models import Incident
from tests.shell.cast import Cast

PAGE = "import-many"


def files(*named: tuple[str, bytes]) -> dict[str, list[SimpleUploadedFile]]:
    return {"documents": [SimpleUploadedFile(name, data) for name, data in named]}


def notes(title: str) -> tuple[str, bytes]:
    return f"{title}.md", f"# {title}\n\n## Recipe for soup\nChop an onion.\n".encode()


def work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, reload=False, interval=0)


def test_each_file_becomes_a_draft_or_a_sentence(signed_in: Client, transactional_db: None) -> None:
    named = (notes("First"), ("picture.png", b"\x89PNG"), ("broken.json", b'{"schema": 1, "title": 7}'))
    answer = signed_in.post(reverse(PAGE), files(*named, ("empty.txt", b""), notes("Last")), follow=True)
    assert "2 of 5 files done" in answer.content.decode()
    assert "every 1s" in answer.content.decode()
    work()
    page = signed_in.get(reverse(PAGE)).content.decode()
    assert "5 of 5 files done" in page
    assert "every 1s" not in page
    assert "This file is not text" in page
    assert "This is not a report of schema 1" in page
    assert "There is no text here" in page
    assert sorted(Incident.objects.values_list("title", flat=True)) == ["First", "Last"]
    for incident in Incident.objects.all():
        assert re.search(rf'href="{reverse("editor", args=[incident.reference])}"', page)


def test_the_table_alone_is_given_to_htmx(signed_in: Client, db: None) -> None:
    signed_in.post(reverse(PAGE), files(notes("First")))
    answer = signed_in.get(reverse(PAGE), headers={"HX-Request": "true"}).content.decode()
    assert 'id="outcomes"' in answer
    assert "<html" not in answer


def test_fifty_files_cost_as_many_questions_as_two(signed_in: Client, db: None) -> None:
    counts = []
    for many in (2, 50):
        signed_in.post(reverse(PAGE), files(*(notes(f"Outage {n}") for n in range(many))))
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(reverse(PAGE))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ([notes(str(n)) for n in range(51)], "choose at most 50"),
        ([(f"{n}.txt", b"a" * 10_500_000) for n in range(2)], "larger than 20 MB"),
        ([], "This field is required"),
    ],
)
def test_too_much_is_one_sentence(
    signed_in: Client, db: None, named: list[tuple[str, bytes]], sentence: str
) -> None:
    answer = signed_in.post(reverse(PAGE), files(*named))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_another_person_sees_none_of_it(signed_in: Client, cast: Cast) -> None:
    signed_in.post(reverse(PAGE), files(notes("First")))
    other = Client()
    other.force_login(cast.second_engineer)
    assert "First.md" not in other.get(reverse(PAGE)).content.decode()
