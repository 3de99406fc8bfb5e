"""French typography of numbers and short texts: « 19 044 », « 24,3 % », « 1er ».

Only formats; computes nothing.
"""

NBSP = "\u00a0"
NNBSP = "\u202f"

UNIT_SUFFIXES = {
    "percent": f"{NBSP}%",
    "per_1000": f"{NBSP}‰",
    "euros": f"{NBSP}€",
    "euros_per_hour": f"{NBSP}€/h",
    "years": f"{NBSP}ans",
    "km2": f"{NBSP}km²",
    "per_km2": f"{NBSP}hab./km²",
    "minutes": f"{NBSP}min",
    "points": f"{NBSP}points",
    "count": "",
    "ratio": "",
    "times": "",
    "index": "",
    "per_100": "",
    "per_1000_plain": "",
    "per_100000": "",
    "per_100_persons": "",
}

UNIT_DECIMALS = {
    "percent": 1,
    "per_1000": 1,
    "euros": 0,
    "euros_per_hour": 1,
    "years": 1,
    "km2": 0,
    "per_km2": 1,
    "minutes": 0,
    "points": 1,
    "count": 0,
    "ratio": 2,
    # Insee publishes the ratio of deciles to one decimal, and the Gini index to three.
    "times": 1,
    "index": 3,
    "per_100": 1,
    "per_1000_plain": 1,
    "per_100000": 0,
    "per_100_persons": 1,
}


def number(value: float, *, decimals: int = 0) -> str:
    """`19044.0` → `19 044` (narrow no-break spaces), `24.31` with 1 decimal → `24,3`."""
    text = f"{value:,.{decimals}f}".replace(",", NNBSP).replace(".", ",")
    if float(f"{value:.{decimals}f}") == 0 and text.startswith("-"):
        text = text[1:]
    return text.replace("-", "\u2212")


def with_unit(value: float, unit: str) -> str:
    """A value as printed everywhere, with its unit. Raises KeyError for an unknown unit."""
    return number(value, decimals=UNIT_DECIMALS[unit]) + UNIT_SUFFIXES[unit]


def ordinal(rank: int) -> str:
    """`1` → `1er`, `2` → `2e`."""
    return "1er" if rank == 1 else f"{rank}e"


def join_words(words: list[str], *, last: str = "et") -> str:
    """`["a", "b", "c"]` → `a, b et c`. An empty list gives an empty text."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(count: float, singular: str, many: str = "") -> str:
    """`plural(2, "commune")` → `2 communes`: French plural starts at two."""
    word = singular if abs(count) < 2 else (many or f"{singular}s")
    return f"{number(count)}{NBSP}{word}"
