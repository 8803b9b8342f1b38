import pytest
from msgspec.structs import replace

from tests.report.checks.clean import CLEAN, at, changed, check_clean, check_finds, with_event


def test_midnight_for_noon() -> None:
    noon = replace(CLEAN.timeline[6], at=at("00:00"))
    end = replace(CLEAN.timeline[7], at=at("12:10"))
    slipped = changed(timeline=(*CLEAN.timeline[:6], noon, end))

    found = check_finds(slipped, "ampm-slip", "timeline[6].at")

    assert "00:00" in found.message
    assert found.fix
    assert found.fix.apply(slipped).timeline[6].at == at("12:00")


@pytest.mark.parametrize("written", ["14:30 PM", "13:20pm", "22:05 a.m."])
def test_a_24_hour_time_with_a_half_of_the_day(written: str) -> None:
    text = f"We wrote to the bank at {written} and again later."

    found = check_finds(with_event(4, text=text), "ampm-slip", "timeline[4].text")

    assert found.fix
    clock = written[:5]
    assert found.fix.apply(with_event(4, text=text)).timeline[4].text == (
        f"We wrote to the bank at {clock} and again later."
    )


@pytest.mark.parametrize("written", ["2:30 PM", "12:00 AM", "14:30", "00:10 AM"])
def test_times_that_are_clear(written: str) -> None:
    check_clean(with_event(4, text=f"We wrote to the bank at {written} and again later."))
