"""Colours of the picture. The attributes hold where a style sheet is not allowed; the sheet adds the dark."""

STYLE = (
    "text{font:12px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-variant-numeric:tabular-nums}"
    ".soft{fill:#585c62}.strong{font-weight:600}.day{stroke-dasharray:3 3}.narrow{display:none}"
    "@media(max-width:559px){.wide{display:none}.narrow{display:inline}}"
    "@media(prefers-color-scheme:dark){.paper{fill:#131416}.ink{fill:#e9e9e7}path.ink,.line{stroke:#e9e9e7}"
    ".soft{fill:#a6aab0}.number{fill:#131416}.grid line{stroke:#2d3035}"
    ".grid .day,.grid .axis{stroke:#787d84}.lead{stroke:#787d84}"
    ".undetected{fill:#4a2220}.undetected-line{stroke:#f2968d}.responding{fill:#6d5427}"
    ".responding-line{stroke:#e2b067}.recovering{fill:#16301f}.recovering-line{stroke:#74c798}"
    ".affected{fill:#2a2d45}.affected-line{stroke:#aeb2f2}}"
    "@media print{.paper{fill:#fff}}"
)


def _pattern(kind: str, wash: str, line: str, lines: str, turn: str = "") -> str:
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{kind}" width="8" height="8" patternUnits="userSpaceOnUse"{turned}>'
        f'<rect class="{kind}" width="8" height="8" fill="{wash}"/>'
        f'<path class="{kind}-line" d="{lines}" stroke="{line}" stroke-width="1.5"/></pattern>'
    )


# Undetected is hatched, responding is full, recovering has lines that calm down; affected is a lattice.
PATTERNS = (
    _pattern("undetected", "#fbe3e0", "#a32d26", "M1 0V8M5 0V8", "45")
    + _pattern("responding", "#f6d795", "#b98124", "M0 4H8")
    + _pattern("recovering", "#e3f2e8", "#17663a", "M1 4H4")
    + _pattern("affected", "#e4e5f6", "#4a4f9c", "M4 0V8", "135")
)
