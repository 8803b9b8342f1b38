"""The lines of an action section → its items, and the sentences before and after the list."""

from collections.abc import Sequence

import msgspec

from incidents.report.reading import around, closings, columns, deeds, names, sentences
from incidents.report.reading.item import Item, settle, state_of_group
from incidents.report.reading.lines import WRAPPED, Line
from incidents.report.value import ActionState

_NOTHING = frozenset({"none", "n a", "nothing", "tbd", "none yet"})
_LONGEST_HEADING = 14  # words; more is a sentence that was given a heading's mark
_WIDEST_PAGE, _NO_PAGE = 110, 1_000_000  # characters; where a line is wider, none is wrapped


class Listing(msgspec.Struct, kw_only=True):
    """What an action section holds: the list, what stands before it, and the words after it."""

    items: list[Item]
    intro: list[Line]
    closing: list[Line]
    said: list[Line]  # what names the columns of a table


def read(lines: Sequence[Line], header: Line | None) -> Listing:
    """Return the section's list, item by item; `header` says more than that these are actions."""
    if found := deeds.items(lines):
        before = [line for line in lines if line.number < found[0].head.number and not line.blank]
        return Listing(items=found, intro=before, closing=[], said=[])
    reader = _Reader(lines, header)
    for line in lines:
        reader.take(line)
    reader.leave_group()
    settle(reader.listing.items)
    for beside in (reader.listing.intro, reader.listing.closing):
        beside.sort(key=lambda line: line.number)
    return reader.listing


class _Reader:
    def __init__(self, lines: Sequence[Line], header: Line | None) -> None:
        self.listing = Listing(items=[], intro=[], closing=[], said=[])
        self.marked = any(line.marker or line.cells for line in lines)
        widest = max((len(line.text) for line in lines), default=0)
        self.page = widest if widest <= _WIDEST_PAGE else _NO_PAGE
        self.over_deeper = set(around.over_deeper(lines))
        self.gap = False
        self.over = header  # the sub-heading or person over the next items
        self.person = False
        self.used = False
        self.columns: list[str] = []

    @property
    def last(self) -> Item | None:
        return self.listing.items[-1] if self.listing.items else None

    def take(self, line: Line) -> None:
        if line.blank and not line.cells:
            self.gap = True
            return
        if line.level and len(line.text.split()) <= _LONGEST_HEADING:
            self.enter_group(line, person=False)
        elif names.plain_name(line.text) in _NOTHING:
            self.none(line)
        elif self.listing.closing and not line.marker and not line.cells:
            self.listing.closing.append(line)
        elif line.cells:
            self.row(line)
        elif line.verbatim or line.quoted:
            self.nest(line)
        elif line.marker:
            self.item(line)
        else:
            for each in [line] if self.marked else sentences.apart(line):
                self.plain(each)
        self.gap = False

    def none(self, line: Line) -> None:
        """Keep a line that says there are no actions, with the heading over it."""
        self.listing.said += [self.over, line] if self.over and not self.used else [line]
        self.used = True

    def item(self, line: Line) -> None:
        if self.gap and self.last and closings.OPENING.match(line.text) and line.mark != self.last.head.mark:
            self.listing.closing.append(line)
        elif self.last and (self.below(self.last, line) or self.answers(self.last, line)):
            self.nest(line)
        else:
            self.add(line, line.text)

    def below(self, last: Item, line: Line) -> bool:
        first = self.listing.items[0].head.indent  # spaces before a mark may mean nothing
        return line.indent > max(last.head.indent, first) and bool(last.head.marker)

    def answers(self, last: Item, line: Line) -> bool:
        """Say whether an item is one of those that "1. Testing:" announces, with a mark of its own."""
        announced = last.text.rstrip("*").endswith(":") and last.head.marker != line.marker
        return announced and line.number == last.last + 1

    def plain(self, line: Line) -> None:
        last = self.last
        closes = bool(closings.OPENING.match(line.text))
        inside = last is not None and not self.marked
        person = self.marked and around.is_person(line)
        if last and not closes and self.belongs(last, line):
            self.nest(line)
        elif around.only_counts(line) or (inside and around.announces(line)):
            self.listing.said.append(line)
        elif person or (last and around.heads(line) and line.number not in self.over_deeper):
            self.enter_group(line, person=person)
        elif closes and (last or self.listing.intro):
            self.listing.closing.append(line)
        elif self.is_around(line):
            (self.listing.closing if last else self.listing.intro).append(line)
        else:
            self.add(line, line.text)

    def is_around(self, line: Line) -> bool:
        before = self.last is None and (
            around.ANNOUNCING.search(line.text) or sentences.tells_of_review(line)
        )
        if line.text.startswith("![") or before:
            return True
        if line.text.endswith((":", ":-")) and " " in line.text:
            return self.last is None and line.number not in self.over_deeper
        return self.marked and (
            self.last is None or self.gap or bool(self.last.head.marker and not line.indent)
        )

    def belongs(self, last: Item, line: Line) -> bool:
        if line.indent > last.head.indent:
            beside = line.raw.startswith("\t") and last.head.indent == 0 and bool(last.head.marker)
            return not (beside and last.is_whole_before(line))
        return not self.gap and self.wraps(last, line)

    def wraps(self, last: Item, line: Line) -> bool:
        if last.head.marker:
            return line.indent > last.head.indent or not last.is_whole_before(line)
        written, first = last.written, line.text.split(maxsplit=1)[0]
        full = first[0].islower() or len(written) + len(first) >= self.page
        return full and len(written) > WRAPPED and written[-1:] not in ".!?:;)"

    def enter_group(self, line: Line, *, person: bool) -> None:
        self.leave_group()
        self.over, self.person, self.used = line, person, False

    def leave_group(self) -> None:
        """Keep a sub-heading that no item followed."""
        if self.over and not self.used:
            (self.listing.closing if self.last else self.listing.intro).append(self.over)

    def nest(self, line: Line) -> None:
        if self.last:
            self.last.below.append(line)
            self.last.last = line.number
        else:
            self.listing.intro.append(line)

    def add(self, line: Line, text: str) -> Item:
        item = Item(head=line, text=text, below=[], last=line.number)
        item.state = None if line.ticked is None else ActionState.DONE if line.ticked else ActionState.OPEN
        if self.over:
            self.used = True
            if self.person:
                item.owner = self.over.text.strip("*_ ")
            else:
                item.group = self.over.text
                item.state = item.state or state_of_group(self.over.text)
        self.listing.items.append(item)
        return item

    def row(self, line: Line) -> None:
        if line.head:
            self.listing.said.append(line)
            self.columns = list(line.cells)
            return
        row = columns.row(self.columns, line.cells)
        item = self.add(line, row.deed)
        item.owner, item.ticket, item.state = row.owner, row.ticket, row.state
        item.below = [Line(number=line.number, raw=each, text=each) for each in row.said]
