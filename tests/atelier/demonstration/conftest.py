"""The fictitious store as it is built, and the story played as far as a test asks."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from atelier.demonstration.actions import chain, framing, halls, people, proofs, sittings
from atelier.demonstration.actions.cast import Cast
from atelier.portraits import queries as portraits
from atelier.portraits.places import Place


SCENES = ("people", "framing", "halls", "proofs", "chain", "sittings")


@pytest.fixture
def built_place() -> Place:
    """The fictitious intercommunality, or a skip that says why."""
    place = portraits.demonstration_place()
    if place is None:
        pytest.skip("territoire fictif absent : lancer « make setup »")
    return place


@pytest.fixture
def played(db: None, built_place: Place) -> Callable[[str], Cast]:
    """`played("framing")`: the story up to this scene included."""

    def play(last: str) -> Cast:
        cast = Cast(today=timezone.localdate(), now=timezone.now())
        scenes = {
            "people": lambda: people.gather(cast),
            "framing": lambda: framing.open_both(cast, built_place),
            "halls": lambda: halls.meet(cast),
            "proofs": lambda: proofs.collect(cast),
            "chain": lambda: chain.write(cast),
            "sittings": lambda: sittings.sit(cast),
        }
        for name in SCENES[: SCENES.index(last) + 1]:
            scenes[name]()
        return cast

    return play
