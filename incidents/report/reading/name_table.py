"""What people call the parts of a report. To teach the reader a new name, add it to a line of this table."""

from incidents.report.reading.roles import Role

NAMES: dict[Role, str] = {
    Role.TITLE: """
        title | title name | outage | incident title | incident name
    """,
    Role.SUMMARY: """
        summary | issue summary | incident summary | executive summary | overview | incident overview |
        introduction | issue synopsis | synopsis | summary of incident | summary of outage | what
        happened | description | issue description | incident description | issue overview | problem |
        problem summary | background | abstract | what was problem | what went on
    """,
    Role.DURATION: """
        duration | duration of outage | duration of incident | timeframe | timeframe of outage |
        incident time | time of incident | outage duration | incident duration | time | downtime |
        period
    """,
    Role.START: """
        incident began | incident started | impact start | impact started | time started | began at | start of
        incident | start of outage | incident start time |
        start | start time | time of start | commencement | started | began | incident start | outage
        start | incident from | from | start date | started at | beginning
    """,
    Role.END: """
        incident end time | impact end | impact ended | time resolved | resolution time | recovered at | end
        of incident | end of outage | resolution date | service restored |
        end | end time | time of end | ended | incident end | outage end | incident till | incident
        until | incident to | till | until | to | end date | ended at | resolved at | restored at |
        restoration
    """,
    Role.DAY: """
        incident date | date of incident | date of outage | outage date |
        date time | date and time | incident date time | date and time of incident
    """,
    Role.IMPACT: """
        impact | user impact | customer impact | business impact | impact on users | impact on customers
        | users affected | customers affected | affected customers | user experience | business impacts
        | what was impact | scope of impact | service impact | impact assessment | affected users |
        impacts
    """,
    Role.SEVERITY: """
        severity rating | incident level | incident priority |
        severity | incident severity | severity level | priority
    """,
    Role.COMPONENTS: """
        components affected | affected service | affected system | service affected | impacted services |
        services impacted | impacted systems | systems affected | systems impacted | impacted components |
        services degraded |
        components | affected components | affected services | services affected | affected systems
    """,
    Role.TIMELINE: """
        timeline | event timeline | incident timeline | timeline of events | timeline of incident |
        chronology | sequence of events | timeline of outage | events | issue timeline | detailed
        timeline | debugging process | investigation process | debugging steps | troubleshooting steps |
        key events | chain of events | events timeline | event chronology | chronology of events | incident
        chronology
    """,
    Role.MOMENT: """
        detection | detection time | detection method | issue detected | issue detection | detected |
        steps taken | measures taken |
        actions taken | action taken | escalation | escalated | misleading investigation | misleading
        paths | misleading path | misleading investigation paths | misleading investigation debugging
        paths | misleading debugging paths | misleading assumptions | investigation | initial
        investigation | when was issue detected | how was issue detected | initial assumption | initial
        assumptions | incident escalation | time of detection | method of detection | how was incident
        resolved | incident escalated to | assumptions | investigations | time detected | misleading
        debugging path | root cause identified | root cause assumptions | how incident was resolved |
        how issue was detected | when issue was detected | misleading investigation debugging paths that
        were taken | which team individuals was incident escalated to | who was incident escalated to
    """,
    Role.CAUSE: """
        cause | root cause | root causes | causes | root cause analysis | analysis of causes |
        why did it happen | why did this happen | why it happened | why this happened |
        underlying cause | what was root cause | root cause explanation | analysis | root cause of
        outage | cause of outage | root cause of issue | root cause of incident | cause of incident |
        underlying issue | root cause summary |
        fault | main cause | primary cause | main cause of issue | main cause of problem | actual cause
        | what was causing issue | what caused issue | what caused problem | what caused incident |
        details of vulnerability | details of incident | details of issue | details of exploit
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
        how did we fix it | how we fixed it | how it was resolved | what we did | what did we do |
        resolution | resolution and recovery | recovery | remediation | details of fix | fix | solving |
        solution | resolution explanation | mitigation and resolution | solving temporarily | how it was
        fixed | resolution steps | resolution summary | how was issue resolved
        | how issue was fixed | how issue was resolved | how was issue fixed | recovery and resolution
        | workaround
    """,
    Role.CAUSE_AND_RESOLUTION: """
        root cause and resolution | root cause and fix | cause and resolution | cause and its resolution
        | root causes and resolution | root cause and resolution summary | root cause and recovery |
        cause and fix | root cause analysis and resolution | root cause resolution | root cause and
        solution | main cause and resolution | summation
    """,
    Role.ACTIONS: """
        action | action item | open items | open actions | outstanding items | remaining items |
        remediation plan | remediation actions | mitigation plan | improvement plan | prevention plan |
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
        what are things that can be improved fixed | things that can be improved | what can be improved |
        technical improvements | process improvements | documentation improvements | remedial actions |
        resulting action | resulting actions
    """,
    Role.LESSONS: """
        lessons | lessons learned | lessons learnt | learnings | key learnings | what we learned |
        takeaways |
        how d we do | how did we do
    """,
    Role.WENT_WELL: """
        what went well | went well | things that went well |
        what worked | what worked well
    """,
    Role.WENT_WRONG: """
        what could be improved | what needs improvement | what needs improving | what needs to improve | what
        needs work | what could go better | what could be better | what did not work well | what didn t work
        well | what went less well | what hurt us | what slowed us down |
        what went wrong | what went poorly | went wrong | what did not go well | what went badly |
        things that went badly |
        what didn t go so well | what didn t go well | what did not go so well |
        what didn t work | what did not work | what could be done better | what could have been done
        better | what could have gone better
    """,
    Role.LUCKY: """
        where we got lucky | got lucky | where did we get lucky | lucky
    """,
    Role.BYLINE: """
        author | authors | written by | created by | date | last modified | last updated | status
        | report date | incident commander | incident lead | prepared by | reported by | reviewed by
        | facilitator | participants | responders | report author | date created | document version
        | postmortem owner | postmortem author | incident owner | incident status | created | version
        | date of postmortem | date of report | retro held | reviewers | attendees
    """,
    Role.CLOSING: """
        conclusion | closing | closing remarks | closing note | closing notes | final thoughts |
        concluding remarks |
        in closing
    """,
}

# A heading that no line of the table holds still says what it is about by these words, in this order.
HEADING_WORDS: tuple[tuple[str, Role], ...] = (
    (r"\b(?:timeline|chronology)\b", Role.TIMELINE),
    (r"\bcauses?\b.*\b(resolution|fix|recovery|solution)\b", Role.CAUSE_AND_RESOLUTION),
    (
        r"\b(corrective|preventative|preventive|prevention|preventing)\b|\baction (items?|plan)\b",
        Role.ACTIONS,
    ),
    (r"^actions (following|from|after|arising|agreed)\b", Role.ACTIONS),
    (r"\b(improvements?|next steps|to ?do|tasks|follow ups?)\b", Role.ACTIONS),
    (r"\blessons?\b|\blearned\b|\blearnings\b", Role.LESSONS),
    (r"\bcontributing\b", Role.CONTRIBUTING),
    (r"\broot causes?\b", Role.CAUSE),
    (r"\bimpact\b|^affected \w+$", Role.IMPACT),
    (r"\b(resolution|recovery|remediation)\b", Role.RESOLUTION),
    (r"\b(summary|overview|synopsis)\b", Role.SUMMARY),
    (r"\bduration\b", Role.DURATION),
    (r"\bconclusion\b", Role.CLOSING),
    (r"\bmeasures\b", Role.ACTIONS),
)
