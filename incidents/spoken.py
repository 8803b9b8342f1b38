"""Puts what the report's own code said, which knows English only, into the language that is active."""

from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext, ngettext

from incidents.dates import locale, spelled
from incidents.report.words import Day, Number, Said


def spoken(said: object) -> str:
    """Return a sentence with all that fills it, a day or a number; any other text as it is."""
    match said:
        case Said():
            pattern = (
                ngettext(said.pattern, said.several, said.number) if said.several else gettext(said.pattern)
            )
            told = {name: spoken(value) for name, value in said.values.items()}
            return pattern % told if told else pattern
        case Day():
            return spelled(said.at, said.pattern)
        case Number():
            return number(said.value)
        case _:
            return str(said)


def number(value: Decimal | int) -> str:
    """Return a number with all its decimals, its thousands apart."""
    return format_decimal(value, locale=locale(), decimal_quantization=False)


def percent(share: Decimal) -> str:
    """Return a share of a hundred with its sign: 37.5 %."""
    return gettext("%(number)s\u00a0%%") % {"number": number(share)}
