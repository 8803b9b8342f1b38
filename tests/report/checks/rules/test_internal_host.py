import pytest

from tests.report.checks.clean import CONTEXT, changed, check_clean, check_finds, with_event


@pytest.mark.parametrize(
    "host",
    [
        "pay-db-3.prod.internal",
        "db.corp",
        "pay-db.local",
        "https://wiki.corp.example/pay",
        "PAY-DB.corp.example",
        "http://grafana/d/pay",
        "http://localhost:3000",
    ],
)
def test_a_host_of_the_private_network(host: str) -> None:
    check_finds(with_event(4, text=f"We restarted {host} twice."), "internal-host", "timeline[4].text")


def test_the_link_to_a_tracker_counts_too() -> None:
    actions = changed().actions
    tracked = type(actions[0])(
        title=actions[0].title,
        owner=actions[0].owner,
        due=actions[0].due,
        addresses=(0,),
        tracker="https://track.corp.example/PAY-112",
    )

    check_finds(changed(actions=(tracked,)), "internal-host", "actions[0].tracker")


@pytest.mark.parametrize(
    "text",
    [
        "Requests to pay.shop.example failed.",
        "The file settings.local was empty.",
        "An address opens with https:// and a name.",
        "We restarted docker-compose.local.yml.",
        "The local and internal databases differed.",
    ],
)
def test_public_hosts_and_files(text: str) -> None:
    check_clean(with_event(4, text=text))


def test_a_site_without_patterns_knows_the_usual_ones_only() -> None:
    plain = type(CONTEXT)(today=CONTEXT.today)

    check_clean(with_event(4, text="We restarted db.corp.example twice."), plain)
