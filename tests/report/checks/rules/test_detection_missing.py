from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_without_a_detection() -> None:
    check_finds(
        changed(detected_at=None, timeline=(CLEAN.timeline[0], *CLEAN.timeline[2:])),
        "detection-missing",
        "detected_at",
    )


def test_a_detection_in_the_timeline() -> None:
    check_clean(changed(detected_at=None))
