import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize("said", ["prod", "k8s", "OOMKilled", "p99", "the blast radius"])
def test_words_of_the_workshop(said: str) -> None:
    check_finds(changed(closing=f"It was {said} again."), "jargon", "closing")


def test_plain_words_and_deeper_texts() -> None:
    check_clean(changed(closing="The product ran out of memory.", resolution="The prod pods were restarted."))
