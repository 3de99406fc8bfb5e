"""Logos are drawn again: nothing of the bytes received is kept."""

import io
import struct
import zlib

import pytest
from PIL import Image

from atelier.accounts import logos


def written(kind="PNG", size=(30, 10), **options) -> bytes:
    content = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, "teal").save(content, kind, **options)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_image_becomes_a_png_of_the_same_size(kind):
    drawn = Image.open(io.BytesIO(logos.redrawn(io.BytesIO(written(kind)))))

    assert (drawn.format, drawn.size) == ("PNG", (30, 10))


def test_large_image_is_reduced():
    drawn = Image.open(io.BytesIO(logos.redrawn(io.BytesIO(written(size=(3000, 1500))))))

    assert drawn.size == (800, 400)


def test_what_follows_the_image_is_dropped():
    drawn = logos.redrawn(io.BytesIO(written() + b"<script>alert(1)</script>"))

    assert b"script" not in drawn


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<?xml version='1.0'?><svg onload='x()'/>", "SVG"),
        (b"%PDF-1.7", "n’est pas une image"),
        (b"", "n’est pas une image"),
        (written()[:60], "n’est pas une image"),
        (b"x" * 2_000_001, "2 Mo"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(content, said):
    with pytest.raises(logos.RefusedImage, match=said):
        logos.redrawn(io.BytesIO(content))


def test_image_of_too_many_pixels_is_refused_before_it_is_drawn():
    with pytest.raises(logos.RefusedImage, match="trop de points"):
        logos.redrawn(io.BytesIO(written(size=(6000, 4000))))


@pytest.mark.parametrize("side", [5_000, 10_000, 30_000])
def test_image_made_to_fill_the_memory_is_refused_before_it_is_drawn(side):
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))
        for kind, told in ((b"IHDR", header), (b"IDAT", zlib.compress(b"0")), (b"IEND", b""))
    )

    with pytest.raises(logos.RefusedImage, match="trop de points"):
        logos.redrawn(io.BytesIO(bomb))
