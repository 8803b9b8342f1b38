"""The words by which a sentence tells of the impact, the cause or the resolution; likeliest first."""

import re

_PEOPLE = (
    r"(?:users?|customers?|subscribers?|clients?|students?|visitors?|people|everyone|anyone|participants?"
    r"|members?)"
)
_SUFFERED = (
    r"(?:unable|could\s?n[o']t|could not|cannot|affected|experienc|saw|lost|faced|encounter|denied|blocked"
    r"|locked out)"
)
_MADE = r"(?:deployed|applied|implemented|released|shipped|pushed|rolled out|merged)"
_MENDED = r"(?:resolved|fixed|mitigated|reverted|rolled back|corrected|restarted)"
_WAS = r"(?:was|were|been|got|is|are)(?: \w+ly)?"
_PATTERNS: dict[str, tuple[str, ...]] = {
    "impact": (
        (
            r"\A(?!.*\bcaused by\b).*?\bimpact(?:ed|s)?\b"
            r"|\d\s?(?:%|percent)\s(?:of\s)?[^.]{0,40}\b(?:users?|customers?|subscribers?|requests?|traffic)\b"
            r"|\d\s?(?:%|percent)\sof\s[^.]{0,60}\b(?:was|were|went)\s(?:down|offline|un(?:available|reachable))\b"
        ),
        rf"\b{_PEOPLE}\b[^.]{{0,120}}\b{_SUFFERED}",
        r"\b(?:unavailable|not available|unreachable|inaccessible|unable to|(?:went|was) down|outage of)\b",
        r"\b(?:returned|returning|received|receiving|got|getting)\s[^.]{0,40}\berrors?\b",
        rf"\b{_PEOPLE}\b[^.]{{0,60}}\b(?:report|complain|notic)\w*",
        r"\b(?:service|total|complete|full|partial) (?:service )?(?:disruption|outage)\b",
        r"\b(?:not|n't) (?:be )?(?:start|load|work|open|respond|allow)",
    ),
    "cause": (
        (
            r"\broot cause\b[^.]{0,60}\b(?:was|is|were|to be|to)\b"
            r"|\b(?:was|is) the (?:root|main|primary) cause\b"
        ),
        r"\b(?:(?:traced|traced back|attributed|due) to|caused by|because|result(?:ed)? (?:of|from))\b",
        r"\b(?:turn(?:s|ed) out|the reason|unknown reasons?|culprit|responsible for)\b",
        r"\b(?:determined|discovered|found out) that\b",
        r"\b(?:bug|misconfigur(?:ation|ed)|typo|leak|race condition|regression|mistakenly|accidentally)\b",
        r"\b(?:resulting in|which (?:caused|led)|(?:and|this) (?:caused|led)|prevent(?:ed|ing) \w+ from)\b",
    ),
    "resolution": (
        (
            r"\b(?:issue|problem|incident|outage|error)s?\s(?:then\s)?(?:resolved|cleared|recovered|fixed)\s"
            r"(?:itself|themselves|by itself|automatically|on (?:its|their) own)\b"
        ),
        r"\b(?:has|have|which|that) (?:\w+ )?(?:fixed|resolved|solved|mended) the (?:issue|problem|fault)\b",
        rf"\b{_MADE} (?:an?|the) (?:\w+ ){{0,2}}(?:fix|hotfix|patch|workaround|rollback)\b",
        rf"\b(?:{_WAS} {_MENDED}|roll(?:ed|ing) back|reverted|hotfix)\b",
        rf"\b(?:back to normal|back (?:online|up)|came back|recovered|{_WAS} restored|manually re-?\w+)\b",
    ),
}
TABLE = {
    part: tuple(re.compile(words, re.IGNORECASE) for words in written) for part, written in _PATTERNS.items()
}
NOT_YET = re.compile(
    r"\b(?:will|should|would(?! (?:fail|crash|hang|not))|could(?! not?\b)|must|plan(?:s|ned)? to|going to"
    r"|need(?:s|ed)? to be|prevent)\b|^(?:when|if|whenever)\b[^,]{0,60}\b(?:is|are|gets?)\b"
    r"|\b(?:in (?:the )?future|going forward|moving forward)\b",
    re.IGNORECASE,
)
ABOUT_ITSELF = re.compile(r"\bthis (?:document|report|post-?mortem)\b", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"(?:this|that|it|these|which)\b(?! (?:is|was|were)\b).*\b(?:caused|led|meant)\b", re.IGNORECASE
)
NAMES_CAUSE = re.compile(
    r"\b(?:cause|reason|culprit|responsible|due to|because|bug|typo|leak)\b", re.IGNORECASE
)
