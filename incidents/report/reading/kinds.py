"""What an event, a cause or an action is, told from its wording. Earlier lines of a table win."""

import re

from incidents.report.value import ActionKind, EventKind

_EVENTS: tuple[tuple[EventKind, str], ...] = (
    (
        EventKind.MISLEADING,
        (
            r"misleading|misled|red herring|wrong (?:track|path|lead|street)"
            r"|(?:initial|first|wrong|mistaken)(?:ly)? (?:assum|suspicion|suspect|attribut|hypothes)"
            r"|initially (?:suspected|assumed|attributed|pointed|focused)|turned out (?:not|to be a)"
            r"|false (?:lead|assumption)"
        ),
    ),
    (
        EventKind.ESCALATED,
        (r"escalat|looped? in|\bpaged\b|pulled in|handed over to|brought in"),
    ),
    (
        EventKind.RESOLVED,
        (
            r"fully (?:restored|resolved|recovered|operational|functional)"
            r"|(?:was|is|were|been|issue|incident|problem|successfully) resolved"
            r"|(?:services?|functionality|access|normal(?: service| operations?)?|traffic|site"
            r"|everything)[^.]{0,40}(?:restored|resumed|back online|back to normal|working again"
            r"|recovered)"
            r"|full service|declared (?:over|stable|resolved)|back online|outage (?:is over|ended)"
            r"|\(resolved\)|incident ends|cleared the incident|issue goes away|operational again"
            r"|confirmed (?:successful resolution|stable)"
        ),
    ),
    (
        EventKind.NOTIFIED,
        (
            r"status ?page|customers? (?:were|was|are) (?:notified|informed|told)"
            r"|(?:notified|informed|communicated to|told) (?:the )?(?:customers|users|public|executive"
            r"|leadership|stakeholders|management)"
            r"|announc|tweet"
        ),
    ),
    (
        EventKind.ACKNOWLEDGED,
        (
            r"acknowledg|on-?call [^.]{0,30}(?:received|responded|answered)|team (?:was )?activated"
            r"|alert received"
        ),
    ),
    (
        EventKind.MITIGATED,
        (
            r"mitigat|rolled back|rollback|roll(?:ing)? back|failover|fail over|hotfix"
            r"|(?:fix|patch|workaround|plan) (?:was |is |being )?(?:implemented|deployed|applied)"
            r"|deployed|corrected|reconfigured|restart(?:ed|ing)|rerouted|reverted|adjusted"
            r"|temporary fix"
        ),
    ),
    (
        EventKind.IDENTIFIED,
        (
            r"(?:root cause|cause|reason|culprit|misconfiguration|issue|problem"
            r"|bug)[^.]{0,40}(?:identified|found|determined|discovered|traced|located)"
            r"|(?:identified|identifies|found|finds|discovered|determined|determines|revealed"
            r"|pinpoint\w*|traced)\b"
        ),
    ),
    (
        EventKind.STARTED,
        (
            r"(?:outage|incident|problem|breakdown|disruption|issue|downtime) (?:begins|began|starts"
            r"|started|occurs|occurred)"
            r"|goes down|went down|start of (?:incident|outage)|became (?:unavailable|unreachable)"
            r"|launch success drops"
        ),
    ),
    (
        EventKind.DETECTED,
        (
            r"detect|alert|alarm|monitoring"
            r"|(?:user|customer|student)s? (?:report|complain|can't|could not)|\breports?\b|reported"
            r"|complain|initial reports|notice"
        ),
    ),
    (
        EventKind.INVESTIGATING,
        (
            r"investigat|analy[sz]|debug|examin|looking (?:at|into)|checked|checking|explored|review"
            r"|suspect|troubleshoot"
        ),
    ),
)
_ACTIONS: tuple[tuple[ActionKind, str], ...] = (
    (
        ActionKind.DETECTIVE,
        (r"monitor|alert|detect|observab|dashboard|logging|metric"),
    ),
    (
        ActionKind.MITIGATING,
        (
            r"mitigat|failover|redundan|backup plan|disaster recovery|rollback|incident response"
            r"|communication plan|runbook"
        ),
    ),
    (
        ActionKind.CORRECTIVE,
        (r"\b(?:fix|patch|correct|repair|replace|restore|revert)"),
    ),
)
_EVENT_TABLE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _EVENTS)
_ACTION_TABLE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _ACTIONS)
_TELLING_LENGTH = 400  # characters; what happened is said at the start


def of_event(text: str, label: str = "") -> EventKind:
    """Return the kind of an event; its label ("Escalation:") says more than its sentence."""
    for words in (label, text[:_TELLING_LENGTH]):
        for kind, pattern in _EVENT_TABLE:
            if words and pattern.search(words):
                return kind
    return EventKind.OTHER


def of_action(text: str) -> ActionKind:
    head = text[:_TELLING_LENGTH]
    return next((kind for kind, pattern in _ACTION_TABLE if pattern.search(head)), ActionKind.PREVENTIVE)
