"""Anyone can prove from the published files what was said when."""

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from importlib import import_module
from io import StringIO
from pathlib import Path
from threading import Barrier, Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from incidents import ledger, workflow
from incidents.errors import NotValidError, WrongStateError
from incidents.models import Incident, LedgerEntry, LedgerHead, Publication
from incidents.models.ledger_entry import BEFORE_THE_FIRST
from incidents.publishing import pages
from incidents.publishing.configured import public_store, site_identity
from incidents.report import canonical
from tests.shell.cast import Cast, approve, ignore, now, start
from tests.shell.lifted import lifted
from tests.shell.newsroom import Newsroom, files, put_out

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.fixture
def site(room: Newsroom, root: Path) -> Path:
    """A post with a correction, and one that was withdrawn."""
    first = out(room.publish("Checkout unavailable"))
    gone = out(room.publish("Search unavailable"))
    out(room.correct(first, "It was slow.", title="Checkout slow"))
    out(room.withdraw(gone, "It named a customer."))
    return root


@pytest.fixture
def key(tmp_path: Path, settings: Settings) -> Path:
    place = tmp_path / "key.pem"
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    place.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings.LEDGER_KEY_FILE = str(place)
    return place


def out(publication: Publication) -> Publication:
    put_out(publication, public_store())
    return publication


def head(root: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((root / "ledger.json").read_bytes())
    return found


def part(root: Path, number: int = 1) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((root / f"ledger/{number}.json").read_bytes())["entries"]
    return found


def checked(root: Path) -> tuple[int, list[str]]:
    """Return what the script for everybody says, which must agree with the command."""
    script = subprocess.run(
        [sys.executable, DOCS / "check_ledger.py", root], capture_output=True, text=True, check=False
    )
    lines = script.stdout.splitlines()
    status = 0
    try:
        call_command("verify_ledger", "--to", str(root), stdout=(said := StringIO()))
    except CommandError as error:
        status = error.returncode
    assert status == script.returncode, (said.getvalue(), script.stderr)
    return script.returncode, lines


def test_every_publication_follows_the_one_before_it(site: Path) -> None:
    entries = part(site)

    assert [(entry["slug"], entry["edition"], entry["kind"]) for entry in entries] == [
        ("checkout-unavailable", 1, "post"),
        ("search-unavailable", 1, "post"),
        ("checkout-unavailable", 2, "correction"),
        ("search-unavailable", 2, "withdrawal"),
    ]
    assert [entry["previous"] for entry in entries] == [
        BEFORE_THE_FIRST,
        *(entry["hash"] for entry in entries[:-1]),
    ]
    report = (site / "incidents/checkout-unavailable/editions/2/report.json").read_bytes()
    assert entries[2]["digest"] == canonical.digest(report)
    assert (head(site)["entries"], head(site)["head"]) == (4, entries[-1]["hash"])


def test_a_site_as_published_is_found_whole_and_what_was_withdrawn_is_said(site: Path) -> None:
    assert checked(site) == (0, ["4 entries, 2 editions to be read, 1 withdrawn."])
    call_command("verify_ledger", stdout=(said := StringIO()))
    assert said.getvalue() == (
        "4 entries: 2 editions are what was published, 1 were withdrawn and are not to be read. Not signed.\n"
    )


def test_a_site_without_publications_has_a_ledger_without_entries(db: None, root: Path) -> None:
    call_command("publish_site", stdout=StringIO(), stderr=StringIO())

    assert head(root)["head"] == BEFORE_THE_FIRST
    assert checked(root)[0] == 0


def test_another_word_in_an_edition_is_found(site: Path) -> None:
    report = site / "incidents/checkout-unavailable/editions/1/report.json"
    report.write_bytes(report.read_bytes().replace(b"unavailable", b"available!!"))

    path = "/incidents/checkout-unavailable/editions/1/report.json"
    assert checked(site) == (
        1,
        [
            f"{path} is not what was published, or not there.",
            "4 entries, 2 editions to be read, 1 withdrawn.",
        ],
    )


def test_an_edition_that_was_taken_away_is_found(site: Path) -> None:
    (site / "incidents/checkout-unavailable/editions/1/report.json").unlink()
    assert checked(site)[0] == 1


@pytest.mark.parametrize(
    "path", ["checkout-unavailable/editions/2/note.md", "search-unavailable/editions/2/note.md"]
)
def test_a_public_note_that_was_changed_or_taken_away_is_found(site: Path, path: str) -> None:
    note = site / "incidents" / path
    assert note.read_text() in {"It was slow.", "It named a customer."}
    for change in (lambda: note.write_text("It was slow for you."), note.unlink):
        change()
        status, lines = checked(site)
        assert status == 1
        assert lines[0] == f"/incidents/{path} is not what was published, or not there."


def test_of_what_was_withdrawn_no_note_stays_but_the_notice(room: Newsroom, site: Path) -> None:
    corrected = Publication.objects.get(kind="correction")
    out(room.withdraw(corrected, "It was wrong."))
    back = out(room.correct(Publication.objects.latest("pk"), "It is right now."))

    notes = {
        place.parent.name: place.read_text() for place in site.glob("incidents/checkout*/editions/*/note.md")
    }
    assert notes == {"3": "It was wrong.", "4": "It is right now."}
    assert back.note == "It is right now."
    assert checked(site)[0] == 0


def test_the_chain_that_is_hashed_again_by_its_migration_is_the_same(site: Path) -> None:
    before = list(LedgerEntry.objects.values_list("hash", flat=True))
    with lifted():
        import_module("incidents.migrations.0008_ledger_notes").hash_again(apps, None)
    assert list(LedgerEntry.objects.values_list("hash", flat=True)) == before
    assert LedgerHead.objects.get().hash == before[-1]


@pytest.mark.parametrize(
    ("old", "new"),
    [('"edition": 1', '"edition": 3'), ("2026-", "2025-"), ('"digest": "sha256:', '"digest": "sha256:0')],
)
def test_another_word_in_an_entry_breaks_the_chain(site: Path, old: str, new: str) -> None:
    place = site / "ledger/1.json"
    place.write_text(place.read_text().replace(old, new, 1))

    status, lines = checked(site)
    assert (status, lines[0]) == (1, "The chain is broken at entry 1.")


def test_a_chain_that_was_made_anew_is_not_what_the_database_says(site: Path) -> None:
    entries: list[ledger.Entry] = []
    for told in part(site):
        del told["hash"]
        told |= {
            "previous": entries[-1].hash if entries else BEFORE_THE_FIRST,
            "time": "2020-01-01T00:00:00Z",
        }
        entries.append(ledger.Entry(**told))  # type: ignore[arg-type]
    for path, data in (pages.ledger_part(entries) | pages.ledger_head(entries[-1], site_identity())).items():
        (site / path).write_bytes(data)

    with pytest.raises(CommandError):
        call_command("verify_ledger", stdout=(said := StringIO()))
    assert "From entry 1 on the tree says something else than the database." in said.getvalue()


@pytest.mark.parametrize("name", ["published_at", "note", "minor"])
def test_a_publication_of_the_past_that_was_changed_is_found(room: Newsroom, site: Path, name: str) -> None:
    other = {"published_at": now(), "note": "It was slow for some.", "minor": True}[name]
    with lifted():
        Publication.objects.filter(edition=2, kind="correction").update(**{name: other})

    with pytest.raises(CommandError):
        call_command("verify_ledger", stdout=(said := StringIO()))
    assert "Entry 3 of the ledger no longer says what was published" in said.getvalue()
    before = files(site)
    with pytest.raises(WrongStateError, match="Entry 3"):
        out(room.publish("API unavailable"))
    assert files(site) == before, "a broken chain is not made longer"


def test_an_entry_that_was_taken_away_is_found(room: Newsroom, site: Path) -> None:
    with lifted():
        LedgerEntry.objects.get(position=2).delete()
    with pytest.raises(WrongStateError, match="not whole"):
        ledger.entries(1, 4)


def test_the_head_is_signed_and_anyone_can_check_by_whom(key: Path, site: Path) -> None:
    signature = head(site)["signature"]
    assert isinstance(signature, dict)
    signed_by = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key().public_bytes_raw()
    assert b64decode(signature["key"]) == signed_by
    assert check_signature(site, signature["key"]) == 0
    call_command("verify_ledger", stdout=(said := StringIO()))
    assert f"Signed by {signature['key']}." in said.getvalue()

    place = site / "ledger.json"
    place.write_text(place.read_text().replace('"site": "http', '"site": "gopher'))
    assert check_signature(site, signature["key"]) == 1
    with pytest.raises(CommandError):
        call_command("verify_ledger", stdout=(said := StringIO()))
    assert "The signature of ledger.json is not that of its key." in said.getvalue()


def test_another_key_did_not_sign_it(key: Path, site: Path) -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))).public_key().public_bytes_raw()
    assert check_signature(site, b64encode(other).decode()) == 1


