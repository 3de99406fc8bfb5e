"""What the demonstration rests on."""

from atelier.diagnosis.models import EvidenceKind


def test_evidence_of_every_kind_was_pinned(played):
    cast = played("proofs")

    kinds = set(cast.demarche.evidence.values_list("kind", flat=True))

    assert kinds == set(EvidenceKind)
    assert cast.demarche.evidence.count() >= 50


def test_figures_are_those_of_the_portrait(played):
    cast = played("proofs")
    pinned = cast.evidence["part_menages_sans_voiture"]

    assert pinned.frozen["value"] is not None
    assert pinned.frozen["source"]
    assert "fictif" in pinned.frozen["territory"]


def test_nobody_is_named_by_what_people_said(played):
    cast = played("proofs")
    names = {one.last_name for one in cast.people.values()}

    for one in cast.demarche.testimonies.order_by("code"):
        assert not any(name in f"{one.text} {one.about}" for name in names)
