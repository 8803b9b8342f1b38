import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from incidents.management.progress import draw
from incidents.models import Publication
from incidents.publishing.configured import public_store
from tests.shell.cast import Cast
from tests.shell.lifted import lifted
from tests.shell.newsroom import Newsroom, dead_links, files, put_out

pytestmark = pytest.mark.django_db

PAGE = "incidents/checkout-unavailable/index.html"


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.fixture
def site(cast: Cast, root: Path) -> Path:
    room = Newsroom(cast)
    room.publish("Checkout unavailable")
    room.correct(room.publish("Search unavailable"), "It was slow.", title="Search slow")
    publish_site()
    return root


def grow(room: Newsroom) -> None:
    """Have a tree grow one deploy at a time: posts, corrections, a withdrawal, a post that came back."""
    first, second, third = (
        out(room.publish(f"{part} unavailable")) for part in ("Checkout", "Search", "API")
    )
    corrected = out(room.correct(first, "It began earlier.", started_at="2026-02-03T04:05Z"))
    out(room.correct(corrected, "It was longer.", resolved_at="2026-04-03T04:05Z"))
    gone = out(room.withdraw(second, "It named a customer."))
    out(room.withdraw(third, "It was wrong."))
    out(room.correct(gone, "It names nobody now.", title="Search slow"))


def out(publication: Publication) -> Publication:
    put_out(publication, public_store())
    return publication


