"""Pages in German are German throughout, and no page says a word that isn't in the catalogue."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import django
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.conf import LazySettings
from django.conf.locale import LANG_INFO
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from incidents import mailing
from incidents.management import catalogue
from incidents.models import Notice, ReportTemplate
from tests.shell import cast as people
from tests.shell import tongues
from tests.shell.cast import Cast
from tests.shell.newsroom import files

OTHER = "mt"  # a language that Babel knows, and Django has no word of
# What is no word of ours: names, zones, references, and what people type or programs read.
ALLOWED = re.compile(
    r"Candor|\d+ xhur ilu|https://|UTC(?:[+\u2212-]\d+(?::\d+)?)?|INC-[\d-]+|[A-Z]\w+/[A-Z]\w+|e?mara|e?mats|edda|emil|stella|system"
    r"|sha256:\w+|https?://\S+|report\.(?:json|md)|JSON|Markdown|Atom|[a-z]+(?:-[a-z]+)+|English|Deutsch"
    r"|(?:Jan|Fra|Mar|Apr|Mej|Ġun|Lul|Aww|Set|Ott|Nov|Diċ|\b[A-ZĠĦ]\w+ \d{4}|\b(?:Il|It|L)-\w+)\w*"
    r"|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|\b(?:SEV|Sev) ?\d|Ctrl|Enter|Esc|\b[A-Za-z]\b|Shift|Tab|Alt"
)


def pages(client: Client, told: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for path in tongues.workspace(told):
        answer = client.get(f"/workspace/{path}", headers={"accept-language": language})
        assert answer.status_code in (200, 404), path
        yield path, answer.content.decode()


@pytest.fixture
def told(cast: Cast, client: Client) -> dict[str, Any]:
    client.force_login(cast.manager)
    return tongues.tell(cast)


@pytest.fixture
def public_root(settings: LazySettings, tmp_path: Path) -> Path:
    settings.PUBLIC_ROOT = tmp_path / "public"
    return tmp_path / "public"


@pytest.fixture
def german_site(settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "de"


def published(root: Path) -> dict[str, str]:
    """Return what a reader of the public site sees, made anew."""
    call_command("publish_site", rebuild=True)
    ends = (".html", ".atom", "feed.json", ".svg")
    return {path: data.decode() for path, data in files(root).items() if path.endswith(ends)}


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """Return what stands in the German catalogue under other words, as text without marks at its ends."""
    said = {
        mine: own
        for message in catalogue.kept("de")
        for mine, own in zip(_forms(message.id), _forms(message.string), strict=True)
        if mine and mine != own and not message.context and "%" not in mine and "<" not in mine
    }
    return {mine: own for mine, own in said.items() if mine not in said.values()}


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


@pytest.mark.django_db
def test_the_workspace_in_german_says_nothing_in_english(client: Client, told: dict[str, Any]) -> None:
    left = {
        (path, text)
        for path, page in pages(client, told, "de")
        for text in tongues.words_of(page) & english().keys()
    }
    assert sorted(left) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("german_site", "told")
def test_the_public_site_in_german_says_nothing_in_english(public_root: Path) -> None:
    tree = published(public_root)
    assert '<html lang="de" dir="ltr">' in tree["index.html"]
    left = {(path, text) for path, page in tree.items() for text in tongues.words_of(page) & english().keys()}
    assert sorted(left) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("german_site", "told")
def test_a_german_post_spells_days_lengths_and_shares_as_germans_do(public_root: Path) -> None:
    tree = published(public_root)
    post = next(
        page
        for path, page in tree.items()
        if re.fullmatch(r"incidents/[^/]+/index.html", path) and "決済" in page
    )
    for said in ("1 Stunde 30 Minuten", "37,5\u00a0%", "1. Juli 2026", "Berichtigt", "Stufe 2: schwer"):
        assert said in post


@pytest.mark.django_db
@pytest.mark.usefixtures("german_site")
def test_a_mail_is_in_the_language_of_the_site(told: dict[str, Any], mailoutbox: list[Any]) -> None:
    User.objects.update(email="someone@example.org")
    people.comment(told["published"], told["published"].author, "@mara 見て。")
    for notice in Notice.objects.all():
        mailing.mail_notice.call(notice.pk)
    assert any("Hier antworten: " in mail.body for mail in mailoutbox)
    assert any(mail.subject.endswith("hat Sie erwähnt") for mail in mailoutbox)


@pytest.mark.django_db
def test_a_person_chooses_the_language_and_a_cookie_keeps_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    page = client.get("/workspace/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en" dir="ltr">' in page
    answer = client.post("/workspace/language/", {"language": "de", "next": "/workspace/incidents/"})
    assert answer.headers["Location"] == "/workspace/incidents/"
    assert answer.cookies["candor_language"]["samesite"] == "Lax"
    page = client.get("/workspace/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="de" dir="ltr">' in page
    assert "Was als Nächstes zu tun ist" in page


@pytest.mark.django_db
def test_the_choice_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/workspace/language/", {"language": "de", "next": "https://elsewhere.example/"})
    assert not answer.headers["Location"].startswith("https://elsewhere")


@pytest.mark.django_db
def test_an_error_is_told_in_the_readers_language(client: Client, cast: Cast) -> None:
    client.force_login(cast.stranger)
    answer = client.get("/workspace/incidents/", headers={"accept-language": "de"})
    assert answer.status_code == 403
    assert "Nur Engineers und Führungskräfte sehen Berichte" in answer.content.decode()


@pytest.fixture
def bracketed(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language in which each sentence is its English between brackets."""
    made = Catalog(locale=OTHER)
    folder = Path(django.__file__).parent
    djangos = [*folder.glob("conf/locale/en/**/django.po"), *folder.glob("contrib/*/locale/en/**/django.po")]
    for path in djangos:
        with path.open("rb") as opened:
            for message in read_po(opened):
                _bracket(made, message.id, message.context)
    for message in catalogue.sources():
        _bracket(made, message.id, message.context)
    place = tmp_path / OTHER / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(catalogue.compiled(made))
    monkeypatch.setitem(LANG_INFO, OTHER, {**LANG_INFO["en"], "code": OTHER})
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), (OTHER, "Deutsch")]


