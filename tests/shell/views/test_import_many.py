"""Many files at once: each by itself, with the sentence that says why one made no draft."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from incidents import importing, workflow
from incidents.errors import NotValidError
from incidents.models import ImportedFile, Incident
from incidents.publishing import faults, workers
from tests.shell.cast import Cast
from tests.shell.killing import killed_after

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
        ([notes(str(n)) for n in range(201)], "more than 200 files"),
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


def archive(
    *named: tuple[str, bytes], method: int = ZIP_DEFLATED, name: str = "wiki.zip"
) -> tuple[str, bytes]:
    packed = io.BytesIO()
    with ZipFile(packed, "w", method) as made:
        for path, data in named:
            made.writestr(path, data)
    return name, packed.getvalue()


def failed(person: User, text: str = "Checkout failed.") -> ImportedFile:
    return ImportedFile.objects.create(
        person=person,
        once="x",
        position=0,
        name="one.md",
        text=text,
        said="It could not be read.",
        asked_at=timezone.now(),
    )


def test_an_archive_is_the_files_in_it(signed_in: Client, transactional_db: None) -> None:
    extra = ("__MACOSX/._First.md", b"x"), (".DS_Store", b"x"), ("pages/", b""), ("logo.png", b"\x89PNG")
    signed_in.post(reverse(PAGE), files(archive(notes("First"), ("pages/Two.md", notes("Two")[1]), *extra)))
    work()
    page = signed_in.get(reverse(PAGE)).content.decode()
    assert sorted(Incident.objects.values_list("title", flat=True)) == ["First", "Two"]
    assert "3 of 3 files done" in page
    assert "wiki.zip: pages/Two.md" in page
    assert "This file is not text" in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("wiki.zip", b"PK no archive"), "can&#x27;t be unpacked"),
        (("wiki.zip", b""), "can&#x27;t be unpacked"),
        (("wiki.zip", archive(notes("First"))[1][:-60]), "can&#x27;t be unpacked"),
        (archive(notes("First"), method=ZIP_BZIP2), "can&#x27;t be unpacked"),
        (archive(*(notes(str(n)) for n in range(201))), "more than 200 files"),
        (archive(*((f"{n}/.x", b"") for n in range(2001))), "too many entries"),
        (archive(("a.txt", b"a" * 12_000_000), ("b.txt", b"a" * 12_000_000)), "larger than 20 MB together"),
    ],
)
def test_an_archive_that_can_not_be_taken_is_one_sentence(
    signed_in: Client, db: None, given: tuple[str, bytes], sentence: str
) -> None:
    answer = signed_in.post(reverse(PAGE), files(given))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ImportedFile.objects.exists()


def test_what_an_archive_says_of_its_size_is_not_believed(signed_in: Client, db: None) -> None:
    name, data = archive(("bomb.txt", b"a" * 60_000_000))
    answer = signed_in.post(
        reverse(PAGE), files((name, data.replace((60_000_000).to_bytes(4, "little"), b"\5\0\0\0")))
    )
    assert answer.status_code in {302, 422}
    assert all(len(file.text) < 20_000_001 for file in ImportedFile.objects.all())


def test_a_form_that_is_sent_twice_makes_its_drafts_once(signed_in: Client, transactional_db: None) -> None:
    for _ in range(2):
        signed_in.post(reverse(PAGE), files(notes("First")) | {"once": "of this page"})
    work()
    assert Incident.objects.get().title == "First"


def test_a_worker_that_is_killed_anywhere_leaves_no_draft_to_be_made_twice(
    signed_in: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watched(act: Callable[..., object]) -> Callable[..., object]:
        def acting(*args: object, **named: object) -> object:
            faults.reach("before")
            made = act(*args, **named)
            faults.reach("after")
            return made

        return acting

    monkeypatch.setattr(workflow, "start", watched(workflow.start))
    monkeypatch.setattr(importing, "_settle", watched(importing._settle))
    for steps in range(20):
        titles = [f"First {steps}", f"Second {steps}"]
        signed_in.post(reverse(PAGE), files(*map(notes, titles)))
        if not killed_after(steps, work):
            break
        workers.give_back(at=timezone.now() + timedelta(hours=1))
        work()
        made = Incident.objects.filter(title__in=titles).values_list("title", flat=True)
        assert sorted(made) == titles, steps
        assert not ImportedFile.objects.waiting().exists(), steps
    assert steps == 8


def test_an_unexpected_failure_is_said_and_keeps_the_text(
    signed_in: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    signed_in.post(reverse(PAGE), files(notes("First")))
    with monkeypatch.context() as patch:
        patch.setattr(importing, "read", broken)
        work()
    page = signed_in.get(reverse(PAGE)).content.decode()
    assert "An unexpected error (ValueError)" in page
    file = ImportedFile.objects.get()
    assert signed_in.get(reverse("import-many-text", args=[file.pk])).content == notes("First")[1]

    signed_in.post(reverse("import-many-retry", args=[file.pk]))
    work()
    assert Incident.objects.get().title == "First"
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == 1


def test_a_file_that_is_no_report_says_why_and_can_be_removed(
    signed_in: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise NotValidError("There is nothing in it.")

    monkeypatch.setattr(importing, "read", refused)
    signed_in.post(reverse(PAGE), files(notes("First")))
    work()
    assert "There is nothing in it." in signed_in.get(reverse(PAGE)).content.decode()
    signed_in.post(reverse("import-many-remove", args=[ImportedFile.objects.get().pk]))
    assert not ImportedFile.objects.exists()


def test_only_what_failed_is_tried_again(signed_in: Client, cast: Cast) -> None:
    signed_in.post(reverse(PAGE), files(notes("First"), ("empty.txt", b"")))
    for file in ImportedFile.objects.all():
        assert signed_in.post(reverse("import-many-retry", args=[file.pk])).status_code == 409


@pytest.mark.parametrize("step", ["text", "retry", "remove"])
def test_files_of_another_person_are_not_there(signed_in: Client, cast: Cast, step: str) -> None:
    address = reverse(f"import-many-{step}", args=[failed(cast.manager).pk])
    answer = signed_in.get(address) if step == "text" else signed_in.post(address)
    assert answer.status_code == 404
    assert ImportedFile.objects.failed().exists()


@pytest.mark.parametrize("step", ["retry", "remove"])
def test_a_step_is_no_link(signed_in: Client, cast: Cast, step: str) -> None:
    address = reverse(f"import-many-{step}", args=[failed(cast.engineer).pk])
    assert signed_in.get(address).status_code == 405


def test_strangers_import_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    assert client.post(reverse(PAGE), files(notes("First"))).status_code == 403
    assert client.post(reverse("import-many-retry", args=[failed(cast.stranger).pk])).status_code == 403
