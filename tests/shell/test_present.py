"""How components work, as the public is told, and the day that the site counts back from."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from incidents import workflow
from incidents.errors import NotAllowedError, NotValidError
from incidents.models import AuditEntry, Component, ComponentState, ComponentStatus, SiteDay
from incidents.publishing import present
from incidents.publishing.configured import site_identity
from incidents.publishing.deploy import deploy_present
from incidents.publishing.directory import DirectoryStore
from incidents.publishing.pages.components import DAYS, days
from incidents.publishing.site import Component as Shown
from incidents.publishing.site import State
from incidents.publishing.whole import rebuild, verify
from incidents.report.shelves import slug
from incidents.report.value import Severity
from incidents.workflow import components
from tests.shell.cast import Cast, approve, ignore, now, start
from tests.shell.newsroom import MARCH, NOON, Newsroom, files, put_out, report
from tests.shell.test_public_pages import REPORT, post

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 1, 10, tzinfo=UTC)


def quietly(*_: object) -> None:
    pass


@pytest.fixture
def checkout(cast: Cast) -> Component:
    components.list_components(["Checkout", "Search"], by=cast.manager, at=AT, enqueue=quietly)
    return Component.objects.get(name="Checkout")


def set_status(component: Component, cast: Cast, status: ComponentStatus, note: str = "") -> ComponentState:
    return components.set_status(component, status, note=note, by=cast.manager, at=AT, enqueue=quietly)


def test_telling_keeps_history_and_leaves_an_entry(checkout: Component, cast: Cast) -> None:
    set_status(checkout, cast, ComponentStatus.MAJOR_OUTAGE, "Nobody can pay.")
    set_status(checkout, cast, ComponentStatus.OPERATIONAL)
    assert [state.status for state in checkout.states.all()] == ["major_outage", "operational"]
    assert "component Checkout: major_outage (Nobody can pay.)" in AuditEntry.objects.values_list(
        "detail", flat=True
    )


def test_telling_the_same_again_changes_nothing(checkout: Component, cast: Cast) -> None:
    first = set_status(checkout, cast, ComponentStatus.MAJOR_OUTAGE, "x")
    assert set_status(checkout, cast, ComponentStatus.MAJOR_OUTAGE, " x ") == first


def test_only_who_may_tells(checkout: Component, cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        components.set_status(checkout, ComponentStatus.OPERATIONAL, by=cast.engineer, at=AT, enqueue=quietly)
    with pytest.raises(NotAllowedError):
        components.list_components([], by=cast.engineer, at=AT, enqueue=quietly)


def test_only_a_listed_component_has_a_state(cast: Cast) -> None:
    unlisted = Component.objects.create(name="Ledger")
    with pytest.raises(NotValidError, match="list it first"):
        set_status(unlisted, cast, ComponentStatus.OPERATIONAL)


def test_the_list_is_in_the_order_given(checkout: Component, cast: Cast) -> None:
    components.list_components(["Search", "New", "Search"], by=cast.manager, at=AT, enqueue=quietly)
    assert [each.name for each in present.now().components] == ["Search", "New"]
    assert Component.objects.get(pk=checkout.pk).is_listed is False


def test_the_day_only_goes_on() -> None:
    assert present.turn(date(2026, 9, 1)) is True
    assert present.turn(date(2026, 9, 1)) is False
    assert present.turn(date(2026, 8, 31)) is False
    assert SiteDay.objects.get().day == date(2026, 9, 1)


@pytest.mark.django_db(transaction=True)
def test_the_public_site_follows(tmp_path: Path, cast: Cast) -> None:
    store = DirectoryStore(tmp_path / "public")
    put_out(Newsroom(cast).publish("Checkout fails"), store)
    components.list_components(["Checkout"], by=cast.manager, at=AT, enqueue=quietly)
    set_status(Component.objects.get(), cast, ComponentStatus.PARTIAL_OUTAGE, "Some cards are declined.")
    deploy_present(store, site_identity, at=NOON)
    told = files(store.root)
    assert b"Some cards are declined." in told["index.html"]
    assert b"Partial outage" in told["components/checkout/index.html"]
    assert b"partial_outage" in told["api/v2/components.json"]
    assert not verify(store, site_identity, quietly)
    before = files(store.root)
    rebuild(store, site_identity, quietly, at=None)
    assert files(store.root) == before


@pytest.mark.django_db(transaction=True)
def test_an_incident_stands_on_the_pages_of_its_components_and_severity(tmp_path: Path, cast: Cast) -> None:
    store = DirectoryStore(tmp_path / "public")
    told = replace(report("Search is slow", MARCH), components=("Search",), severity=Severity.SEV2)
    incident = start(cast.engineer, told)
    approve(incident, cast)
    first = workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    put_out(first, store)
    for path in ("components/search/index.html", "history/sev2/index.html"):
        assert b"Search is slow" in files(store.root)[path]
    put_out(Newsroom(cast).withdraw(first, "It was another."), store)
    assert not [path for path, data in files(store.root).items() if b"Search is slow" in data]
    assert b"components/search/" not in files(store.root)["history/index.html"]
    assert not verify(store, site_identity, quietly)


@pytest.mark.django_db(transaction=True)
def test_what_is_not_over_stands_first_until_it_is(tmp_path: Path, cast: Cast) -> None:
    store = DirectoryStore(tmp_path / "public")
    incident = start(cast.engineer, replace(report("Search is slow", MARCH), resolved_at=None))
    approve(incident, cast)
    first = workflow.publish(incident, by=cast.manager, at=now(), enqueue=ignore)
    put_out(first, store)
    assert b"Not over yet" in files(store.root)["index.html"]
    assert b"Search is slow" in files(store.root)["api/v2/incidents/unresolved.json"]
    put_out(Newsroom(cast).correct(first, "It is over.", resolved_at=MARCH + timedelta(hours=1)), store)
    assert b"Not over yet" not in files(store.root)["index.html"]
    assert b"Search is slow" not in files(store.root)["api/v2/incidents/unresolved.json"]


def test_ninety_days_end_with_the_site_s_day() -> None:
    bars = days(Shown(name="Checkout", slug="checkout"), [post(REPORT)], date(2026, 3, 30))
    assert len(bars) == DAYS
    assert (bars[-1].name, bars[-1].status) == ("30 March 2026", "operational")
    assert (bars[-2].status, bars[-2].incidents) == ("major_outage", 1)
    assert bars[-3].incidents == 0


def test_a_state_colours_every_day_that_it_held() -> None:
    begun = datetime(2026, 3, 10, 23, tzinfo=UTC)
    told = (
        State(status=ComponentStatus.DEGRADED_PERFORMANCE, since=begun),
        State(status=ComponentStatus.OPERATIONAL, since=begun + timedelta(hours=2)),
    )
    bars = days(Shown(name="A", slug="a", states=told), [], date(2026, 3, 12))
    assert [bar.status for bar in bars[-4:]] == [
        "operational",
        "degraded_performance",
        "degraded_performance",
        "operational",
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Checkout", "checkout"), ("  Card  payments ", "card-payments"), ("EU-West 1", "eu-west-1")],
)
def test_a_plain_name_is_its_address(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_that_would_share_an_address_do_not() -> None:
    names = ["A/B", "A B", "A & B", "Zahlungen", "支払い", "検索", "a" * 200, "a" * 201]
    assert len({slug(name) for name in names}) == len(names)
    assert all(0 < len(slug(name)) < 80 for name in names)