def test_a_tree_made_again_has_the_same_ledger_and_signature(key: Path, site: Path) -> None:
    before = files(site)
    call_command("publish_site", "--rebuild", stdout=StringIO(), stderr=StringIO())
    assert files(site) == before


@pytest.mark.parametrize("content", [b"no key", None])
def test_a_key_that_cannot_be_read_is_said_in_a_sentence(
    db: None, tmp_path: Path, settings: Settings, content: bytes | None
) -> None:
    place = tmp_path / "key.pem"
    if content is not None:
        place.write_bytes(content)
    settings.LEDGER_KEY_FILE = str(place)
    with pytest.raises(NotValidError, match=f"The ledger's key in {place}"):
        site_identity()


def test_the_ledger_grows_by_parts_of_which_only_the_last_changes(
    room: Newsroom, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidents.publishing.pages.ledger.PART", 2)
    monkeypatch.setattr("incidents.publishing.pages.PART", 2)
    for number in range(4):
        out(room.publish(f"Part {number} unavailable"))
    before = (root / "ledger/2.json").stat().st_mtime_ns
    waiting = [room.publish("One waits"), room.publish("Two waits"), room.publish("Three waits")]
    out(waiting[2])
    assert [len(part(root, number)) for number in (1, 2, 3, 4)] == [2, 2, 2, 1]
    assert (root / "ledger/2.json").stat().st_mtime_ns == before
    assert checked(root)[1][0].endswith("is not what was published, or not there."), "two are on their way"
    out(waiting[0])
    out(waiting[1])
    assert checked(root)[0] == 0


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_chain(cast: Cast) -> None:
    ready = [start(cast.engineer) for _ in range(6)]
    for incident in ready:
        approve(incident, cast)
    together = Barrier(len(ready))

    def publish(incident: Incident) -> None:
        together.wait()
        try:
            workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
        finally:
            connection.close()

    threads = [Thread(target=publish, args=[incident]) for incident in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert LedgerHead.objects.get().entries == 6
    assert {entry.edition for entry in ledger.entries(1, 6)} == {1}


def check_signature(root: Path, key: str) -> int:
    script = [sys.executable, str(DOCS / "check_signature.py"), str(root / "ledger.json"), key]
    return subprocess.run(script, capture_output=True, check=False).returncode
