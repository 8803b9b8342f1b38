"""The front page: how everything works now, what is not over, what happened lately, the way to the rest."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from django.utils import translation

from incidents.publishing import addresses
from incidents.publishing.pages.components import overall, shown
from incidents.publishing.pages.lists import lines, named_months
from incidents.publishing.pages.rendering import Files, page
from incidents.publishing.pages.times import day
from incidents.publishing.site import Identity, Now, Post
from incidents.report.clock import comparable

LATELY = 15  # days
_MONTHS = 6
_LATEST = 3  # posts, for lost visitors


def front_files(
    now: Now, unresolved: Sequence[Post], recent: Sequence[Post], months: Sequence[date], identity: Identity
) -> Files:
    """Return the front page with posts and months as given, newest first. Months are first days."""
    waiting = {post.slug for post in unresolved}
    ended = [post for post in recent if post.slug not in waiting]
    lately = [post for post in ended if _is_lately(post, now)]
    with translation.override(identity.language):
        said = {
            "overall": overall(now),
            "components": [shown(each, identity) for each in now.components],
            "unresolved": lines(unresolved, identity),
            "lately": lines(lately, identity),
            "earlier": lines(ended[len(lately) :], identity),
            "days": LATELY,
            "day": day(now.day),
            "months": named_months(months[:_MONTHS]),
        }
    return {addresses.file_at(addresses.FRONT): page("public/front.html", identity, addresses.FRONT, **said)}


def missing_files(recent: Sequence[Post], identity: Identity) -> Files:
    """Return the page for lost visitors, which leads to what happened last."""
    latest = lines([post for post in recent if not post.is_withdrawn][:_LATEST], identity)
    return {"404.html": page("public/not_found.html", identity, "/404.html", lines=latest)}


def _is_lately(post: Post, now: Now) -> bool:
    """Say whether it happened in the last days; a post without a time, whether it was published then."""
    at = post.report.started_at or post.first_published
    happened: date = comparable(at).astimezone(UTC).date()
    return happened > now.day - timedelta(days=LATELY)
