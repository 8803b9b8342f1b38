"""Made-up reports for loads: varied, of a realistic length, and the same for the same seed."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from incidents.report import clock
from incidents.report.value import (
    ActionKind,
    ActionState,
    CauseKind,
    CorrectiveAction,
    EventKind,
    Report,
    RootCause,
    Severity,
    TimelineEvent,
)

COMPONENTS = (
    "API",
    "Checkout",
    "Dashboard",
    "E-mail delivery",
    "File storage",
    "Search",
    "Sign-in",
    "Webhooks",
)
FIRST_YEAR, YEARS = 2016, 10

_ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
_SYMPTOMS = (
    "unavailable",
    "slow",
    "returning errors",
    "showing old data",
    "losing connections",
    "queueing requests",
)
_CAUSES = {
    "configuration": "A limit was lowered in a configuration change and took effect at the next restart",
    "deploy": "A release read a column that an earlier release had stopped filling",
    "capacity": "The connection pool was sized for half of today's traffic",
    "dependency": "A provider renewed a certificate with a chain that older clients reject",
    "data": "One very large account made a nightly job hold its locks into the morning",
    "network": "A router kept announcing a path that no longer led anywhere",
}
_STEPS = (
    (EventKind.DETECTED, "An alert on the error rate of {part} rang."),
    (EventKind.ACKNOWLEDGED, "The engineer on call took the alert and opened a call."),
    (EventKind.INVESTIGATING, "Dashboards showed {percent} % of requests to {part} failing in one region."),
    (EventKind.MISLEADING, "A restart of {part} seemed to help for some minutes, then the errors came back."),
    (EventKind.NOTIFIED, "A notice about {part} went up on the status page."),
    (EventKind.IDENTIFIED, "Comparing the two last releases led to the cause."),
    (EventKind.MITIGATED, "Traffic to {part} was moved to the healthy region."),
    (EventKind.RESOLVED, "The fix was out everywhere and the error rate of {part} back to normal."),
)
_PROMISES = (
    ("Alert on the rate of failed logins per region", ActionKind.DETECTIVE),
    ("Check limits in a rehearsal before they reach production", ActionKind.PREVENTIVE),
    ("Size the connection pool from measured traffic", ActionKind.CORRECTIVE),
    ("Write down how to move traffic between regions", ActionKind.MITIGATING),
    ("Stop a release when its error budget is spent", ActionKind.PREVENTIVE),
)


def report(random: Random) -> Report:
    """Return a finished report of some incident in the years of the load."""
    zone = random.choice(_ZONES)
    started = clock.in_zone(_some_moment(random), zone)
    part, symptom = random.choice(COMPONENTS), random.choice(_SYMPTOMS)
    percent, category = random.randint(1, 100), random.choice(list(_CAUSES))
    timeline = _timeline(random, started, zone, part, percent)
    minutes = int(((timeline[-1].at or started) - started).total_seconds() // 60)
    return Report(
        title=f"{part} {symptom} for {minutes} minutes",
        severity=random.choice(list(Severity)),
        timezone=zone,
        started_at=started,
        detected_at=timeline[0].at,
        resolved_at=timeline[-1].at,
        components=tuple(sorted({part, random.choice(COMPONENTS)})),
        summary=f"{part} was {symptom} for {minutes} minutes. {_CAUSES[category]}.\n\nNo data was lost.",
        impact=f"About {percent} % of the requests to **{part}** failed or had to be repeated.",
        impact_percent=Decimal(percent),
        timeline=timeline,
        root_causes=(
            RootCause(category=category, text=f"{_CAUSES[category]}."),
            RootCause(kind=CauseKind.DETECTION_GAP, text=f"No alert watched {part} from the outside."),
        ),
        resolution=f"We moved the traffic of {part} away, undid the change and moved the traffic back.",
        actions=_actions(random, timeline[-1].at or started),
        closing="We know how much depends on us, and we are sorry.",
    )


def _some_moment(random: Random) -> datetime:
    month = random.randrange(YEARS * 12)
    first = datetime.fromisoformat(f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}-01T00:00:00+00:00")
    # Three days clear of either end, so that a zone's offset keeps the moment in its month.
    return first + timedelta(days=random.randint(3, 24), minutes=random.randrange(24 * 60))


def _timeline(
    random: Random, started: datetime, zone: str, part: str, percent: int
) -> tuple[TimelineEvent, ...]:
    at, events = started, []
    for kind, text in _STEPS:
        at = clock.in_zone(at + timedelta(minutes=random.randint(1, 25)), zone)
        events.append(TimelineEvent(at=at, kind=kind, text=text.format(part=part, percent=percent)))
    return tuple(events)


def _actions(random: Random, resolved: datetime) -> tuple[CorrectiveAction, ...]:
    return tuple(
        CorrectiveAction(
            title=title,
            kind=kind,
            owner=random.choice(("Platform", "Payments", "Networking")),
            due=(resolved + timedelta(days=random.randint(7, 90))).date(),
            state=random.choice((ActionState.OPEN, ActionState.IN_PROGRESS)),
            addresses=(place,),
        )
        for place, (title, kind) in enumerate(random.sample(_PROMISES, 2))
    )
