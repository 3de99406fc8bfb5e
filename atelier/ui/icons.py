"""The signs of the site: one line drawn on 24 × 24, in the colour of the text beside.

A sign never replaces a word that says better; it helps the eye find a place again.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


SIGNS = {
    "meeting": "M3 12h18M6 12v7M18 12v7M7 8.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M17 8.5a2 2 0 1 0 0-4 "
    "2 2 0 0 0 0 4",
    "workshop": "M4 5h16v11H4zM12 16v4M8 20h8M8 9h3M8 12h6M15 9h1",
    "person": "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 20c.6-4 3.4-6 7-6s6.4 2 7 6",
    "group": "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c.5-3.3 2.6-5 5.5-5s5 1.7 5.5 5"
    "M15.5 5.3a3 3 0 0 1 0 5.4M17 14.3c2.2.6 3.6 2.2 4 4.7",
    "hypothesis": "M9.5 17.5h5M10 20.5h4M9.5 15C7.5 14 6 12 6 9.5a6 6 0 0 1 12 0c0 2.5-1.5 "
    "4.5-3.5 5.5z",
    "evidence": "M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6",
    "finding": "M6 12.5l4 4 8-9M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
    "decision": "M13 4l7 7-3 3-7-7zM11.5 8.5L4 16l4 4 7.5-7.5M13 20h8",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "phone": "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3C10.5 20.5 3.5 13.5 3 "
    "6a3 3 0 0 1 3-3z",
    "mail": "M3 6h18v12H3zM3 7l9 7 9-7",
    "map": "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
    "chart": "M4 19l5-6 4 3 7-10M4 4v16h16",
    "add": "M12 5v14M5 12h14",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "delete": "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "download": "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
    "export": "M12 15V4M7.5 8L12 3.5 16.5 8M6 12H5v8h14v-8h-1",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "warning": "M12 4l9 16H3zM12 10v4.5M12 17v.5",
    "check": "M5 12.5l4.5 4.5L19 7",
    "question": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 "
    ".9-1 1.7M12 16.5v.3",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5L21 21",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "close": "M6 6l12 12M18 6L6 18",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "vote": "M8 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6M16 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6"
    "M12 19a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
}


def drawn(name: str, label: str = "") -> SafeString:
    """The sign; hidden from screen readers unless `label` says what it means alone."""
    if name not in SIGNS:
        raise KeyError(f"unknown icon {name!r}: one of {', '.join(sorted(SIGNS))}")
    spoken = format_html('role="img" aria-label="{}"', label) if label else _SILENT
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" {}><path d="{}"/></svg>',
        spoken,
        SIGNS[name],
    )


_SILENT = mark_safe('aria-hidden="true" focusable="false"')
