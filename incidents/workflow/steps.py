"""The stages of a report, and the one table of the steps between them; docs/workflow.md draws it."""

from enum import StrEnum


class Stage(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    SUBMIT = "submit"
    RECALL = "recall"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    PUBLISH = "publish"
    CORRECT = "correct"
    RESTORE = "restore"
    WITHDRAW = "withdraw"


# What can be done at each stage, and where it leads while the draft stands as it was submitted. What hangs on
# the public site, on the schedule or on a draft that went on is taken out in Standing.steps.
STEPS: dict[Stage, dict[Step, Stage]] = {
    Stage.DRAFT: {
        Step.SUBMIT: Stage.IN_REVIEW,
        Step.UNSCHEDULE: Stage.DRAFT,
        Step.WITHDRAW: Stage.DRAFT,
    },
    Stage.IN_REVIEW: {
        Step.SUBMIT: Stage.IN_REVIEW,
        Step.RECALL: Stage.DRAFT,
        Step.APPROVE: Stage.APPROVED,
        Step.SEND_BACK: Stage.SENT_BACK,
        Step.UNSCHEDULE: Stage.IN_REVIEW,
        Step.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.SENT_BACK: {
        Step.SUBMIT: Stage.IN_REVIEW,
        Step.UNSCHEDULE: Stage.SENT_BACK,
        Step.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.APPROVED: {
        Step.SCHEDULE: Stage.APPROVED,
        Step.UNSCHEDULE: Stage.APPROVED,
        Step.PUBLISH: Stage.PUBLISHED,
        Step.CORRECT: Stage.PUBLISHED,
        Step.RESTORE: Stage.PUBLISHED,
        Step.WITHDRAW: Stage.WITHDRAWN,
    },
    Stage.PUBLISHED: {Step.WITHDRAW: Stage.WITHDRAWN},
    Stage.WITHDRAWN: {Step.SUBMIT: Stage.IN_REVIEW},
}
