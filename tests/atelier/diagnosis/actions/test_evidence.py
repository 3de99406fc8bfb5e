"""Evidence: pinned, frozen, read again."""

import pytest

from atelier.demarches.rules import NotNow
from atelier.diagnosis import figures
from atelier.diagnosis.actions.evidence import (
    acknowledge,
    every_day,
    pin_indicator,
    pin_row,
    review,
    unpin,
)
from atelier.diagnosis.models import Evidence, EvidenceKind, FindingStatus, PartnerFigure, Verdict
from atelier.diagnosis.verdicts import verdict_on
from atelier.portraits.places import Place
from tests.factories import atelier as make
from tests.factories import diagnosis as making


pytestmark = pytest.mark.django_db
HERE = Place("fictif", "epci", "999000001")


def newer(monkeypatch, **fields):
    """The store now says this."""
    told = {**making.FIGURE, "year": 2022, **fields}
    monkeypatch.setattr(figures, "figure_at", lambda place, indicator, content=None: told)


@pytest.fixture
def store(monkeypatch):
    monkeypatch.setattr(
        figures, "figure_at", lambda place, indicator, content=None: dict(making.FIGURE)
    )


def test_figure_is_frozen_with_its_year_source_and_status(store):
    kept = pin_indicator(
        by=make.person(), demarche=make.demarche(), place=HERE, indicator="taux_logements_vacants"
    )

    assert kept.title == "Part des logements vacants — CC de Valmeyrac (territoire fictif), 2021"
    assert (kept.frozen["value"], kept.frozen["year"], kept.frozen["status"]) == (
        11.6,
        2021,
        "computed",
    )


def test_figure_of_no_year_says_none(monkeypatch):
    newer(monkeypatch, year=None)

    kept = pin_indicator(by=make.person(), demarche=make.demarche(), place=HERE, indicator="x")

    assert kept.title == "Part des logements vacants — CC de Valmeyrac (territoire fictif)"


def test_same_figure_is_pinned_once(store):
    demarche = make.demarche()
    given = {"by": make.person(), "demarche": demarche, "place": HERE, "indicator": "x"}

    assert pin_indicator(**given) == pin_indicator(**given)


def test_invented_figure_is_never_evidence_of_a_real_territory(store):
    real = make.demarche(shelf="territories", level="epci", code="240700864")

    with pytest.raises(NotNow, match="fictif"):
        pin_indicator(by=make.person(), demarche=real, place=HERE, indicator="x")


def test_row_of_the_library_becomes_evidence_once():
    demarche = make.demarche()
    for row, kind in (
        (making.study_finding(demarche=demarche), EvidenceKind.STUDY),
        (making.testimony(demarche=demarche), EvidenceKind.TESTIMONY),
        (making.offer_fact(demarche=demarche), EvidenceKind.OFFER),
    ):
        kept = pin_row(by=make.person(), row=row)

        assert (kept.kind, kept.demarche) == (kind, demarche)
        assert pin_row(by=make.person(), row=row) == kept


def test_figure_without_a_value_is_never_pinned(monkeypatch):
    demarche = make.demarche()
    newer(monkeypatch, value=None, status="unavailable")
    row = PartnerFigure.objects.create(
        demarche=demarche, label="Demandes", year=2025, territory="EPCI", source="Bailleur"
    )

    with pytest.raises(NotNow, match="une absence n’est pas une preuve"):
        pin_indicator(by=make.person(), demarche=demarche, place=HERE, indicator="x")
    with pytest.raises(NotNow, match="une absence n’est pas une preuve"):
        pin_row(by=make.person(), row=row)

    assert not demarche.evidence.exists()


def test_evidence_that_something_rests_on_is_not_removed():
    finding = making.finding()
    figure = making.indicator(demarche=finding.demarche)
    making.supports(finding, figure)

    with pytest.raises(NotNow, match="s’appuie"):
        unpin(by=make.person(), evidence=figure)


