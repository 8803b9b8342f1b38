"""From draft to public post: the stages, and one function a verb."""

from incidents.workflow.schedules import carry_out, schedule, unschedule
from incidents.workflow.stage import Stage, Standing, Step, standing
from incidents.workflow.starting import duplicate, start
from incidents.workflow.verbs import approve, correct, publish, send_back, submit, withdraw
from incidents.workflow.waivers import revoke, waive

__all__ = [
    "Stage",
    "Standing",
    "Step",
    "approve",
    "carry_out",
    "correct",
    "duplicate",
    "publish",
    "revoke",
    "schedule",
    "send_back",
    "standing",
    "start",
    "submit",
    "unschedule",
    "waive",
    "withdraw",
]
