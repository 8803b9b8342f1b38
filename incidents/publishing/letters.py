"""The mails to subscribers, in the language of the public site: plain text, and the same as simple HTML."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from incidents.models import Publication
from incidents.publishing.addresses import SUBSCRIBE, leave_path
from incidents.publishing.pages import story
from incidents.publishing.pages.times import stamp
from incidents.publishing.shown import DEPLOYED, Shown
from incidents.publishing.site import EditionKind, Identity, Post
from incidents.report.rendering.html import to_text

_LEAVE = signing.Signer(salt="candor.subscribe.leave")


def confirmation(email: str, path: str, identity: Identity) -> EmailMultiAlternatives:
    """Return the mail by which an address says that it wants mails."""
    return _mail("confirm", email, {"address": identity.absolute(path)}, identity)


def edition_to_tell(publication: Publication) -> Post | None:
    """Return the post as of an edition; None where it was withdrawn since: nobody is told of it any more."""
    editions = Shown(DEPLOYED).editions_about(publication.incident_id)
    later = [post.current for post in editions if post.current.number > publication.edition]
    if any(edition.kind is EditionKind.WITHDRAWAL for edition in later):
        return None
    return next((post for post in editions if post.current.number == publication.edition), None)


def announcement(post: Post, identity: Identity) -> dict[str, Any]:
    """Return what a mail tells of an edition, the same for every subscriber."""
    report, edition = post.report, post.current
    with translation.override(identity.language):
        return {
            "kind": edition.kind.value,
            "title": post.reference if post.is_withdrawn else report.title or post.reference,
            "reference": post.reference,
            "facts": None if post.is_withdrawn else story.facts(report),
            "summary": "" if post.is_withdrawn else story.description(report),
            "note": to_text(edition.note),
            "published": stamp(identity.here(edition.published_at)),
            "address": identity.absolute(post.path),
        }


def telling(told: dict[str, Any], email: str, key: int, identity: Identity) -> EmailMultiAlternatives:
    """Return the mail that tells one subscriber of an edition, with a link that ends the subscription."""
    leave = identity.absolute(leave_path(_LEAVE.sign(str(key))))
    more = {"leave": leave, "choose": identity.absolute(SUBSCRIBE)}
    mail = _mail("announcement", email, told | more, identity)
    mail.extra_headers |= {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<reports.{identity.host}>",
    }
    return mail


def left_by(token: str) -> int | None:
    """Return the subscriber whom a link of a mail lets leave; None for a link that no mail had."""
    try:
        return int(_LEAVE.unsign(token))
    except signing.BadSignature:
        return None


def _mail(name: str, email: str, told: dict[str, Any], identity: Identity) -> EmailMultiAlternatives:
    context = {"identity": identity, **told}
    with translation.override(identity.language):
        subject = " ".join(render_to_string(f"emails/{name}_subject.txt", context).split())
        mail = EmailMultiAlternatives(
            subject,
            render_to_string(f"emails/{name}.txt", context).strip() + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string(f"emails/{name}.html", context).strip(), "text/html")
    return mail