class TestReview:
    """When a newer vintage is built."""

    def resting(self, **fields):
        finding = making.finding(status=FindingStatus.VALIDATED, **fields)
        figure = making.indicator(demarche=finding.demarche)
        making.supports(finding, figure)
        return finding, figure

    def test_nothing_newer_changes_nothing(self, store):
        finding, figure = self.resting()

        assert review(by=make.person(), demarche=finding.demarche) == []
        figure.refresh_from_db()
        assert figure.is_acknowledged

    def test_reversed_figure_sends_the_constat_back_to_be_looked_at(self, monkeypatch):
        finding, figure = self.resting()
        newer(monkeypatch, value=8.0)

        review(by=make.person(), demarche=finding.demarche)

        finding.refresh_from_db()
        figure.refresh_from_db()
        assert (figure.verdict, figure.is_acknowledged) == (Verdict.REVERSED, False)
        assert finding.status == FindingStatus.TO_REVIEW

    def test_confirmed_figure_leaves_the_constat_validated(self, monkeypatch):
        finding, figure = self.resting()
        newer(monkeypatch, value=11.8)

        review(by=make.person(), demarche=finding.demarche)

        finding.refresh_from_db()
        figure.refresh_from_db()
        assert (figure.verdict, finding.status) == (Verdict.CONFIRMED, FindingStatus.VALIDATED)

    def test_what_was_frozen_is_never_rewritten(self, monkeypatch):
        _, figure = self.resting()
        newer(monkeypatch, value=8.0)

        review(by=None, demarche=figure.demarche)

        figure.refresh_from_db()
        assert (figure.frozen["value"], figure.latest["value"]) == (11.6, 8.0)

    def test_review_done_twice_tells_once(self, monkeypatch):
        _, figure = self.resting()
        newer(monkeypatch, value=8.0)
        review(by=None, demarche=figure.demarche)

        assert review(by=None, demarche=figure.demarche) == []

    def test_store_built_again_with_the_same_data_says_nothing_new(self, monkeypatch):
        _, figure = self.resting()
        newer(monkeypatch, value=8.0, build="20260101")
        (moved,) = review(by=None, demarche=figure.demarche)
        acknowledge(by=make.person(), evidence=moved)
        newer(monkeypatch, value=8.0, build="20260102")

        assert review(by=None, demarche=figure.demarche) == []

        figure.refresh_from_db()
        assert figure.is_acknowledged

    def test_every_day_the_open_demarches_are_read_again(self, monkeypatch):
        _, figure = self.resting()
        closed = making.indicator(demarche=make.demarche(status="closed"))
        newer(monkeypatch, value=8.0)

        every_day()

        figure.refresh_from_db()
        closed.refresh_from_db()
        assert (figure.verdict, closed.verdict) == (Verdict.REVERSED, "")

    def test_seen_evidence_is_no_longer_shown(self, monkeypatch):
        _, figure = self.resting()
        newer(monkeypatch, value=8.0)
        (moved,) = review(by=None, demarche=figure.demarche)

        acknowledge(by=make.person(), evidence=moved)

        assert moved.is_acknowledged

    def test_figure_that_is_gone_is_said_lost(self, monkeypatch):
        _, figure = self.resting()

        def gone(place, indicator, content):
            raise NotNow("absent")

        monkeypatch.setattr(figures, "figure_at", gone)
        review(by=None, demarche=figure.demarche)

        figure.refresh_from_db()
        assert figure.verdict == Verdict.LOST


def test_demarche_that_cannot_be_read_again_does_not_deprive_the_others(monkeypatch):
    damaged = making.indicator(demarche=make.demarche())
    Evidence.objects.filter(pk=damaged.pk).update(place={"shelf": "fictif"})
    sound = making.indicator(demarche=make.demarche())
    newer(monkeypatch, value=14.0)

    every_day()

    sound.refresh_from_db()
    assert sound.verdict


def test_review_makes_one_portrait_for_all_the_figures_of_a_territory(monkeypatch):
    demarche = make.demarche()
    for _ in range(3):
        making.indicator(demarche=demarche)
    asked = []

    def content(place):
        asked.append(place)
        return {"territory": {"name": "CC"}, "indicators": [making.FIGURE]}

    monkeypatch.setattr(figures, "content_at", content)
    monkeypatch.setattr(figures.portraits, "build_of", lambda shelf: "b")

    review(by=None, demarche=demarche)

    assert len(asked) == 1


def test_figure_read_by_an_earlier_version_of_the_site_is_not_said_twice(monkeypatch):
    one = making.indicator(demarche=make.demarche(pilot=make.person()))
    newer = {**one.frozen, "value": 22.0, "year": 2024}
    one.verdict = verdict_on(one.frozen, newer)
    one.latest = {name: newer[name] for name in ("year", "value", "status")}
    one.is_acknowledged = True
    one.save()
    monkeypatch.setattr(figures, "figure_at", lambda *_: {**newer, "formula": "a1", "members": []})

    assert review(by=None, demarche=one.demarche) == []

    one.refresh_from_db()
    assert one.is_acknowledged