def _bracket(made: Catalog, said: Any, context: str | None) -> None:
    if not said:
        return
    if context == "date pattern":
        made.add(said, said, context=context)
    elif isinstance(said, str):
        made.add(said, f"⟦{said}⟧", context=context)
    else:
        one, several = said
        made.add(said, [f"⟦{one}⟧", *[f"⟦{several}⟧"] * (made.num_plurals - 1)], context=context)


def strange(page: str, known: set[str]) -> set[str]:
    """Return the texts of a page with words outside all brackets."""
    while (bare := re.sub(r"⟦[^⟦⟧]*⟧", " ", page)) != page:
        page = bare
    return {
        text for text in tongues.words_of(page) - known if re.search("[A-Za-z]{2}", ALLOWED.sub("", text))
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("bracketed")
def test_no_page_of_the_workspace_says_a_word_past_the_catalogue(
    client: Client, told: dict[str, Any]
) -> None:
    rows = ReportTemplate.objects.values_list("name", "description")
    known = {value for row in rows for value in (*row, ": ".join(row))} | {"manager"}
    found = {text: path for path, page in pages(client, told, OTHER) for text in strange(page, known)}
    assert sorted(found.items()) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("bracketed", "told")
def test_no_public_page_says_a_word_past_the_catalogue(settings: LazySettings, public_root: Path) -> None:
    settings.LANGUAGE_CODE = OTHER
    tree = {path: page for path, page in published(public_root).items() if path.endswith((".html", ".svg"))}
    found = {text: path for path, page in tree.items() for text in strange(page, set())}
    assert sorted(found.items()) == []
