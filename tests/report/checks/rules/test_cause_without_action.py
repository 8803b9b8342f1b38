from msgspec.structs import replace

from incidents.report.value import CauseKind, RootCause
from tests.report.checks.clean import CLEAN, changed, check_clean, check_finds


def test_a_root_cause_left_as_it_is() -> None:
    actions = tuple(replace(action, addresses=(1,)) for action in CLEAN.actions)

    found = check_finds(changed(actions=actions), "cause-without-action", "root_causes[0]")

    assert "“Indexes are added while customers pay" in found.message


def test_a_gap_in_detection_left_as_it_is() -> None:
    gap = RootCause(kind=CauseKind.DETECTION_GAP, text="Nobody watched the locks.")

    check_finds(changed(root_causes=(*CLEAN.root_causes, gap)), "cause-without-action", "root_causes[2]")


def test_the_only_action_is_linked_to_the_only_cause() -> None:
    report = changed(root_causes=CLEAN.root_causes[:1], actions=(replace(CLEAN.actions[0], addresses=()),))

    found = check_finds(report, "cause-without-action", "root_causes[0]")

    assert found.fix
    assert found.fix.apply(report).actions[0].addresses == (0,)


def test_an_action_on_a_cause_addresses_what_it_explains() -> None:
    why = RootCause(text="Releases are not tried on a large table.")
    chained = replace(CLEAN.root_causes[0], because_of=2)
    actions = tuple(replace(action, addresses=(2,)) for action in CLEAN.actions)

    check_clean(changed(root_causes=(chained, CLEAN.root_causes[1], why), actions=actions))
