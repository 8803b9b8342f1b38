"""Published files, answered ahead of Django: they stay up while the application is down or busy."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from config.serving.answers import METHODS, plain, redirect, send, send_missing_page
from config.serving.cache import Cache
from config.serving.falling_back import answered
from config.serving.headers import security
from config.serving.published import PublishedFile, read
from config.serving.tree import Tree

# The first name of every address that a program answers. All others are files, or nothing.
DYNAMIC = frozenset({"workspace", "accounts", "healthz", "readyz", "search", "shared", "subscribe"})
_FOR_READERS = frozenset({"search", "subscribe"})
_ASSETS = "/static/"
_PICTURES = "/media/"  # those that are not public yet are for members, and Django knows who is one
_POSTS = "/incidents/"
_ROOM = 16 * 1024 * 1024


class PublicFiles:
    """A WSGI application: the public tree, the workspace's assets, and the fallback for dynamic addresses."""

    def __init__(
        self, root: Path, fallback: WSGIApplication, *, assets: Path, https: bool, room: int = _ROOM
    ) -> None:
        """Serve `root`, and `assets` under /static/; `https` adds what only a site on HTTPS may say."""
        self._public = Tree(root)
        self._assets = Tree(assets)
        self._fallback = fallback
        self._security = security(https=https)
        self._cache = Cache(room)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        file = self._cache.get(path)
        if file is None:
            if path[1:].partition("/")[0] in DYNAMIC:
                return self._made(path, environ, start_response)
            file = self._find(path)
        if file is None:
            return self._without_file(path, environ, start_response)
        return send(file, environ, start_response)

    def bytes_kept(self) -> int:
        return self._cache.used()

    def _made(self, path: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Have Django answer; where it can't, say so with the tree's own page at the addresses of readers."""
        if path[1:].partition("/")[0] not in _FOR_READERS:
            return self._fallback(environ, start_response)
        return answered(
            self._fallback,
            environ,
            start_response,
            instead=lambda: self._cache.get("/503.html") or self._find("/503.html"),
        )

    def _find(self, path: str) -> PublishedFile | None:
        """Return the file at an address, from disk. A folder's address ends in a slash and means its page."""
        named = path + "index.html" if path.endswith("/") else path
        in_assets = named.startswith(_ASSETS)
        tree, relative = (self._assets, named[len(_ASSETS) :]) if in_assets else (self._public, named[1:])
        place = tree.place(relative)
        if place is None:
            return None
        try:
            file = read(place, named, self._security)
        except OSError:  # unpublished this instant, or not readable
            return None
        self._cache.keep(path, file)
        return file

    def _notice(self, path: str) -> PublishedFile | None:
        """Return the notice that took a post's place, for addresses below it that are no more."""
        if not path.startswith(_POSTS):
            return None
        post = _POSTS + path[len(_POSTS) :].partition("/")[0] + "/"
        file = self._cache.get(post) or self._find(post)
        return file if file and file.gone else None

    def _without_file(
        self, path: str, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if path.startswith((_ASSETS, _PICTURES)):
            return self._fallback(environ, start_response)
        if environ["REQUEST_METHOD"] not in METHODS:
            return plain("404 Not Found", "There is no such page.", environ, start_response)
        if path == "/":  # nothing is published yet: the people who can change that work there
            return redirect("307 Temporary Redirect", "/workspace/", start_response)
        if not path.endswith("/") and self._find(path + "/"):
            query = environ.get("QUERY_STRING", "")
            address = quote(path.encode("latin-1")) + "/" + (f"?{query}" if query else "")
            return redirect("308 Permanent Redirect", address, start_response)
        if gone := self._notice(path):
            return send(gone, environ, start_response)
        return send_missing_page(
            self._cache.get("/404.html") or self._find("/404.html"), environ, start_response
        )
