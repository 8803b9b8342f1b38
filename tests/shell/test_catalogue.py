"""Every sentence has its German, every German sentence its place, and nothing is said past the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo
from django.conf import LazySettings, settings
from django.core.management import call_command

from incidents import dates
from incidents.management import catalogue
from incidents.report import words

OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]
VALUE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\}|</?\w+|%%")
ERRORS = ("NotValidError", "NotAllowedError", "WrongStateError", "StaleError", "ChangedMeanwhileError")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_says_what_the_code_says_and_nothing_else(language: str) -> None:
    now, kept = told(catalogue.sources()), told(catalogue.kept(language))
    assert sorted(now.keys() - kept.keys(), key=str) == [], "run manage.py catalogue, then translate"
    assert sorted(kept.keys() - now.keys(), key=str) == [], "run manage.py catalogue"


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_none_is_a_guess(language: str) -> None:
    said = [message for message in catalogue.kept(language) if message.id]
    assert [message.id for message in said if message.fuzzy or not all(forms(message.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_every_value_and_mark(language: str) -> None:
    for message in catalogue.kept(language):
        for english, own in zip(forms(message.id), forms(message.string), strict=True):
            if message.id and message.context is None:
                assert sorted(set(VALUE.findall(own))) == sorted(set(VALUE.findall(english))), english
                assert own[:1].isspace() == english[:1].isspace(), english
                assert own[-1:].isspace() == english[-1:].isspace(), english


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with catalogue.place(language, "mo").open("rb") as opened:
        assert told(read_mo(opened)) == told(catalogue.kept(language))


def test_the_command_keeps_what_is_translated_and_adds_what_is_new(
    settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = catalogue.kept("de")
    old.delete("Timeline")
    settings.LOCALE_PATHS = [tmp_path]
    catalogue.place("de").parent.mkdir(parents=True)
    catalogue.place("de").write_bytes(catalogue.spelled(old))
    with pytest.raises(SystemExit):
        call_command("catalogue", check=True)
    call_command("catalogue")
    assert "1 without words of their own" in capsys.readouterr().out
    new = catalogue.kept("de")
    timeline, title = new.get("Timeline"), new.get("Title")
    assert timeline
    assert timeline.string == ""
    assert title
    assert title.string == "Titel"
    call_command("catalogue", check=True)


def test_what_templates_and_code_say_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "Who\'s there" %}{{ name|default:_("Nobody") }}'
        "{% blocktranslate count n=n %}{{ n }} report{% plural %}{{ n }} reports{% endblocktranslate %}"
    )
    found = set(catalogue.in_template(page))
    assert found == {("Who's there", None), ("Nobody", None), (("%(n)s report", "%(n)s reports"), None)}
    code = tmp_path / "code.py"
    code.write_text('say("Done: " "%(x)s", x=f"{y}"); say_count("a %(count)s", "b", 2); self.say(1, "no")\n')
    assert set(catalogue.in_python(code)) == {("Done: %(x)s", None), (("a %(count)s", "b"), None)}


def test_no_error_says_a_sentence_past_the_catalogue() -> None:
    bare = [where for path in Path(settings.BASE_DIR, "incidents").rglob("*.py") for where in _bare(path)]
    assert bare == []


def test_every_way_in_which_the_report_spells_a_day_is_known() -> None:
    assert set(words.SPELLED) <= set(dates.PATTERNS)


def told(of: Catalog) -> dict[tuple[tuple[str, ...], str | None], tuple[str, ...]]:
    """Return translations by the sentences that they are of, with their context."""
    return {(forms(each.id), each.context): forms(each.string) for each in of if each.id}


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str) or text is None else tuple(text)


def _bare(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ERRORS
            and node.args
        ):
            said = node.args[0]
            if isinstance(said, ast.JoinedStr) or (isinstance(said, ast.Constant) and " " in str(said.value)):
                yield f"{path.name}:{node.lineno}"


def test_the_image_takes_the_catalogues_along() -> None:
    root = Path(settings.BASE_DIR)
    assert "COPY locale locale" in (root / "Dockerfile").read_text()
    assert "!locale/" in (root / ".dockerignore").read_text().splitlines()
