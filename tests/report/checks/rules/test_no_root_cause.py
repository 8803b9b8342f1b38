from incidents.report.value import CauseKind
from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds, with_cause


def test_only_a_trigger() -> None:
    check_finds(with_cause(0, kind=CauseKind.TRIGGER), "no-root-cause", "root_causes")


def test_an_empty_cause() -> None:
    check_finds(with_cause(0, text=""), "no-root-cause", "root_causes")


def test_a_root_cause() -> None:
    check_clean(changed(root_causes=CLEAN.root_causes[:1]))
