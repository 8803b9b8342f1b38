from msgspec.structs import replace

from tests.report.checks.clean import CLEAN, CONTEXT, changed, check_clean, check_finds

SENTENCE = "The index was built again on a copy of the table, and it took no lock that anybody noticed. "


def test_a_wall() -> None:
    found = check_finds(changed(resolution=SENTENCE * 10), "wall-of-text", "resolution")

    assert "has 190 words" in found.message


def test_paragraphs_and_lists() -> None:
    check_clean(changed(resolution="\n\n".join([SENTENCE * 5] * 3)))
    check_clean(changed(resolution="\n".join([f"- {SENTENCE}"] * 10)))


def test_a_site_decides_how_long_is_long() -> None:
    check_clean(changed(resolution=SENTENCE * 10), replace(CONTEXT, paragraph_words=200))
    check_finds(CLEAN, "wall-of-text", "summary", replace(CONTEXT, paragraph_words=30))
