"""Services of inclusion, associations, licences."""

import csv
import json

import pytest


def vocabulary(shared_data, name):
    with (shared_data / "offre" / "schema_v1" / f"{name}_v1.csv").open(encoding="utf-8") as file:
        return {row["value"] for row in csv.DictReader(file)}


def records(official, kind):
    return json.loads((official / f"data-inclusion_{kind}_2026.json").read_text(encoding="utf-8"))


def test_every_service_belongs_to_a_structure(official):
    structures = {structure["id"] for structure in records(official, "structures")}

    assert {service["structure_id"] for service in records(official, "services")} == structures


@pytest.mark.parametrize(
    ("field", "name"),
    [("thematiques", "thematiques"), ("publics", "publics"), ("modes_accueil", "modes_accueil")],
)
def test_services_use_the_words_of_the_schema(official, shared_data, field, name):
    used = {word for service in records(official, "services") for word in service[field]}

    assert used <= vocabulary(shared_data, name)


def test_types_and_networks_are_those_of_the_schema(official, shared_data):
    types = {service["type"] for service in records(official, "services")}
    networks = {word for one in records(official, "structures") for word in one["reseaux_porteurs"]}

    assert types <= vocabulary(shared_data, "types_de_services")
    assert networks <= vocabulary(shared_data, "reseaux_porteurs")


def test_nobody_can_be_called_or_written_to(official):
    for structure in records(official, "structures"):
        assert structure["telephone"] is structure["courriel"] is None


def test_licences_sum_to_their_total(rows):
    for row in rows("lic-data-2021.csv"):
        cells = [int(cell) for name, cell in row.items() if name[:4] in ("F - ", "H - ", "NR -")]
        assert sum(cells) == int(row["Total"])


def test_associations_have_numbers_of_nowhere(rows):
    assert all(row["id"].startswith("W000") for row in rows("rna_waldec.csv"))
