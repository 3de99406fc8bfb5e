"""The fonts of documents."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from maillage.reports import fonts


@pytest.fixture(autouse=True)
def fresh_rules() -> None:
    fonts.face_rules.cache_clear()


def variable_font(path: Path) -> None:
    """A font of one square letter whose weight varies, as npm carries them."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({97: "a"})
    builder.setupGlyf({".notdef": Glyph(), "a": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Essai ExtraLight", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupFvar([("wght", 200, 200, 900, "Weight")], [])
    builder.font.flavor = "woff2"
    path.parent.mkdir(parents=True)
    builder.save(path)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    files = tmp_path / "node_modules" / "@fontsource-variable" / "source-sans-3" / "files"
    variable_font(files / "source-sans-3-latin-wght-normal.woff2")
    return tmp_path / "node_modules"


def test_each_weight_becomes_a_static_face_named_after_its_family(
    packages: Path, tmp_path: Path
) -> None:
    written = fonts.prepare_fonts(packages, tmp_path / "ready")

    names = {path.name for path in written}
    assert names == {
        f"source-sans-3-{weight}-normal{suffix}"
        for weight in ("400", "600")
        for suffix in (".ttf", ".woff2")
    }
    bold = TTFont(tmp_path / "ready" / "source-sans-3-600-normal.ttf")
    assert bold["name"].getDebugName(fonts.NAME_TYPO_FAMILY) == "Source Sans 3"
    assert bold["OS/2"].usWeightClass == 600
    assert "fvar" not in bold


def test_absent_packages_prepare_nothing_and_leave_no_folder(tmp_path: Path) -> None:
    assert fonts.prepare_fonts(tmp_path / "nothing", tmp_path / "ready") == []
    assert not (tmp_path / "ready").exists()


def test_without_prepared_fonts_there_is_no_folder_and_no_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_FONTS", str(tmp_path))

    assert fonts.font_folder() is None
    assert fonts.face_rules() == ""


def test_pages_carry_their_fonts_inside(
    packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts.prepare_fonts(packages, tmp_path / "ready")
    monkeypatch.setenv("MAILLAGE_FONTS", str(tmp_path / "ready"))

    rules = fonts.face_rules()

    assert fonts.font_folder() == tmp_path / "ready"
    assert rules.count("@font-face") == 2
    assert "url(data:font/woff2;base64," in rules
    assert "http" not in rules
