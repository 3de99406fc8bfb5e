"""Texts that a spreadsheet opens as texts: a name that begins like a formula is neutralised.

OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_text(content: object) -> str:
    """The content as text; an apostrophe before what a spreadsheet would compute."""
    text = "" if content is None else str(content)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
