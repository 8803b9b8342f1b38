"""What keys, tokens and passwords look like. Each pattern fits nothing that a report would want to say."""

import re

_KINDS = {
    "an AWS key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a GitHub token": r"\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{22,}",
    "a GitLab token": r"\bglpat-[\w-]{20,}",
    "a Slack token": r"\bxox[abeoprs]-[\w-]{10,}|https://hooks\.slack\.com/services/\S+",
    "a Google key": r"\bAIza[\w-]{35}\b",
    "a Stripe key": r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{16,}\b",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "a PyPI token": r"\bpypi-AgE[\w-]{20,}",
    "a SendGrid key": r"\bSG\.[\w-]{16,}\.[\w-]{30,}",
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:.*?-----END (?:[A-Z]+ )*PRIVATE KEY-----)?",
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{5,}",
    "a password in an address": r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]+:[^\s/:@]{3,}@",
    "a password": (
        r"(?i:\b(?:password|passwd|pwd|secret|api[_-]?key|(?:access|auth)[_-]?token))[\"']?\s?[=:]\s?"
        r"[\"']?(?=[^\s\"'`]*\d)(?=[^\s\"'`]*[A-Za-z])[^\s\"'`<>{}$*]{8,}"
    ),
}
_NAMES = {f"k{place}": kind for place, kind in enumerate(_KINDS)}
PATTERN = re.compile(
    "|".join(f"(?P<k{place}>{pattern})" for place, pattern in enumerate(_KINDS.values())), re.DOTALL
)


def kind(match: re.Match[str]) -> str:
    """Return what a match is, such as "a GitHub token"."""
    return _NAMES[match.lastgroup or ""]
