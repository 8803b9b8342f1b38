import gzip
import os
from pathlib import Path
from threading import Event, Thread

import brotli
import pytest

from incidents.errors import NotValidError
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.store import Written

PAGE = "incidents/a/index.html"
LONG = b"<p>Orders could not be placed.</p>\n" * 150


def visible(store: DirectoryStore) -> set[str]:
    found = (place.relative_to(store.root) for place in store.root.rglob("*") if place.is_file())
    return {str(path) for path in found if not any(part.startswith(".") for part in path.parts)}


def test_what_is_put_is_read_and_listed(store: DirectoryStore) -> None:
    written = store.put([(PAGE, LONG), ("robots.txt", b"User-agent: *\n")])

    assert written == Written(2, len(LONG) + 14)
    assert store.read(PAGE) == LONG
    assert list(store.paths()) == [PAGE, "robots.txt"]
    assert list(store.paths("incidents/a")) == [PAGE]
    assert list(store.paths("history")) == []
    assert store.read("feed.atom") is None


def test_a_long_text_has_compressed_siblings_that_say_the_same(store: DirectoryStore) -> None:
    store.put([(PAGE, LONG)])

    place = store.root / PAGE
    assert brotli.decompress(Path(f"{place}.br").read_bytes()) == LONG
    assert gzip.decompress(Path(f"{place}.gz").read_bytes()) == LONG
    times = {Path(f"{place}{suffix}").stat().st_mtime_ns for suffix in ("", ".br", ".gz")}
    assert len(times) == 1, "a server knows siblings that belong together by their time"


def test_compressed_bytes_are_the_same_every_time(store: DirectoryStore, tmp_path: Path) -> None:
    other = DirectoryStore(tmp_path / "other")
    store.put([(PAGE, LONG)])
    other.put([(PAGE, LONG)])

    for suffix in (".br", ".gz"):
        assert (
            Path(f"{store.root / PAGE}{suffix}").read_bytes()
            == Path(f"{other.root / PAGE}{suffix}").read_bytes()
        )


@pytest.mark.parametrize(("path", "data"), [("a.html", b"short"), ("a.png", LONG)])
def test_short_texts_and_pictures_have_no_siblings(store: DirectoryStore, path: str, data: bytes) -> None:
    store.put([(path, data)])

    assert visible(store) == {path}


@pytest.mark.parametrize("path", ["feed.atom", "find/posts/0.json", "sitemap.xml"])
def test_what_programs_read_has_one_sibling(store: DirectoryStore, path: str) -> None:
    store.put([(path, LONG)])

    assert visible(store) == {path, f"{path}.gz"}
    assert store.holds(path, LONG)
    (store.root / f"{path}.br").write_bytes(brotli.compress(LONG))
    assert not store.holds(path, LONG)


def test_siblings_go_when_a_text_becomes_short(store: DirectoryStore) -> None:
    store.put([(PAGE, LONG)])
    store.put([(PAGE, b"short")])

    assert visible(store) == {PAGE}


def test_what_is_there_already_is_not_written_again(store: DirectoryStore) -> None:
    store.put([(PAGE, LONG)])
    before = (store.root / PAGE).stat()

    assert store.put([(PAGE, LONG)]) == Written()
    after = (store.root / PAGE).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("suffix", [".br", ".gz"])
@pytest.mark.parametrize("damage", ["missing", "garbage", "of another text", "of another time"])
def test_a_damaged_sibling_is_noticed_and_mended(store: DirectoryStore, suffix: str, damage: str) -> None:
    store.put([(PAGE, LONG)])
    sibling = Path(f"{store.root / PAGE}{suffix}")
    if damage == "missing":
        sibling.unlink()
    elif damage == "of another time":
        os.utime(sibling, ns=(1, 1))
    else:
        time = sibling.stat().st_mtime_ns
        other = brotli.compress(b"no") if suffix == ".br" else gzip.compress(b"no")
        sibling.write_bytes(other if damage == "of another text" else b"\x00garbage")
        os.utime(sibling, ns=(time, time))

    assert not store.holds(PAGE, LONG)
    assert store.put([(PAGE, LONG)]).files == 1
    assert store.holds(PAGE, LONG)


def test_a_sibling_that_should_not_be_is_noticed(store: DirectoryStore) -> None:
    store.put([("a.html", b"short")])
    (store.root / "a.html.gz").write_bytes(gzip.compress(b"short"))

    assert not store.holds("a.html", b"short")
    store.put([("a.html", b"short")])
    assert visible(store) == {"a.html"}


@pytest.mark.parametrize("data", [b"short", LONG])
def test_a_link_in_the_place_of_a_sibling_is_noticed_and_removed(store: DirectoryStore, data: bytes) -> None:
    store.put([("a.html", data)])
    sibling = store.root / "a.html.gz"
    sibling.unlink(missing_ok=True)
    sibling.symlink_to("/etc/hostname")

    assert not store.holds("a.html", data)
    store.put([("a.html", data)])
    assert not sibling.is_symlink()
    assert store.holds("a.html", data)


