"""Phrases that say less than the author knows."""

from incidents.report.checks.words.wording import Wording, WordList
from incidents.report.words import say

EVASIONS = WordList(
    (
        Wording(
            r"(?:some|certain|a (?:small )?(?:subset|number|portion) of) (?:of our )?(?:users|customers)"
            r" (?:may|might|could) have",
            say("it leaves open whether anybody was hit"),
            say("say how many were hit, or that you don't know"),
        ),
        Wording(
            r"(?:may|might) have (?:been (?:affected|impacted|unable)|experienced|seen|noticed|encountered)",
            say("it leaves open whether anybody was hit"),
            say("say who was, or that you don't know"),
        ),
        Wording(
            r"out of an abundance of caution",
            say("it is said when something was wrong"),
            say("say what you feared"),
        ),
        Wording(
            r"(?:apologi[sz]e|sorry) for any inconvenience",
            say("customers who could not work were not inconvenienced"),
            say("name what they could not do, and be sorry for that"),
        ),
        Wording(
            r"(?:elevated|increased) error rates?(?! (?:of|to|from|by) \d)",
            say("it says neither how high nor of what"),
            say("say what share of which requests failed"),
        ),
        Wording(
            r"experienced (?:some |minor )?(?:technical )?(?:issues|difficulties)|technical difficulties",
            say("it says nothing about what customers met"),
            say("say what did not work"),
        ),
        Wording(
            r"took longer than expected",
            say("nobody knows what was expected"),
            say("say how long it took"),
        ),
    )
)
