"""The address book: organisations and people, and whoever administers the site."""

from atelier.accounts import actions as accounts
from atelier.accounts import address_book
from atelier.accounts.models import OrganisationKind
from atelier.demonstration import shelf
from atelier.demonstration.actions.cast import Cast


ADMINISTRATOR = "helene_costes"


def gather(cast: Cast) -> None:
    """Everyone of the cards, the day before the démarche opens."""
    card = shelf.card("personnes")
    with cast.on(shelf.card("demarche")["opened"] - 1):
        for key, one in card["organisations"].items():
            organisation = address_book.find_or_add_organisation(
                by=None, name=one["name"], kind=OrganisationKind(one["kind"])
            )
            given = {name: one[name] for name in ("telephone", "colour") if name in one}
            cast.organisations[key] = organisation
            if given:
                accounts.save_organisation(by=None, organisation=organisation, **given)
        for key in card["people"]:
            _add(cast, key)
        accounts.make_administrator(by=None, person=cast.people[ADMINISTRATOR])


def _add(cast: Cast, key: str) -> None:
    one = dict(shelf.card("personnes")["people"][key])
    one.pop("has_no_email", None)
    organisation = one.pop("organisation", None)
    cast.people[key] = address_book.find_or_add_person(
        by=None,
        email=shelf.address_of(key),
        organisation=cast.organisations[organisation] if organisation else None,
        **one,
    )
