"""A lived-in Candor for newcomers: people, reports in every state, and how they came there."""

PASSWORD = "quiet-harbour-lamp"  # noqa: S105 (printed for everyone to use)
