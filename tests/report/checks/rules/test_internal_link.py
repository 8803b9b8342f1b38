from tests.report.checks.clean import check_clean, check_finds, with_action, with_event


def test_a_link_that_only_colleagues_can_open() -> None:
    text = "See [the discussion](https://shop.slack.com/archives/C01)."

    found = check_finds(with_event(4, text=text), "internal-link", "timeline[4].text")

    assert "slack.com" in found.message
    assert "archives" not in found.message


def test_public_links_sources_and_trackers() -> None:
    check_clean(with_event(4, text="See [the notice](https://status.shop.example/3)."))
    check_clean(with_event(4, source="https://shop.slack.com/archives/C01"))
    check_clean(with_action(0, tracker="https://shop.atlassian.net/browse/7"))
