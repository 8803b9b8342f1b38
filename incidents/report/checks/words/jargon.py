"""What colleagues say among themselves, and what customers would understand."""

from incidents.report.checks.words.wording import Wording, WordList
from incidents.report.words import say

_WHY = say("customers don't know it")
JARGON = WordList(
    tuple(
        Wording(pattern, _WHY, better)
        for pattern, better in (
            (r"prod(?!uct)", say("write “production”, or better: what customers use")),
            (r"k8s", say("write “our servers”")),
            (r"oom(?:ed|s|kill(?:ed|er)?|-killed|-killer)?", say("write “ran out of memory”")),
            (r"p(?:50|90|95|99)", say("write “the slowest 1% of requests”")),
            (r"segfault(?:ed|s)?", say("write “crashed”")),
            (r"crash-?loop(?:ed|ing|s)?(?: ?back-?off)?", say("write “crashed again and again”")),
            (r"pods?", say("write “servers”, or what they do")),
            (r"thundering herd", say("write “everybody tried again at once”")),
            (r"split[- ]brain", say("write “two parts disagreed on the data”")),
            (r"five[- ]whys|rca", say("write “the search for the cause”")),
            (r"hot-?fix(?:ed|es)?", say("write “an urgent change”")),
            (r"nines", say("write the share of time it worked")),
            (r"yak[- ]shav(?:ing|ed)|bikeshed(?:ding)?", say("write what was done")),
            (r"noisy neighbou?rs?", say("write “other work on the same servers”")),
            (r"blast radius", say("write “how many were hit”")),
        )
    )
)
