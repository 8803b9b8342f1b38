"""What an event, a cause or an action is, told from its wording. Earlier lines of a table win."""

import re
from collections.abc import Container
from typing import NamedTuple

from incidents.report.reading.foreign_kinds import FOREIGN_KINDS
from incidents.report.reading.posted import STATUSES
from incidents.report.value import ActionKind, EventKind

_NOT = r"(?:\b(?:no|not|never|nothing|nobody|none|without|unable to|cannot)|n['\u2019]t)\s(?:\w+\s){0,3}$"
_INTENDED = (
    r"\b(?:attempt\w*|tr(?:y|ied|ies|ying)|fail(?:s|ed|ing)? to|efforts?|will|would|should|could|may|might"
    r"|plan(?:s|ned)?|suggest\w*|propos\w*|recommend\w*|agree\w*|deci(?:de|ding|sion)\w*|consider\w*"
    r"|discuss\w*|wants?|ask(?:s|ed)|need\w*|hop(?:e|es|ed|ing)|until|once|if|whether|waiting)\b"
)
_BY_THE_WAY = (
    r"\b(?:recent\w*|newly|previous\w*|last|latest)\s(?:\w+\s)?$"
    r"|\b(?:tools?|tooling|staging|stage|logging|monitoring|metrics|instrumentation)\b"
)
_IN_VAIN = (
    r"\b(?:but|however|though|although)\b[^.]{0,80}\b(?:fail\w*|crash\w*|still|not(?! all)|no|again|same)\b"
    r"|\b(?:but|however|though|although)\b[^.]{0,80}n['\u2019]t\b|persist"
    r"|\b(?:errors?|issues?|problems?|failures?|symptoms?|outage)\s(?:\w+\s)?"
    r"(?:continu|remain|came back|return)"
    r"|(?<!had )\bfail(?:s|ed)(?=\s*$|\s*[.,;:!?)]|\s(?:to|due|because|again|with|on|as|twice)\b)"
    r"|\b(?:crash(?:es|ed)|fails|failed) again|\battempted\b|unsuccessful|\bto no avail|\bin vain"
    r"|\b(?:no|without)\s(?:any\s)?(?:success|effect|improvement|change|difference|luck|avail)"
    r"|\bin case\b|\bdid(?:n['\u2019]t| not)\s(?:help|work|fix|solve|resolve|change)|\bbehav\w+ the same"
)
_NORMAL = r"(?:its |their |the )?(?:usual|normal|baseline|expected|full)"


class _Wording(NamedTuple):
    """Words that tell a kind, unless others of the same clause stand before them, or anywhere after."""

    kind: EventKind
    says: re.Pattern[str]
    unless: re.Pattern[str]
    unless_after: re.Pattern[str] | None


def _wording(kind: EventKind, says: str, unless: str = "", after: str = "") -> _Wording:
    before = f"{_NOT}|{unless}" if unless else _NOT
    return _Wording(
        kind,
        re.compile(says, re.IGNORECASE),
        re.compile(before, re.IGNORECASE),
        re.compile(after, re.IGNORECASE) if after else None,
    )


