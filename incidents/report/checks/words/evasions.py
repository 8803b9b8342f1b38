"""Phrases that say less than the author knows."""

from incidents.report.checks.words.wording import Wording, WordList

EVASIONS = WordList(
    (
        Wording(
            r"(?:some|certain|a (?:small )?(?:subset|number|portion) of) (?:of our )?(?:users|customers)"
            r" (?:may|might|could) have",
            "it leaves open whether anybody was hit",
            "say how many were hit, or that you don't know",
        ),
        Wording(
            r"(?:may|might) have (?:been (?:affected|impacted|unable)|experienced|seen|noticed|encountered)",
            "it leaves open whether anybody was hit",
            "say who was, or that you don't know",
        ),
        Wording(
            r"out of an abundance of caution",
            "it is said when something was wrong",
            "say what you feared",
        ),
        Wording(
            r"(?:apologi[sz]e|sorry) for any inconvenience",
            "customers who could not work were not inconvenienced",
            "name what they could not do, and be sorry for that",
        ),
        Wording(
            r"(?:elevated|increased) error rates?(?! (?:of|to|from|by) \d)",
            "it says neither how high nor of what",
            "say what share of which requests failed",
        ),
        Wording(
            r"experienced (?:some |minor )?(?:technical )?(?:issues|difficulties)|technical difficulties",
            "it says nothing about what customers met",
            "say what did not work",
        ),
        Wording(
            r"took longer than expected",
            "nobody knows what was expected",
            "say how long it took",
        ),
    )
)
