import gzip
import hashlib
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.public_files import PublicFiles
from config.serving.site import Site
from tests.shell.asgi import Answer, ask

PAGE = ("<!doctype html><title>Ä post</title>" + "<p>Checkout was down.</p>" * 80).encode()
HASHED = "/assets/site.0a1b2c3d4e5f.css"
SECRET = b"nobody may read this"
DAY = 1_790_000_000  # 2026-09-21T14:13:20Z
DAY_AS_SAID = "Mon, 21 Sep 2026 14:13:20 GMT"

Reader = Callable[..., Answer]


def publish(root: Path, path: str, body: bytes, at: int = DAY) -> None:
    """Put a file and its siblings in place the way publishing does: siblings first, one modification time."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    for suffix, content in (
        (".br", brotli.compress(body)),
        (".gz", gzip.compress(body, mtime=0)),
        ("", body),
    ):
        aside = root / ".aside"
        aside.write_bytes(content)
        os.utime(aside, (at, at))
        aside.rename(place.with_name(place.name + suffix))


def django(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    body = f"django {environ['REQUEST_METHOD']} {environ['PATH_INFO']}".encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "public"
    for path, body in {
        "index.html": b"<!doctype html><title>Front</title>",
        "404.html": b"<!doctype html><title>Nothing here</title>",
        "incidents/checkout/index.html": PAGE,
        "incidents/checkout/report.json": b'{"schema": 1}',
        "incidents/checkout/report.md": b"# Checkout",
        "incidents/checkout/timeline.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "feed.atom": b"<feed/>",
        "robots.txt": b"User-agent: *",
        "sitemap.xml": b"<urlset/>",
        "assets/mark.png": b"\x89PNG",
        HASHED[1:]: b"body{}",
        "assets/site.js": b"1",
        "größe/index.html": b"wide",
    }.items():
        publish(root, path, body)
    (root / "empty").mkdir()
    (root / ".lock").write_bytes(SECRET)
    (root / "history/.aside").mkdir(parents=True)
    (root / "history/.aside/index.html").write_bytes(SECRET)
    (tmp_path / "outside.html").write_bytes(SECRET)
    return root


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    assets = tmp_path / "static"
    (assets / "css").mkdir(parents=True)
    (assets / "css/app.55e7cbb9ba48.css").write_bytes(b"main{}")
    (assets / "css/app.css").write_bytes(b"main{}")
    return assets


@pytest.fixture
def reader(root: Path, assets: Path) -> Reader:
    application = Site(PublicFiles(root, assets=assets, https=False), django)

    def read(path: str, method: str = "GET", query: str = "", **headers: str) -> Answer:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(application, path, said, method, query)

    return read


def test_a_page_is_answered_with_all_that_caches_need(reader: Reader) -> None:
    answer = reader("/incidents/checkout/")
    assert (answer.status, answer.body) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-length"] == str(len(PAGE))
    assert answer.headers["etag"] == f'"{hashlib.sha256(PAGE).hexdigest()[:32]}"'
    assert answer.headers["last-modified"] == DAY_AS_SAID
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"].startswith("public, max-age=0,")
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/incidents/checkout/report.json", "application/json"),
        ("/incidents/checkout/report.md", "text/markdown; charset=utf-8"),
        ("/incidents/checkout/timeline.svg", "image/svg+xml; charset=utf-8"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/assets/mark.png", "image/png"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        (HASHED, "text/css; charset=utf-8"),
    ],
)
def test_each_kind_of_file_says_its_type(reader: Reader, path: str, kind: str) -> None:
    assert reader(path).headers["content-type"] == kind


def test_pages_of_other_sites_may_read_the_data_and_nothing_else(reader: Reader) -> None:
    for path in ("/incidents/checkout/report.json", "/incidents/checkout/report.md", "/feed.atom"):
        assert reader(path).headers["access-control-allow-origin"] == "*"
    for path in ("/incidents/checkout/", "/assets/site.js"):
        assert "access-control-allow-origin" not in reader(path).headers


def test_only_names_that_carry_a_digest_are_kept_for_good(reader: Reader) -> None:
    assert "immutable" in reader(HASHED).headers["cache-control"]
    assert "immutable" in reader("/static/css/app.55e7cbb9ba48.css").headers["cache-control"]
    assert "immutable" not in reader("/assets/site.js").headers["cache-control"]
    assert "immutable" not in reader("/static/css/app.css").headers["cache-control"]


def test_public_pages_load_nothing_from_elsewhere(root: Path, assets: Path, reader: Reader) -> None:
    headers = reader("/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers
    https = Site(PublicFiles(root, assets=assets, https=True), django)
    assert "max-age=31536000" in ask(https, "/").headers["strict-transport-security"]


# Encodings


@pytest.mark.parametrize(
    ("accepted", "given_encoding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("GZIP;Q=1.0", "gzip"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", "gzip"),
        ("gzip;q=oops, br;q=2", None),
        ("*;q=0", None),
        ("zstd", None),
        (",;q=1,,gzip", "gzip"),
    ],
)
def test_the_encoding_is_the_one_liked_best(
    reader: Reader, accepted: str, given_encoding: str | None
) -> None:
    answer = reader("/incidents/checkout/", accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == given_encoding
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[given_encoding]
    assert unpack(answer.body) == PAGE
    assert answer.headers["content-length"] == str(len(answer.body))


def test_each_encoding_has_a_tag_of_its_own(reader: Reader) -> None:
    tags = {reader("/", accept_encoding=name).headers["etag"] for name in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_a_sibling_of_another_edition_is_not_sent(root: Path, reader: Reader) -> None:
    gz = root / "index.html.gz"
    gz.write_bytes(gzip.compress(b"a later edition, half in place"))
    os.utime(gz, (DAY + 1, DAY + 1))
    assert "content-encoding" not in reader("/", accept_encoding="gzip").headers
    assert reader("/", accept_encoding="br").headers["content-encoding"] == "br"


def test_a_sibling_that_is_a_link_is_not_followed(root: Path, reader: Reader) -> None:
    gz = root / "index.html.gz"
    gz.unlink()
    gz.symlink_to(root.parent / "outside.html")
    os.utime(root.parent / "outside.html", (DAY, DAY))
    assert "content-encoding" not in reader("/", accept_encoding="gzip").headers


@given(accepted=st.text(st.sampled_from("brgzipidentity*;q=0.15, x-"), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_any_accept_encoding_gets_the_page(reader: Reader, accepted: str) -> None:
    answer = reader("/incidents/checkout/", accept_encoding=accepted)
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
    assert unpack[answer.headers.get("content-encoding")](answer.body) == PAGE


# What the reader has already


@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', '"a,b" , W/{},"c"', "*", " * "])
def test_a_reader_with_the_page_is_told_so(reader: Reader, written: str) -> None:
    whole = reader("/incidents/checkout/")
    answer = reader("/incidents/checkout/", if_none_match=written.format(whole.headers["etag"]))
    assert (answer.status, answer.body) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert answer.headers[name] == whole.headers[name]
    assert "content-length" not in answer.headers


@pytest.mark.parametrize("written", ['"other"', "", "{bare}", 'W/"x", "y"', '"'])
def test_a_reader_with_another_page_gets_this_one(reader: Reader, written: str) -> None:
    bare = reader("/").headers["etag"].strip('"')
    assert reader("/", if_none_match=written.format(bare=bare)).status == 200


def test_the_tag_of_another_encoding_is_another_tag(reader: Reader) -> None:
    tag = reader("/", accept_encoding="gzip").headers["etag"]
    assert reader("/", accept_encoding="br", if_none_match=tag).status == 200
    assert reader("/", accept_encoding="gzip", if_none_match=tag).status == 304


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (DAY_AS_SAID, 304),
        ("Mon, 21 Sep 2026 14:13:21 GMT", 304),
        ("Mon, 21 Sep 2026 14:13:19 GMT", 200),
        ("Monday, 21-Sep-26 14:13:20 GMT", 304),
        ("Mon, 21 Sep 2026 14:13:20 -0000", 304),
        ("yesterday", 200),
        ("", 200),
        ("Mon, 99 Sep 2026 14:13:20 GMT", 200),
        ("Mon, 21 Sep 99999999999 14:13:20 +99999999999", 200),
        ("Mon, 21 Sep 2026 14:13:20 +9999999999999999999", 200),
        ("Mon, 21 Sep 99999999999999999999 14:13:20 GMT", 200),
    ],
)
def test_a_date_decides_where_there_is_no_tag(reader: Reader, since: str, status: int) -> None:
    assert reader("/", if_modified_since=since).status == status


@given(since=st.text(st.sampled_from('Mon, 21Sep2026:GMT+-()\\"'), max_size=50))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
def test_no_date_breaks_the_answer(reader: Reader, since: str) -> None:
    assert reader("/", if_modified_since=since).status in {200, 304}


def test_a_tag_outranks_a_date(reader: Reader) -> None:
    assert reader("/", if_none_match='"other"', if_modified_since=DAY_AS_SAID).status == 200


# Methods


def test_head_says_the_same_without_the_page(reader: Reader) -> None:
    for path in ("/incidents/checkout/", "/nothing/"):
        head, whole = reader(path, "HEAD"), reader(path)
        assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
def test_a_published_page_can_only_be_read(reader: Reader, method: str) -> None:
    answer = reader("/incidents/checkout/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert reader("/nothing/", method).status == 404


# Parts


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, len(PAGE) - 1),
        ("bytes=-50", len(PAGE) - 50, len(PAGE) - 1),
        ("bytes=5-999999999", 5, len(PAGE) - 1),
        ("bytes=-999999999", 0, len(PAGE) - 1),
        ("Bytes = 3 - 3", 3, 3),
    ],
)
def test_one_part_of_a_page(reader: Reader, asked: str, first: int, last: int) -> None:
    answer = reader("/incidents/checkout/", range=asked)
    assert (answer.status, answer.body) == (206, PAGE[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(PAGE)}"
    assert answer.headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "lines=0-1", "bytes=", "bytes=-", "bytes=9-3", "bytes=a-b", "bytes=--1"]
)
def test_what_is_no_single_part_gets_the_whole(reader: Reader, asked: str) -> None:
    answer = reader("/incidents/checkout/", range=asked)
    assert (answer.status, answer.body) == (200, PAGE)


@pytest.mark.parametrize("asked", [f"bytes={len(PAGE)}-", "bytes=999999999-", "bytes=-0"])
def test_a_part_beyond_the_end(reader: Reader, asked: str) -> None:
    answer = reader("/incidents/checkout/", range=asked)
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{len(PAGE)}")


def test_a_part_of_a_page_that_changed_is_the_whole_new_page(reader: Reader) -> None:
    etag = reader("/incidents/checkout/").headers["etag"]
    statuses = {
        condition: reader("/incidents/checkout/", range="bytes=0-9", if_range=condition).status
        for condition in (etag, DAY_AS_SAID, '"other"', f"W/{etag}", "Sun, 20 Sep 2026 14:13:20 GMT")
    }
    assert list(statuses.values()) == [206, 206, 200, 200, 200]


@pytest.mark.parametrize(
    ("name", "written", "status"),
    [
        ("if_match", "{tag}", 206),
        ("if_match", '"a" , {tag}', 206),
        ("if_match", "*", 206),
        ("if_match", '"old"', 412),
        ("if_match", "W/{tag}", 412),
        ("if_unmodified_since", DAY_AS_SAID, 206),
        ("if_unmodified_since", "Sun, 20 Sep 2026 14:13:20 GMT", 412),
        ("if_unmodified_since", "yesterday", 206),
    ],
)
def test_no_part_of_one_edition_comes_to_parts_of_another(
    reader: Reader, name: str, written: str, status: int
) -> None:
    tag = reader("/incidents/checkout/").headers["etag"]
    said = {name: written.format(tag=tag), "range": "bytes=100-"}
    assert reader("/incidents/checkout/", **said).status == status
    if status == 412:
        assert reader("/incidents/checkout/", "HEAD", **said).body == b""


def test_a_reader_with_the_page_gets_no_part_of_it(reader: Reader) -> None:
    etag = reader("/").headers["etag"]
    assert reader("/", range="bytes=0-1", if_none_match=etag).status == 304
    assert reader("/", "HEAD", range="bytes=0-1").status == 200


# Addresses


def test_a_folder_without_its_slash_is_sent_on(reader: Reader) -> None:
    answer = reader("/incidents/checkout", query="from=mail")
    assert (answer.status, answer.headers["location"]) == (308, "/incidents/checkout/?from=mail")
    assert reader("/größe").headers["location"] == "/gr%C3%B6%C3%9Fe/"
    assert reader("/größe/").body == b"wide"


@pytest.mark.parametrize(
    "path", ["/empty", "/empty/", "/history/", "/incidents", "/feed.atom/", "/404.html/", "/assets/"]
)
def test_folders_are_not_listed(reader: Reader, path: str) -> None:
    answer = reader(path)
    assert answer.status == 404
    assert b"Nothing here" in answer.body


def test_what_is_not_there_is_the_trees_own_page(root: Path, reader: Reader) -> None:
    answer = reader("/incidents/forgotten/")
    assert (answer.status, answer.body) == (404, b"<!doctype html><title>Nothing here</title>")
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers
    assert reader("/incidents/forgotten/", if_none_match="*").status == 404
    (root / "404.html").unlink()
    bare = reader("/incidents/forgotten/")
    assert (bare.status, bare.headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_before_anything_is_published_the_front_page_leads_to_the_workspace(
    root: Path, reader: Reader
) -> None:
    (root / "index.html").unlink()
    answer = reader("/")
    assert (answer.status, answer.headers["location"]) == (307, "/workspace/")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/workspace/",
        "/workspace",
        "/workspace/incidents/1/",
        "/accounts/login/",
        "/healthz",
        "/readyz",
        "/search/",
        "/subscribe/",
        "/static/none.css",
    ],
)
def test_dynamic_addresses_are_djangos(reader: Reader, path: str) -> None:
    assert reader(path, "POST").body == f"django POST {path}".encode()


def test_a_published_file_never_hides_the_workspace(root: Path, reader: Reader) -> None:
    publish(root, "workspace/index.html", b"not this")
    assert reader("/workspace/").body == b"django GET /workspace/"
    assert reader("/workspaces/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.html",
        "/incidents/../../outside.html",
        "/static/../outside.html",
        "/static/../../public/.lock",
        "//outside.html",
        "/./index.html",
        "/incidents//checkout/",
        "/index.html\0.png",
        "/\0",
        "/..\\outside.html",
        "/.lock",
        "/history/.aside/",
        "/history/.aside/index.html",
        "/index.html.gz",
        "/index.html.br",
        "/" + "a" * 5000,
        "/" + "a/" * 3000,
        "/%2e%2e/outside.html",
    ],
)
def test_nothing_leads_out_or_shows_what_is_hidden(reader: Reader, path: str) -> None:
    answer = reader(path)
    assert answer.body in {b"<!doctype html><title>Nothing here</title>", f"django GET {path}".encode()}


def test_links_are_not_followed(root: Path, reader: Reader) -> None:
    (root / "file.html").symlink_to(root.parent / "outside.html")
    (root / "folder").symlink_to(root.parent)
    (root / "circle.html").symlink_to(root / "circle.html")
    (root / "hidden.html").symlink_to(root / ".lock")
    for path in ("/file.html", "/folder/outside.html", "/circle.html", "/hidden.html"):
        assert reader(path).status == 404


def test_a_page_that_becomes_a_link_is_gone(root: Path, reader: Reader) -> None:
    assert reader("/feed.atom").status == 200
    (root / "feed.atom").unlink()
    (root / "feed.atom").symlink_to(root.parent / "outside.html")
    assert reader("/feed.atom").status == 404


def test_what_is_no_file_is_not_opened(root: Path, reader: Reader) -> None:
    os.mkfifo(root / "pipe.html")
    assert reader("/pipe.html").status == 404


_NAMES = st.sampled_from(
    [
        "..",
        ".",
        "",
        "incidents",
        "checkout",
        "index.html",
        ".lock",
        "history",
        ".aside",
        "outside.html",
        "static",
        "public",
        "\0",
        "~",
        "ä",
        "\\",
    ]
)


@given(names=st.lists(_NAMES | st.text(max_size=8), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_no_address_reads_outside_the_tree(reader: Reader, names: list[str]) -> None:
    path = "/" + "/".join(name.encode("utf-8", "replace").decode() for name in names)
    answer = reader(path)
    assert SECRET not in answer.body
    assert answer.status in {200, 308, 404}
    assert not answer.headers.get("location", "").startswith("//")


# The tree changes while the server runs


def test_a_new_edition_is_seen_at_once(root: Path, reader: Reader) -> None:
    before = reader("/incidents/checkout/")
    publish(root, "incidents/checkout/index.html", PAGE + b"corrected", DAY)
    after = reader("/incidents/checkout/", if_none_match=before.headers["etag"])
    assert (after.status, after.body) == (200, PAGE + b"corrected")
    assert gzip.decompress(reader("/incidents/checkout/", accept_encoding="gzip").body) == after.body


def test_a_page_removed_is_gone_and_a_page_added_is_there(root: Path, reader: Reader) -> None:
    assert reader("/feed.atom").status == 200
    (root / "feed.atom").unlink()
    assert reader("/feed.atom").status == 404
    assert reader("/later/").status == 404
    publish(root, "later/index.html", b"here now")
    assert reader("/later/").body == b"here now"


def test_a_whole_tree_is_switched_by_its_link(root: Path, tmp_path: Path, assets: Path) -> None:
    link = tmp_path / "current"
    link.symlink_to(root)
    application = Site(PublicFiles(link, assets=assets, https=False), django)
    assert ask(application, "/feed.atom").body == b"<feed/>"
    publish(tmp_path / "next", "feed.atom", b"<feed>next</feed>")
    link.unlink()
    link.symlink_to(tmp_path / "next")
    assert ask(application, "/feed.atom").body == b"<feed>next</feed>"


def test_readers_never_see_a_mixture_while_editions_change(root: Path, reader: Reader) -> None:
    editions = [bytes([65 + n]) * 2000 for n in range(5)]
    publish(root, "post/index.html", editions[0])
    stop = threading.Event()

    def publish_again_and_again() -> None:
        moment = DAY
        while not stop.is_set():
            moment += 1
            publish(root, "post/index.html", editions[moment % 5], moment)

    writer = threading.Thread(target=publish_again_and_again)
    writer.start()
    try:
        for turn in range(400):
            encoding = ("gzip", "br", "")[turn % 3]
            answer = reader("/post/", accept_encoding=encoding)
            unpack = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
            assert unpack[answer.headers.get("content-encoding")](answer.body) in editions
    finally:
        stop.set()
        writer.join()


def test_memory_stays_within_its_bound(root: Path, assets: Path) -> None:
    files = PublicFiles(root, assets=assets, https=False, room=60_000)
    application = Site(files, django)
    for number in range(200):
        publish(root, f"{number}/index.html", os.urandom(1000))
        assert len(ask(application, f"/{number}/").body) == 1000
    (root / "large.txt").write_bytes(b"x" * 50_000)
    assert len(ask(application, "/large.txt").body) == 50_000
    assert 0 < files.bytes_kept() <= 60_000


NOTICE = (b"<!doctype html><head>%s</head><p>This report was withdrawn</p>" + b"<p>Why.</p>" * 200) % (
    b'<meta name="robots" content="noindex"><meta name="status" content="410">'
)


def test_a_withdrawn_post_answers_410_with_its_notice(root: Path, reader: Reader) -> None:
    was = reader("/incidents/checkout/").headers["etag"]
    publish(root, "incidents/checkout/index.html", NOTICE, at=DAY + 60)
    publish(root, "incidents/checkout/editions/1/index.html", NOTICE, at=DAY + 60)
    (root / "incidents/checkout/report.json").unlink()

    for path in ("/incidents/checkout/", "/incidents/checkout/editions/1/"):
        answer = reader(path)
        assert (answer.status, answer.body) == (410, NOTICE)
        assert answer.headers["content-type"].startswith("text/html")
    assert reader("/incidents/checkout/", If_None_Match=was).status == 410
    assert reader("/incidents/checkout/", Range="bytes=0-9").body == NOTICE
    compressed = reader("/incidents/checkout/", Accept_Encoding="gzip")
    assert (compressed.status, gzip.decompress(compressed.body)) == (410, NOTICE)
    assert reader("/incidents/checkout/", "HEAD").body == b""
    assert reader("/incidents/checkout/report.json").status == 410, "what stood below it is gone too"
    assert reader("/incidents/other/report.json").status == 404

    publish(root, "incidents/checkout/index.html", PAGE, at=DAY + 120)
    assert reader("/incidents/checkout/").status == 200, "it came back"


def failing(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    raise RuntimeError("The application can't start.")


def broken(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("500 Internal Server Error", [("Content-Type", "text/html"), ("Set-Cookie", "a=b")])
    return [b"Something broke"]


@pytest.mark.parametrize("application", [failing, broken])
@pytest.mark.parametrize("path", ["/search/", "/subscribe/", "/subscribe/confirm/x/"])
def test_readers_get_the_trees_own_page_where_the_application_fails(
    root: Path, assets: Path, application: WSGIApplication, path: str
) -> None:
    site = Site(PublicFiles(root, assets=assets, https=False), application)
    bare = ask(site, path)
    assert (bare.status, bare.headers["content-type"]) == (503, "text/plain; charset=utf-8")
    publish(root, "503.html", b"<!doctype html><title>Not now</title>")
    answer = ask(site, path, query="q=a")
    assert (answer.status, answer.body) == (503, b"<!doctype html><title>Not now</title>")
    assert answer.headers["cache-control"] == "no-cache"
    assert "set-cookie" not in answer.headers
    assert "content-security-policy" in answer.headers
    assert ask(site, path, method="HEAD").body == b""


def test_the_workspace_keeps_its_own_failures(root: Path, assets: Path) -> None:
    publish(root, "503.html", b"<!doctype html><title>Not now</title>")
    site = Site(PublicFiles(root, assets=assets, https=False), broken)
    for path in ("/workspace/", "/accounts/login/", "/readyz"):
        assert (ask(site, path).status, ask(site, path).body) == (500, b"Something broke")
