"""What the demonstration rests on."""

from atelier.demonstration import shelf
from atelier.demonstration.actions import proofs
from atelier.diagnosis.models import EvidenceKind, FindingStatus, Verdict


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


def test_newer_data_confirm_shift_and_reverse_and_the_constat_is_looked_at_again(played):
    cast = played("sittings")

    proofs.read_again(cast)

    told = dict(cast.demarche.evidence.exclude(verdict="").values_list("indicator", "verdict"))
    assert set(told.values()) == {Verdict.CONFIRMED, Verdict.SHIFTED, Verdict.REVERSED}
    assert told["taux_logements_vacants"] == Verdict.REVERSED
    cast.findings["petits_logements"].refresh_from_db()
    assert cast.findings["petits_logements"].status == FindingStatus.TO_REVIEW
    waiting = cast.demarche.evidence.filter(is_acknowledged=False)
    assert Verdict.CONFIRMED not in set(waiting.values_list("verdict", flat=True))


def test_figures_of_the_time_say_they_are_of_a_fictitious_territory(played):
    cast = played("proofs")

    for key in shelf.card("preuves")["earlier"]:
        frozen = cast.evidence[key].frozen
        assert frozen["year"] < 2022
        assert "fictif" in frozen["sentence"]
        assert "fictif" in frozen["territory"]


def test_nobody_is_named_by_what_people_said(played):
    cast = played("proofs")
    names = {one.last_name for one in cast.people.values()}

    for one in cast.demarche.testimonies.order_by("code"):
        assert not any(name in f"{one.text} {one.about}" for name in names)
