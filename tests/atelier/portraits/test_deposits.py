"""The job of a deposit."""

import pytest

from atelier.portraits import deposits
from atelier.work.handlers import JobFailed
from atelier.work.models import Job
from maillage.building.build import BuildReport
from maillage.sources.intake import Outcome


class Held:
    """A run that notes what it is told."""

    def __init__(self, folder):
        self.payload = {"folder": str(folder)}
        self.job = Job(kind="portraits.deposit")
        self.told = []

    def progress(self, done=None, total=None, message=""):
        self.told.append(message)


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A run over an empty folder, with an empty store."""
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "store"))
    (tmp_path / "depot").mkdir()
    return Held(tmp_path / "depot")


def test_unknown_file_fails_with_its_reason_and_stays(held, tmp_path):
    wrong = tmp_path / "depot" / "liste.csv"
    wrong.write_text("rien;de;connu\n1;2;3\n")

    with pytest.raises(JobFailed, match="Ce fichier n’a pas été reconnu") as refused:
        deposits.run(held)

    (line,) = refused.value.way_out["lines"]
    assert "effacé dans 30 jours" in refused.value.todo
    assert refused.value.way_out["discard_url"].endswith("/supprimer/")
    assert refused.value.way_out["discard_label"] == "Supprimer ce fichier"
    assert line.startswith("«\u00a0liste.csv\u00a0»")
    assert "La page «\u00a0Données\u00a0» liste les fichiers attendus" in line
    assert "maillage sources" not in line
    assert wrong.exists()


def test_each_of_several_unknown_files_has_its_line_whole(held, tmp_path):
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / "depot" / name).write_text("rien;de;connu\n1;2;3\n")
    held.payload["names"] = ["a.csv", "b.csv", "c.csv"]

    with pytest.raises(JobFailed, match="Aucun de ces 3 fichiers") as refused:
        deposits.run(held)

    way_out = refused.value.way_out
    assert [line[2:7] for line in way_out["lines"]] == ["a.csv", "b.csv", "c.csv"]
    assert "seront effacés dans 30 jours" in refused.value.todo
    assert way_out["discard_label"] == "Supprimer ces fichiers"


def report(*notices):
    return BuildReport("b", 1, 0, [], list(notices))


def test_known_file_is_followed_by_a_build(held, tmp_path, monkeypatch):
    built = []
    good = Outcome(tmp_path / "a.csv", "a.csv", source="insee_bpe", label="Équipements 2024")
    bad = Outcome(tmp_path / "b.csv", "b.csv", reason="« b.csv » n’est pas reconnu.")
    monkeypatch.setattr(deposits, "take", lambda *_, **__: [good, bad])
    monkeypatch.setattr(deposits, "build", lambda store, progress: built.append(store) or report())

    result = deposits.run(held)

    assert len(built) == 1
    assert "Équipements 2024" in result["message"]
    assert "1\u00a0fichier laissé de côté\u00a0:" in result["message"]
    assert result["lines"] == ["«\u00a0b.csv\u00a0» n’est pas reconnu."]
    assert result["url"] == "/"
    assert "mettent à jour" in result["message"]


def test_indicators_that_a_deposit_adds_are_counted(held, tmp_path, monkeypatch):
    good = Outcome(tmp_path / "a.csv", "a.csv", source="insee_bpe", label="Équipements 2024")
    served = [{"population"}, {"population", "part_65_plus", "part_moins_20"}]
    monkeypatch.setattr(deposits, "take", lambda *_, **__: [good])
    monkeypatch.setattr(deposits, "build", lambda store, progress: report())
    monkeypatch.setattr(deposits, "_served", lambda: served.pop(0))

    assert "2\u00a0indicateurs ajoutés." in deposits.run(held)["message"]


def test_extract_is_told_as_one(held, tmp_path, monkeypatch):
    good = Outcome(tmp_path / "a.csv", "a.csv", source="insee_rp_dossier", label="Dossier")
    told = "Dossier complet — recensement et autres sources, communes : 49 communes sur 34 935."
    monkeypatch.setattr(deposits, "take", lambda *_, **__: [good])
    monkeypatch.setattr(deposits, "build", lambda store, progress: report(told, "Autre : rien."))

    message = deposits.run(held)["message"]

    assert told.replace(" :", "\u00a0:") in message
    assert "Autre" not in message


def test_empty_deposit_is_told(held):
    with pytest.raises(JobFailed, match="Aucun tableau"):
        deposits.run(held)
