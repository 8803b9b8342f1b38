"""Chains of whys: how causes explain each other, and what moving one of them makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import NotValidError
from incidents.report import whys
from incidents.report.value import ActionState, CauseKind, CorrectiveAction, RootCause

# 1 came about because of 2, and that because of 3; 4 stands alone; 5 leads to 3 too.
MET = {1: 2, 2: 3, 3: None, 4: None, 5: 3}


def shown(because: whys.Because) -> list[list[str]]:
    return [
        [f"{step.key}{'=' if step.is_shown_above else ''}" for step in chain]
        for chain in whys.chains(because)
    ]


@st.composite
def forests(draw: st.DrawFn) -> dict[int, int | None]:
    """Causes of which each is explained by a later one or by none, in any order."""
    count = draw(st.integers(1, 7))
    why = {key: draw(st.sampled_from([None, *range(key + 1, count)])) for key in range(count)}
    return {key: why[key] for key in draw(st.permutations(range(count)))}


def test_a_chain_goes_from_what_happened_to_what_explains_it() -> None:
    assert shown({3: None, 1: 2, 2: 3}) == [["1", "2", "3"]]


def test_where_two_chains_meet_the_second_leads_to_the_first() -> None:
    assert shown(MET) == [["1", "2", "3"], ["4"], ["5", "3="]]


def test_the_next_chain_becomes_the_answer_to_the_last_why() -> None:
    assert shown(whys.nested({1: 2, 2: None, 3: 4, 4: None}, 3)) == [["1", "2", "3", "4"]]


@pytest.mark.parametrize(
    ("because", "key", "sentence"),
    [
        ({1: None, 2: None}, 1, "No cause stands before this one"),
        ({1: 2, 2: None}, 2, "explains the one before it already"),
        ({1: 3, 3: None, 2: 3}, 2, "in a circle"),
    ],
)
def test_a_cause_that_cannot_explain_the_one_before_is_refused(
    because: whys.Because, key: int, sentence: str
) -> None:
    with pytest.raises(NotValidError, match=sentence):
        whys.nested(because, key)


def test_a_cause_set_apart_takes_its_own_whys_along() -> None:
    assert shown(whys.apart({1: 2, 9: None, 2: 3, 3: None}, 2)) == [["1"], ["2", "3"], ["9"]]
    with pytest.raises(NotValidError, match="begins its whys already"):
        whys.apart({1: 2, 2: None}, 1)


def test_within_a_chain_a_cause_changes_places_with_the_one_it_explains() -> None:
    chain = {0: 1, 1: 2, 2: 3, 3: None}
    assert shown(whys.raised(chain, 2)) == [["0", "2", "1", "3"]]
    assert shown(whys.lowered(chain, 1)) == [["0", "2", "1", "3"]]
    assert shown(whys.raised({8: None, 0: 1, 1: None, 9: None}, 1)) == [["8"], ["1", "0"], ["9"]]


def test_the_head_of_a_chain_takes_the_chain_along() -> None:
    two = {1: 2, 2: None, 3: None}
    assert shown(whys.lowered(two, 1)) == shown(whys.raised(two, 3)) == [["3"], ["1", "2"]]
    assert whys.raised(two, 1) == two


def test_a_cause_to_which_several_lead_stays_where_it_is() -> None:
    with pytest.raises(NotValidError, match="Several causes lead to this one"):
        whys.raised(MET, 3)


@given(forests(), st.data())
def test_no_move_loses_a_cause_or_makes_a_circle(because: dict[int, int | None], data: st.DataObject) -> None:
    move = whys.MOVES[data.draw(st.sampled_from(sorted(whys.MOVES)))]
    key = data.draw(st.sampled_from(sorted(because)))
    before = dict(because)
    try:
        after = move(because, key)
    except NotValidError:
        after = because
    assert because == before
    assert sorted(after) == sorted(because)
    assert {step.key for chain in whys.chains(after) for step in chain} == set(because)
    for each in after:
        walked = list(whys.up_from(after, each))
        assert len(walked) == len(set(walked))


def test_a_cause_to_which_several_led_begins_its_chain_after_the_last_of_them() -> None:
    met = {3: 6, 5: 6, 4: None, 6: None}
    assert shown(whys.apart(whys.nested(met, 4), 4)) == shown(met) == [["3", "6"], ["5", "6="], ["4"]]

    between = {1: 3, 0: None, 2: 3, 3: None}
    assert shown(between) == [["1", "3"], ["0"], ["2", "3="]]
    assert shown(whys.apart(whys.nested(between, 0), 0)) == [["1", "3"], ["2", "3="], ["0"]]


@given(forests(), st.data())
def test_setting_apart_undoes_nesting(because: dict[int, int | None], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(because)))
    try:
        nested = whys.nested(because, key)
    except NotValidError:
        return
    # The chains are the same; one that began between two that meet begins after the last of them.
    assert sorted(shown(whys.apart(nested, key))) == sorted(shown(because))


def test_an_action_on_what_explains_a_cause_addresses_it_too() -> None:
    causes = (
        RootCause(text="a", because_of=1),
        RootCause(text="b"),
        RootCause(text="c", kind=CauseKind.DETECTION_GAP),
        RootCause(text="d", kind=CauseKind.TRIGGER),
    )
    assert whys.unaddressed(causes, ()) == [0, 1, 2]
    assert whys.unaddressed(causes, (CorrectiveAction(title="x", addresses=(1,)),)) == [2]
    dropped = CorrectiveAction(title="x", addresses=(1,), state=ActionState.CANCELLED)
    assert whys.unaddressed(causes, (dropped,)) == [0, 1, 2]
