"""A collectivity's own colour, made readable: the tokens of both themes from one colour.

The colour keeps its hue. On paper it is darkened, at night it is lightened, until the text written
with it, or on it, reaches a contrast of 4.5 (WCAG 2.2, 1.4.3). Only the accent changes: gold, clay
and green keep their meaning.
"""

import colorsys
import re


ENOUGH = 4.5
STEP = 0.01
# The grounds of tokens.css a word may be written on.
PAPER = ("#fbf7f0", "#fffdf9")
NIGHT = ("#171b20", "#1e242a")
HEXADECIMAL = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


class NotAColour(ValueError):
    """What was given is not a colour. Its text says what to write, in French."""


def palette(colour: str) -> dict[str, dict[str, str]]:
    """`{"light": {token: value}, "dark": {…}}`, tokens named as in tokens.css without dashes."""
    asked = _read(colour)
    return {"light": _tokens(asked, PAPER, towards=0.0), "dark": _tokens(asked, NIGHT, towards=1.0)}


def stylesheet(colour: str) -> str:
    """The sheet a page links to: it only sets tokens."""
    tokens = palette(colour)
    night = f"@media screen and (prefers-color-scheme: dark) {{\n{_rule(tokens['dark'])}}}\n"
    return _rule(tokens["light"]) + night


def contrast(first: str, second: str) -> float:
    """Ratio between two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lights = sorted((_luminance(_read(first)), _luminance(_read(second))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _tokens(
    asked: tuple[float, float, float], grounds: tuple[str, ...], *, towards: float
) -> dict[str, str]:
    """The accent, and the tint it may be written on."""
    hue, _light, vivid = colorsys.rgb_to_hls(*asked)
    tint = _written(colorsys.hls_to_rgb(hue, 0.89 if towards == 0.0 else 0.2, min(vivid, 0.4)))
    accent = _readable(asked, (*grounds, tint), towards=towards)
    return {"blue": accent, "blue-soft": tint}


def _readable(
    asked: tuple[float, float, float], grounds: tuple[str, ...], *, towards: float
) -> str:
    """The nearest colour of the same hue that reads on every ground."""
    hue, light, vivid = colorsys.rgb_to_hls(*asked)
    step = STEP if towards else -STEP
    while True:
        tried = _written(colorsys.hls_to_rgb(hue, light, vivid))
        if min(contrast(tried, ground) for ground in grounds) >= ENOUGH:
            return tried
        light = min(1.0, max(0.0, light + step))


def _rule(tokens: dict[str, str]) -> str:
    lines = "".join(f"  --{name}: {value};\n" for name, value in tokens.items())
    return f":root {{\n{lines}}}\n"


def _read(colour: str) -> tuple[float, float, float]:
    found = HEXADECIMAL.fullmatch(colour.strip())
    if not found:
        raise NotAColour(
            f"« {colour} » n’est pas une couleur. Écrivez-la comme #1f4e6b : un dièse, six signes."
        )
    digits = found[1] if len(found[1]) == 6 else "".join(sign * 2 for sign in found[1])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _written(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: tuple[float, float, float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
