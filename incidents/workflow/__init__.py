"""From draft to public post: the stages, and one function a verb."""

from incidents.workflow.deciding import approve, recall, send_back
from incidents.workflow.delegations import delegate, end
from incidents.workflow.links import decide_by_link, revoke_link, share
from incidents.workflow.schedules import carry_out, schedule, unschedule
from incidents.workflow.stage import Standing, standing
from incidents.workflow.starting import duplicate, start, started_lately
from incidents.workflow.steps import Stage, Step
from incidents.workflow.verbs import correct, publish, restore, submit, withdraw
from incidents.workflow.waivers import revoke, waive

__all__ = [
    "Stage",
    "Standing",
    "Step",
    "approve",
    "carry_out",
    "correct",
    "decide_by_link",
    "delegate",
    "duplicate",
    "end",
    "publish",
    "recall",
    "restore",
    "revoke",
    "revoke_link",
    "schedule",
    "send_back",
    "share",
    "standing",
    "start",
    "started_lately",
    "submit",
    "unschedule",
    "waive",
    "withdraw",
]
