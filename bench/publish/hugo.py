"""The same reports as a site of Hugo's: it has no build but the whole, so a publication is one.

Its pages are fewer than Candor's: the post, the front page, the months, components and severities, a feed and
a sitemap. Nothing is compressed or forced to disk, and nothing of the reports is checked.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from bench.publish import cost
from bench.publish.cost import Cost
from incidents.report.rendering.markdown import to_markdown
from incidents.report.value import Report

_SITE = Path(__file__).parent / "hugo_site"


def version() -> str | None:
    """Return which Hugo is installed; None where none is."""
    if shutil.which("hugo") is None:
        return None
    return subprocess.run(["hugo", "version"], check=True, capture_output=True, text=True).stdout.split()[1]


def begin(folder: Path, reports: Iterable[Report]) -> None:
    """Make a site with a post of each report, not built yet."""
    shutil.copytree(_SITE, folder)
    (folder / "content/incidents").mkdir(parents=True)
    for number, report in enumerate(reports):
        add(folder, f"{number:06d}", report)


def add(folder: Path, name: str, report: Report) -> None:
    if report.started_at is None:
        raise ValueError("A post of this site needs a start.")
    head = {
        "title": report.title,
        "date": report.started_at.isoformat(),
        "summary": report.summary,
        "history": [f"{report.started_at:%Y-%m}"],
        "components": report.components,
        "severities": [report.severity] if report.severity else [],
    }
    (folder / f"content/incidents/{name}.md").write_text(f"{json.dumps(head)}\n\n{to_markdown(report)}")


def build(folder: Path) -> Cost:
    return cost.of(["hugo", "--quiet"], folder, {"HUGO_CACHEDIR": str(folder / "cache")})


def built(folder: Path) -> tuple[int, int]:
    """Return how many files the built site has, and their bytes."""
    sizes = [place.stat().st_size for place in (folder / "public").rglob("*") if place.is_file()]
    return len(sizes), sum(sizes)
