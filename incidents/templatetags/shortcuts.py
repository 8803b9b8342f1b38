"""The keys that do things in the workspace: one table, from which the dialog under `?` is made.

`static/js/shortcuts.js` reads it there. To add a key, add a row to its group. A row with a target clicks or
focuses the first such element that is on the page; one with a command tells the page (see `command`); one
with neither is done by the part of the page that it names, and only listed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext_lazy as _

from incidents.models.labels import KIND_KEYS, label

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

register = template.Library()


@dataclass(frozen=True)
class Shortcut:
    """`keys` are pressed one after the other, as the browser names them; `Mod` is Ctrl, or Command on a Mac.

    A single character does nothing while somebody types in a field, nor where they turned that off.
    `target` is a selector, or several in the order in which they are tried. `command` is told as an event
    `shortcut:<command>` where the focus is.
    """

    keys: str
    does: "str | StrPromise"
    target: str = ""
    command: str = ""

    @property
    def pressed(self) -> list[list[str]]:
        """Return the keys as they are shown: one list for each press."""
        return [
            ["Shift", each] if each.isalpha() and each.isupper() else each.split("+")
            for each in self.keys.split()
        ]


@dataclass(frozen=True)
class Group:
    """Shortcuts that belong together; listed on pages that have what `where` selects."""

    title: "str | StrPromise"
    where: str
    shortcuts: Sequence[Shortcut]


GROUPS = (
    Group(
        _("Everywhere"),
        "body",
        (
            Shortcut("?", _("Show these shortcuts"), target="[data-opens=shortcuts]"),
            Shortcut("/", _("Search the reports"), target="[role=search] input, .bar a[data-finds]"),
            Shortcut("g h", _("Go to what to do next"), target=".bar .brand"),
            Shortcut("g i", _("Go to the incidents"), target=".bar a[data-finds]"),
            Shortcut("g b", _("Go to the inbox"), target=".bar a[data-inbox]"),
            Shortcut("c", _("Create a report"), target="main a[href$='/incidents/new/']"),
            Shortcut("Mod+s", _("Save what you are writing"), command="save"),
            Shortcut("Mod+Enter", _("Send the form you are writing in"), command="send"),
            Shortcut("Escape", _("Leave the field, so that single keys work"), command="leave"),
        ),
    ),
    Group(
        _("In a review"),
        ".review",
        (
            Shortcut("n", _("Next report that waits for a decision"), target=".queue a[rel=next]"),
            Shortcut("p", _("Previous report that waits for a decision"), target=".queue a[rel=prev]"),
            Shortcut("r", _("Decide: go to the note"), target="#id_note"),
            Shortcut("o", _("As the public, or with what stays inside"), target="#as-public"),
        ),
    ),
    Group(
        _("In a report"),
        "#outline",
        (
            Shortcut("j", _("Next section"), command="next-section"),
            Shortcut("k", _("Previous section"), command="previous-section"),
            Shortcut("g s", _("Go to the summary"), target="#outline a[href$='#summary']"),
            Shortcut("g m", _("Go to the impact"), target="#outline a[href$='#impact']"),
            Shortcut("g t", _("Go to the timeline"), target="#outline a[href$='#timeline']"),
            Shortcut("g c", _("Go to the root causes"), target="#outline a[href$='#causes']"),
            Shortcut("g a", _("Go to the actions"), target="#outline a[href$='#actions']"),
            Shortcut("g r", _("Go to the resolution"), target="#outline a[href$='#resolution']"),
            Shortcut("g n", _("Go to the notes"), target="#outline a[href$='#notes']"),
            Shortcut("f", _("Next finding"), command="next-finding"),
            Shortcut("F", _("Previous finding"), command="previous-finding"),
            Shortcut("v", _("Show the preview"), target=".tabs a[data-shows=preview]"),
            Shortcut("x", _("Show the checks"), target=".tabs a[data-shows=checks]"),
            Shortcut("d", _("Show the discussion"), target=".tabs a[data-shows=discussion]"),
            Shortcut("r", _("Return to where you were writing"), command="write"),
            Shortcut("s", _("Submit for review"), target="#stage a[data-submits]"),
        ),
    ),
    Group(
        _("In the timeline"),
        "#timeline",
        (
            Shortcut("q", _("Type an event: quick entry"), target="#quick-lines"),
            Shortcut("Enter", _("Add what stands in quick entry")),
            Shortcut("Shift+Enter", _("Another line in quick entry")),
        ),
    ),
    Group(
        _("On an event of the timeline"),
        "#timeline .events",
        (
            Shortcut("ArrowUp", _("The event above")),
            Shortcut("ArrowDown", _("The event below")),
            *(Shortcut(key, label(kind)) for key, kind in KIND_KEYS.items()),
            Shortcut("p", _("Public, or internal")),
            Shortcut("l", _("Its source")),
            Shortcut("Alt+ArrowUp", _("Up: an event without a time")),
            Shortcut("Alt+ArrowDown", _("Down: an event without a time")),
            Shortcut("Enter", _("Edit it")),
            Shortcut("Delete", _("Delete it")),
        ),
    ),
    Group(
        _("In the root causes"),
        "#causes",
        (
            Shortcut("w", _("Ask why: a cause below the one with the focus, or a new one"), command="why"),
            Shortcut("b", _("Add a cause beside it, with whys of its own"), command="beside"),
            Shortcut("a", _("Begin an action that addresses it"), command="act"),
            Shortcut("ArrowDown", _("Next cause")),
            Shortcut("ArrowUp", _("Previous cause")),
            Shortcut("Alt+ArrowUp", _("Move it up")),
            Shortcut("Alt+ArrowDown", _("Move it down")),
            Shortcut("Alt+ArrowRight", _("Let it explain the cause above")),
            Shortcut("Alt+ArrowLeft", _("Let it begin whys of its own")),
            Shortcut("Tab", _("In the line for causes: make it a why of the one before")),
        ),
    ),
)

_NAMES = {
    "Mod": "Ctrl",
    "Escape": "Esc",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "ArrowLeft": "←",
    "ArrowRight": "→",
}


@register.inclusion_tag("workspace/shortcuts.html")
def shortcuts() -> dict[str, Any]:
    return {"groups": GROUPS}


@register.filter
def key_name(key: str) -> str:
    """Return what stands on a key, as in `Esc`."""
    return _NAMES.get(key, key.upper() if key.isascii() and len(key) == 1 and key.isalpha() else key)
