"""Logos: an image is read, checked and drawn again; the bytes received are never kept nor served.

Its type is that of its content, whatever its name says. Drawings (SVG), which can hold programs,
are refused.
"""

import io
from typing import IO, Any

from PIL import Image, UnidentifiedImageError


MAX_BYTES = 2_000_000
MAX_PIXELS = 20_000_000
# Twice the largest size at which a page or a document prints it.
SIDE = 800
FORMATS = ("PNG", "JPEG", "WEBP")
TOO_LARGE = (
    "Cette image a trop de points. Réduisez-la à 2 000 points de côté, puis déposez-la de nouveau."
)


class RefusedImage(Exception):
    """The file is not an image we can use. Its text says why and what to do, in French."""


def redrawn(given: IO[bytes] | Any) -> bytes:
    """The image as a PNG of at most 800 pixels a side, without anything else the file held."""
    content = given.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise RefusedImage("Ce fichier dépasse 2 Mo. Réduisez l’image, puis déposez-la de nouveau.")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise RefusedImage(TOO_LARGE)
            image.load()
            return _as_png(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise RefusedImage(TOO_LARGE) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as problem:
        raise RefusedImage(_why(content)) from problem


def _as_png(image: Image.Image) -> bytes:
    """Only the pixels, with their transparency."""
    drawn = image.convert("RGBA")
    drawn.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    drawn.save(written, format="PNG", optimize=True)
    return written.getvalue()


def _why(content: bytes) -> str:
    if b"<svg" in content[:2000].lower():
        return (
            "Les dessins SVG ne sont pas acceptés, car ils peuvent contenir un programme. "
            "Enregistrez le logo en PNG, puis déposez-le de nouveau."
        )
    return (
        "Ce fichier n’est pas une image PNG, JPEG ou WebP lisible. Ouvrez-le dans un logiciel "
        "d’images, enregistrez-le en PNG, puis déposez-le de nouveau."
    )
