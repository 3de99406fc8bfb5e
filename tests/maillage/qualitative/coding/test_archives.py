"""Archives: what is dangerous is refused, the same files give the same bytes."""

import zipfile
from io import BytesIO

import pytest

from maillage.base.errors import RefusedFile
from maillage.qualitative.coding import archives
from maillage.qualitative.coding.archives import read_archive, write_archive


def zipped(**files: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_what_is_written_is_read_and_written_the_same_twice():
    files = {"project.qde": b"<a/>", "sources/é.txt": "😀".encode()}

    assert read_archive(write_archive(files), name="p") == files
    assert write_archive(files) == write_archive(files)


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "sources/../../x", "C:/x.txt", "sources\\..\\..\\x"]
)
def test_name_that_leaves_the_archive_is_refused(name):
    with pytest.raises(RefusedFile, match="nom de fichier dangereux"):
        read_archive(zipped(**{name: b"x"}), name="p.qdpx")


def test_bomb_is_refused():
    with pytest.raises(RefusedFile, match="se décompresse plus de 200 fois"):
        read_archive(zipped(**{"project.qde": b"0" * 20_000_000}), name="p.qdpx")


def test_too_many_or_too_large_files_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    with pytest.raises(RefusedFile, match="3 fichiers"):
        read_archive(zipped(a=b"", b=b"", c=b""), name="p.qdpx")

    monkeypatch.setattr(archives, "MAX_BYTES", 10)
    with pytest.raises(RefusedFile, match="n’est pas ouverte"):
        read_archive(zipped(a=b"x" * 11), name="p.qdpx")


def test_file_larger_than_announced_is_refused():
    content = bytearray(zipped(a=b"x" * 5000))
    # The announced size, in the central directory, made smaller than what is there.
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")

    with pytest.raises(RefusedFile, match="incomplète ou abîmée"):
        read_archive(bytes(content), name="p.qdpx")


def test_password_is_told():
    content = bytearray(zipped(a=b"x"))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 8] |= 1

    with pytest.raises(RefusedFile, match="mot de passe"):
        read_archive(bytes(content), name="p.qdpx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<xml/>"])
def test_what_is_no_archive_is_told(content):
    with pytest.raises(RefusedFile, match="n’est pas une archive lisible"):
        read_archive(content, name="p.qdpx")
