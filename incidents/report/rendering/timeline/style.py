"""Colours of the picture. The attributes hold where a style sheet is not allowed; the sheet adds the dark."""

from collections.abc import Mapping
from functools import lru_cache

from incidents.report.metrics import PhaseKind

Rules = Mapping[str, str]  # what is said of each selector

_ALWAYS: Rules = {
    "text": "font:12px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;"
    "font-variant-numeric:tabular-nums",
    ".soft": "fill:#585c62",
    ".strong": "font-weight:600",
    "tspan": "font-weight:400",
    ".day": "stroke-dasharray:3 3",
    ".narrow": "display:none",
    ".label": "stroke:#fdfdfc;stroke-width:4px;stroke-linejoin:round",
}
_NARROW: Rules = {".wide": "display:none", ".narrow": "display:inline"}
_DARK: Rules = {
    ".paper": "fill:#131416",
    ".label": "stroke:#131416",
    ".ink": "fill:#e9e9e7",
    "path.ink": "stroke:#e9e9e7",
    ".line": "stroke:#e9e9e7",
    ".soft": "fill:#a6aab0",
    ".grid line": "stroke:#2d3035",
    ".grid .day": "stroke:#787d84",
    ".grid .axis": "stroke:#787d84",
    ".lead": "stroke:#787d84",
    ".rail": "stroke:#787d84",
    ".undetected": "fill:#41211f",
    ".undetected-line": "stroke:#f2968d",
    ".undetected-edge": "fill:#e8776d",
    ".responding": "fill:#43361b",
    ".responding-line": "stroke:#e2b067",
    ".responding-edge": "fill:#dca348",
    ".recovering": "fill:#16301f",
    ".recovering-line": "stroke:#74c798",
    ".recovering-edge": "fill:#57b27f",
    ".affected": "fill:#2a2d45",
    ".affected-line": "stroke:#aeb2f2",
    ".affected-edge": "fill:#8d92e0",
}
_PRINT: Rules = {".paper": "fill:#fff", ".label": "stroke:#fff"}


@lru_cache(maxsize=2)  # each picture has it, and each site's style sheet
def sheet(within: str = "", narrow: int = 559) -> str:
    """Return the style sheet of the picture, or of one that stands in a page as `within` names it.

    Up to `narrow` pixels the smaller set of words is shown; a picture of its own counts its own width, one in
    a page the window's. Print is always light.
    """
    parts = {
        "": _ALWAYS,
        f"(max-width:{narrow}px)": _NARROW,
        "screen and (prefers-color-scheme:dark)": _DARK,
        "print": _PRINT,
    }
    return "".join(_under(media, _said(rules, within)) for media, rules in parts.items())


def _said(rules: Rules, within: str) -> str:
    return "".join(f"{within} {selector}".strip() + f"{{{said}}}" for selector, said in rules.items())


def _under(media: str, said: str) -> str:
    return f"@media {media}{{{said}}}" if media else said


# The full colour of each phase, under its band and in its legend.
EDGES = {
    PhaseKind.UNDETECTED: "#b3362e",
    PhaseKind.RESPONDING: "#b07414",
    PhaseKind.RECOVERING: "#1d7a46",
    PhaseKind.AFFECTED: "#4a4f9c",
}

# The paper of its band.
WASHES = {
    PhaseKind.UNDETECTED: "#fbe7e4",
    PhaseKind.RESPONDING: "#fbecc9",
    PhaseKind.RECOVERING: "#e3f2e8",
    PhaseKind.AFFECTED: "#e4e5f6",
}


def _pattern(kind: PhaseKind, lines: str, turn: str = "") -> str:
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="wash-{kind}" width="8" height="8" patternUnits="userSpaceOnUse"{turned}>'
        f'<rect class="{kind}" width="8" height="8" fill="{WASHES[kind]}"/>'
        f'<path class="{kind}-line" d="{lines}" stroke="{EDGES[kind]}" stroke-opacity=".45"/></pattern>'
    )


# Undetected is hatched, responding is full, recovering has lines that calm down; affected is a lattice.
PATTERNS = (
    _pattern(PhaseKind.UNDETECTED, "M0 0V8M4 0V8", "45")
    + _pattern(PhaseKind.RESPONDING, "M0 4H8")
    + _pattern(PhaseKind.RECOVERING, "M1 4H4")
    + _pattern(PhaseKind.AFFECTED, "M4 0V8", "135")
)
