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

    with pytest.raises(JobFailed, match=r"liste\.csv") as refused:
        deposits.run(held)

    assert "effacé dans 30 jours" in refused.value.todo
    assert refused.value.way_out["discard_url"].endswith("/supprimer/")
    assert "La page «\u00a0Données\u00a0» liste les fichiers attendus" in str(refused.value)
    assert "maillage sources" not in str(refused.value)
    assert wrong.exists()


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
    assert "n’est pas reconnu" in result["message"]
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

    assert told in message
    assert "Autre" not in message


def test_empty_deposit_is_told(held):
    with pytest.raises(JobFailed, match="Aucun tableau"):
        deposits.run(held)
