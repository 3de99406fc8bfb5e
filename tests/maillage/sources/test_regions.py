"""The régions are those of the COG, whose codes also name other départements."""

from maillage.sources.regions import REGION_LABELS


def test_regions_are_eighteen_with_labels_no_departement_bears():
    assert len(REGION_LABELS) == 18
    assert len(set(REGION_LABELS.values())) == 18
    assert REGION_LABELS["84"] == "Auvergne-Rhône-Alpes"
    assert REGION_LABELS["11"] == "Île-de-France"
