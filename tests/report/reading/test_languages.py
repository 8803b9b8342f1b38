"""Reports in other languages: every section is known by what people there call it."""

from pathlib import Path

import pytest

from incidents.report.reading import read
from incidents.report.value import CauseKind

DOCUMENTS = sorted((Path(__file__).parent / "languages").iterdir())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_section_is_known(path: Path) -> None:
    report = read(path.read_text()).report
    assert report.title == path.read_text().split("\n")[0].removeprefix("# ")
    assert [str(moment) for moment in (report.started_at, report.resolved_at)] == [
        "2025-03-04 09:10:00+00:00",
        "2025-03-04 10:40:00+00:00",
    ]
    assert report.summary
    assert (str(report.impact_percent), len(report.timeline), len(report.actions)) == ("35", 3, 2)
    kinds = [cause.kind for cause in report.root_causes]
    assert (kinds.count(CauseKind.ROOT), kinds.count(CauseKind.CONTRIBUTING)) == (1, 2)
    assert report.resolution
    assert all((report.lessons.went_well, report.lessons.went_wrong, report.lessons.lucky, report.closing))
    assert "##" not in report.notes


def test_a_sentence_parts_the_cause_from_the_mend() -> None:
    report = read(DOCUMENTS[-1].read_text()).report
    assert report.root_causes[0].text.startswith("Un proceso")
    assert report.resolution == "El problema se resolvió deteniendo ese proceso."
    assert report.actions[0].owner == "Inés"
