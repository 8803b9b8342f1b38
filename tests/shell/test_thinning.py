"""Which checkpoints grow old: their number is bounded, and what nobody may lose stays."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.thinning import MOST, MOST_BYTES, Kept, to_thin

NOW = datetime(2030, 6, 15, 12, 30, tzinfo=UTC)
AGES = st.one_of(
    st.integers(0, 24 * 60), st.integers(0, 9 * 24 * 60), st.integers(0, 400 * 24 * 60)
)  # in minutes
QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROWS = st.tuples(AGES, st.integers(1, 4), st.sampled_from([500, 40_000, 9_000_000]), st.integers(0, 19))


def made(rows: list[tuple[int, int, int, int]]) -> list[Kept]:
    """Return checkpoints of these ages in minutes, newest first; one in twenty is pinned."""
    return [
        Kept(-key, NOW - timedelta(minutes=age), person, size, pinned == 0)
        for key, (age, person, size, pinned) in enumerate(sorted(rows))
    ]


def every(minutes: int, days: int, *, person: int = 1) -> list[Kept]:
    return made([(age, person, 1000, 1) for age in range(0, days * 24 * 60, minutes)])


def rest(kept: list[Kept]) -> list[Kept]:
    gone = set(to_thin(kept, NOW))
    return [one for one in kept if one.key not in gone]


@QUICK
@given(st.lists(ROWS, max_size=80).map(made))
def test_the_newest_the_pinned_and_each_persons_last_stay(kept: list[Kept]) -> None:
    left = rest(kept)
    assert left[:1] == kept[:1]
    assert [one for one in left if one.pinned] == [one for one in kept if one.pinned]
    firsts = {one.person: one for one in reversed(kept)}
    assert set(firsts.values()) <= set(left)


@QUICK
@given(st.lists(ROWS, max_size=80).map(made))
def test_number_and_size_are_bounded(kept: list[Kept]) -> None:
    left = rest(kept)
    last = {one.person: one.key for one in reversed(left)}
    ordinary = [one for one in left if not one.pinned and one.key not in last.values()]
    assert len(ordinary) <= MOST
    assert sum(one.size for one in ordinary) <= MOST_BYTES


@QUICK
@given(st.lists(ROWS, max_size=80).map(made))
def test_thinning_again_takes_nothing_more(kept: list[Kept]) -> None:
    left = rest(kept)
    assert to_thin(left, NOW) == []


@QUICK
@given(st.lists(AGES, max_size=80))
def test_every_stretch_of_time_keeps_its_newest(ages: list[int]) -> None:
    kept = made([(age, 1, 500, 1) for age in ages])
    left = rest(kept)
    for one in kept:
        age = NOW - one.at
        near = timedelta(0) if age < timedelta(days=1) else timedelta(hours=1)
        near = near if age < timedelta(days=7) else timedelta(days=1)
        near = near if age < timedelta(days=182) else timedelta(days=31)
        assert any(one.at <= other.at <= one.at + near for other in left)


def test_all_of_the_last_day_stays() -> None:
    kept = every(15, 1)
    assert len(kept) == 96
    assert to_thin(kept, NOW) == []


def test_a_year_of_writing_all_day_is_a_few_hundred_checkpoints() -> None:
    kept = every(30, 365)
    left = rest(kept)
    ages = [NOW - one.at for one in left]
    assert len([age for age in ages if age < timedelta(days=1)]) == 48
    assert len([age for age in ages if timedelta(days=1) <= age < timedelta(days=7)]) in {144, 145}
    assert len([age for age in ages if timedelta(days=7) <= age < timedelta(days=182)]) in {175, 176}
    assert len([age for age in ages if age >= timedelta(days=182)]) in {7, 8}


def test_two_who_write_in_turns_all_day_do_not_push_yesterday_out() -> None:
    turns = [(second // 10, second % 2, 1000, 1) for second in range(5000)]  # ten a minute
    yesterday = [(3 * 24 * 60 + hour * 60, 1, 1000, 1) for hour in range(24)]
    left = rest(made(turns + yesterday))
    assert len(left) < 200
    assert len([one for one in left if NOW - one.at > timedelta(days=2)]) == 24


def test_what_is_too_large_goes_from_the_oldest_on() -> None:
    kept = made([(age, 1, MOST_BYTES // 3, 1) for age in range(6)])
    assert rest(kept) == kept[:4]  # the newest counts for nothing: it is somebody's last


def test_who_restores_again_and_again_does_not_fill_the_disk() -> None:
    kept = made([(age, 1, 1000, 0) for age in range(0, 300 * 60, 60)])
    left = rest(kept)
    assert left[:100] == kept[:100]
    assert len(left) < 200  # of 300: the older ones as any other
    assert all(one.pinned for one in left)
