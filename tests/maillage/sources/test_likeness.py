"""The published file that an unknown one looks like: only ever said, never taken for it."""

from pathlib import Path

import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import Sample
from maillage.sources.likeness import nearest
from maillage.sources.opening import samples
from maillage.sources.registry import recognise, source_cards


def sample(folder: Path, text: str) -> Sample:
    path = folder / "fichier.csv"
    path.write_text(text, encoding="utf-8")
    return samples(path, workdir=folder / "members")[0]


def test_unknown_file_is_told_the_published_one_it_looks_like(tmp_path):
    text = "CODGEO;NBMENFISC21;NBPERSMENFISC21;TP6021;PIMP21\n07042;3300;7200;22;40\n"

    with pytest.raises(RefusedFile) as refused:
        recognise(sample(tmp_path, text))

    assert "Il ressemble à « Filosofi — niveaux de vie" in str(refused.value)
    assert "il y manque « MED21 » et « PPSOC21 »" in str(refused.value)
    assert "https://www.insee.fr/" in str(refused.value)


def test_columns_every_file_has_look_like_none(tmp_path):
    with pytest.raises(RefusedFile, match="aucun des fichiers connus") as refused:
        recognise(sample(tmp_path, "CODGEO;LIBGEO;REG;DEP\n07042;Bourg;84;07\n"))

    assert "ressemble" not in str(refused.value)


def test_usual_columns_of_a_source_are_enough_to_look_like_it(tmp_path):
    for name, card in source_cards().items():
        for header in card.get("headers", ()):
            near = nearest(
                sample(tmp_path, ";".join(header) + "\n" + ";" * len(header)), source_cards()
            )
            assert near is not None, name
            assert (near.source, near.missing) == (name, ())
