"""Published files, answered ahead of Django: they stay up while the application is down or busy."""

from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from config.serving.answers import Answer, plain, redirect
from config.serving.cache import Cache
from config.serving.headers import security
from config.serving.published import PublishedFile, read
from config.serving.request import Request
from config.serving.sending import METHODS, about, instead
from config.serving.tree import Tree

# The first name of every address that a program answers. All others are files, or nothing.
DYNAMIC = frozenset({"workspace", "accounts", "healthz", "readyz", "search", "shared", "subscribe"})
_ASSETS = "/static/"
_PICTURES = "/media/"  # those that are not public yet are for members, and Django knows who is one
_POSTS = "/incidents/"
_ROOM = 16 * 1024 * 1024
_AS_ASKED = "/?:@!$&'()*+,;=-._~%"  # what a query may hold as it is (RFC 3986)


class PublicFiles:
    """What is answered without a program: the public tree, and the workspace's assets."""

    def __init__(self, root: Path, *, assets: Path, https: bool, room: int = _ROOM) -> None:
        """Serve `root`, and `assets` under /static/; `https` adds what only a site on HTTPS may say.

        At most `room` bytes of content stay in memory.
        """
        self._public = Tree(root)
        self._assets = Tree(assets)
        self._security = security(https=https)
        self._cache = Cache(room)

    def answer(self, request: Request) -> Answer | None:
        """Return the answer to a request, or None where a program has to give it."""
        path = request.path
        file = self._cache.get(path)
        if file is None:
            if path[1:].partition("/")[0] in DYNAMIC:
                return None
            file = self._find(path)
        return about(file, request) if file else self._without_file(request)

    def unavailable(self, accept_encoding: bytes) -> Answer:
        """Answer that what is asked for can't be made just now."""
        return instead(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "This page can't be made just now. Try again in a minute.",
            self._kept_or_found("/503.html"),
            accept_encoding,
        )

    def bytes_kept(self) -> int:
        return self._cache.used()

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
        file = self._kept_or_found(post)
        return file if file and file.gone else None

    def _kept_or_found(self, path: str) -> PublishedFile | None:
        return self._cache.get(path) or self._find(path)

    def _without_file(self, request: Request) -> Answer | None:
        path = request.path
        if path.startswith((_ASSETS, _PICTURES)):
            return None
        if request.method not in METHODS:
            return plain(HTTPStatus.NOT_FOUND, "There is no such page.")
        return self._elsewhere(request) or self._lost(request)

    def _elsewhere(self, request: Request) -> Answer | None:
        """Send on who asks for the front page before there is one, or for a folder without its slash."""
        path = request.path
        if path == "/":  # nothing is published yet: the people who can change that work there
            return redirect(HTTPStatus.TEMPORARY_REDIRECT, "/workspace/")
        if path.endswith("/") or not self._find(path + "/"):
            return None
        query = f"?{quote(request.query, safe=_AS_ASKED)}" if request.query else ""
        return redirect(HTTPStatus.PERMANENT_REDIRECT, f"{quote(path.encode('latin-1'))}/{query}")

    def _lost(self, request: Request) -> Answer:
        if gone := self._notice(request.path):
            return about(gone, request)
        page = self._kept_or_found("/404.html")
        lost = instead(HTTPStatus.NOT_FOUND, "There is no such page.", page, request.accept_encoding)
        return lost.without_body() if request.method == b"HEAD" else lost
