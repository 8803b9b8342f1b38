"""What an event is, by its wording in Spanish, French, German and Portuguese. `kinds` asks English first."""

from incidents.report.value import EventKind

# the kind, what says so, and what before it in the same clause does not
FOREIGN_KINDS: tuple[tuple[EventKind, str, str], ...] = (
    (
        EventKind.RESOLVED,
        (
            r"\b(?:resuelt[oa]s?|restablecid\w+|restaurad\w+|r[e\u00e9]solue?s?|r[e\u00e9]tabli\w*|behoben"
            r"|wiederhergestellt|resolvid[oa]s?|restabelecid\w+)\b"
            r"|\b(?:fin|fim|ende)\s(?:\S+\s){0,4}?\S{0,2}"
            r"(?:incidente?|panne|ca[i\u00ed]da|ataque|attaque|ausfalls?|st\u00f6rung)\b"
        ),
        r"\b(?:no|non|pas|nicht|n\u00e3o|parcial\w*|partiel\w*|teilweise)\b",
    ),
    (
        EventKind.STARTED,
        (
            r"\b(?:d[e\u00e9]but|in[i\u00ed]cio|comienzo|beginn)\s"
            r"(?:del?|de la|de l[\u2019']|do|da|der|des)\s?"
            r"(?:incidente?|panne|ca[i\u00ed]da|ataque|attaque|falha|fallo|ausfalls?|st\u00f6rung|vorfalls)"
        ),
        "",
    ),
    (EventKind.ESCALATED, r"\b(?:escalad[oa]s?|escalon\w+|eskalier\w+|escalade)\b", ""),
    (EventKind.DETECTED, r"\b(?:d[e\u00e9]tect|erkannt|gemeldet|bemerkt|signal[e\u00e9]|alarmier)", ""),
    (EventKind.INVESTIGATING, r"\b(?:investigaci|investiga[c\u00e7]|enqu[e\u00ea]te|untersuch|analis)", ""),
)
