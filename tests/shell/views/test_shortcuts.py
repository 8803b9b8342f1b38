"""The table of keys is sound: no key means two things, and none hides another."""

from itertools import combinations

from incidents.templatetags.shortcuts import GROUPS, key_name

DONE = [each for group in GROUPS for each in group.shortcuts if each.target or each.command]


def test_no_key_means_two_things_or_hides_another() -> None:
    for one, other in combinations((f"{each.keys} " for each in DONE), 2):
        assert not one.startswith(other), one
        assert not other.startswith(one), one


def test_every_shortcut_does_one_thing_or_is_done_elsewhere() -> None:
    assert not [each for each in DONE if each.target and each.command]


def test_keys_are_shown_as_they_stand_on_a_keyboard() -> None:
    assert [key_name(key) for key in ("Mod", "s", "?", "Enter")] == ["Ctrl", "S", "?", "Enter"]
    pressed = {each.keys: each.pressed for each in DONE}
    assert pressed["g t"] == [["g"], ["t"]]
    assert pressed["Mod+Enter"] == [["Mod", "Enter"]]
