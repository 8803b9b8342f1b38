import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize("said", ["carelessly", "obviously", "negligence", "to blame"])
def test_a_judgement(said: str) -> None:
    found = check_finds(changed(resolution=f"It was {said} so."), "blaming-word", "resolution")

    assert found.message.startswith(f"“{said}”")


def test_facts() -> None:
    check_clean(changed(resolution="The default lock was removed. `git blame` showed when it came."))
