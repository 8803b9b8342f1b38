"""Building the whys of a report in the editor: typed lines, answers, moves, and what is refused."""

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from incidents import whys
from incidents.models import Incident, RootCause
from incidents.report.value import Audience, CauseKind
from tests.shell.cast import Cast, draft_of, start

HTMX = {"HX-Request": "true"}
VIEWS = ["cause-why", "cause-beside", "cause-arrange"]


@pytest.fixture
def incident(cast: Cast) -> Incident:
    """An incident with a cause and what explains it, and an action on the first."""
    return start(cast.engineer)


def rows(incident: Incident) -> list[RootCause]:
    return list(RootCause.objects.filter(incident=incident))


def told(incident: Incident) -> list[tuple[str, int | None]]:
    return [(cause.text, cause.because_of) for cause in draft_of(incident).root_causes]


def page(name: str, row: RootCause) -> str:
    return reverse(name, args=[row.incident.reference, row.pk])


def base(incident: Incident) -> str:
    return whys.state(whys.because(incident))


def test_lines_are_added_at_the_end_each_explaining_the_one_before(
    signed_in: Client, incident: Incident
) -> None:
    lines = "trigger: A deploy\n> no canary\n> it costs too much"
    answer = signed_in.post(
        reverse("quick-causes", args=[incident.reference]), {"lines": lines}, headers=HTMX
    )
    assert (answer.status_code, answer["HX-Retarget"]) == (200, "#causes")
    assert "Added 3 causes." in answer.content.decode()
    assert told(incident)[2:] == [("A deploy", 3), ("no canary", 4), ("it costs too much", None)]
    kinds = [cause.kind for cause in draft_of(incident).root_causes[2:]]
    assert kinds == [CauseKind.TRIGGER, CauseKind.CONTRIBUTING, CauseKind.ROOT]


def test_a_first_line_that_explains_answers_the_last_why(signed_in: Client, incident: Incident) -> None:
    answer = signed_in.post(
        reverse("quick-causes", args=[incident.reference]), {"lines": "> no time"}, follow=True
    )
    assert answer.redirect_chain == [(reverse("editor", args=[incident.reference]) + "#quick-causes", 302)]
    assert told(incident) == [("A limit of zero.", 1), ("Nobody checked limits.", 2), ("no time", None)]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("a\n> b\n>> c\n> d", "Line 4: a cause is explained by one other"),
        ("   \n", "Type what the cause was"),
        ("x" * 100_001, "at most 100000 characters"),
    ],
)
def test_lines_that_cannot_be_causes_are_kept_with_a_sentence(
    signed_in: Client, incident: Incident, lines: str, sentence: str
) -> None:
    answer = signed_in.post(reverse("quick-causes", args=[incident.reference]), {"lines": lines})
    html = unescape(answer.content.decode())
    assert (answer.status_code, sentence in html, lines in html) == (422, True, True)
    assert len(told(incident)) == 2


def test_without_a_cause_there_is_nothing_to_explain(signed_in: Client, incident: Incident) -> None:
    RootCause.objects.all().delete()
    answer = signed_in.post(reverse("quick-causes", args=[incident.reference]), {"lines": "> b"})
    assert "No cause stands before this one" in unescape(answer.content.decode())


def test_why_is_answered_below_the_cause(signed_in: Client, incident: Incident) -> None:
    last = rows(incident)[1]
    asked = signed_in.get(page("cause-why", last))
    assert "Why did this come about: “Nobody checked limits.”?" in unescape(asked.content.decode())
    answer = signed_in.post(page("cause-why", last), {"text": "No time", "base": ""}, headers=HTMX)
    added = RootCause.objects.get(text="No time")
    assert told(incident) == [("A limit of zero.", 1), ("Nobody checked limits.", 2), ("No time", None)]
    assert answer.context["added"] == added.pk
    assert answer.content.decode().count("autofocus") == 1


def test_a_cause_that_is_explained_asks_for_the_step_between(signed_in: Client, incident: Incident) -> None:
    first, second = rows(incident)
    first.audience = Audience.INTERNAL
    first.save()
    signed_in.post(page("cause-why", first), {"text": "Typed by hand", "base": str(second.pk)})
    assert told(incident) == [("A limit of zero.", 1), ("Typed by hand", 2), ("Nobody checked limits.", None)]
    assert draft_of(incident).root_causes[1].audience is Audience.INTERNAL


def test_an_answer_to_what_someone_else_answered_meanwhile_is_asked_again(
    signed_in: Client, incident: Incident
) -> None:
    last = rows(incident)[1]
    theirs = incident.root_causes.create(position=2, text="Theirs")
    RootCause.objects.filter(pk=last.pk).update(because_of=theirs)
    answer = signed_in.post(page("cause-why", last), {"text": "Mine", "base": ""}, headers=HTMX)
    html = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Someone else answered this meanwhile" in html
    assert "What comes between “Nobody checked limits.” and “Theirs”?" in html
    assert "Mine" in html
    assert len(told(incident)) == 3
    signed_in.post(page("cause-why", last), {"text": "Mine", "base": str(theirs.pk)})
    assert told(incident)[1:] == [("Nobody checked limits.", 2), ("Mine", 3), ("Theirs", None)]


