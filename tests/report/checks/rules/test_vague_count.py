from incidents.report.value import Report
from tests.report.checks.clean import changed, check_clean, check_finds


def test_some_where_the_share_is_known() -> None:
    found = check_finds(changed(summary="Some customers could not pay."), "vague-count", "summary")

    assert "37.5 %" in found.message


def test_many_where_the_count_is_known() -> None:
    report = changed(
        impact_percent=None, impact="1,200 customers could not pay.", closing="Many customers wrote."
    )

    assert "1,200 customers" in check_finds(report, "vague-count", "closing").message


def test_the_passive_voice_where_the_share_is_known() -> None:
    found = check_finds(changed(closing="We are sorry. Customers were affected."), "vague-count", "closing")

    assert found.message.startswith("“Customers were affected” is vague")


def test_a_passive_voice_with_its_number() -> None:
    check_clean(changed(closing="1,200 customers were affected; other customers were not affected."))


def test_some_where_nothing_is_known() -> None:
    report: Report = changed(
        impact_percent=None, impact="All payments failed.", summary="Some customers wrote."
    )

    check_clean(report)
