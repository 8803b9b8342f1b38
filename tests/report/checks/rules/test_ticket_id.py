from tests.report.checks.clean import CONTEXT, changed, check_clean, check_finds, with_action


def test_a_ticket_of_the_sites_tracker() -> None:
    found = check_finds(changed(resolution="Fixed with PAY-112."), "ticket-id", "resolution")

    assert "PAY-112" in found.message


def test_standards_are_no_tickets_and_the_tracker_has_its_field() -> None:
    check_clean(changed(resolution="Texts are read as UTF-8 again, signed with SHA-256."))
    check_clean(with_action(0, tracker="PAY-112"))


def test_a_site_without_prefixes() -> None:
    check_clean(
        changed(resolution="Fixed with PAY-112."), type(CONTEXT)(today=CONTEXT.today, acronyms=("PAY",))
    )
