"""What happened to each report of the demonstration, oldest first, so that all stages can be seen at once."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from django.contrib.auth.models import User

from incidents import workflow
from incidents.management.demonstration.components import tell_of_components
from incidents.management.demonstration.course import Course, read_report, utc
from incidents.workflow.verbs import Enqueue


class Begin(Protocol):
    def __call__(self, report: str, *, by: str, at: str) -> Course: ...


def make_history(people: Mapping[str, User], enqueue: Enqueue) -> int:
    """Take every report as far as it has come, and return how many there are."""

    def begin(report: str, *, by: str, at: str) -> Course:
        author = people[by]
        incident = workflow.start(read_report(report), by=author, at=utc(at))
        colleague = people["jonas" if by == "ada" else "ada"]
        return Course(incident.pk, author, colleague, people["grace"], enqueue)

    for tell in HISTORIES:
        tell(begin)
    tell_of_components(people["grace"])
    return len(HISTORIES)


def _mobile_money(begin: Begin) -> None:
    """Published, and later the news that every promise was kept."""
    course = begin("mobile_money", by="jonas", at="2025-11-28 15:10")
    course.submit("2025-12-01 13:20", "The count of second payments is final; the refunds went out today.")
    course.approve("2025-12-02 07:45", "Clear. Thank you for calling the 14 yourselves before writing this.")
    course.publish("2025-12-02 08:00")
    course.finish_action("2025-12-10 12:30", 1, date(2025, 12, 10))
    course.finish_action("2025-12-22 09:15", 2, date(2025, 12, 22))
    course.finish_action("2026-01-27 14:40", 0, date(2026, 1, 27))
    course.submit(
        "2026-01-28 08:30",
        correction_note="All that we promised is done, and this edition says when. "
        "The shared mailbox for partners came three days late. Nothing else has changed.",
    )
    course.approve("2026-01-28 10:05")
    course.correct("2026-01-28 10:10")


def _clock_change(begin: Begin) -> None:
    """Published, then corrected because a figure was too low."""
    course = begin("clock_change", by="ada", at="2026-03-30 07:50")
    course.submit("2026-04-01 14:05", "The duration is counted in real time, not by the wall clock.")
    course.approve("2026-04-02 07:30")
    course.publish("2026-04-02 07:40")
    recounted = read_report("clock_change").impact.replace("1,312 people", "1,964 people")
    course.edit("2026-04-20 09:25", "impact", {"impact": recounted})
    course.finish_action("2026-04-20 09:40", 3, date(2026, 4, 15))
    course.submit(
        "2026-04-20 09:55",
        "The first count left out pages that are embedded in a business's own site.",
        correction_note="The first edition said that 1,312 people could not open a booking page. That count "
        "left out pages shown inside a business's own website; with them it is 1,964. We have written to the "
        "further businesses concerned. The alert on waiting requests is in place since 15 April.",
    )
    course.approve("2026-04-21 08:10", "Checked the new count against the gateway's log.")
    course.correct("2026-04-21 08:20")


def _webhooks(begin: Begin) -> None:
    """Published too early, and withdrawn."""
    course = begin("webhooks", by="jonas", at="2026-05-12 17:30")
    course.submit("2026-05-13 08:15")
    course.approve("2026-05-13 09:40")
    course.publish("2026-05-13 09:45")
    course.withdraw(
        "2026-05-19 13:00",
        "This post said that we sent some webhooks twice on 12 May. We did not. The second deliveries came "
        "from a relay that an integration partner runs between us and the businesses concerned; its records "
        "and ours agree on that by now. Nothing that you built on our webhooks has to change, and if you "
        "switched them off after reading the post you can switch them on again. We published before the "
        "comparison was finished, and are sorry for the work this caused.",
    )


def _card_payments(begin: Begin) -> None:
    """Published, with promises still open."""
    course = begin("card_payments", by="ada", at="2026-07-22 18:20")
    course.submit("2026-07-23 20:45", "The processor has read the summary and has no objection.")
    course.approve("2026-07-24 06:55", "Good that it says what a pending charge means.")
    course.publish("2026-07-24 07:00")


def _dashboard(begin: Begin) -> None:
    """Sent back with what it lacks."""
    course = begin("dashboard", by="jonas", at="2026-08-19 20:10")
    course.submit("2026-08-24 13:30")
    course.send_back(
        "2026-08-25 07:20",
        "Three things before customers read this:\n\n"
        '- How many businesses, and which reports? "Some" leaves everyone to guess.\n'
        "- The summary speaks our language, not theirs. What did they see, and are the figures right now?\n"
        '- "Be more careful" asks people to be different. What would have stopped this backfill at nine in '
        "the morning, whoever started it? That action also needs an owner and a date.\n\n"
        "The timeline is good as it is.",
    )


def _payouts(begin: Begin) -> None:
    """Approved, and not yet published."""
    course = begin("payouts", by="ada", at="2026-09-04 09:00")
    course.submit("2026-09-07 12:15", "Treasury has confirmed the count and the time of the last credit.")
    course.approve("2026-09-08 06:40", "Approved. Publish when support has the texts for the phone.")


def _calendar_sync(begin: Begin) -> None:
    """Waiting for a manager."""
    course = begin("calendar_sync", by="jonas", at="2026-10-06 14:25")
    course.submit("2026-10-08 15:50", "Please look at the wording about the 88 appointments in particular.")
    first = course.comment(
        "2026-10-09 07:35",
        course.manager,
        "Does this count what customers cancelled themselves the same day? If it does, the number is too "
        "high, and somebody will find out.",
        anchor="impact",
        quote="88 appointments were booked at times that were blocked in the connected calendar.",
    )
    course.reply(
        "2026-10-09 08:10",
        course.author,
        first,
        "It shouldn't. @ada, you made the list for support: can you look whether cancelled ones are in it?",
    )
    course.comment(
        "2026-10-09 07:50",
        course.manager,
        "A clear sentence, and the one that customers will remember. Keep it.",
        anchor="resolution",
        quote="The job that renews these requests now runs daily instead of weekly.",
    )


def _api_errors(begin: Begin) -> None:
    """A draft with holes and contradictions, on which two people wrote."""
    course = begin("api_errors", by="ada", at="2026-10-19 16:30")
    last = read_report("api_errors")
    course.edit("2026-10-19 16:44", "impact", {"impact": "12,000 requests failed."})
    course.edit(
        "2026-10-19 16:58",
        "impact",
        {"impact": "1,200 requests failed, from 140 integrations."},
        by=course.colleague,
    )
    course.edit("2026-10-19 17:02", "notes", {"notes": "Ask who saw the post."}, by=course.colleague)
    course.edit("2026-10-19 17:20", "impact", {"impact": last.impact})
    course.edit("2026-10-19 17:23", "notes", {"notes": last.notes})


HISTORIES = (
    _mobile_money,
    _clock_change,
    _webhooks,
    _card_payments,
    _dashboard,
    _payouts,
    _calendar_sync,
    _api_errors,
)
