"""The lines of a conversation: which open a message, and which name a day."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import dedent

import msgspec

from incidents.report.reading import names, stamps
from incidents.report.reading.stamps import Stamp

_LONGEST_HEAD = 120  # characters of an author with a time
_LONGEST_NAME, _MOST_WORDS = 40, 4  # characters and words of a name
_LOOKED_AT = 60  # lines, to tell a conversation from a document
_FEWEST = 3  # messages of a conversation
_BEFORE = 5  # lines that may stand before the first message: the channel, who made the export
_MOST_SECTIONS = 1  # lines that are the name of a section; a document has more
_SPARSEST = 4  # lines to a message, on average
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_AFTER_TIME = re.compile(r"[\])]?:?\s*(?:[-\u2013\u2014|]\s+)?")
_NICK = re.compile(r"<[@+%~&]?(?P<author>[^<>\s][^<>]{0,39})>\s?(?P<text>.*)")
_NAMED = re.compile(r"(?P<author>[^\W_][^:<>|*#]{0,39}?)\s?:(?:\s+(?P<text>.*)|$)")
_BEFORE_TIME = re.compile(r"(?P<author>[^\W_][^:<>|#*\[(]{0,39}?)(?:,|\s[\u2014\u2013])?\s+[\[(]?$")
_END_OF_HEAD = re.compile(r"[\])]?:?(?:\s*\(edited\))?$")
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b", re.IGNORECASE
)
_AROUND_DAY = " \t-\u2013\u2014=_*#[](),.|"
# What stands before a colon in logs and in notes, and names nobody.
_NOBODY = frozenset(
    {
        "error", "warn", "warning", "info", "debug", "fatal", "trace", "notice", "critical", "note", "update",
        "alert", "alarm", "status", "event", "action", "result", "then", "http", "https",
    }
)  # fmt: skip


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The opening of a message: who speaks, when, and the words on the same line."""

    author: str
    stamp: Stamp
    text: str
    style: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """`lines` are what was said, after the head at `number`; `day` is one that stands above."""

    head: Head
    number: int
    day: Stamp | None
    written: str
    lines: list[tuple[int, str]]

    @property
    def text(self) -> str:
        """What was said, as written, without the indentation that all lines after the first share."""
        below = dedent("\n".join(line for _, line in self.lines)).strip("\n")
        return "\n".join(part for part in (self.head.text, below) if part)


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    before: list[tuple[int, str]]
    messages: list[Message]
    days: list[tuple[int, str, Stamp]]


def is_chat(text: str) -> bool:
    """Say whether people talk here: several messages in one style, by authors who come again."""
    lines = [line for _, line in _joined(_LINE_END.split(text[: _LOOKED_AT * _LONGEST_HEAD * 10]))]
    lines = [line for line in lines if line.strip()][:_LOOKED_AT]
    heads = [head(line) for line in lines]
    spoken = [each for each in heads if each and each.author]
    if len(spoken) < max(_FEWEST, len(lines) / _SPARSEST):
        return False
    authors = Counter(each.author for each in spoken)
    if max(authors.values()) == 1 or any(author.casefold() in _NOBODY for author in authors):
        return False
    early = any(each and each.author for each in heads[:_BEFORE])
    return early and sum(map(_names_a_section, lines)) <= _MOST_SECTIONS


def talk(text: str) -> Talk:
    """Return the conversation; what a line is, the style of the most messages decides."""
    lines = list(_joined(_LINE_END.split(text)))
    heads = {number: found for number, line in lines if (found := head(line))}
    styles = Counter(found.style for found in heads.values() if found.author)
    style = styles.most_common(1)[0][0] if styles else ""
    said = Talk(before=[], messages=[], days=[])
    day: Stamp | None = None
    for number, line in lines:
        found = heads.get(number)
        if found and found.style == style:
            said.messages.append(Message(head=found, number=number, day=day, written=line.strip(), lines=[]))
        elif stamp := day_of(line):
            day = stamp
            said.days.append((number, line, stamp))
        else:
            (said.messages[-1].lines if said.messages else said.before).append((number, line))
    return said


def head(line: str) -> Head | None:
    """Return the head of a message: ``[10:42] ada: …``, ``10:42 <ada> …``, ``Ada Lovelace  [10:42 AM]``."""
    bare = line.strip()
    stamp = next((each for each in stamps.find(bare[:_LONGEST_HEAD]) if each.clock), None)
    if stamp is None:
        return None
    if stamp.start <= (bare[0] in "[("):
        after = _AFTER_TIME.match(bare, stamp.end)
        return _time_first(bare[after.end() if after else stamp.end :], stamp)
    before = _BEFORE_TIME.match(bare[: stamp.start])
    if before is None or not _END_OF_HEAD.match(bare, stamp.end) or not _is_name(before["author"]):
        return None
    return Head(author=before["author"].strip(), stamp=stamp, text="", style="name above")


def _time_first(rest: str, stamp: Stamp) -> Head | None:
    for style, pattern in (("nick", _NICK), ("colon", _NAMED)):
        if (match := pattern.match(rest)) and _is_name(match["author"]):
            return Head(author=match["author"].strip(), stamp=stamp, text=match["text"] or "", style=style)
    return None


def day_of(line: str) -> Stamp | None:
    """Return the day of a line that says nothing else, such as ``--- Tuesday, March 3rd ---``."""
    found = stamps.find(line) if 0 < len(line) <= _LONGEST_HEAD else []
    if len(found) != 1 or found[0].clock:
        return None
    around = line[: found[0].start] + " " + line[found[0].end :]
    return None if _WEEKDAY.sub("", around).strip(_AROUND_DAY) else found[0]


def _joined(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; a name with its time on the next line is one."""
    number = 0
    while number < len(lines):
        number += 1
        line, after = lines[number - 1], lines[number] if number < len(lines) else ""
        opens = number == 1 or not lines[number - 2].strip()
        if opens and _is_name(line.strip()) and _is_time(after) and not stamps.find(line):
            yield number, f"{line.strip()}  {after.strip()}"
            number += 1
        else:
            yield number, line


def _is_time(line: str) -> bool:
    bare = line.strip("[]() \t")
    if not 0 < len(bare) < _LONGEST_HEAD:
        return False
    found = stamps.find(bare)
    return len(found) == 1 and bool(found[0].clock) and (found[0].start, found[0].end) == (0, len(bare))


def _is_name(words: str) -> bool:
    plain = words.strip()
    return (
        bool(plain)
        and plain[-1] not in ".!?;,"
        and len(plain.split()) <= _MOST_WORDS
        and len(plain) <= _LONGEST_NAME
    )


def _names_a_section(line: str) -> bool:
    bare = line.strip()
    heading = bare.startswith("#")
    return names.role_of(bare.lstrip("# ").rstrip(":"), heading=heading) is not None
