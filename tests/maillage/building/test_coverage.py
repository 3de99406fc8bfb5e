"""Files that should list every commune and do not. The communes are those of a fictitious land."""

import polars as pl

from maillage.building.coverage import partial_files


def every_commune(geography):
    communes = [one.code for one in geography.territories("commune") if one.zone != "com"]
    assert len(communes) == geography.communes_count
    return communes


def merged(place, geography, codes, source="insee_rp_dossier"):
    year = geography.current_year
    frame = pl.DataFrame({"level": "commune", "code": codes, "year": 2021, "geography_year": year})
    key = f"merged/insee_rp/{source}"
    details = {"source": source, "levels": ["commune"], "geography_years": [year]}
    return {key: place.write(f"{key}.parquet", frame, inputs="", details=details)}


def test_whole_file_is_not_spoken_of(geography, place):
    table = merged(place, geography, every_commune(geography))

    assert partial_files(table, geography, place) == []


def test_file_that_lacks_communes_says_how_many_it_has(geography, place):
    codes = every_commune(geography)

    (told,) = partial_files(merged(place, geography, codes[:1]), geography, place)

    assert told.startswith("Dossier complet")
    assert f"1 commune sur {len(codes)}" in told.replace("\xa0", " ").replace("\u202f", " ")


def test_source_that_never_lists_every_commune_is_not_spoken_of(geography, place):
    table = merged(place, geography, every_commune(geography)[:1], source="insee_rp_2000hab")

    assert partial_files(table, geography, place) == []