# What the author marks by name, as in "DNS took effect <START OF OUTAGE>", says more than the wording.
_MARKED = r"\b{}\sof\s(?:the\s)?(?:[\w.-]+\s)?(?:outage|incident|downtime)\b"
_RELATIVE = r"\b(?:since|from|after|before|until|till|by|at|of|to|near)\s(?:the\s)?$"
_EVENTS = (
    _wording(EventKind.RESOLVED, _MARKED.format("end"), f"{_INTENDED}|{_RELATIVE}"),
    _wording(EventKind.STARTED, _MARKED.format("start"), f"{_INTENDED}|{_RELATIVE}"),
    _wording(
        EventKind.MISLEADING,
        r"misleading|misled|red herring|wrong (?:track|path|lead|street)"
        r"|(?:initial|first|wrong|mistaken)(?:ly)? (?:assum|suspicion|suspect|attribut|hypothes)"
        r"|initially (?:suspected|assumed|attributed|pointed|focused)|turned out (?:not|to be a)"
        r"|false (?:lead|assumption)",
    ),
    _wording(
        EventKind.ESCALATED,
        r"escalat|loop(?:ed|s)? in|\bpaged\b|(?:pulled|brought) in\b|handed (?:over|off) to|summon",
    ),
    _wording(
        EventKind.RESOLVED,
        r"^\W*resolved\b(?! to)|(?:fully|completely) (?:restored|resolved|recovered|operational|functional)"
        r"|(?:was|is|are|were|been|issue|incident|problem|successfully|now|finally) resolved"
        r"|(?:issue|problem|incident|outage)[^.]{0,20}(?:appears?|seems?) (?:to be )?(?:resolved|fixed|over)"
        r"|(?<!on )(?<!of )(?<!at )(?<!for )resolv(?:ing|es|ed) (?:the|this|our) (?:\w+ )?"
        r"(?:issue|problem|incident|outage)"
        r"|(?:services?|functionality|access|normal(?: service| operations?)?|traffic|site"
        r"|everything)[^.]{0,40}(?:restored|resumed|back online|back to normal|working again"
        r"|recovered)|(?:is|are|was|were|been) restored"
        rf"|(?:back (?:at|to)|return(?:s|ed|ing)? to|(?:at|to) (?=its|their)) ?{_NORMAL}"
        r"|full service|declared (?:over|stable|resolved|closed)|back online"
        r"|(?:is|was|are|were) back up\b|back up (?:and running|again)"
        r"|\(resolved\)|(?:incident|outage)(?: is| was| now)* (?:closed|over|ended|ends)\b"
        r"|cleared the incident|issue goes away|all[ -]clear\b"
        r"|(?:working|operational|available|reachable|running|healthy) again"
        r"|(?:verified|confirmed) (?:successful resolution|operational|healthy|stable)"
        r"|(?:resolution|restoration|recovery) (?:is |was )?(?:confirmed|complete)",
        rf"{_INTENDED}|\b(?:gradual|partial)",
        _IN_VAIN,
    ),
    _wording(
        EventKind.NOTIFIED,
        r"(?:updat|post|publish|open|clos|creat)\w*[^.]{0,40}status ?page"
        r"|status ?page[^.]{0,30}(?:updat|post)"
        r"|(?:customers?|users|mailing list) (?:were|was|are|is) (?:notified|informed|told)"
        r"|(?:notified|informed|communicated to|told) (?:the )?(?:customers|users|public|executive"
        r"|leadership|stakeholders|management)"
        r"|announc|tweet",
        _INTENDED,
    ),
    _wording(
        EventKind.ACKNOWLEDGED,
        r"acknowledg|on-?call [^.]{0,30}(?:received|responded|answered)|team (?:was )?activated"
        r"|alert received|incident (?:was |is )?declared",
    ),
    _wording(
        EventKind.MITIGATED,
        r"mitigat|roll(?:s|ed|ing) back|fail(?:s|ed|ing) over|hotfix"
        r"|(?:rollback|failover|restart|reboot|redeploy\w*) (?:was |is |has )?(?:been )?"
        r"(?:complet|done|finish|succe|deployed|execut|perform|initiat)"
        r"|^\W*(?:rollback|failover|fail over|roll back)\b"
        r"|(?:fix|patch|workaround|plan) (?:was |is |being )?(?:implemented|applied)"
        r"|deployed|corrected|reconfigured|restart(?:ed|ing|s)|rerouted|revert(?:s|ed)|adjusted|normali[sz]ed"
        r"|\bfix(?:ed|es)\b(?! (?:are|were|will))|temporary fix"
        r"|\b(?:version|fix|patch|v?\d+\.\d+(?:\.\d+)*`?)(?: [\w.]+){0,4} (?:was |were |is )?released\b",
        f"{_INTENDED}|{_BY_THE_WAY}",
        f"{_IN_VAIN}|^ (?:begin|began|start)",
    ),
    _wording(
        EventKind.IDENTIFIED,
        r"(?:root cause|cause|reason|culprit|misconfiguration|issue|problem"
        r"|bug)[^.]{0,40}(?:identified|found|determined|discovered|traced|located)"
        r"|(?:identified|identifies|found|finds|discovered|determined|determines|reveal(?:s|ed)?"
        r"|pinpoint\w*|traced)\b|identification of",
        _INTENDED,
        r"^\s(?:no|nothing|none)\b",
    ),
    _wording(
        EventKind.STARTED,
        r"(?:outage|incident|problem|breakdown|disruption|issue|downtime|fault) (?:begins|began|starts"
        r"|started|occurs|occurred)"
        r"|goes down|went down|start of (?:incident|outage)|became (?:unavailable|unreachable)"
        r"|(?:begin|began|start)(?:s|ed)? (?:to )?(?:fail|crash|degrad|tim(?:e|ing) out|throw)"
        r"|launch success drops|stopped (?:respond|reply|answer|serv|accept)ing"
        r"|\b(?:is|was|are|were) (?:hard |completely |now )?down\b",
        r"\b(?:why|whether|that|if|report\w*|alert\w*|notic\w*|say\w*|said|confirm\w*|for)\b",
    ),
    _wording(
        EventKind.DETECTED,
        r"detect|alert|alarm|monitoring(?![^(]*\))"
        r"|(?:user|customer|student)s? (?:report|complain|can't|could not)"
        r"|\breports?\b(?! (?:healthy|ok\b|success))|(?<!the )reported"
        r"|complain|initial reports|notice",
        r"\b(?:implement|add|adjust|improv|configur|enhanc|silenc|tun(?:ed|ing))\w*\b",
        r"^[^.]{0,30}\b(?:was|were) (?:adjusted|added|improved|silenced|muted|tuned)",
    ),
    _wording(
        EventKind.INVESTIGATING,
        r"investigat|analy[sz]|debug|diagnos|examin|look(?:s|ed|ing)? (?:at|into|through)|checked|checking"
        r"|explored|review|suspect|troubleshoot",
    ),
)
_ALL_EVENTS = (
    *(_wording(kind, rf"^\*\*{status}\*\* \u2013 ") for status, kind in STATUSES.items()),
    *_EVENTS,
    *(_wording(kind, says, unless) for kind, says, unless in FOREIGN_KINDS),
)
_ACTIONS: tuple[tuple[ActionKind, str], ...] = (
    (ActionKind.DETECTIVE, r"monitor|alert|detect|observab|dashboard|logging|metric"),
    (
        ActionKind.MITIGATING,
        (
            r"mitigat|failover|redundan|backup plan|disaster recovery|rollback|incident response"
            r"|communication plan|runbook"
        ),
    ),
    (ActionKind.CORRECTIVE, r"\b(?:fix|patch|correct|repair|replace|restore|revert)"),
)
_ACTION_TABLE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _ACTIONS)
_RESOLUTION = re.compile(r"\W*(?:resol(?:ution|ved)|recover(?:y|ed))\b", re.IGNORECASE)
_TELLING_LENGTH = 400  # characters; what happened is said at the start
_ADDRESS = re.compile(r"https?://\S+")
_CLAUSE_END = re.compile(r"[.;:,!?\n(]|\b(?:and|but|then)\b")


def of_event(text: str, label: str = "", *, never: Container[EventKind] = ()) -> EventKind:
    """Return the kind of an event, none of `never`; its label ("Escalation:") says more than its sentence."""
    for words in (label, _ADDRESS.sub("", text[:_TELLING_LENGTH])):
        for wording in _ALL_EVENTS:
            if wording.kind not in never and _tells(wording, words):
                return wording.kind
    return EventKind.OTHER


def ends_it(label: str) -> bool:
    """Say whether a label such as "Resolution" has the end of the incident under it."""
    return bool(_RESOLUTION.match(label))


def _tells(wording: _Wording, words: str) -> bool:
    for match in wording.says.finditer(words):
        before = _CLAUSE_END.split(words[: match.start()])[-1]
        vain = wording.unless_after and wording.unless_after.search(words[match.end() :])
        if not vain and not wording.unless.search(before):
            return True
    return False


def of_action(text: str) -> ActionKind:
    head = text[:_TELLING_LENGTH]
    return next((kind for kind, pattern in _ACTION_TABLE if pattern.search(head)), ActionKind.PREVENTIVE)
