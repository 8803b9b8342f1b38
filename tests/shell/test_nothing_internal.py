"""Whatever a report and its people say inside, no published byte of any rendering says it."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace
from PIL import ImageDraw

from incidents import drafts, readiness, workflow
from incidents.models import Incident
from incidents.publishing import pages, whole
from incidents.publishing.configured import site_identity
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.site import EditionKind, Post
from incidents.report import canonical
from incidents.report.projection import public
from incidents.report.value import Report
from incidents.workflow import suggestions
from tests.report.strategies import reports
from tests.report.test_projection import marked
from tests.shell.cast import REPORT, Cast, comment, ignore, ignore_notice, now, reply, start
from tests.shell.newsroom import files
from tests.shell.test_public_pages import IDENTITY, edition, whole_tree

CORRECTION = edition(2, EditionKind.CORRECTION, "It was longer.")
INSIDE = "said-inside"  # in everything that colleagues say to each other


def renamed(report: Report, words: set[str]) -> tuple[Report, set[str]]:
    """Return a report whose words are others than those of every other marked one."""
    data = canonical.encode(report).replace(b"word", b"term")
    return canonical.recall(data), {word.replace("word", "term") for word in words}


@given(reports(), reports())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_of_an_internal_part_is_in_any_published_byte(one: Report, other: Report) -> None:
    now, _, hidden = marked(one)
    marked_before, _, hidden_before = marked(other)
    was, hidden_then = renamed(marked_before, hidden_before)
    first = Post(reference="INC-1", slug="one", report=public(was), editions=(edition(1),))
    then = Post(reference="INC-1", slug="one", report=public(now), editions=(edition(1), CORRECTION))

    compared = pages.changes_files(first, then, IDENTITY)
    files = [*whole_tree(first).items(), *whole_tree(then).items(), *compared.items()]
    for path, data in files:
        said = {word for word in hidden | hidden_then if word.encode() in data}
        assert said == set(), path


# Every file that a site has after a correction, a withdrawal and a return, however it is made.


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is written into pictures, whose bytes don't show it."""
    said: list[str] = []
    write = ImageDraw.ImageDraw.text

    def written(self: ImageDraw.ImageDraw, place: tuple[float, float], text: str, **look: object) -> None:
        said.append(text)
        write(self, place, text, **look)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", written)
    return said


@given(reports(), reports())
@settings(
    max_examples=3,
    phases=[Phase.generate],  # to make a report smaller takes minutes
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_file_of_the_tree_says_what_is_said_inside(
    cast: Cast, drawn: list[str], one: Report, other: Report
) -> None:
    first, _, hidden = marked(_with_a_course(one))
    second, _, hidden_then = marked(_with_a_course(other))
    second, hidden_then = renamed(second, hidden_then)
    before = transaction.savepoint()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readiness, "check_ready", lambda *_: None)
        patch.setattr(readiness, "unwaived", lambda *_: ())
        patch.setattr(readiness, "check_publishable", lambda *_: None)
        incident = _published(cast, first)
        _talked_about(incident, cast)
        _rewritten(incident, second)
        _released(incident, cast)
        gone = _published(cast, first)
        workflow.withdraw(gone, by=cast.manager, at=now(), note="It was wrong.", enqueue=ignore)
        _released(_rewritten(gone, second), cast)
        there = dict(_everything())
    transaction.savepoint_rollback(before)

    _has_every_kind(set(there))
    assert drawn
    for path, data in [*there.items(), *(("a card", text.encode()) for text in drawn)]:
        said = {word for word in (*hidden, *hidden_then, INSIDE) if word.encode() in data}
        assert said == set(), path


def _with_a_course(report: Report) -> Report:
    """Return what the report says, over the times and events that the files of a post are made of."""
    said = tuple(replace(event, at=None, clock=None) for event in report.timeline)
    return replace(
        REPORT,
        timeline=(*said, *REPORT.timeline),
        root_causes=report.root_causes,
        actions=report.actions,
        lessons=report.lessons,
    )


def _published(cast: Cast, report: Report) -> Incident:
    incident = start(cast.engineer, report)
    _released(incident, cast)
    return incident


def _released(incident: Incident, cast: Cast) -> None:
    """Have it submitted, shown to outsiders, approved and published, each with a word inside."""
    verbs = {workflow.Step.CORRECT: workflow.correct, workflow.Step.RESTORE: workflow.restore}
    revision = workflow.submit(
        incident, by=cast.engineer, at=now(), message=f"Please, {INSIDE}.", correction_note="It was longer."
    )
    workflow.approve(incident, revision, by=cast.manager, at=now(), note=f"Fine, {INSIDE}.")
    steps = workflow.standing(Incident.objects.get(pk=incident.pk)).steps
    verb = next((verb for step, verb in verbs.items() if step in steps), workflow.publish)
    verb(incident, by=cast.manager, at=now(), enqueue=ignore)


def _talked_about(incident: Incident, cast: Cast) -> None:
    first = comment(incident, cast.manager, f"Is this so, {INSIDE}?", quote=INSIDE)
    reply(first, cast.engineer, f"It is, {INSIDE}.")
    if title := drafts.snapshot(incident).title:
        suggestions.suggest(
            incident,
            by=cast.manager,
            at=now(),
            anchor="title",
            passage=title,
            instead=f"{title} {INSIDE}",
            tell=ignore_notice,
        )


def _rewritten(incident: Incident, report: Report) -> Incident:
    fresh = Incident.objects.get(pk=incident.pk)
    fresh.timeline.all().delete()
    fresh.actions.all().delete()
    fresh.root_causes.all().delete()
    drafts.fill(fresh, report)
    fresh.save()
    drafts.write_lists(fresh, report)
    return Incident.objects.get(pk=incident.pk)


def _everything() -> Iterator[tuple[str, bytes]]:
    """Make the whole tree and yield every file of it, unpacked."""
    with tempfile.TemporaryDirectory() as folder:
        whole.repair(DirectoryStore(Path(folder)), site_identity, lambda *_: None, at=None)
        for path, data in files(Path(folder)).items():
            yield path, brotli.decompress(data) if path.endswith(".br") else data


def _has_every_kind(paths: set[str]) -> None:
    """Check that the tree has a file of each kind, or this would prove little."""
    kinds = [re.sub(r"[0-9]+", "N", re.sub(r"incidents/[^/]+/", "incidents/S/", path)) for path in paths]
    post = {f"incidents/S/{name}" for name in ("index.html", "report.json", "report.md", "timeline.svg")}
    post |= {f"incidents/S/{name}" for name in ("card.png", "manifest.json", "editions/N/changes/index.html")}
    lists = {
        "index.html",
        "feed.atom",
        "feed.json",
        "sitemap.xml",
        "sitemap/N.xml",
        "ledger.json",
        "ledger/N.json",
    }
    lists |= {"history/index.html", "history/sevN/index.html", "api/vN/incidents.json", "api/vN/summary.json"}
    lists |= {"incidents/S/editions/N/index.html", "history/N/N/index.html"}
    assert post | lists <= set(kinds)
    assert any(path.startswith("components/") for path in paths)
