"""« Ce qu’on ne sait pas »: each absence with its reason, and where to ask."""

from maillage.base.levels import Level
from maillage.portraits.unknowns import PAST_SOURCE, Holdings, exists_at, unknowns, where_to_get
from maillage.sources.registry import source_cards
from tests.factories.cards import make_card


HERE = Holdings(frozenset({"fictif"}))


def told(name="essai", *, value=None, status="unavailable", year=2021, reason="Non publié."):
    return {
        "id": name,
        "theme": "logement",
        "label": "Essai",
        "value": value,
        "status": status,
        "year": year,
        "reason": reason,
        "comparisons": [],
    }


def entries(indicators, cards=(), holdings=HERE, newest=2023):
    cards = {one.id: one for one in cards or [make_card()]}
    return unknowns(indicators, cards, holdings, newest)


def test_known_and_recent_value_is_not_unknown():
    assert entries([told(value=3.0, status="computed")]) == []


def test_secret_says_so_and_what_may_be_asked():
    (entry,) = entries([told(status="secret", reason="Secret statistique : …")])

    assert (entry["status"], entry["reason"]) == ("secret", "Secret statistique : …")
    assert "sous convention" in entry["ask"]


def test_missing_file_says_which_one_to_download():
    card = make_card(dataset="insee_filosofi")

    (entry,) = entries([told()], [card])

    assert entry["reason"] == "Le fichier n’est pas encore dans Maillage."
    assert "Insee" in entry["ask"]
    assert "https://www.insee.fr/" in entry["ask"]
    assert "maillage fetch" not in entry["ask"]


def test_value_too_old_is_told_with_its_year():
    (entry,) = entries([told(value=3.0, status="computed", year=2016)])

    assert entry["status"] == "old"
    assert "2016" in entry["reason"]


def test_value_six_years_old_is_still_recent():
    assert entries([told(value=3.0, status="computed", year=2017)]) == []


def test_thing_nobody_publishes_says_whom_to_ask():
    card = make_card(
        id="impayes", availability="on_request", ask="Bailleurs sociaux", dataset="",
        aggregation="", reading="",
    )  # fmt: skip

    (entry,) = entries([], [card])

    assert (entry["indicator"], entry["status"], entry["ask"]) == (
        "impayes",
        "on_request",
        "Bailleurs sociaux",
    )


def test_nothing_applicable_asks_for_nothing():
    (entry,) = entries([told(status="not_applicable")])

    assert entry["ask"] == ""


def test_dataset_without_source_has_no_gesture():
    assert where_to_get("inconnu") == ""


def test_perimeter_has_the_indicators_of_its_communes():
    communal, wide = make_card(levels=(Level.COMMUNE,)), make_card(levels=(Level.REGION,))

    assert exists_at(communal, Level.PERIMETRE)
    assert not exists_at(wide, Level.PERIMETRE)
    assert not exists_at(communal, Level.EPCI)


def change(holdings):
    card = make_card(
        aggregation="method", method="taux_annuel_moyen",
        columns={"population": "P_POP"}, reading="{value}",
    )  # fmt: skip
    (entry,) = entries([told()], [card], holdings)
    return entry


def test_change_without_the_censuses_of_the_past_names_their_file():
    assert source_cards()[PAST_SOURCE]["page"] in change(HERE)["ask"]


def test_change_that_the_file_of_the_past_does_not_give_looks_elsewhere():
    held = Holdings(HERE.datasets, frozenset({PAST_SOURCE}))

    assert change(held)["ask"] == "Déposer un fichier qui donne cette valeur."
