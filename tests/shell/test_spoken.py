from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from incidents import dates
from incidents.recalled import recalled
from incidents.report.checks import Context, check
from incidents.report.metrics import in_short, in_words
from incidents.report.rendering.timeline import to_svg
from incidents.report.value import ActionState, CorrectiveAction, Report
from incidents.report.words import Day, Number, moment, say
from incidents.spoken import percent, spoken
from tests.shell.cast import REPORT


@pytest.fixture
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


def overdue(today: date) -> str:
    action = CorrectiveAction(title="Rotate keys", due=date(2026, 3, 4), state=ActionState.OPEN)
    found = check(Report(actions=(action,)), Context(today=today))
    return next(each.message for each in found if each.code == "due-passed")


@pytest.mark.usefixtures("german")
def test_a_finding_is_told_with_its_day_in_the_readers_language() -> None:
    assert (
        spoken(overdue(date(2026, 3, 5)))
        == "„Rotate keys“ war am 4. März 2026 fällig und ist nicht erledigt."
    )


def test_a_findings_fingerprint_is_the_same_in_every_language() -> None:
    found = check(REPORT, Context(today=date(2026, 8, 1)))
    with translation.override("de"):
        assert [each.fingerprint for each in check(REPORT, Context(today=date(2026, 8, 1)))] == [
            each.fingerprint for each in found
        ]


@pytest.mark.usefixtures("german")
def test_lengths_numbers_and_moments_follow_the_language() -> None:
    length = timedelta(hours=1, minutes=30)
    assert spoken(in_words(length)) == "1 Stunde 30 Minuten"
    assert spoken(in_short(length)) == "1 Std. 30 Min."
    assert spoken(Number(1_234_567)) == "1.234.567"
    assert percent(Decimal("37.5")) == "37,5\u00a0%"
    assert spoken(moment(datetime(2026, 3, 4, 9, 5, tzinfo=UTC))) == "4. März 2026, 09:05 Uhr"


def test_in_english_nothing_is_another() -> None:
    at = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
    for said in (overdue(date(2026, 3, 5)), in_words(timedelta(days=2, hours=1)), moment(at)):
        assert spoken(said) == said
    assert percent(Decimal("37.5")) == "37.5\u00a0%"


def test_any_other_text_is_left_as_it_is() -> None:
    with translation.override("de"):
        assert spoken("Summary") == "Summary"


@pytest.mark.usefixtures("german")
def test_the_picture_is_drawn_with_words_of_the_language() -> None:
    drawn = to_svg(REPORT, spoken)
    assert "Unbemerkt" in drawn
    assert "1. Juli 2026" in drawn
    assert "Std." in drawn or "Min." in drawn
    assert "Undetected" not in drawn


@pytest.mark.parametrize("pattern", sorted(dates.PATTERNS))
def test_english_days_are_those_of_the_report(pattern: str) -> None:
    at = datetime(2026, 9, 6, 7, 5, tzinfo=UTC)
    told = dates.spelled(at, pattern)
    assert told
    assert "'" not in told


@pytest.mark.usefixtures("german")
def test_what_was_kept_in_english_is_told_in_german() -> None:
    assert recalled("Another revision was approved since this was scheduled") == (
        "Seit der Planung wurde eine andere Fassung freigegeben"
    )
    assert recalled(
        str(say("%(written)s files written, %(removed)s removed.", written=Number(12), removed=3))
    ) == ("12 Dateien geschrieben, 3 entfernt.")
    assert recalled("Set it to 12:15") == "Auf 12:15 setzen"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("typed", ["Summary", "The vendor said no.", "", "100 %"])
def test_what_somebody_typed_is_never_translated(typed: str) -> None:
    assert recalled(typed) == typed


def test_in_english_what_was_kept_stands() -> None:
    assert recalled("Set it to 12:15") == "Set it to 12:15"
    assert Day(date(2026, 3, 4)) == "4 March 2026"
