"""What keys, tokens and passwords look like. Each pattern fits nothing that a report would want to say.

Where a secret has a mark of its own, such as ``glpat-``, only what bears it counts; what looks merely random
doesn't, as that is true of most commits, requests and accounts that a report names.
"""

import re
from collections.abc import Mapping

from incidents.report.words import Said, say

# These begin with a letter or digit, where a word begins.
_WORDS = {
    say("an AWS key"): r"A(?:KIA|SIA)[0-9A-Z]{16}\b",
    say("a GitHub token"): r"gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}",
    say("a GitLab token"): r"gl(?:pat|rt|dt|ptt|cbt)-[\w-]{20,}",
    say(
        "a Slack token"
    ): r"xox[abeoprs]-[\w-]{10,}|xapp-\d-[\w-]{20,}|https://hooks\.slack\.com/services/\S+",
    say("a Google key"): r"AIza[\w-]{35}\b|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}",
    say("a Stripe key"): r"[rs]k_(?:live|test)_[0-9A-Za-z]{16,}|whsec_[0-9A-Za-z+/=]{24,}",
    say("an npm token"): r"npm_[A-Za-z0-9]{36}\b",
    say("a PyPI token"): r"pypi-AgE[\w-]{20,}",
    say("a SendGrid key"): r"SG\.[\w-]{16,}\.[\w-]{30,}",
    say("an OpenAI key"): r"sk-(?:[\w-]{1,40}-)?[A-Za-z0-9_]{16,100}T3BlbkFJ\w{16,}",
    say("an Anthropic key"): r"sk-ant-[\w-]{20,}",
    say("a Hugging Face token"): r"hf_[A-Za-z]{34}\b",
    say("a Telegram token"): r"\d{8,10}:AA[\w-]{33}\b",
    say("a Discord token"): r"[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}",
    say("a Twilio key"): r"SK[0-9a-f]{32}\b",
    say("a Mailchimp key"): r"[0-9a-f]{32}-us\d{1,2}\b",
    say("a Square key"): r"sq0(?:atp|csp)-[\w-]{22,}|EAAA[\w-]{60}\b",
    say("a Shopify key"): r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b",
    say("a DigitalOcean token"): r"do[opr]_v1_[0-9a-f]{64}\b",
    say("a Databricks token"): r"dapi[0-9a-f]{32}\b",
    say("a Vault token"): r"hv[bs]\.[\w-]{24,}",
    say("a Grafana token"): r"gl(?:sa|c)_[\w=+/-]{32,}",
    say("a New Relic key"): r"NRAK-[A-Z0-9]{27}\b",
    say("an Artifactory key"): r"AKC[a-zA-Z0-9]{60,}",
    say("an Azure key"): r"AccountKey=[A-Za-z0-9+/]{60,}={0,2}",
    say("a signed token"): r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{5,}",
    say("a sign-in"): r"(?i:authorization:?\s(?:bearer|basic|token)\s)(?=\S*\d)[\w.+/=~-]{16,}",
    say("a password in an address"): r"[a-z][a-z0-9+.-]{1,20}://[^\s/:@]+:[^\s/:@]{3,}@",
    say("a password"): (
        r"(?=[\w-]{3,60}[\"']?\s?[=:])"  # few words have that, so the search below is rare
        r"(?i:[a-z0-9_]{0,30}(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key(?:[_-]?id)?"
        r"|(?:access|auth|bot|api)[_-]?token))[\"']?\s?[=:]\s?"
        r"[\"']?(?=[^\s\"'`]*\d)(?=[^\s\"'`]*[A-Za-z])[^\s\"'`<>{}$*]{8,}"
    ),
}
_OTHERS = {
    say(
        "a private key"
    ): r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:.*?-----END (?:[A-Z]+ )*PRIVATE KEY-----)?",
}
_NAMES = {f"k{place}": kind for place, kind in enumerate((*_WORDS, *_OTHERS))}


def _groups(patterns: Mapping[Said, str], first: int) -> str:
    return "|".join(
        f"(?P<k{place}>{pattern})" for place, pattern in enumerate(patterns.values(), start=first)
    )


PATTERN = re.compile(rf"\b(?:{_groups(_WORDS, 0)})|{_groups(_OTHERS, len(_WORDS))}", re.DOTALL)


def kind(match: re.Match[str]) -> str:
    """Return what a match is, such as "a GitHub token"."""
    return _NAMES[match.lastgroup or ""]
