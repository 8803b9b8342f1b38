import pytest

from tests.report.checks.clean import check_clean, check_finds, with_event


@pytest.mark.parametrize("path", ["/var/log/pay/debug.log", "/home/ada/pay.sh", r"C:\Users\ada\pay.log"])
def test_a_file_on_a_server(path: str) -> None:
    found = check_finds(
        with_event(4, text=f"The disk was filled by {path}."), "file-path", "timeline[4].text"
    )

    assert found.message.startswith(f"{path} is a file")


@pytest.mark.parametrize(
    "text", ["See https://shop.example/var/log/pay.", "The route /orders/new failed.", "It is on and/or off."]
)
def test_addresses_and_routes(text: str) -> None:
    check_clean(with_event(4, text=text))
