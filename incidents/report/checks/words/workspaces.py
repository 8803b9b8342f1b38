"""Tools that customers can't open; a link to one tells them only its name."""

import re

_HOSTS = (
    "slack.com", "atlassian.net", "docs.google.com", "drive.google.com", "notion.so", "app.datadoghq.com",
    "grafana.net", "pagerduty.com", "opsgenie.com", "zoom.us", "teams.microsoft.com", "sharepoint.com",
    "linear.app", "sentry.io", "newrelic.com", "splunkcloud.com", "console.aws.amazon.com",
    "console.cloud.google.com", "portal.azure.com",
)  # fmt: skip
PATTERN = re.compile(
    rf"https?://(?:[\w-]+\.)*(?P<host>{'|'.join(re.escape(host) for host in _HOSTS)})(?![\w.-])[^\s)>\]]*",
    re.IGNORECASE,
)
