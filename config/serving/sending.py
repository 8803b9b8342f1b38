"""Which answer about a published file fits a request."""

from http import HTTPStatus

from config.serving.answers import Answer, answer, plain
from config.serving.conditions import UnsatisfiableRangeError, has_it, is_unmet, wanted_part
from config.serving.published import Form, PublishedFile
from config.serving.request import Request

METHODS = (b"GET", b"HEAD")
# A page that stands in for another may be the right one's in a moment: nobody keeps it.
_KEPT_BACK = {b"ETag", b"Last-Modified", b"Cache-Control", b"Accept-Ranges"}


def about(file: PublishedFile, request: Request) -> Answer:
    """Answer a request for a file: all of it, a part, or that the reader has it already."""
    method, _, _, headers = request
    if method not in METHODS:
        return plain(
            HTTPStatus.METHOD_NOT_ALLOWED, "This page can only be read.", (b"Allow", b", ".join(METHODS))
        )
    form = file.form(headers.get(b"accept-encoding", b""))
    if file.gone:  # said whatever the reader has
        return form.whole if method == b"GET" else form.whole.without_body()
    if is_unmet(headers, form.etag, form.last_modified):
        changed = plain(HTTPStatus.PRECONDITION_FAILED, "This page has changed meanwhile.")
        return changed if method == b"GET" else changed.without_body()
    if has_it(headers, form.etag, form.last_modified):
        return form.unchanged
    if method != b"GET":
        return form.whole.without_body()
    return _part(form, request) if b"range" in headers else form.whole


def instead(status: HTTPStatus, sentence: str, page: PublishedFile | None, accept_encoding: bytes) -> Answer:
    """Answer with a page that stands in for the one asked for, or with a sentence where there is none."""
    if page is None:
        return plain(status, sentence)
    whole = page.form(accept_encoding).whole
    fields = [field for field in whole.fields if field[0] not in _KEPT_BACK]
    return answer(status, [*fields, (b"Cache-Control", b"no-cache")], whole.body)


def _part(form: Form, request: Request) -> Answer:
    size = len(form.whole.body)
    try:
        part = wanted_part(request.headers, form.etag, form.last_modified, size)
    except UnsatisfiableRangeError:
        beyond = [(b"Content-Range", b"bytes */%d" % size), (b"Content-Length", b"0")]
        return answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, beyond)
    if part is None:
        return form.whole
    fields = [field for field in form.whole.fields if field[0] != b"Content-Length"]
    fields += [
        (b"Content-Range", b"bytes %d-%d/%d" % (part.start, part.stop - 1, size)),
        (b"Content-Length", b"%d" % len(part)),
    ]
    return answer(HTTPStatus.PARTIAL_CONTENT, fields, form.whole.body[part.start : part.stop])
