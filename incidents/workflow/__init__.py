"""From draft to public post: the stages, and one function a verb."""

from incidents.workflow.stage import Stage, Standing, Step, standing
from incidents.workflow.verbs import approve, correct, publish, send_back, start, submit, withdraw
from incidents.workflow.waivers import revoke, waive

__all__ = [
    "Stage",
    "Standing",
    "Step",
    "approve",
    "correct",
    "publish",
    "revoke",
    "send_back",
    "standing",
    "start",
    "submit",
    "waive",
    "withdraw",
]
