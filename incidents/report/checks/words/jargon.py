"""What colleagues say among themselves, and what customers would understand."""

from incidents.report.checks.words.wording import Wording, WordList

_WHY = "customers don't know it"
JARGON = WordList(
    tuple(
        Wording(pattern, _WHY, f"write {better}")
        for pattern, better in (
            (r"prod(?!uct)", "“production”, or better: what customers use"),
            (r"k8s", "“our servers”"),
            (r"oom(?:ed|s|kill(?:ed|er)?|-killed|-killer)?", "“ran out of memory”"),
            (r"p(?:50|90|95|99)", "“the slowest 1% of requests”"),
            (r"segfault(?:ed|s)?", "“crashed”"),
            (r"crash-?loop(?:ed|ing|s)?(?: ?back-?off)?", "“crashed again and again”"),
            (r"pods?", "“servers”, or what they do"),
            (r"thundering herd", "“everybody tried again at once”"),
            (r"split[- ]brain", "“two parts disagreed on the data”"),
            (r"five[- ]whys|rca", "“the search for the cause”"),
            (r"hot-?fix(?:ed|es)?", "“an urgent change”"),
            (r"nines", "the share of time it worked"),
            (r"yak[- ]shav(?:ing|ed)|bikeshed(?:ding)?", "what was done"),
            (r"noisy neighbou?rs?", "“other work on the same servers”"),
            (r"blast radius", "“how many were hit”"),
        )
    )
)
