from tests.report.checks.clean import changed, check_clean, check_finds


def test_a_level_left_out() -> None:
    found = check_finds(
        changed(resolution="## Background\n\nOld.\n\n#### Cache\n\nNew."), "heading-jump", "resolution"
    )

    assert "“Cache” is 2 levels below" in found.message


def test_one_level_at_a_time_and_comments_in_code() -> None:
    check_clean(changed(resolution="## Background\n\n### Cache\n\n## Later\n\n```\n#### a comment\n```"))
