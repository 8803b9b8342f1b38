from msgspec.structs import replace

from tests.report.checks.clean import CONTEXT, changed, check_clean, check_finds


def test_an_acronym_that_customers_may_not_know() -> None:
    found = check_finds(changed(closing="The PSP was down; the PSP is up."), "unexplained-acronym", "closing")

    assert "“PSP”" in found.message


def test_explained_known_and_named_ones() -> None:
    check_clean(changed(closing="The payment service provider (PSP) was down; the PSP is up over HTTPS."))
    check_clean(changed(closing="The PSP was down."), replace(CONTEXT, acronyms=("PSP",)))
    check_clean(changed(closing="The PSP was down.", components=("PSP payments",)))


def test_code_references_and_lines_in_capitals() -> None:
    check_clean(
        changed(closing="`SELECT` was slow, as in INC-2026-0007. WE ARE VERY SORRY FOR THE LONG WAIT.")
    )


def test_engineers_may_read_on() -> None:
    check_clean(changed(resolution="The PSP was down."))
