"""Opening a file somebody hands us: what it is, or a sentence saying why it is not opened."""

import lzma
import os
import struct
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from maillage.base.errors import RefusedFile
from maillage.sources.contract import FileKind
from maillage.sources.opening import samples


HEADER = ("CODGEO", "LIBGEO", "P21_POP")
TEXT = "CODGEO;LIBGEO;P21_POP\n01001;L'Abergement-Clémenciat;832\n2A004;Ajaccio;73822\n"


def one(path: Path, workdir: Path):
    (sample,) = samples(path, workdir=workdir / "members")
    return sample


def refusal(path: Path, workdir: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        samples(path, workdir=workdir / "members")
    return str(refused.value)


def saved(folder: Path, content: bytes, name: str = "fichier.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def archive(folder: Path, members: dict[str, bytes], name: str = "archive.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for member, content in members.items():
            made.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        TEXT.replace(";", ",").encode("utf-8"),
        TEXT.replace(";", "\t").encode("latin-1"),
        TEXT.replace(";", '";"').replace("\n", '"\n"').encode("utf-8")[:-1].join([b'"', b""]),
    ],
    ids=["utf-8", "bom", "latin-1", "bom and crlf", "commas", "tabs", "quotes"],
)
def test_csv_shows_the_same_first_rows_however_it_is_written(tmp_path, content):
    sample = one(saved(tmp_path, content), tmp_path)

    assert sample.kind is FileKind.CSV
    assert sample.rows[0] == HEADER
    assert sample.rows[1] == ("01001", "L'Abergement-Clémenciat", "832")


def test_semicolons_win_over_decimal_commas(tmp_path):
    text = "CODGEO;D121;D221\n01001;1,5;2,5\n01002;3,5;4,5\n"

    assert one(saved(tmp_path, text.encode()), tmp_path).separator == ";"


def test_accent_cut_at_the_end_of_the_sample_does_not_change_the_encoding(tmp_path):
    line = "01001;é\n".encode()
    content = b"CODGEO;LIBGEO\n" + line * (300 * 1024 // len(line))

    for shift in range(2):
        sample = one(saved(tmp_path, b"x" * shift + content), tmp_path)
        assert sample.encoding == "utf-8"


def test_file_of_utf_16_is_refused_and_says_how_to_save_it(tmp_path):
    path = tmp_path / "tableur.txt"
    path.write_bytes("Code\tValeur\n01001\t3\n".encode("utf-16"))

    with pytest.raises(RefusedFile, match="UTF-16.*CSV UTF-8"):
        samples(path, workdir=tmp_path)


def test_json_is_recognised_by_its_first_sign(tmp_path):
    sample = one(saved(tmp_path, b'\n [{"code": "01001"}]', "communes.csv"), tmp_path)

    assert sample.kind is FileKind.JSON
    assert "01001" in sample.text


def test_parquet_is_recognised_whatever_its_name(tmp_path):
    pl.DataFrame({"IRIS": ["010010000"]}).write_parquet(tmp_path / "x.csv")

    sample = one(tmp_path / "x.csv", tmp_path)

    assert (sample.kind, sample.columns) == (FileKind.PARQUET, ("IRIS",))


def test_workbook_shows_the_rows_of_every_sheet(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet("Lisez-moi").write(0, 0, "Titre")
        book.add_worksheet("Données").write_row(0, 0, HEADER)

    sample = one(tmp_path / "x.xlsx", tmp_path)

    assert sample.kind is FileKind.XLSX
    assert list(sample.sheets) == ["Lisez-moi", "Données"]
    assert sample.sheets["Données"][0] == HEADER


def test_compressed_csv_shows_its_first_rows(tmp_path):
    path = saved(tmp_path, lzma.compress(b"id,code\n1,01001\n2,01002\n"), "communes.csv.lzma")

    sample = one(path, tmp_path)

    assert (sample.kind, sample.rows[1]) == (FileKind.CSV_LZMA, ("1", "01001"))


def test_package_beside_the_file_says_its_version(tmp_path):
    (tmp_path / "data").mkdir()
    saved(tmp_path, b'{"name": "@etalab/x", "version": "6.0.0"}', "package.json")

    sample = one(saved(tmp_path / "data", b"[]", "communes.json"), tmp_path)

    assert sample.package == ("@etalab/x", "6.0.0")


def test_broken_package_description_is_ignored(tmp_path):
    saved(tmp_path, b'{"name": ', "package.json")

    assert one(saved(tmp_path, TEXT.encode()), tmp_path).package is None


def test_archive_gives_its_tables_and_leaves_its_documents(tmp_path):
    path = archive(
        tmp_path,
        {
            "dossier/a.csv": TEXT.encode(),
            "lisez-moi.pdf": b"%PDF",
            "dossier/": b"",
            "b.csv": b"x\n1",
        },
    )

    found = samples(path, workdir=tmp_path / "members")

    assert [(each.name, each.origin) for each in found] == [
        ("a.csv", "archive.zip"),
        ("b.csv", "archive.zip"),
    ]


def test_two_members_of_the_same_name_stay_apart(tmp_path):
    path = archive(tmp_path, {"2020/a.csv": b"A\n1", "2021/a.csv": b"B\n1"})

    assert [each.rows[0] for each in samples(path, workdir=tmp_path / "members")] == [
        ("A",),
        ("B",),
    ]


# -- what is refused -----------------------------------------------------------------------------


def test_empty_file_is_refused(tmp_path):
    assert refusal(saved(tmp_path, b""), tmp_path) == (
        "« fichier.csv » est vide. Téléchargez-le de nouveau."
    )


def test_file_of_more_than_two_gigabytes_is_refused_without_being_read(tmp_path):
    path = tmp_path / "enorme.csv"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**3 + 1)  # a sparse file: it takes no room

    assert "pèse 2,0 Go ; la limite est de 2 Go" in refusal(path, tmp_path)


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html lang='fr'><body>Erreur 404</body></html>",
        "\ufeff\r\n<HTML><head><title>Proxy</title></head></HTML>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"></html>',
    ],
)
def test_error_page_saved_as_csv_is_refused(tmp_path, page):
    message = refusal(saved(tmp_path, page.encode()), tmp_path)

    assert "est une page web" in message
    assert "téléchargez le fichier lui-même" in message


