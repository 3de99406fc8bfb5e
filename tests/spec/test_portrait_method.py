"""The method sheet of the portrait gives the numbers of the code."""

from pathlib import Path

from maillage.base.french import number
from maillage.base.statuses import Reliability
from maillage.portraits import highlights, reliability, unknowns
from maillage.stats import neighbours, peers


SHEET = Path(__file__).resolve().parents[2] / "docs" / "methodes" / "portrait.md"


def test_every_number_of_the_sheet_is_the_one_the_code_uses() -> None:
    text = SHEET.read_text(encoding="utf-8")

    expected = [
        number(peers.MINIMUM_PEERS),
        number(neighbours.COUNT),
        number(neighbours.MINIMUM_VARIABLES),
        number(highlights.MIDDLE_HALF, decimals=4),
        number(highlights.WEIGHTS[Reliability.MEDIUM], decimals=1),
        number(highlights.WEIGHTS[Reliability.CAUTION], decimals=2),
        number(highlights.LIMIT),
        number(highlights.PER_THEME),
        number(reliability.SAFE_ABOVE),
        number(reliability.CAUTION_BELOW),
        number(unknowns.OLD_AFTER),
    ]
    assert [one for one in expected if f"**{one}**" not in text] == []
