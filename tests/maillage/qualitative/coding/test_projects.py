"""Whole projects: nothing lost, valid as published, opened by another tool."""

import subprocess
import zipfile
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from maillage.base.errors import NoData, RefusedFile
from maillage.qualitative.coding.archives import read_archive, write_archive
from maillage.qualitative.coding.markup import schema
from maillage.qualitative.coding.model import Codebook, Excerpt, Source, new_guid
from maillage.qualitative.coding.projects import read_project, write_project
from tests.maillage.qualitative.coding.examples import PROJECT, TEXT


def changed(old: str, new: str, *, file: str = "project.qde") -> bytes:
    """The example with one thing changed in it."""
    files = read_archive(write_project(PROJECT), name="p")
    assert old.encode() in files[file]
    files[file] = files[file].replace(old.encode(), new.encode())
    return write_archive(files)


def test_nothing_is_lost_on_the_way():
    assert read_project(write_project(PROJECT), name="p.qdpx") == PROJECT


def test_excerpts_count_emoji_and_windows_line_endings_in_code_points():
    (source,) = read_project(write_project(PROJECT), name="p.qdpx").sources

    assert source.text == TEXT
    assert [source.text[one.start : one.end] for one in source.excerpts] == [
        one.name for one in PROJECT.sources[0].excerpts
    ]


def test_file_is_valid_against_the_published_schema_and_always_the_same():
    content = write_project(PROJECT)
    project = read_archive(content, name="p")["project.qde"]

    assert schema("Project").validate(etree.fromstring(project))
    assert write_project(PROJECT) == content


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.data())
def test_any_text_comes_back_with_its_excerpts(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    one = Source(new_guid("s"), "x", text, excerpts=(Excerpt(new_guid("e"), start, end),))
    project = replace(PROJECT, sources=(one,))

    if not text.startswith("\ufeff"):
        assert read_project(write_project(project), name="p").sources == (one,)


def test_byte_order_mark_does_not_shift_excerpts():
    files = read_archive(write_project(PROJECT), name="p")
    path = next(name for name in files if name.endswith(".txt"))
    files[path] = b"\xef\xbb\xbf" + files[path]

    assert read_project(write_archive(files), name="p").sources == PROJECT.sources


def test_other_sources_keep_their_place_and_their_files():
    picture = (
        '<PictureSource xmlns="urn:QDA-XML:project:1.0" guid="960cfc96-bc32-46de-a792-0d17067fed72"'
        ' name="Photo" path="internal://876dca5e-0703-4e92-952c-3dcff3e8461f.png"/>'
    )
    project = replace(PROJECT, others=((0, picture),))

    assert read_project(write_project(project), name="p") == project


def test_project_without_code_is_told():
    with pytest.raises(NoData, match="aucun code"):
        write_project(replace(PROJECT, codebook=Codebook()))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('startPosition="5"', 'startPosition="5000"', "sort du texte"),
        ('startPosition="5"', 'startPosition="-1"', "sort du texte"),
        ('startPosition="5"', 'startPosition="cinq"', "« cinq » n’est pas une position"),
        ("internal://", "absolute:///etc/", "n’est pas dans l’archive"),
        ("<Project ", "<!DOCTYPE Project><Project ", "DOCTYPE"),
        ('CodeRef targetGUID="{0d62985d', 'CodeRef targetGUID="{1d62985d', "absent de la grille"),
    ],
)
def test_incoherent_project_is_told(old, new, message):
    with pytest.raises(RefusedFile, match=message):
        read_project(changed(old, new), name="p.qdpx")


def test_text_in_another_encoding_is_told():
    path = next(one for one in read_archive(write_project(PROJECT), name="p") if "txt" in one)

    files = read_archive(write_project(PROJECT), name="p") | {path: "é".encode("latin-1")}

    with pytest.raises(RefusedFile, match="n’est pas en UTF-8"):
        read_project(write_archive(files), name="p.qdpx")


def test_archive_without_project_is_told():
    with pytest.raises(RefusedFile, match="ne contient pas de projet"):
        read_project(write_archive({"a.txt": b"x"}), name="p.qdpx")
    with pytest.raises(RefusedFile, match="n’est pas un projet"):
        read_project(write_archive({"project.qde": b"<Autre/>"}), name="p.qdpx")


def peer() -> Path:
    """The folder of `qualitative-coding`, of a version that exchanges projects."""
    found = find_spec("qualitative_coding")
    places = list(found.submodule_search_locations or []) if found else []
    folder = Path(places[0]) if places else Path()
    if not (folder / "refi_qda").is_dir():
        pytest.skip("qualitative-coding 1.7 ou plus récent absent (groupe bench)")
    return folder


@pytest.mark.parametrize("name", ["demo.qdpx", "refi_qda/nvivo_project.qdpx"])
def test_projects_of_other_tools_are_read_and_given_back(name):
    content = (peer() / name).read_bytes()

    project = read_project(content, name=name)

    assert len(list(project.codebook.walk())) == 262
    assert read_project(write_project(project), name=name) == project


def test_another_tool_opens_our_project(tmp_path):
    script = peer().parents[3] / "bin" / "qc"
    (tmp_path / "p.qdpx").write_bytes(write_project(PROJECT))
    inside = tmp_path / "projet"
    inside.mkdir()

    # Its reader stops at a forgotten breakpoint otherwise.
    ran = subprocess.run(
        [str(script), "init", "--import", str(tmp_path / "p.qdpx")],
        cwd=inside,
        capture_output=True,
        text=True,
        env={"PYTHONBREAKPOINT": "0"},
    )

    assert ran.returncode == 0, ran.stderr
    assert "- Logement:\n  - Loyers" in (inside / "codebook.yaml").read_text()
    assert zipfile.is_zipfile(BytesIO(write_project(PROJECT)))
