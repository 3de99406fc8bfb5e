"""The whole story, played once, in one transaction."""

from django.db import transaction
from django.utils import timezone

from atelier.demonstration import clock
from atelier.demonstration.actions import (
    chain,
    follow_up,
    framing,
    halls,
    people,
    proofs,
    sittings,
    telling,
)
from atelier.demonstration.actions.cast import Cast
from atelier.demonstration.rules import NoDemonstration, check_place
from atelier.portraits import queries as portraits


def play(*, is_asked_online: bool = False) -> str:
    """The démarche on the fictitious territory and an empty one; says in French what is there.

    Raises NoDemonstration online unless asked, or when the fictitious store is not built.
    """
    check_place(is_asked_online=is_asked_online)
    place = portraits.demonstration_place()
    if place is None:
        raise NoDemonstration(
            "Le territoire fictif n’est pas encore préparé : "
            "maillage fetch --demonstration, puis maillage build --demonstration"
        )
    cast = Cast(today=timezone.localdate(), now=timezone.now())
    with clock.no_letters(), transaction.atomic():
        people.gather(cast)
        framing.open_both(cast, place)
        halls.meet(cast)
        proofs.collect(cast)
        chain.write(cast)
        sittings.sit(cast)
        telling.tell(cast, "habitants")
        proofs.read_again(cast)
        telling.tell(cast, "copil")
        follow_up.follow(cast)
    return f"{cast.demarche.territory_name}, {len(cast.people)} personnes, deux démarches"
