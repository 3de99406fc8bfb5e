"""The people of chosen ages, here and beside."""

from collections.abc import Mapping
from typing import Any

from atelier.portraits.places import Place
from atelier.portraits.presenters import indicator as indicators
from atelier.portraits.presenters.opening import by_id
from maillage.portraits.ages import AGES_CARD


def counted(
    portrait: Mapping[str, Any], place: Place, ages: tuple[int, int]
) -> dict[str, Any] | None:
    """The number, the territories around, each member."""
    row = by_id(portrait).get(AGES_CARD)
    if row is None:
        return None
    members = portrait["members_values"].get(AGES_CARD, [])
    levels = {one["code"]: one["level"] for one in portrait["territory"]["members"]}
    return {
        "title": f"De {ages[0]} à {ages[1]} ans" if ages[0] < ages[1] else f"{ages[0]} ans",
        "value": indicators.value_text(row),
        "is_missing": indicators.is_missing(row),
        "reason": row["reason"],
        "source": indicators.source_line(row) if row["year"] else "",
        "cautions": row["cautions"],
        "comparisons": indicators.comparisons(row, place),
        "members": [
            {
                "name": one["name"],
                "url": place.other(levels.get(one["code"], "commune"), one["code"]).url(),
                "value": indicators.value_text(one, row["unit"]),
                "is_missing": one["value"] is None,
            }
            for one in members
        ],
    }