def test_truncated_archive_is_refused(tmp_path):
    whole = archive(tmp_path, {"a.csv": TEXT.encode() * 500}).read_bytes()

    for part in (len(whole) // 2, len(whole) - 10):
        message = refusal(saved(tmp_path, whole[:part], "coupe.zip"), tmp_path)
        assert "« coupe.zip » est une archive incomplète ou abîmée" in message


def test_archive_with_a_damaged_member_is_refused(tmp_path):
    path = archive(tmp_path, {"a.csv": os.urandom(5_000)})
    content = bytearray(path.read_bytes())
    content[2_000:2_100] = bytes(100)

    assert "incomplète ou abîmée" in refusal(saved(tmp_path, bytes(content), "x.zip"), tmp_path)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/cron.csv", "a/../../b.csv", "C:x.csv"])
def test_archive_naming_a_path_outside_is_refused_and_nothing_is_written(tmp_path, name):
    message = refusal(archive(tmp_path, {"bon.csv": b"A\n1", name: b"x"}), tmp_path)

    assert "nom de fichier dangereux" in message
    assert not (tmp_path / "members").exists()


def test_windows_path_inside_an_archive_is_refused(tmp_path):
    assert "dangereux" in refusal(archive(tmp_path, {"..\\..\\a.csv": b"x"}), tmp_path)


def test_zip_bomb_is_refused_before_it_is_opened(tmp_path):
    path = archive(tmp_path, {"bombe.csv": bytes(25 * 1024**2)})
    assert path.stat().st_size < 50_000

    message = refusal(path, tmp_path)

    assert "« bombe.csv » se décompresse 200 fois plus gros" in message
    assert not (tmp_path / "members").exists()


def test_member_larger_than_it_announces_is_refused(tmp_path):
    content = bytearray(archive(tmp_path, {"a.csv": bytes(100_000)}).read_bytes())
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + place
        content[at : at + 4] = struct.pack("<I", 10)

    assert "abîmée" in refusal(saved(tmp_path, bytes(content), "menteur.zip"), tmp_path)


def test_archive_of_too_many_files_is_refused(tmp_path):
    path = archive(tmp_path, {f"{index}.csv": b"A" for index in range(201)})

    assert "contient 201 fichiers" in refusal(path, tmp_path)


def test_libreoffice_workbook_says_how_to_save_it(tmp_path):
    path = archive(tmp_path, {"mimetype": b"application/vnd.oasis", "content.xml": b"<x/>"})

    assert "LibreOffice" in refusal(path, tmp_path)
    assert "en .xlsx" in refusal(path, tmp_path)


def test_archive_with_a_password_is_refused(tmp_path):
    content = bytearray(archive(tmp_path, {"a.csv": b"A\n1"}).read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1

    message = refusal(saved(tmp_path, bytes(content), "secret.zip"), tmp_path)

    assert "protégée par un mot de passe" in message


def test_archive_whose_compressed_bytes_are_wrong_is_refused(tmp_path):
    content = bytearray(archive(tmp_path, {"a.csv": TEXT.encode() * 500}).read_bytes())
    content[40:60] = b"\xff" * 20

    assert "abîmée" in refusal(saved(tmp_path, bytes(content), "x.zip"), tmp_path)


def test_truncated_parquet_is_refused(tmp_path):
    pl.DataFrame({"IRIS": ["010010000"] * 1000}).write_parquet(tmp_path / "x")
    content = (tmp_path / "x").read_bytes()

    message = refusal(saved(tmp_path, content[: len(content) // 2], "x.parquet"), tmp_path)

    assert "fichier Parquet incomplet ou abîmé" in message


def test_truncated_compressed_csv_is_refused(tmp_path):
    content = lzma.compress(b"id,code\n" + os.urandom(5_000))

    message = refusal(saved(tmp_path, content[:1_000], "x.csv.lzma"), tmp_path)

    assert "incomplète ou abîmée" in message


def test_damaged_workbook_is_refused(tmp_path):
    path = archive(tmp_path, {"xl/workbook.xml": b"<workbook"}, "x.xlsx")

    assert "ressemble à un classeur mais ne s’ouvre pas" in refusal(path, tmp_path)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ('t;m\n"Le bus, enfin.\nPuis, le médecin, arrive.";x\n"Oui, non, oui, non";y\n', ";"),
        ('sexe,verbatim\nF,"Le bus ; trop cher ; trop loin."\n', ","),
        ("sexe,besoins\nF,garde;logement;sante\nH,bus;route;gare\n", ","),
        ("commune;taux\nA;1,5\nB;2,5\n", ";"),
    ],
)
def test_what_is_between_quotes_does_not_choose_the_separator(tmp_path, text, separator):
    assert one(saved(tmp_path, text.encode()), tmp_path).separator == separator