def test_links_that_go_round_in_a_circle_lead_nowhere(store: DirectoryStore) -> None:
    store.root.mkdir(exist_ok=True)
    (store.root / "loop").symlink_to("loop")
    with pytest.raises((NotValidError, OSError)):
        store.put([("loop/x.html", b"x")])


def test_a_sibling_without_its_file_is_listed_as_a_file(store: DirectoryStore) -> None:
    store.put([(PAGE, LONG)])
    (store.root / PAGE).unlink()

    assert list(store.paths()) == [f"{PAGE}.br", f"{PAGE}.gz"]


def test_deleting_takes_the_siblings_and_empty_folders(store: DirectoryStore) -> None:
    store.put([(PAGE, LONG), ("robots.txt", b"")])

    assert store.delete([PAGE, "never/was.html"]) == 1
    assert visible(store) == {"robots.txt"}
    assert not (store.root / "incidents").exists()


def test_a_reader_sees_old_or_new_bytes_and_never_a_mixture(store: DirectoryStore) -> None:
    old, new = LONG, LONG.replace(b"Orders", b"Refunds")
    store.put([(PAGE, old)])
    stop, seen = Event(), set[bytes]()

    def read() -> None:
        while not stop.is_set():
            data = store.read(PAGE)
            assert data is not None
            seen.add(data)

    reader = Thread(target=read)
    reader.start()
    for turn in range(50):
        store.put([(PAGE, old if turn % 2 else new)])
    stop.set()
    reader.join()
    assert seen <= {old, new}


@pytest.mark.parametrize(
    "path",
    [
        "../out",
        "/etc/x",
        "a/../../out",
        "",
        "a//b",
        ".hidden",
        "a/.hidden/b",
        "a\\..\\b",
        "a\0b",
        "./a",
        "a/",
    ],
)
def test_no_path_leaves_the_tree(store: DirectoryStore, path: str) -> None:
    with pytest.raises(NotValidError, match="no path of the public tree"):
        store.put([(path, b"x")])
    with pytest.raises(NotValidError, match="no path of the public tree"):
        store.read(path)
    with pytest.raises(NotValidError, match="no path of the public tree"):
        store.delete([path])


def test_a_linked_folder_leads_nowhere(store: DirectoryStore, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    store.put([("robots.txt", b"")])
    (store.root / "incidents").symlink_to(outside)

    with pytest.raises(NotValidError, match="leads out of the public tree"):
        store.put([(PAGE, LONG)])
    assert list(outside.iterdir()) == []
    assert list(store.paths()) == ["incidents", "robots.txt"]


def test_a_linked_file_is_replaced_and_its_target_left_alone(store: DirectoryStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    store.put([("robots.txt", b"")])
    (store.root / "robots.txt").unlink()
    (store.root / "robots.txt").symlink_to(tmp_path / "secret")

    assert store.read("robots.txt") is None
    store.put([("robots.txt", b"y")])
    assert store.read("robots.txt") == b"y"
    assert (tmp_path / "secret").read_bytes() == b"x"


def test_a_directory_of_other_files_is_refused(store: DirectoryStore) -> None:
    store.root.mkdir()
    (store.root / "thesis.txt").write_text("mine")

    with pytest.raises(NotValidError, match="name an empty directory"), store.lock():
        pass
    assert sorted(place.name for place in store.root.iterdir()) == ["thesis.txt"]


def test_writers_wait_for_each_other(store: DirectoryStore) -> None:
    order: list[str] = []
    inside = Event()

    def second() -> None:
        inside.wait()
        with DirectoryStore(store.root).lock():
            order.append("second")

    other = Thread(target=second)
    other.start()
    with store.lock():
        inside.set()
        other.join(timeout=0.2)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_what_a_killed_writer_left_aside_is_cleared(
    store: DirectoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("incidents.publishing.disk.rename", killed)
        with pytest.raises(KeyboardInterrupt):
            store.put([(PAGE, LONG)])
    assert list(store.paths()) == []
    assert any((store.root / ".aside").iterdir())

    forced: list[str] = []
    monkeypatch.setattr("incidents.publishing.disk.force_everything", lambda: forced.append("all"))
    with store.lock():
        assert not (store.root / ".aside").exists()
        assert forced == ["all"], "what the other had renamed may not be on disk"
        store.put([(PAGE, LONG)])
    with store.lock():
        assert forced == ["all"], "whoever ends leaves nothing to be forced"


def test_a_rebuild_that_fails_leaves_nothing(store: DirectoryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr("incidents.publishing.disk.force", fill)
    with pytest.raises(OSError, match="full"), store.lock(), store.anew() as new:
        DirectoryStore(new.root).put([(PAGE, LONG)])
    assert not (store.root / ".rebuild").exists()


def test_what_a_killed_rebuild_left_is_cleared_by_whoever_comes_next(store: DirectoryStore) -> None:
    with store.lock():
        DirectoryStore(store.root / ".rebuild", durable=False).put([(PAGE, LONG)])
    with store.lock():
        assert not (store.root / ".rebuild").exists()
