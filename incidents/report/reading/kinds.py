"""What an event, a cause or an action is, told from its wording. Earlier lines of a table win."""

import re

from incidents.report.value import ActionKind, EventKind

_EVENTS: tuple[tuple[EventKind, str], ...] = (
    (
        EventKind.MISLEADING,
        r"misleading|misled|red herring|wrong (?:track|path|lead|street)|(?:initial|first|wrong|mistaken)(?:ly)? (?:assum|suspicion|suspect"
        r"|attribut|hypothes)|initially (?:suspected|assumed|attributed|pointed|focused)|turned out (?:not|to be a)|false (?:lead|assumption)",
    ),
    (EventKind.ESCALATED, r"escalat|looped? in|\bpaged\b|pulled in|handed over to|brought in"),
    (
        EventKind.RESOLVED,
        r"fully (?:restored|resolved|recovered|operational|functional)|(?:was|is|were|been|issue|incident|problem|successfully) resolved"
        r"|(?:services?|functionality|access|normal(?: service| operations?)?|traffic|site|everything)[^.]{0,40}(?:restored|resumed|back online"
        r"|back to normal|working again|recovered)|full service|declared (?:over|stable|resolved)|back online|outage (?:is over|ended)"
        r"|\(resolved\)|incident ends|cleared the incident|issue goes away|operational again|confirmed (?:successful resolution|stable)",
    ),
    (
        EventKind.NOTIFIED,
        r"status ?page|customers? (?:were|was|are) (?:notified|informed|told)|(?:notified|informed|communicated to|told) (?:the )?"
        r"(?:customers|users|public|executive|leadership|stakeholders|management)|announc|tweet",
    ),
    (EventKind.ACKNOWLEDGED, r"acknowledg|on-?call [^.]{0,30}(?:received|responded|answered)|team (?:was )?activated|alert received"),
    (
        EventKind.MITIGATED,
        r"mitigat|rolled back|rollback|roll(?:ing)? back|failover|fail over|hotfix|(?:fix|patch|workaround|plan) (?:was |is |being )?(?:implemented"
        r"|deployed|applied)|deployed|corrected|reconfigured|restart(?:ed|ing)|rerouted|reverted|adjusted|temporary fix",
    ),
    (
        EventKind.IDENTIFIED,
        r"(?:root cause|cause|reason|culprit|misconfiguration|issue|problem|bug)[^.]{0,40}(?:identified|found|determined|discovered|traced|located)"
        r"|(?:identified|identifies|found|finds|discovered|determined|determines|revealed|pinpoint\w*|traced)\b",
    ),
    (
        EventKind.STARTED,
        r"(?:outage|incident|problem|breakdown|disruption|issue|downtime) (?:begins|began|starts|started|occurs|occurred)|goes down|went down"
        r"|start of (?:incident|outage)|became (?:unavailable|unreachable)|rollout began|launch success drops",
    ),
    (
        EventKind.DETECTED,
        r"detect|alert|alarm|monitoring|(?:user|customer|student)s? (?:report|complain|can't|could not)|reports? of|reported|complain|initial reports"
        r"|notice",
    ),
    (EventKind.INVESTIGATING, r"investigat|analy[sz]|debug|examin|looking (?:at|into)|checked|checking|explored|review|suspect|troubleshoot"),
)  # fmt: skip
_ACTIONS: tuple[tuple[ActionKind, str], ...] = (
    (ActionKind.DETECTIVE, r"monitor|alert|detect|observab|dashboard|logging|metric"),
    (ActionKind.MITIGATING, r"mitigat|failover|redundan|backup plan|disaster recovery|rollback|incident response|communication plan|runbook"),
    (ActionKind.CORRECTIVE, r"\b(?:fix|patch|correct|repair|replace|restore|revert)"),
)  # fmt: skip
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
