"""What every public page shows of whose site it is."""

from html.parser import HTMLParser

import pytest

from incidents.models import LinkPlace
from incidents.publishing import pages
from incidents.publishing.frame import Link, Logo
from incidents.publishing.site import Identity
from tests.shell.test_public_pages import CORRECTION, MONTHS, NOW, REPORT, WITHDRAWAL, post

LOGO = f"{'0a' * 16}-192x64.png"
QUAY = Identity(
    name="Quay",
    url="https://status.quay.example",
    logo=LOGO,
    links=(
        Link("quay.example", "https://quay.example/", LinkPlace.HEADER),
        Link("Imprint", "https://quay.example/imprint", LinkPlace.FOOTER),
    ),
    footer="Quay Ltd, *Harbour Road 1*.",
    sign_off="The people of Quay",
    support_url="mailto:help@quay.example",
    timezone="Asia/Kolkata",
)
HOSTILE = Identity(
    name="<script>alert(1)</script>",
    url="https://status.quay.example",
    links=(Link('"><img src=x onerror=alert(1)>', "https://quay.example/", LinkPlace.HEADER),),
    footer="<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>",
    sign_off="</p><script>alert(1)</script>",
)


class Seen(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def every_page(identity: Identity) -> dict[str, bytes]:
    reports = [post(), post(REPORT, CORRECTION)]
    made = pages.front_files(NOW, [], reports, MONTHS, identity) | pages.fixed_files(identity)
    made |= pages.missing_files(reports, identity)
    for files in (
        pages.post_files(post(REPORT, CORRECTION), identity),
        pages.withdrawn_files(post(REPORT, CORRECTION, WITHDRAWAL), identity),
        pages.component_files(NOW.components[0], NOW, reports, identity),
        pages.changes_files(post(), post(REPORT, CORRECTION), identity),
        pages.feed_files(reports, identity),
    ):
        made |= {f"{len(made)}/{path}": data for path, data in files.items()}
    return made


@pytest.mark.parametrize(("path", "page"), every_page(QUAY).items())
def test_every_page_has_logo_links_and_footer(path: str, page: bytes) -> None:
    if not path.endswith(".html"):
        return
    seen = Seen(page)
    (logo,) = (about for tag, about in seen.tags if tag == "img" and "/media/" in (about["src"] or ""))
    assert (logo["src"], logo["width"], logo["height"]) == (f"/media/{LOGO}", "96", "32")
    assert logo["alt"] == "", "the name stands beside it"
    targets = [about["href"] for tag, about in seen.tags if tag == "a"]
    assert {"https://quay.example/", "https://quay.example/imprint", "mailto:help@quay.example"} <= {*targets}
    assert "Quay Ltd, Harbour Road 1." in seen.words
    assert seen.tags[0] == ("html", {"lang": "en", "dir": "ltr"})


def test_a_logo_that_says_the_name_is_read_out_as_it() -> None:
    says = Identity(name="Quay", url="https://q.example", logo=LOGO, logo_says_name=True)
    seen = Seen(pages.missing_files([], says)["404.html"])
    assert next(about for tag, about in seen.tags if tag == "img")["alt"] == "Quay"


@pytest.mark.parametrize(
    ("size", "shown"), [("192x64", (96, 32)), ("400x20", (200, 10)), ("16x16", (32, 32)), ("400x1", (200, 1))]
)
def test_a_logo_keeps_its_shape_and_fits_the_head(size: str, shown: tuple[int, int]) -> None:
    logo = Logo.of(f"{'0a' * 16}-{size}.png")
    assert logo
    assert (logo.width, logo.height) == shown
    assert Logo.of("no picture") is None


def test_the_sign_off_closes_a_post_and_its_editions_only() -> None:
    made = pages.post_files(post(), QUAY)
    assert all(b"The people of Quay" in data for path, data in made.items() if path.endswith(".html"))
    assert not any(b"The people of Quay" in data for path, data in made.items() if not path.endswith(".html"))
    assert b"The people of Quay" not in b"".join(
        pages.withdrawn_files(post(REPORT, WITHDRAWAL), QUAY).values()
    )


def test_help_is_named_where_somebody_is_lost() -> None:
    made = pages.fixed_files(QUAY) | pages.missing_files([], QUAY)
    made |= pages.withdrawn_files(post(REPORT, WITHDRAWAL), QUAY)
    for page in [data for path, data in made.items() if path.endswith(".html")]:
        assert "Do you need help? help@quay.example" in " ".join(Seen(page).words.split())


def test_the_site_tells_its_own_moments_on_its_own_clocks_and_a_report_those_of_the_report() -> None:
    page = Seen(pages.post_files(post(REPORT, CORRECTION), QUAY)["incidents/inc-2026-0001/index.html"])
    words = " ".join(page.words.split())
    assert "2 April 2026, 19:35 UTC+5:30" in words  # the edition of 14:05 in UTC
    assert "29 March 2026, 01:40" in words
    front = Seen(pages.front_files(NOW, [], [], (), QUAY)["index.html"])
    assert "19:35 UTC+5:30" in " ".join(front.words.split())


@pytest.mark.parametrize(("path", "page"), every_page(HOSTILE).items())
def test_nothing_of_it_is_executed(path: str, page: bytes) -> None:
    if not path.endswith(".html"):
        assert b"<script>" not in page or path.endswith(".json")  # where it is text
        return
    seen = Seen(page)
    for tag, about in seen.tags:
        if tag == "script":
            assert about.get("src") or about.get("type") == "application/ld+json"
        assert not any(name.startswith("on") for name in about)
        assert not (about.get("href") or "").startswith("javascript:")
        assert about.get("src") != "x"
