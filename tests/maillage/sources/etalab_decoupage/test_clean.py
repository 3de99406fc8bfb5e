"""The yearly division released by Etalab."""

import json
from pathlib import Path

import pytest

from maillage.base.errors import RefusedFile
from maillage.sources.contract import RawFile
from maillage.sources.etalab_decoupage import clean, recognise
from maillage.sources.opening import samples


COMMUNES = [
    {
        "code": "01001",
        "nom": "Fictive-lès-Eaux",
        "type": "commune-actuelle",
        "departement": "01",
        "region": "84",
        "zone": "metro",
        "population": 860,
        "codesPostaux": ["01400"],
        "anciensCodes": ["01999"],
    },
    {
        "code": "2A004",
        "nom": "Port-Fictif",
        "type": "commune-actuelle",
        "departement": "2A",
        "region": "94",
        "population": 10,
    },
    {
        "code": "97601",
        "nom": "Lagon-Fictif",
        "type": "commune-actuelle",
        "departement": "976",
        "region": "06",
        "population": 5,
    },
    {
        "code": "97501",
        "nom": "Banc-Fictif",
        "type": "commune-actuelle",
        "collectiviteOutremer": {"code": "975", "nom": "Saint-Pierre-et-Miquelon"},
        "population": 7,
    },
    {
        "code": "75101",
        "nom": "Arrondissement fictif",
        "type": "arrondissement-municipal",
        "commune": "75056",
        "departement": "75",
        "region": "11",
        "population": 3,
    },
    {
        "code": "01999",
        "nom": "Ancienne",
        "type": "commune-deleguee",
        "chefLieu": "01001",
        "departement": "01",
        "region": "84",
    },
]
EPCI = [
    {
        "code": "200000001",
        "nom": "CC fictive",
        "type": "CC",
        "populationMunicipale": 999,
        "membres": [{"code": "01001", "siren": "210", "nom": "F", "populationMunicipale": 999}],
    }
]
DEPARTEMENTS = [{"code": "01", "region": "84", "chefLieu": "01001", "nom": "Ain"}]
REGIONS = [{"code": "84", "chefLieu": "01001", "nom": "Auvergne-Rhône-Alpes"}]


def release(folder: Path, name: str, content: object, version: str = "6.0.0") -> Path:
    """A file of a release, beside its package.json."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    description = {"name": "@etalab/decoupage-administratif", "version": version}
    (folder / "package.json").write_text(json.dumps(description), encoding="utf-8")
    path = folder / "data" / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def tables(path: Path) -> dict:
    sample = samples(path, workdir=path.parent)[0]
    match = recognise(sample)
    assert match is not None
    return {table.dataset: table for table in clean(RawFile(sample, match, {}))}


def match_of(path: Path):
    return recognise(samples(path, workdir=path.parent)[0])


def test_release_number_tells_the_year(tmp_path) -> None:
    path = release(tmp_path, "n-importe-quoi.json", COMMUNES, version="1.1.1")

    match = match_of(path)

    assert (match.geography_year, match.details) == (2021, {"content": "communes"})


@pytest.mark.parametrize(
    ("content", "records"),
    [("communes", COMMUNES), ("epci", EPCI), ("departements", DEPARTEMENTS), ("regions", REGIONS)],
)
def test_each_file_is_known_by_its_content(tmp_path, content: str, records: list) -> None:
    assert match_of(release(tmp_path, "x.json", records)).details == {"content": content}


def test_other_files_of_the_package_are_left_alone(tmp_path) -> None:
    districts = [{"code": "011", "departement": "01", "region": "84", "chefLieu": "1", "nom": "B"}]
    ept = [{"code": "200", "nom": "T1", "type": "EPT", "membres": []}]

    assert match_of(release(tmp_path, "arrondissements.json", districts)) is None
    assert recognise_text(tmp_path, ept) is None
    assert match_of(release(tmp_path, "communes-2025-01-08.json", COMMUNES)) is None


def recognise_text(folder: Path, records: list):
    path = release(folder, "ept.json", records)
    path.write_text(json.dumps(records, separators=(",", ":")), encoding="utf-8")
    return match_of(path)


def test_file_without_its_package_is_refused_because_its_year_is_unknown(tmp_path) -> None:
    path = tmp_path / "seul" / "ici" / "communes.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(COMMUNES), encoding="utf-8")

    with pytest.raises(RefusedFile, match="package.json"):
        match_of(path)


def test_communes_keep_their_codes_and_where_they_belong(tmp_path) -> None:
    communes = tables(release(tmp_path, "communes.json", COMMUNES))["decoupage_communes"].frame

    rows = {row["code"]: row for row in communes.iter_rows(named=True)}
    assert set(rows) == {"01001", "2A004", "97601", "97501", "75101", "01999"}
    assert rows["01001"]["former_codes"] == ["01999"]
    assert rows["2A004"]["postal_codes"] == []
    assert [rows[code]["zone"] for code in ("2A004", "97601", "97501")] == ["metro", "drom", "com"]
    assert (rows["97501"]["departement"], rows["97501"]["region"]) == ("975", "975")
    assert (rows["75101"]["parent"], rows["01999"]["parent"]) == ("75056", "01001")


def test_populations_of_release_6_are_those_of_2023_and_of_2017_in_mayotte(tmp_path) -> None:
    table = tables(release(tmp_path, "communes.json", COMMUNES))["insee_rp"]

    rows = table.frame.sort("code").select("level", "code", "year", "P_POP").rows()
    assert rows == [
        ("commune", "01001", 2023, 860.0),
        ("commune", "2A004", 2023, 10.0),
        ("arrondissement_municipal", "75101", 2023, 3.0),
        ("commune", "97601", 2017, 5.0),
    ]


def test_populations_of_other_releases_are_not_used(tmp_path) -> None:
    assert "insee_rp" not in tables(release(tmp_path, "c.json", COMMUNES, version="5.3.0"))


def test_epci_file_gives_members_and_no_population(tmp_path) -> None:
    frame = tables(release(tmp_path, "epci.json", EPCI))["decoupage_epci"].frame

    assert frame.rows(named=True) == [
        {"year": 2026, "code": "200000001", "name": "CC fictive", "kind": "CC", "commune": "01001"}
    ]


def test_regions_have_no_region(tmp_path) -> None:
    frame = tables(release(tmp_path, "regions.json", REGIONS))["decoupage_regions"].frame

    assert frame.select("code", "name", "region").rows() == [("84", "Auvergne-Rhône-Alpes", None)]


def test_interrupted_file_is_refused(tmp_path) -> None:
    path = release(tmp_path, "communes.json", COMMUNES)
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(RefusedFile, match="s’interrompt"):
        tables(path)


def test_real_extract_of_communes_has_the_known_population(shared_data, tmp_path) -> None:
    records = json.loads(
        (shared_data / "ardeche-cote-dor" / "decoupage_communes_2026.json").read_text("utf-8")
    )
    frame = tables(release(tmp_path, "communes.json", records))["insee_rp"].frame

    people = dict(frame.select("code", "P_POP").iter_rows())
    assert (people["07042"], people["21292"]) == (7661, 5093)
