"""The colours and types of Maillage, as charts, maps and documents print them.

The site has the same values in its own tokens; three hues keep one meaning everywhere: blue is
established, clay is distinctive or to act on, gold is what people say. Contrasts are tested.
"""

PAPER = "#fbf7f0"
CARD = "#fffdf9"
INK = "#1d2733"
SOFT = "#5a6572"
LINE = "#e4dbcc"
BLUE = "#1f4e6b"
BLUE_SOFT = "#dbe7ec"
CLAY = "#b0512f"
CLAY_SOFT = "#f7e4d8"
GOLD = "#a97b1c"
GREEN = "#3d6b4f"

# The range and the middle half of a position strip.
STRIP_RANGE = "#e8e1d3"
STRIP_HALF = "#cfdadd"

SEQUENTIAL = ("#f6e3cf", "#ecc19c", "#dd9468", "#b25838", "#7c3526")
DIVERGING = ("#1f4e6b", "#7fa3b5", "#f3ece0", "#dd9468", "#8f4127")
CATEGORIES = ("#1f4e6b", "#7fa3b5", "#c9d6da", "#ecc19c", "#dd9468", "#b0512f", "#7c3526")

TITLE_FONT = "Newsreader, Georgia, 'Times New Roman', serif"
TEXT_FONT = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2: 4.5 for text)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(ground: str) -> str:
    """The more readable of ink and card on this ground."""
    return max((INK, CARD), key=lambda colour: contrast(colour, ground))
