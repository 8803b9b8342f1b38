"""The limit of what a WSGI callable can reach under Granian: it says the same and looks nothing up."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from config import env
from config.serving.headers import security
from config.serving.published import read

_FILE = env.public_root() / "incidents/checkout/index.html"
_PAGE = read(bytes(_FILE), "/incidents/checkout/index.html", security(https=False))


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    form = _PAGE.forms["gzip" if "HTTP_ACCEPT_ENCODING" in environ else "identity"]
    if "HTTP_IF_NONE_MATCH" in environ:
        start_response("304 Not Modified", form.unchanged)
        return []
    start_response("200 OK", form.headers)
    return [form.body]
