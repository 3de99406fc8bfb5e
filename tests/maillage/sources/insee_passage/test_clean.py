"""Former codes without dates."""

from maillage.sources.contract import RawFile
from maillage.sources.insee_passage import clean, recognise
from maillage.sources.opening import samples


def test_only_codes_that_changed_are_kept(tmp_path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("DEPCOM_HIST;DEPCOM\n01001;01001\n01003;01165\n", encoding="utf-8")
    sample = samples(path, workdir=tmp_path)[0]

    (table,) = clean(RawFile(sample, recognise(sample), {}))

    assert (table.dataset, table.kind) == ("cog_passage", "geography")
    assert table.frame.rows() == [("01003", "01165")]


def test_other_tables_are_left_alone(tmp_path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("DEPCOM_HIST;DEPCOM;POP\n01001;01001;3\n", encoding="utf-8")

    assert recognise(samples(path, workdir=tmp_path)[0]) is None


def test_real_table_leads_to_the_communes_of_today(shared_data) -> None:
    path = shared_data / "france" / "geographie" / "table_passage_com_historique.csv"

    match = recognise(samples(path, workdir=path.parent)[0])

    assert match is not None
    assert match.geography_year == 2026
