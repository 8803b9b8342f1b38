"""Words that look for somebody to blame, and what tells more.

Extend the lists here. Patterns have no groups with numbers; write ``(?:…)``.
"""

from incidents.report.checks.words.wording import Wording, WordList
from incidents.report.words import say

_ROLES = (
    "engineer|developer|operator|admin|administrator|sysadmin|dba|employee|intern|contractor|colleague|technician"
    "|team member|member of (?:the|our) [a-z]+ team|staff member|on-call|person|individual|someone|somebody"
)
_SLIPS = (
    "accidentally|mistakenly|inadvertently|wrongly|carelessly|incorrectly|erroneously|unknowingly|forgot"
    "|failed to|neglected|overlooked|ignored|did(?: not|n.t) (?:check|test|notice|follow|read|verify)"
)
_WHOSE = r"(?:an?|the|our|one of (?:our|the))\s(?:[a-z-]+\s){0,2}"
_WHO = "i|we|he|she|they|team|engineers?|developers?|operators?|administrators?|staff|on-call"
_SHOULD = "(?:should|ought to)(?:n.t| not)?"
_DONE = r"(?:been|\w+ed|known|seen|done|made|caught|found|told|gone|taken|kept|thought|sent|run)"
_SEEN = "(?:noticed|caught|detected|spotted|seen|tested|reviewed|known|checked|found|done|prevented|avoided)"

HUMAN_ERROR = WordList(
    (
        Wording(
            r"(?:human|operator|engineer|employee|personnel|pilot) errors?",
            say("it ends the search for what made the slip possible"),
            say("say what the system allowed: “the tool ran without asking which region”"),
        ),
        Wording(
            r"fat[- ]?finger(?:ed|ing)?",
            say("it ends the search for what made the slip possible"),
            say("say what was typed where, and what let it through"),
        ),
        Wording(
            r"human (?:mistake|failure|oversight|negligence)s?",
            say("it ends the search for what made the slip possible"),
            say("say which step had no guard"),
        ),
    )
)

PERSON = WordList(
    (
        Wording(
            rf"(?:{_WHOSE}(?:{_ROLES})s?|s?he)\s(?:had\s)?(?:{_SLIPS})",
            say("whoever did it, the next one could too"),
            say("say what allowed it: “the release tool accepted a change that locks a table”"),
        ),
    )
)

COUNTERFACTUAL = WordList(
    (
        Wording(
            rf"(?:{_WHO}) (?:{_SHOULD}) have (?:\w+ly )?{_DONE}\b|(?:{_SHOULD}) have (?:\w+ly )?been {_SEEN}",
            say("it tells of a world that wasn't"),
            say("say what was known at the time, and what will be different"),
        ),
        Wording(
            r"(?:could|would) (?:easily )?have (?:been )?(?:prevented|avoided|caught|noticed)",
            say("it tells of a world that wasn't"),
            say("make it an action: what will prevent it from now on"),
        ),
        Wording(
            r"if only|hindsight",
            say("it judges with what is known today"),
            say("say what was known at the time"),
        ),
    )
)

BLAMING = WordList(
    (
        Wording(
            r"careless(?:ly|ness)?|negligen(?:t|tly|ce)|incompeten(?:t|ce)|reckless(?:ly)?|sloppy|lazy|stupid(?:ly|ity)?",
            say("it judges a person"),
            say("say what was done, and what made it look right"),
        ),
        Wording(
            r"to blame|blam(?:ed|es|ing)|guilty|(?:was|is|were|are|be) at fault|whose fault",
            say("it looks for somebody, not for something"),
            say("say what caused it"),
        ),
        Wording(
            r"forgot(?:ten)? to|neglected to|did(?:n.t| not) bother",
            say("everybody forgets; a process that relies on memory will fail again"),
            say("say that the step wasn't part of the list, or had no reminder"),
        ),
        Wording(
            r"obviously|common sense|everyone knows|everybody knows",
            say("what is obvious now wasn't then"),
            say("leave it out"),
        ),
    )
)
