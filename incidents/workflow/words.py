"""What the stages are called on pages. A test answers for every member."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incidents.workflow.steps import Stage

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STAGE_WORDS: "dict[Stage, StrPromise]" = {
    Stage.DRAFT: _("Draft"),
    Stage.IN_REVIEW: _("In review"),
    Stage.SENT_BACK: _("Sent back"),
    Stage.APPROVED: _("Approved"),
    Stage.PUBLISHED: _("Published"),
    Stage.WITHDRAWN: _("Withdrawn"),
}
