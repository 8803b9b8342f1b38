import pytest

from incidents.report.value import Audience
from tests.report.checks.clean import check_clean, check_finds, with_event


@pytest.mark.parametrize("address", ["10.4.0.12", "192.168.1.20", "172.31.0.1", "fd12:3456:789a::1"])
def test_an_address_of_the_private_network(address: str) -> None:
    found = check_finds(with_event(4, text=f"The node {address} was full."), "private-ip", "timeline[4].text")

    assert address in found.message


@pytest.mark.parametrize(
    "text",
    ["The resolver 8.8.8.8 answered.", "We run version 10.2.0.1 now.", "It listens on 127.0.0.1 only."],
)
def test_other_addresses_and_versions(text: str) -> None:
    check_clean(with_event(4, text=text))


def test_colleagues_may_read_it() -> None:
    check_clean(with_event(4, text="The node 10.4.0.12 was full.", audience=Audience.INTERNAL))
