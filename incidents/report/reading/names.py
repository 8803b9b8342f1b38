"""What people call the parts of a report. To teach the reader a new name, add it to a line of this table."""

import re
from enum import StrEnum
from functools import lru_cache

import msgspec


class Role(StrEnum):
    """The part of a report that a name announces."""

    TITLE = "title"
    SUMMARY = "summary"
    DURATION = "duration"
    START = "start"
    END = "end"
    DAY = "day"
    IMPACT = "impact"
    SEVERITY = "severity"
    COMPONENTS = "components"
    TIMELINE = "timeline"
    MOMENT = "moment"  # a question that a timeline answers: how detected, what was done
    CAUSE = "cause"
    TRIGGER = "trigger"
    CONTRIBUTING = "contributing"
    GAP = "gap"
    RESOLUTION = "resolution"
    CAUSE_AND_RESOLUTION = "cause and resolution"
    ACTIONS = "actions"
    LESSONS = "lessons"
    WENT_WELL = "went well"
    WENT_WRONG = "went wrong"
    LUCKY = "lucky"
    CLOSING = "closing"
    BYLINE = "byline"  # who wrote the document, when, and how far it is
    OTHER = "other"


FACTS = frozenset(
    {
        Role.DURATION, Role.START, Role.END, Role.DAY, Role.IMPACT, Role.SEVERITY, Role.COMPONENTS,
        Role.CAUSE, Role.TRIGGER, Role.CONTRIBUTING, Role.RESOLUTION,
    }
)  # fmt: skip
IN_SUMMARY = FACTS | {Role.SUMMARY}

_NAMES: dict[Role, str] = {
    Role.TITLE: """
        title | title name | outage | incident title | incident name
    """,
    Role.SUMMARY: """
        summary | issue summary | incident summary | executive summary | overview | incident overview |
        introduction | issue synopsis | synopsis | summary of incident | summary of outage | what
        happened | description | issue description | incident description | issue overview | problem |
        problem summary | background | abstract
    """,
    Role.DURATION: """
        duration | duration of outage | duration of incident | timeframe | timeframe of outage |
        incident time | time of incident | outage duration | incident duration | time | downtime |
        period
    """,
    Role.START: """
        start | start time | time of start | commencement | started | began | incident start | outage
        start | incident from | from | start date | started at | beginning
    """,
    Role.END: """
        end | end time | time of end | ended | incident end | outage end | incident till | incident
        until | incident to | till | until | to | end date | ended at | resolved at | restored at |
        restoration
    """,
    Role.DAY: """
        incident date | date of incident | date of outage | outage date
    """,
    Role.IMPACT: """
        impact | user impact | customer impact | business impact | impact on users | impact on customers
        | what was impact | scope of impact | service impact | impact assessment | affected users |
        impacts
    """,
    Role.SEVERITY: """
        severity | incident severity | severity level | priority
    """,
    Role.COMPONENTS: """
        components | affected components | affected services | services affected | affected systems
    """,
    Role.TIMELINE: """
        timeline | event timeline | incident timeline | timeline of events | timeline of incident |
        chronology | sequence of events | timeline of outage | events | issue timeline | detailed
        timeline
    """,
    Role.MOMENT: """
        detection | detection time | detection method | issue detected | issue detection | detected |
        actions taken | action taken | escalation | escalated | misleading investigation | misleading
        paths | misleading path | misleading investigation paths | misleading investigation debugging
        paths | misleading debugging paths | misleading assumptions | investigation | initial
        investigation | when was issue detected | how was issue detected | initial assumption | initial
        assumptions | incident escalation | time of detection | method of detection | how was incident
        resolved | incident escalated to | assumptions | investigations | time detected | misleading
        debugging path | root cause identified | root cause assumptions
    """,
    Role.CAUSE: """
        cause | root cause | root causes | causes | root cause analysis | analysis of causes |
        underlying cause | what was root cause | root cause explanation | analysis | root cause of
        outage | cause of outage | root cause of issue | root cause of incident | cause of incident |
        underlying issue | root cause summary |
        fault
    """,
    Role.TRIGGER: """
        trigger | triggers |
        leadup | lead up
    """,
    Role.CONTRIBUTING: """
        contributing factors | contributing causes | contributing factor | factors | contributing
        factors findings |
        five whys | 5 whys
    """,
    Role.GAP: """
        detection gap | detection gaps | why we did not notice
    """,
    Role.RESOLUTION: """
        resolution | resolution and recovery | recovery | remediation | details of fix | fix | solving |
        solution | resolution explanation | mitigation and resolution | solving temporarily | how it was
        fixed | resolution steps | resolution summary | how was issue resolved | recovery and resolution
        | workaround
    """,
    Role.CAUSE_AND_RESOLUTION: """
        root cause and resolution | root cause and fix | cause and resolution | cause and its resolution
        | root causes and resolution | root cause and resolution summary | root cause and recovery |
        cause and fix | root cause analysis and resolution | root cause resolution | root cause and
        solution
    """,
    Role.ACTIONS: """
        corrective and preventative measures | corrective and preventive measures | preventative
        measures | preventive measures | prevention | corrective measures | corrective actions |
        preventive actions | action items | actions | tasks | todo | to do | todos | improvements fixes
        | improvement fixes | improvements | improvement | next steps | follow up actions | followup
        actions | follow ups | tasks to address issue | specific tasks | mitigation | short term
        improvements | long term improvements | improvements and fixes | corrective and preventative
        actions | corrective and preventive actions | areas for improvement | preventive action | list
        of tasks | task list | list of tasks to address issue | a list of tasks to address issue | tasks
        to be done | improvements needed | preventive and corrective measures | corrective actions and
        preventative measures | task | action items todo | recommendations | remediation items | action
        plan | task to address issue | tasks to address | measures | fixes | preventative actions |
        corrective action | corrective preventative measures | corrective preventive measures |
        technical improvements | process improvements | documentation improvements | remedial actions
    """,
    Role.LESSONS: """
        lessons | lessons learned | lessons learnt | learnings | key learnings | what we learned |
        takeaways |
        how d we do | how did we do
    """,
    Role.WENT_WELL: """
        what went well | went well | things that went well
    """,
    Role.WENT_WRONG: """
        what went wrong | what went poorly | went wrong | what did not go well | what went badly |
        things that went badly |
        what didn t go so well | what didn t go well | what did not go so well
    """,
    Role.LUCKY: """
        where we got lucky | got lucky | where did we get lucky | lucky
    """,
    Role.BYLINE: """
        author | authors | written by | created by | date | last modified | last updated | status
        | report date
        | date of postmortem | date of report | retro held | reviewers | attendees
    """,
    Role.CLOSING: """
        conclusion | closing | closing remarks | closing note | closing notes | final thoughts |
        concluding remarks
    """,
}
_TABLE = {" ".join(name.split()): role for role, names in _NAMES.items() for name in names.split("|")}

