from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds

HARD = (
    "Unanticipated synchronisation irregularities affecting geographically distributed infrastructure "
    "components precipitated considerable unavailability of transactional functionality, necessitating "
    "comprehensive remediation activities and organisational coordination. "
) * 3


def test_a_summary_for_nobody() -> None:
    found = check_finds(changed(summary=HARD), "reading-grade", "summary")

    assert "years of school" in found.message


def test_plain_words() -> None:
    check_clean(changed(summary=CLEAN.summary + " " + CLEAN.summary))