def publish_site(*arguments: str) -> str:
    out = StringIO()
    call_command("publish_site", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(*arguments: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as caught:
        publish_site(*arguments)
    return caught.value.returncode, str(caught.value)


def test_nothing_published_makes_an_empty_site(db: None, root: Path) -> None:
    publish_site()

    assert {"index.html", "history/index.html", "feed.atom", "sitemap.xml", "404.html"} <= set(files(root))
    assert dead_links(root) == set()
    assert "0 different" in publish_site("--verify")


def test_what_waits_is_finished(cast: Cast, root: Path) -> None:
    publish_site()
    Newsroom(cast).publish("Checkout unavailable")

    assert publish_site().startswith("Published 1 pending editions: ")
    assert (root / PAGE).is_file()
    assert not Publication.objects.pending().exists()
    assert publish_site() == "Published 0 pending editions: 0 files, 0 bytes.\n"


def test_one_that_cannot_be_shown_does_not_keep_the_others_back(cast: Cast, root: Path) -> None:
    publish_site()
    bad = Newsroom(cast).publish("Search unavailable")
    Newsroom(cast).publish("Checkout unavailable")
    with lifted():
        Publication.objects.filter(pk=bad.pk).update(report=b"{}")

    status, sentence = refused()
    assert (status, sentence) == (1, "1 of 2 pending editions can't be shown.")
    assert (root / PAGE).is_file()
    assert list(Publication.objects.pending()) == [bad]


def test_a_tree_that_grew_is_what_the_database_says(cast: Cast, root: Path) -> None:
    grow(Newsroom(cast))

    assert ": 0 missing, 0 different, 0 unexpected." in publish_site("--verify")
    assert dead_links(root) == set()


def test_a_rebuilt_tree_is_the_same_byte_for_byte(cast: Cast, root: Path, tmp_path: Path) -> None:
    grow(Newsroom(cast))
    grown = files(root)

    publish_site("--rebuild", "--to", str(tmp_path / "other"))
    assert files(tmp_path / "other") == grown
    publish_site("--rebuild")
    assert files(root) == grown
    assert not (root / ".rebuild").exists()


def test_verify_names_each_difference_and_repair_mends_it(site: Path) -> None:
    before = files(site)
    (site / "feed.atom").unlink()
    (site / PAGE).write_bytes(b"defaced")
    (site / "stray.html").write_bytes(b"stray")
    (site / "incidents" / "stray").mkdir()
    (site / "incidents" / "stray" / "index.html").write_bytes(b"stray")

    with pytest.raises(CommandError) as caught:
        call_command("publish_site", "--verify", stdout=(out := StringIO()))
    assert caught.value.returncode == 1
    assert "--repair" in str(caught.value)
    assert set(out.getvalue().splitlines()[:-1]) == {
        "missing feed.atom",
        "unexpected feed.atom.gz",
        f"different {PAGE}",
        "unexpected incidents/stray/index.html",
        "unexpected stray.html",
    }
    assert "2 files removed" in publish_site("--repair")
    assert files(site) == before
    assert not (site / "incidents" / "stray").exists()


def test_a_tampered_compressed_page_is_found(site: Path) -> None:
    sibling = site / f"{PAGE}.gz"
    time = sibling.stat().st_mtime_ns
    sibling.write_bytes(b"\x1f\x8b tampered")
    os.utime(sibling, ns=(time, time))

    assert refused("--verify")[0] == 1
    publish_site("--repair")
    assert "0 different" in publish_site("--verify")


def test_verify_changes_nothing(site: Path) -> None:
    (site / PAGE).write_bytes(b"defaced")
    before = files(site)
    refused("--verify")

    assert files(site) == before


@pytest.mark.parametrize("arguments", [[], ["--repair"], ["--rebuild"]])
def test_a_lost_tree_is_made_again(site: Path, arguments: list[str]) -> None:
    before = files(site)
    shutil.rmtree(site)

    publish_site(*arguments)
    assert files(site) == before


def test_another_tree_leaves_what_waits_for_the_public_one(cast: Cast, root: Path, tmp_path: Path) -> None:
    publish_site()
    Newsroom(cast).publish("Checkout unavailable")
    publish_site("--rebuild", "--to", str(tmp_path / "other"))

    assert (tmp_path / "other" / PAGE).is_file()
    assert Publication.objects.pending().exists()
    publish_site()
    assert (root / PAGE).is_file()


@pytest.mark.parametrize("mode", ["--verify", "--repair", "--rebuild"])
def test_a_directory_of_other_files_is_left_alone(db: None, tmp_path: Path, mode: str) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    status, sentence = refused(mode, "--to", str(tmp_path))

    assert status == 2
    assert "name an empty directory" in sentence
    assert [place.name for place in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_tree(db: None, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    assert "can't be used" in refused("--verify", "--to", str(tmp_path / "file"))[1]


def test_a_place_needs_a_mode(db: None, tmp_path: Path) -> None:
    status, sentence = refused("--to", str(tmp_path))

    assert (status, sentence) == (2, "Say --verify, --repair or --rebuild with --to.")


def test_superseded_styles_stay_until_the_tree_is_made_again(site: Path) -> None:
    old = site / "assets" / "site.000000000000.css"
    old.write_bytes(b"a{}")
    Publication.objects.filter(incident__slug="checkout-unavailable").update(deployed_at=None)
    publish_site()
    assert old.exists()

    publish_site("--rebuild")
    assert not old.exists()


def test_a_database_without_tables_is_said_in_a_sentence(
    db: None, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_table(*_: object) -> None:
        raise OperationalError("no such table: incidents_publication")

    monkeypatch.setattr("incidents.publishing.whole.verify", no_table)
    status, sentence = refused("--verify")
    assert (status, "manage.py migrate" in sentence) == (1, True)


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_only() -> None:
    terminal, log = Terminal(), StringIO()
    for done in range(1, 1001):
        draw(terminal, done, 1000)
        draw(log, done, 1000)

    assert log.getvalue() == ""
    assert terminal.getvalue().count("\r") == 100
    assert terminal.getvalue().endswith(f"\r[{'#' * 40}] 100 %\n")


def test_two_processes_at_once_and_one_killed_leave_a_whole_site(tmp_path: Path) -> None:
    def manage(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", *arguments, "--skip-checks"]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(*arguments: str) -> bytes:
        out, _ = (process := manage(*arguments)).communicate(timeout=180)
        assert process.returncode == 0, out
        return out

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "PUBLIC_ROOT": str(tmp_path / "public"),
        "SECRET_KEY": "for this test",
    }
    run("migrate", "--verbosity=0")
    run("publish_site")
    run("load_many", "8")
    writers = [manage("publish_site") for _ in range(2)]
    while len(list(tmp_path.glob("public/incidents/*/manifest.json"))) < 2:
        pass
    writers[0].kill()
    for writer in writers:
        writer.communicate(timeout=180)
    assert [writer.returncode for writer in writers] == [-9, 0]
    assert dead_links(tmp_path / "public") == set()
    assert b"0 missing, 0 different, 0 unexpected" in run("publish_site", "--verify")


def test_a_new_name_or_colour_reaches_every_page(site: Path, settings: Settings) -> None:
    settings.SITE_NAME = "Harbour"
    settings.SITE_ACCENT = "#7a1f5c"
    publish_site()

    assert "Harbour" in (site / PAGE).read_text()
    assert publish_site("--verify").endswith("0 missing, 0 different, 0 unexpected.\n")
