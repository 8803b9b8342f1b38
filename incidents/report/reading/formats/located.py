"""JSON → its values, each with the line it stands on."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Node(msgspec.Struct, frozen=True):
    """A value of JSON: text, a list of nodes, a dictionary of nodes; or a number or constant as written."""

    value: Any
    line: int

    def get(self, *keys: str) -> "Node":
        """Return the member at a path of names; an empty node where there is none."""
        node = self
        for key in keys:
            found = node.value.get(key) if isinstance(node.value, dict) else None
            node = found if isinstance(found, Node) else Node(None, node.line)
        return node

    @property
    def text(self) -> str:
        return self.value if type(self.value) is str else ""

    @property
    def items(self) -> "list[Node]":
        return self.value if isinstance(self.value, list) else []


class _Members(list[tuple[str, Any]]):
    """The members of an object, in order."""


class _Number(str):
    """A number as written: however long it is, it costs nothing to read."""

    __slots__ = ()


def located(text: str) -> Node:
    """Return the document. Raises ValueError for what is no JSON, RecursionError for JSON nested absurdly."""
    plain = json.loads(text, object_pairs_hook=_Members, parse_int=_Number, parse_float=_Number)
    return _node(plain, _lines(text), 1)


def _lines(text: str) -> Iterator[int]:
    """Yield the line of each string, in order: those of names and of values."""
    line, reached = 1, 0
    for string in _STRING.finditer(text):
        line += text.count("\n", reached, string.start())
        reached = string.start()
        yield line


def _node(value: Any, lines: Iterator[int], line: int) -> Node:
    if isinstance(value, _Members):
        members = {name: (at := next(lines), _node(member, lines, at)) for name, member in value}
        first = min((at for at, _ in members.values()), default=line)
        return Node({name: member for name, (_, member) in members.items()}, first)
    if isinstance(value, list):
        return Node([_node(item, lines, line) for item in value], line)
    return Node(value, next(lines) if type(value) is str else line)
