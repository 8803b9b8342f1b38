"""Real postmortems, read where CANDOR_CORPUS names a folder of `docs` and hand-made `labels`."""

import json
import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from incidents.report.checks import CODES, Context, check
from incidents.report.reading import Reading, read, source_text

CORPUS = os.environ.get("CANDOR_CORPUS")
CONTEXT = Context(today=date(2026, 11, 20))

pytestmark = pytest.mark.skipif(not CORPUS, reason="CANDOR_CORPUS names no folder of real postmortems")


def documents() -> dict[str, Path]:
    return {path.stem: path for path in sorted(Path(CORPUS or "", "docs").glob("*"))} if CORPUS else {}


def label_of(name: str) -> Path:
    return Path(CORPUS or "", "labels", f"{name}.json")


def reading(path: Path) -> Reading:
    return read(source_text(path.read_bytes()))


@pytest.mark.parametrize("name", [name for name in documents() if label_of(name).exists()])
def test_every_labelled_defect_that_has_a_code_is_found(name: str) -> None:
    defects = {code.replace("_", "-") for code in json.loads(label_of(name).read_text())["defects"]}
    said = reading(documents()[name])
    found = {problem.code for problem in said.problems} | {each.code for each in check(said.report, CONTEXT)}

    assert defects & set(CODES) <= found


@pytest.mark.parametrize("name", documents())
def test_each_fix_removes_its_finding_and_adds_none(name: str) -> None:
    report = reading(documents()[name]).report
    found = check(report, CONTEXT)
    for finding in found:
        if finding.fix:
            left = check(finding.fix.apply(report), CONTEXT)
            assert Counter(each.code for each in left) < Counter(each.code for each in found)
