"""What the report's own code says, in the language of the page. Built into every template."""

from django import template

from incidents import recalled as kept_words
from incidents import spoken as words

register = template.Library()


@register.filter
def spoken(said: object) -> str:
    return words.spoken(said)


@register.filter
def recalled(kept: str) -> str:
    return kept_words.recalled(kept)
