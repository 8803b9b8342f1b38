"""The table of keys is sound: no key means two things, and none hides another."""

from itertools import combinations

from incidents.templatetags.shortcuts import GROUPS, key_name

GROUPS_OF_A_REVIEW = [group for group in GROUPS if group.where in {"body", ".review"}]
GROUPS_OF_THE_EDITOR = [group for group in GROUPS if group.where != ".review"]
DONE = [each for group in GROUPS for each in group.shortcuts if each.target or each.command]


def test_no_key_means_two_things_or_hides_another() -> None:
    for page in (GROUPS_OF_A_REVIEW, GROUPS_OF_THE_EDITOR):
        keys = [f"{each.keys} " for group in page for each in group.shortcuts if each in DONE]
        for one, other in combinations(keys, 2):
            assert not one.startswith(other), one
            assert not other.startswith(one), one


def test_every_shortcut_does_one_thing_or_is_done_elsewhere() -> None:
    assert not [each for each in DONE if each.target and each.command]


def test_keys_are_shown_as_they_stand_on_a_keyboard() -> None:
    assert [key_name(key) for key in ("Mod", "s", "?", "Enter")] == ["Ctrl", "S", "?", "Enter"]
    pressed = {each.keys: each.pressed for each in DONE}
    assert pressed["g t"] == [["g"], ["t"]]
    assert pressed["Mod+Enter"] == [["Mod", "Enter"]]
