from tests.report.checks.clean import CONTEXT, changed, check_clean, check_finds, with_action


def test_a_customer_by_name() -> None:
    found = check_finds(changed(closing="We are sorry, Globex."), "known-name", "closing")

    assert "Globex" in found.message


def test_a_person_as_the_owner_of_a_public_action() -> None:
    check_finds(with_action(0, owner="Ada Byron"), "known-name", "actions[0].owner")


def test_names_inside_other_words_and_in_internal_notes() -> None:
    check_clean(changed(closing="We are sorry for the Globexity of it.", notes="Globex called."))


def test_a_site_without_names() -> None:
    check_clean(changed(closing="We are sorry, Globex."), type(CONTEXT)(today=CONTEXT.today))
