"""The figures as a table of Markdown."""

from bench.serve.load import Taken

Figures = dict[tuple[str, str], list[Taken]]  # by server and case, one for each round

_AGAINST = "nginx"


def table(labels: list[str], cases: list[str], figures: Figures) -> str:
    """Return a line for each case and server: the best of the rounds, and ratios to plain nginx."""
    lines = ["| answer | server | requests/s | ratio | CPU µs | ratio | p50 µs | p99 µs | ratio |"]
    lines.append("|---" * 9 + "|")
    for case in cases:
        lines += [_line(case, label, figures) for label in labels if (label, case) in figures]
    return "\n".join(lines)


def _line(case: str, label: str, figures: Figures) -> str:
    taken, against = _best(figures[label, case]), _best(figures[_AGAINST, case])
    return (
        f"| {case} | {label} | {taken.rate:,.0f} | {taken.rate / against.rate:.2f} "
        f"| {taken.cpu:.1f} | {taken.cpu / against.cpu:.2f} "
        f"| {taken.p50:,.0f} | {taken.p99:,.0f} | {taken.p99 / against.p99:.2f} |"
    )


def _best(rounds: list[Taken]) -> Taken:
    return Taken(
        max(taken.requests for taken in rounds),
        max(taken.rate for taken in rounds),
        min(taken.p50 for taken in rounds),
        min(taken.p99 for taken in rounds),
        min(taken.cpu for taken in rounds),
    )