@pytest.mark.parametrize("name", ["cause-why", "cause-beside"])
@pytest.mark.parametrize(("text", "sentence"), [("", "Say what the cause was."), ("a\nb", "Write one cause")])
def test_an_answer_that_is_no_cause_is_said_at_the_field(
    signed_in: Client, incident: Incident, name: str, text: str, sentence: str
) -> None:
    answer = signed_in.post(page(name, rows(incident)[1]), {"text": text, "base": ""})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_cause_beside_follows_the_whys_of_the_first(signed_in: Client, incident: Incident) -> None:
    incident.root_causes.create(position=7, text="Another.")
    signed_in.post(page("cause-beside", rows(incident)[1]), {"text": "gap: No alert"})
    chains = signed_in.get(reverse("editor", args=[incident.reference])).context["lists"]["causes"]["chains"]
    assert [[cause.row.text for cause in chain] for chain in chains] == [
        ["A limit of zero.", "Nobody checked limits."],
        ["No alert"],
        ["Another."],
    ]


@pytest.mark.parametrize(
    ("place", "direction", "expected"),
    [
        (1, "up", [("Nobody checked limits.", 1), ("A limit of zero.", None)]),
        (0, "up", [("A limit of zero.", 1), ("Nobody checked limits.", None)]),
        (1, "out", [("A limit of zero.", None), ("Nobody checked limits.", None)]),
    ],
)
def test_a_cause_is_moved_and_actions_stay_with_their_causes(
    signed_in: Client, incident: Incident, place: int, direction: str, expected: list[tuple[str, int | None]]
) -> None:
    row = rows(incident)[place]
    sent = {"direction": direction, "base": base(incident)}
    answer = signed_in.post(page("cause-arrange", row), sent, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"#causes-{row.pk}")
    assert told(incident) == expected
    draft = draft_of(incident)
    assert draft.root_causes[draft.actions[0].addresses[0]].text == "A limit of zero."


def test_a_cause_that_stands_alone_becomes_the_answer_of_the_one_above(
    signed_in: Client, incident: Incident
) -> None:
    row = incident.root_causes.create(position=2, text="No time")
    signed_in.post(page("cause-arrange", row), {"direction": "in", "base": base(incident)})
    assert told(incident)[1] == ("Nobody checked limits.", 2)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_move_of_what_somebody_moved_meanwhile_is_refused(
    signed_in: Client, incident: Incident, headers: dict[str, str]
) -> None:
    stale = base(incident)
    row = incident.root_causes.create(position=2, text="Theirs")
    before = told(incident)
    answer = signed_in.post(page("cause-arrange", row), {"direction": "in", "base": stale}, headers=headers)
    assert answer.status_code == 409
    assert "Someone moved or added causes meanwhile" in answer.content.decode()
    assert told(incident) == before


@pytest.mark.parametrize("direction", ["in", "sideways", ""])
def test_a_move_that_leads_nowhere_is_refused_with_a_sentence(
    signed_in: Client, incident: Incident, direction: str
) -> None:
    sent = {"direction": direction, "base": base(incident)}
    assert signed_in.post(page("cause-arrange", rows(incident)[0]), sent).status_code == 400


def test_a_circle_chosen_in_the_form_is_refused_at_the_field(signed_in: Client, incident: Incident) -> None:
    first, second = rows(incident)
    entry = reverse("entry", args=[incident.reference, "causes", second.pk])
    form = signed_in.get(entry).context["form"]
    answer = signed_in.post(entry, {**form.texts(), "base": form["base"].value(), "because_of": first.pk})
    assert answer.status_code == 422
    assert "circle" in answer.context["form"].errors["because_of"][0]


@pytest.mark.parametrize("name", VIEWS)
def test_only_members_change_whys_and_only_by_a_form(
    client: Client, cast: Cast, incident: Incident, name: str
) -> None:
    row = rows(incident)[1]
    sent = {"text": "x", "base": base(incident), "direction": "up"}
    assert client.post(page(name, row), sent).status_code == 401
    client.force_login(cast.stranger)
    assert client.post(page(name, row), sent).status_code == 403
    viewer = User.objects.create_user("viewer")
    client.force_login(viewer)
    assert client.post(page(name, row), sent).status_code == 403
    assert told(incident) == [("A limit of zero.", 1), ("Nobody checked limits.", None)]


def test_moving_wants_a_form(signed_in: Client, incident: Incident) -> None:
    assert signed_in.get(page("cause-arrange", rows(incident)[0])).status_code == 405


@pytest.mark.parametrize("name", VIEWS)
def test_a_cause_of_another_report_is_none_of_this_one(
    signed_in: Client, cast: Cast, incident: Incident, name: str
) -> None:
    other = rows(start(cast.engineer))[0]
    address = reverse(name, args=[incident.reference, other.pk])
    assert signed_in.post(address, {"text": "kept words", "direction": "up"}).status_code == 404


def test_chains_that_meet_are_shown_once(signed_in: Client, incident: Incident) -> None:
    second = rows(incident)[1]
    incident.root_causes.create(position=2, text="Also because of that.", because_of=second)
    html = signed_in.get(reverse("editor", args=[incident.reference])).content.decode()
    assert html.count(f'id="causes-{second.pk}"') == 1
    assert "(as above)" in html
