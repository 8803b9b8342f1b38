"""One action of a list as written, and what all items of the list say together."""

from collections.abc import Sequence

import msgspec

from incidents.report.reading import names, promises, states
from incidents.report.reading.lines import Line
from incidents.report.value import ActionState


class Item(msgspec.Struct, kw_only=True):
    """One action as written: its own line, those nested below it, and the sub-heading it stands under."""

    head: Line
    text: str
    below: list[Line]
    owner: str = ""
    group: str = ""
    ticket: str = ""
    state: ActionState | None = None  # as a mark, a cell or the heading above says
    last: int

    @property
    def written(self) -> str:
        """The last line so far."""
        return self.below[-1].text if self.below else self.head.text

    def is_whole_before(self, line: Line) -> bool:
        """Say whether a line is a sentence of its own after a whole one, and no fact such as "Owner: Ada"."""
        label = names.label_of(line.text)
        whole = self.written[-1:] in (".", "!", "?") and not (label and label.rest)
        return whole and line.text[:1].isupper() and " " in line.text


def settle(items: Sequence[Item]) -> None:
    """Take ticks for states where they tell items apart, and names at every item's end for owners."""
    marked = [states.apart_from_mark(_with_mark(item)) for item in items]
    telling = len({state for state, _ in marked}) > 1
    for item, (state, text) in zip(items, marked, strict=True):
        if state:
            item.text = text
            item.state = item.state or (state if telling else None)
    if any(item.owner for item in items):
        return
    for item, (text, who) in zip(items, promises.signed([item.text for item in items]), strict=False):
        item.text, item.owner = text, who


def state_of_group(name: str) -> ActionState | None:
    """Return the state that "Immediate fixes (completed)" or "In progress" gives to what stands below."""
    plain = name.strip("#*_: ")
    return states.of(names.aside_of(plain)) or states.of(plain)


def _with_mark(item: Item) -> str:
    return item.text if item.head.mark in ("-", "*", "+") else f"{item.head.mark} {item.text}"
