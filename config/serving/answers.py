"""Answers to requests for published files."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from config.serving.conditions import UnsatisfiableRangeError, has_it, wanted_part
from config.serving.published import Form, PublishedFile

METHODS = ("GET", "HEAD")


def send(file: PublishedFile, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request for a file: all of it, a part, or that the reader has it already."""
    method = environ["REQUEST_METHOD"]
    if method not in METHODS:
        return _refuse_method(start_response)
    form = file.form(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if file.gone:  # said whatever the reader has
        start_response("410 Gone", form.headers)
        return [form.body] if method == "GET" else []
    if has_it(environ, form.etag, form.last_modified):
        start_response("304 Not Modified", form.unchanged)
        return []
    if "HTTP_RANGE" in environ and method == "GET":
        return _send_part(form, environ, start_response)
    start_response("200 OK", form.headers)
    return [form.body] if method == "GET" else []


def send_missing_page(
    page: PublishedFile | None, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answer that there is no such page, with the tree's own words where it has some."""
    return send_instead("404 Not Found", "There is no such page.", page, environ, start_response)


def send_unavailable_page(
    page: PublishedFile | None, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answer that what is asked for can't be made just now."""
    sentence = "This page can't be made just now. Try again in a minute."
    return send_instead("503 Service Unavailable", sentence, page, environ, start_response)


def send_instead(
    status: str,
    sentence: str,
    page: PublishedFile | None,
    environ: WSGIEnvironment,
    start_response: StartResponse,
) -> Iterable[bytes]:
    """Answer with a page that stands in for the one asked for, or with a sentence where there is none."""
    if page is None:
        return plain(status, sentence, environ, start_response)
    form = page.form(environ.get("HTTP_ACCEPT_ENCODING", ""))
    # The page may be there in a moment: nobody keeps the news that it isn't.
    kept_back = {"ETag", "Last-Modified", "Cache-Control", "Accept-Ranges"}
    headers = [header for header in form.headers if header[0] not in kept_back]
    start_response(status, [*headers, ("Cache-Control", "no-cache")])
    return [form.body] if environ["REQUEST_METHOD"] == "GET" else []


def plain(
    status: str, sentence: str, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    body = f"{sentence}\n".encode()
    start_response(status, [*_text(body), ("Cache-Control", "no-cache")])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def redirect(status: str, address: str, start_response: StartResponse) -> Iterable[bytes]:
    start_response(status, [("Location", address), ("Content-Length", "0"), ("Cache-Control", "no-cache")])
    return []


def _send_part(form: Form, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    size = len(form.body)
    try:
        part = wanted_part(environ, form.etag, form.last_modified, size)
    except UnsatisfiableRangeError:
        start_response(
            "416 Range Not Satisfiable", [("Content-Range", f"bytes */{size}"), ("Content-Length", "0")]
        )
        return []
    if part is None:
        start_response("200 OK", form.headers)
        return [form.body]
    headers = [header for header in form.headers if header[0] != "Content-Length"]
    headers += [
        ("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}"),
        ("Content-Length", str(len(part))),
    ]
    start_response("206 Partial Content", headers)
    return [form.body[part.start : part.stop]]


def _refuse_method(start_response: StartResponse) -> Iterable[bytes]:
    body = b"This page can only be read.\n"
    start_response("405 Method Not Allowed", [*_text(body), ("Allow", ", ".join(METHODS))])
    return [body]


def _text(body: bytes) -> list[tuple[str, str]]:
    return [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
