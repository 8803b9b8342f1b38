"""Incidents that are told in no language of the catalogue, and the words that stand on pages about them."""

from html.parser import HTMLParser

from django.contrib.auth.models import User
from msgspec.structs import replace

from incidents import workflow
from incidents.models import Incident
from incidents.report.value import ActionKind, CorrectiveAction, RootCause, TimelineEvent
from tests.shell import cast as people
from tests.shell.cast import REPORT, Cast, now

TOLD = replace(
    REPORT,
    title="注文ができない",
    components=("決済", "検索"),
    summary="九十分のあいだ注文が失敗した。",
    impact="注文の三分の一。",
    timeline=tuple(
        TimelineEvent(at=event.at, kind=event.kind, text=text, audience=event.audience)
        for event, text in zip(REPORT.timeline, ("警報。", "電話した。", "戻した。"), strict=True)
    ),
    root_causes=(RootCause(text="上限が零だった。", because_of=1), RootCause(text="誰も見なかった。")),
    actions=(CorrectiveAction(title="零を断る", addresses=(0,), kind=ActionKind.PREVENTIVE),),
    resolution="上限を戻した。",
    notes="業者の名は出さない。",
)
BARE = replace(TOLD, title="", summary="", resolved_at=None, timezone=None, started_at=None, timeline=())
_SILENT = frozenset({"script", "style", "code", "kbd", "textarea"})
_SAID = frozenset({"title", "aria-label", "alt", "placeholder", "label"})


def tell(cast: Cast) -> dict[str, Incident]:
    """Return an incident at each stage, with comments and what else people say about it."""
    User.objects.update(first_name="山田", last_name="太郎")
    for person in vars(cast).values():
        person.refresh_from_db()
    told = {"bare": people.start(cast.engineer, BARE)}
    told |= {
        name: people.start(cast.engineer, TOLD)
        for name in ("draft", "reviewed", "back", "approved", "planned", "published", "withdrawn")
    }
    first = people.comment(told["draft"], cast.manager, "本当か。")
    people.reply(first, cast.engineer, "昨日。")
    people.submit(told["reviewed"], cast.engineer, "数を直した。")
    revision = people.submit(told["back"], cast.engineer, "数を直した。")
    workflow.send_back(told["back"], revision, by=cast.manager, at=now(), note="部分を言え。")
    for name in ("approved", "planned", "published", "withdrawn"):
        _approve(told[name], cast)
    people.plan(told["planned"], cast.manager)
    for name in ("published", "withdrawn"):
        workflow.publish(told[name], by=cast.manager, at=now(), enqueue=people.ignore)
    people.edit(told["published"], cast.engineer, impact="注文の半分。")
    _approve(told["published"], cast)
    workflow.correct(told["published"], by=cast.manager, at=now(), enqueue=people.ignore)
    note, enqueue = "別の部分だった。", people.ignore
    workflow.withdraw(told["withdrawn"], by=cast.manager, at=now(), note=note, enqueue=enqueue)
    return told


def workspace(told: dict[str, Incident]) -> list[str]:
    """Return the address of every page of the workspace that somebody can look at."""
    folders = {name: f"incidents/{incident.reference}/" for name, incident in told.items()}
    draft, event = folders["draft"], told["draft"].timeline.first()
    cause, action = told["draft"].root_causes.first(), told["draft"].actions.first()
    return [
        *("", "audit/", "away/", "components/", "inbox/", "incidents/", "incidents/?q=zzz", "incidents/new/"),
        *("incidents/new/many/", "operations/", "policies/", "policies/sev1/", "review/", "templates/"),
        *("templates/new/", "identity/"),
        *(f"{folder}" for folder in folders.values()),
        *(f"{draft}?pane={pane}" for pane in ("preview", "checks", "discussion")),
        *(f"{folders[name]}history/" for name in ("published", "withdrawn")),
        *(f"{folders[name]}review/" for name in ("reviewed", "back", "published")),
        *(f"{draft}sections/{name}/" for name in ("summary", "impact", "resolution", "notes")),
        *(f"{draft}lists/{name}/add/" for name in ("timeline", "causes", "actions")),
        *(f"{draft}lists/timeline/{event.pk}/{page}" for page in ("", "delete/", "mark/") if event),
        *(f"{draft}lists/causes/{cause.pk}/{page}" for page in ("", "delete/", "why/", "act/") if cause),
        *(f"{draft}lists/actions/{action.pk}/{page}" for page in ("", "delete/") if action),
        *(f"{draft}{page}" for page in ("submit/", "pictures/", "discussion/", "lists/timeline/quick/")),
        *(f"{draft}discussion/new/?on=summary", f"{draft}discussion/suggest/?on=summary"),
        *(f"{draft}lists/causes/quick/"),
        *(f"{folders['bare']}?pane=checks", f"{folders['bare']}submit/"),
        *(f"{folders['reviewed']}{page}" for page in ("recall/", "links/")),
        *(f"{folders['approved']}{page}" for page in ("publish/", "schedule/")),
        *(f"{folders['planned']}{page}" for page in ("publish/", "schedule/cancel/")),
        *(f"{folders['published']}{page}" for page in ("withdraw/", "compare/?from=e1&to=e2", "compare/")),
        "incidents/none/",
    ]


def words_of(page: str) -> set[str]:
    """Return each text that a page shows or tells, but for code and what is typed into fields."""
    reader = _Reader()
    reader.feed(page)
    return {" ".join(each.split()) for each in reader.found} - {""}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in _SILENT:
            self._inside.append(tag)
        self.found += [value or "" for name, value in attrs if name in _SAID]
        self.found += [told.get("content") or ""] if told.get("name") == "description" else []
        self.found += [told.get("value") or ""] if tag == "input" and told.get("type") == "submit" else []

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)


def _approve(incident: Incident, cast: Cast) -> None:
    revision = people.submit(incident, cast.engineer, "数を直した。")
    reasons = dict.fromkeys(people.reasons(revision), "今回だけ。")
    workflow.approve(incident, revision, by=cast.manager, at=now(), reasons=reasons)
