"""The page docs/workflow.md, made from the table of steps.

`manage.py shell --no-imports -c "from incidents.workflow.diagram import page; print(page(), end='')"`
"""

from collections.abc import Iterator

from incidents.workflow.steps import STEPS, Stage
from incidents.workflow.words import STAGE_WORDS

_OPENING = """# The way of a report

<!-- Generated from incidents/workflow/steps.py; incidents/workflow/diagram.py says how. -->

Where a report stands is stored nowhere: it follows from its newest revision, decision, edition and schedule.
An arrow is a verb, which asks who may, locks the incident, checks the stage, and leaves one audit entry.
"""

_CLOSING = """
What hangs on more than the stage:

- **approve** leads on once all approvals that the policy asks for are given; until then the report stays in
  review. One that **sends back** ends it, whatever was approved before.
- **submit** takes a draft that differs from what is in review; **approve** takes only one that doesn't.
- **recall** is for whoever wrote or submitted the report; all others need not decide on it any more.
- **publish** makes the first edition, **correct** every later one, **restore** the one after a withdrawal.
- **withdraw** is there while customers can read the post. Of a draft with changes the changes remain.
- **schedule** takes an approved report for which nothing is scheduled, **unschedule** what is.

What no verb does:

- A policy that is made stricter turns *approved* back into *in review*, and a milder one the other way.
- A changed public character turns *approved* and *published* into *draft*, until it is changed back.
- When the moment of a schedule comes, the worker publishes exactly what was approved, or holds it and says
  why: see [publishing](publishing.md#at-a-moment).
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join((_OPENING, "```mermaid", "stateDiagram-v2", *_lines(), "```", _CLOSING))


def _lines() -> Iterator[str]:
    for stage in Stage:
        yield f'    state "{STAGE_WORDS[stage]}" as {stage}'
    yield f"    [*] --> {Stage.DRAFT}: start"
    for stage, steps in STEPS.items():
        for step, then in steps.items():
            yield f"    {stage} --> {then}: {step.replace('_', ' ')}"
