"""The style sheets name no left and no right, so pages read from either side."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = sorted(Path(settings.BASE_DIR, "static", "css").glob("*.css"))
SIDED = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:^|[\s;{])(?:left|right)\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)"
    r"|to (?:left|right)\b|translate[X]?\("
)
FOUR = re.compile(r"\b(?:margin|padding|inset|border-width|border-style|border-radius)\s*:\s*([^;]+);")
# A tick is the corner of a turned box: it is drawn, not laid out, and looks the same everywhere.
DRAWN = {"border-width: 0 2px 2px 0;"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_names_a_side(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert SIDED.findall(rules) == []
    assert [found[0] for found in FOUR.finditer(rules) if found[0] not in DRAWN and _is_sided(found[1])] == []


def _is_sided(value: str) -> bool:
    """Say whether four values tell the right side, or the corners of it, from the left."""
    parts = re.findall(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)
    return len(parts) == 4 and parts[1] != parts[3]
