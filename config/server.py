"""What uvicorn runs: published files ahead of Django, in one process."""

from collections.abc import Iterable
from importlib import import_module
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from config import env
from config.public_files import PublicFiles
from config.serving.protocol import FilesFirst
from config.serving.site import Site


class Django:
    """Django, imported by the first request that needs it.

    A process that only serves published files then starts at once, stays under 30 MB, and stays up when the
    application can't start: no database, a broken setting, a half-installed upgrade.
    """

    def __init__(self) -> None:
        self._application: WSGIApplication | None = None
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return (self._application or self._start())(environ, start_response)

    def _start(self) -> WSGIApplication:
        with self._lock:  # Django can't be set up by two threads at once
            if self._application is None:
                application: WSGIApplication = import_module("config.wsgi").application
                self._application = application
            return self._application


class Protocol(FilesFirst):
    """The connections of this site."""

    files = PublicFiles(env.public_root(), assets=env.var() / "static", https=not env.development())


application = Site(Protocol.files, Django())