# A heading that no line of the table holds still says what it is about by these words, in this order.
_HEADING_WORDS: tuple[tuple[str, Role], ...] = (
    (r"\btimeline\b", Role.TIMELINE),
    (r"\bcauses?\b.*\b(resolution|fix|recovery|solution)\b", Role.CAUSE_AND_RESOLUTION),
    (r"\b(corrective|preventative|preventive|prevention)\b|\baction (items?|plan)\b", Role.ACTIONS),
    (r"\b(improvements?|next steps|to ?do|tasks|follow ups?)\b", Role.ACTIONS),
    (r"\blessons?\b|\blearned\b|\blearnings\b", Role.LESSONS),
    (r"\bcontributing\b", Role.CONTRIBUTING),
    (r"\broot causes?\b", Role.CAUSE),
    (r"\bimpact\b", Role.IMPACT),
    (r"\b(resolution|recovery|remediation)\b", Role.RESOLUTION),
    (r"\b(summary|overview|synopsis)\b", Role.SUMMARY),
    (r"\bduration\b", Role.DURATION),
    (r"\bconclusion\b", Role.CLOSING),
)
_HEADING_TABLE = tuple((re.compile(words), role) for words, role in _HEADING_WORDS)
_LONGEST_NAME = 90
_ASIDE = re.compile(r"\(([^()]*)\)")
_NUMBERING = re.compile(r"^(?:section|part|step)?\s*\d{1,2}\s+")
_FILLERS = re.compile(r"\b(?:the|our|s|must contain|should contain)\b")
_SHORTCODE = re.compile(r":[a-z][a-z0-9_]*:")
_NOT_WORDS = re.compile(r"[\W_]+")


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """The name at the start of a line, and what the line says after it."""

    name: str
    rest: str = ""
    bold: bool = False
    colon: bool = False


@lru_cache(maxsize=4096)  # each line is asked about several times
def label_of(text: str) -> Label | None:
    """Return the line's label: ``**Impact:** …``, ``Impact: …``, ``**Timeline**``, or a bare short line."""
    text = _SHORTCODE.sub("", text).strip() if text.startswith(":") else text.strip()
    mark = re.match(r"\*{1,3}|_{1,2}|`", text)
    if mark and (label := _marked(text, mark[0])):
        return label
    name, colon, rest = _at_colon(text)
    if len(name) > _LONGEST_NAME:
        return None
    if text.startswith("**") and rest.count("**") % 2:
        rest = f"**{rest.lstrip()}"  # the bold began before the colon and goes on after it
    return Label(name=name.strip(" *_`#;"), rest=rest.strip(), colon=colon)


@lru_cache(maxsize=4096)
def role_of(name: str, *, heading: bool = False) -> Role | None:
    """Return the role a name announces. For headings, telling words inside a longer name count as well."""
    if len(name) > 2 * _LONGEST_NAME:
        return None
    plain = plain_name(name)
    if (role := _TABLE.get(plain)) or not heading or len(plain) > _LONGEST_NAME:
        return role
    return next((role for words, role in _HEADING_TABLE if words.search(plain)), None)


def plain_name(name: str) -> str:
    """Return a name as the table spells it: lower case, no marks, no numbering, no aside in brackets."""
    words = _NOT_WORDS.sub(
        " ", _ASIDE.sub(" ", _SHORTCODE.sub(" ", name)).casefold().replace("&", " and ")
    ).strip()
    return " ".join(_FILLERS.sub(" ", _NUMBERING.sub("", words)).split())


def aside_of(name: str) -> str:
    """Return what a name says in brackets, such as ``all times in GMT``."""
    return " ".join(_ASIDE.findall(name))


def _marked(text: str, mark: str) -> Label | None:
    end = text.find(mark, len(mark))
    if end < 0:
        mark, end = mark[0], text.find(mark[0], len(mark))
    if end < 0 or end - len(mark) > _LONGEST_NAME:
        return None
    inner, after = text[len(mark) : end].strip(), text[end + len(mark) :].lstrip("*_` ")
    colon = inner.endswith(":") or after.startswith(":")
    if not colon and after.strip(" ;.,*_#"):
        return None
    after = after if colon else ""
    return Label(name=inner.strip(" *_`:#"), rest=after.removeprefix(":").strip(), bold=True, colon=colon)


def _at_colon(text: str) -> tuple[str, bool, str]:
    at = text.find(":")
    if at < 0 or text[at + 1 : at + 2].isdigit():  # 10:45 is no label
        return text, False, ""
    return text[:at], True, text[at + 1 :]
