from enum import StrEnum

import pytest

from incidents import workflow
from incidents.models import (
    Again,
    ComponentStatus,
    JobKind,
    LinkKind,
    LinkPlace,
    NoticeKind,
    Outcome,
    PublicationKind,
    Reception,
    Verb,
    Verdict,
)
from incidents.models.labels import LABELS, choices, label
from incidents.report import value
from incidents.report.checks import Level
from incidents.workflow.steps import STEPS, Stage
from incidents.workflow.words import STAGE_WORDS

SHOWN = [
    *(
        kind
        for kind in vars(value).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__members__
    ),
    Level,
    Verb,
    Verdict,
    PublicationKind,
    Reception,
    Outcome,
    NoticeKind,
    JobKind,
    Again,
    LinkKind,
    LinkPlace,
    ComponentStatus,
]


@pytest.mark.parametrize("kind", SHOWN)
def test_every_member_has_a_label_of_its_own(kind: type[StrEnum]) -> None:
    assert set(LABELS[kind]) == set(kind)
    assert all(str(label(member)) for member in kind)
    assert len({str(label(member)) for member in kind}) == len(kind)
    assert [value for value, _ in choices(kind)] == [member.value for member in kind]


def test_no_label_is_left_over() -> None:
    assert set(LABELS) == set(SHOWN)


def test_every_stage_has_a_word_and_steps() -> None:
    assert set(STAGE_WORDS) == set(STEPS) == set(Stage)
    assert len({str(word) for word in STAGE_WORDS.values()}) == len(Stage)


def test_every_step_is_a_verb_of_the_workflow() -> None:
    assert all(callable(getattr(workflow, step.value)) for step in workflow.Step)
