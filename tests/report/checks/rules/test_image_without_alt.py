import pytest

from tests.report.checks.clean import changed, check_clean, check_finds


@pytest.mark.parametrize("alt", ["", " ", "screenshot", "graph-2.png"])
def test_an_image_that_says_nothing_in_words(alt: str) -> None:
    check_finds(changed(resolution=f"![{alt}](graph.png)"), "image-without-alt", "resolution")


def test_an_image_in_words() -> None:
    check_clean(changed(resolution="![Failed payments rise to 37% at 10:30](graph.png)"))
