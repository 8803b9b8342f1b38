"""The page docs/checks.md: `python -m incidents.report.checks.reference > docs/checks.md`."""

import inspect
import sys
from collections.abc import Iterator

from incidents.report.checks.checking import LEVELS, code_of
from incidents.report.checks.families import FAMILIES, Rule

_OPENING = """# Checks

<!-- Generated: python -m incidents.report.checks.reference > docs/checks.md -->

What Candor's checks find in a report, by family. A finding that **blocks** stops the submission, one that
**warns** needs a waiver to be approved, one that **advises** is worth a thought. In the setting `CHECKS` a
site can turn checks off (`off`), give them another level (`levels`), and set the parameters named below.
"""


def reference() -> str:
    """Return the whole page."""
    return "\n".join((_OPENING, *_index(), *_pages()))


def _index() -> Iterator[str]:
    for family, rules in FAMILIES.items():
        yield f"- {family}: " + ", ".join(f"[{code_of(rule)}](#{code_of(rule)})" for rule in rules)
    yield ""


def _pages() -> Iterator[str]:
    for family, rules in FAMILIES.items():
        yield f"## {family.capitalize()}\n"
        for rule in rules:
            yield _page(rule)


def _page(rule: Rule) -> str:
    first, *rest = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    *why, examples = rest
    shown = "".join(f"- {line}\n" for line in _lines(examples))
    return "\n\n".join((f"### {code_of(rule)}", f"**{first}** It {LEVELS[code_of(rule)]}.", *why, shown))


def _lines(examples: str) -> Iterator[str]:
    """Yield the bad and the good example, each in one line."""
    line = ""
    for part in examples.splitlines():
        if part.startswith(("Bad:", "Good:")) and line:
            yield line
            line = ""
        line = f"{line} {part}".strip()
    yield line


if __name__ == "__main__":
    sys.stdout.write(reference())
