"""The fonts of documents: Newsreader and Source Sans 3, from npm, made ready once at set-up.

`python -m maillage.reports.fonts` cuts the weights in use out of the variable fonts of the front
end (`@fontsource-variable`): TrueType for Typst and vl-convert, woff2 for standalone pages. Without
npm (a pip-only library) there is no folder: documents then use the fonts Typst carries (Libertinus
Serif), and pages the fonts of the reader's machine.
"""

import base64
import os
import sys
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont


FAMILIES = {
    "newsreader": ("Newsreader", ("400-normal", "500-normal", "400-italic")),
    "source-sans-3": ("Source Sans 3", ("400-normal", "600-normal", "400-italic")),
}
SUBFAMILIES = {"400-normal": "Regular", "500-normal": "Medium", "600-normal": "SemiBold"}
NAME_FAMILY, NAME_STYLE, NAME_FULL, NAME_POSTSCRIPT = 1, 2, 4, 6
NAME_TYPO_FAMILY, NAME_TYPO_STYLE = 16, 17


def font_folder() -> Path | None:
    """The folder of prepared TrueType and woff2 files, or None when they were never prepared.

    `MAILLAGE_FONTS` names another folder.
    """
    chosen = os.environ.get("MAILLAGE_FONTS")
    folder = Path(chosen) if chosen else _default_folder()
    return folder if any(folder.glob("*.ttf")) else None


def prepare_fonts(packages: Path, target: Path) -> list[Path]:
    """Convert the faces in use, and keep their woff2 for standalone pages.

    packages  the folder `node_modules`
    returns   the files written; an absent package writes nothing
    """
    written = []
    for family, (label, faces) in FAMILIES.items():
        for face in faces:
            slope = face.split("-")[1]
            files = packages / "@fontsource-variable" / family / "files"
            source = files / f"{family}-latin-wght-{slope}.woff2"
            if source.is_file():
                target.mkdir(parents=True, exist_ok=True)
                written += _prepare(source, target / f"{family}-{face}", label, face)
    return written


@cache
def face_rules() -> str:
    """CSS `@font-face` rules with the fonts inside; empty when they were never prepared."""
    folder = font_folder()
    if folder is None:
        return ""
    return "\n".join(
        _face_rule(folder / f"{family}-{face}.woff2", label, face)
        for family, (label, faces) in FAMILIES.items()
        for face in faces
        if (folder / f"{family}-{face}.woff2").is_file()
    )


def _default_folder() -> Path:
    """Beside this module, ignored by git."""
    return Path(__file__).parent / "_fonts"


def _prepare(source: Path, target: Path, label: str, face: str) -> list[Path]:
    """One static face, under its plain family name, as woff2 and as TrueType."""
    weight = int(face.split("-")[0])
    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight})
    _rename(font, label, face)
    written = []
    for flavor, suffix in (("woff2", ".woff2"), (None, ".ttf")):
        font.flavor = flavor
        font.save(target.with_suffix(suffix))
        written.append(target.with_suffix(suffix))
    return written


def _rename(font: TTFont, label: str, face: str) -> None:
    """Name a static instance after its family: the cut files keep the default weight's name."""
    weight, slope = face.split("-")
    style = SUBFAMILIES.get(face, "Italic")
    names = {
        NAME_FAMILY: label if style in {"Regular", "Italic"} else f"{label} {style}",
        NAME_STYLE: style if style in {"Regular", "Italic"} else "Regular",
        NAME_FULL: f"{label} {style}",
        NAME_POSTSCRIPT: f"{label.replace(' ', '')}-{style}",
        NAME_TYPO_FAMILY: label,
        NAME_TYPO_STYLE: style,
    }
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = int(weight)
    italic = slope == "italic"
    font["OS/2"].fsSelection = 0x01 if italic else 0x40
    font["head"].macStyle = 0x02 if italic else 0


def _face_rule(path: Path, label: str, face: str) -> str:
    """One `@font-face` rule with its file as a data address."""
    weight, slope = face.split("-")
    data = base64.b64encode(path.read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{label}";font-weight:{weight};font-style:{slope};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )


def main(arguments: list[str]) -> int:
    """Prepare the fonts from the `node_modules` given, or from the front end of a checkout."""
    checkout = Path(__file__).resolve().parents[2] / "frontend" / "node_modules"
    packages = Path(arguments[0]) if arguments else checkout
    written = prepare_fonts(packages, _default_folder())
    sys.stdout.write(f"{len(written)} fichiers de police prêts.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
