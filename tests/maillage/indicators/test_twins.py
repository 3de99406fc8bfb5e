"""The engine and the obvious loops agree on small worlds drawn at random."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.cards import make_card, make_published, make_sum
from tests.factories.computing import passage, row
from tests.maillage.indicators.slow_twin import slow_values


CODES = ("01001", "01002", "2A004", "97101", "97102")
GROUPS = ("epci:200000001", "epci:200000002")
CARDS = [make_card(id="part"), make_sum("somme"), make_published("mediane", "C")]
cells = st.one_of(
    st.integers(0, 50), st.none(), st.sampled_from(["secret", "not_applicable", "unavailable"])
)


@st.composite
def worlds(draw):
    """Communes that stay, merge, split or empty; groups of them; rows with holes and statuses."""
    passages = []
    for code in CODES:
        group = draw(st.sampled_from(GROUPS))
        unit = draw(st.sampled_from([1.0, 1.0, 1.0, 0.0]))
        share = draw(st.sampled_from([1.0, 1.0, 1.0, 0.5]))
        pieces = [draw(st.sampled_from(CODES))]
        if share < 1:
            pieces.append(draw(st.sampled_from([one for one in CODES if one not in pieces])))
        passages += [
            passage(code, target, share=share, exact=share == 1, unit=unit) for target in pieces
        ]
        passages += [passage(code, group, unit=unit), passage(code, "departement:01", unit=unit)]
    present = draw(st.lists(st.sampled_from([*CODES, *GROUPS]), unique=True, min_size=1))
    rows = [row(code, A=draw(cells), B=draw(cells), C=draw(cells)) for code in present]
    return [{"A": None, "B": None, "C": None} | each for each in rows], passages


@given(world=worlds())
@settings(
    max_examples=25,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_engine_agrees_with_loops_over_dictionaries(workshop, world):
    rows, passages = world

    fast = workshop.values(CARDS, rows, passages)

    slow = {}
    for card in CARDS:
        slow |= slow_values(card, rows, passages)
    assert {key: each["status"] for key, each in fast.items()} == {
        key: each["status"] for key, each in slow.items()
    }
    for key, each in fast.items():
        assert each["value"] == pytest.approx(slow[key]["value"], abs=1e-6), key
