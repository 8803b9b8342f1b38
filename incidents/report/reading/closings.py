"""Sentences that close a report and were written under its last action, or into it."""

import re

# How such a sentence begins.
OPENING = re.compile(
    r"(?:in (?:conclusion|summary|closing)|to (?:conclude|sum up)|overall\b|moving forward|going forward"
    r"|this (?:post\s?mortem|incident|outage|unplanned|report|document|experience)"
    r"|these (?:measures|actions|steps|improvements|changes)"
    r"|by (?:implementing|documenting|prioriti[sz]ing|addressing|following|taking|adopting|executing)"
    r"|through these|with these|implementing these|thank you"
    r"|we (?:apologi[sz]e|regret|thank|remain|appreciate)|feel free|sincerely|\*?note: please)",
    re.IGNORECASE,
)
