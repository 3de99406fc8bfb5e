"""Pages of a restitution: prepared, ticked, ordered by buttons, read by the right people."""

import pytest

from atelier.demarches.models import Role
from atelier.diagnosis.models import FindingStatus
from atelier.restitution import presenters
from atelier.restitution.models import Restitution
from tests.factories import atelier as make
from tests.factories import restitution as given


@pytest.fixture
def nadia(db):
    return make.person()


@pytest.fixture
def demarche(nadia):
    return make.demarche(pilot=nadia)


def told(response):
    return response.content.decode().replace("\u00a0", " ")


def test_empty_room_says_what_to_do_first(client_of, nadia, demarche):
    page = client_of(nadia).get(f"/demarches/{demarche.pk}/restituer")

    assert "Préparer une restitution" in told(page)


def test_prepared_then_ticked_then_in_order(client_of, nadia, demarche):
    client = client_of(nadia)
    established = given.chain(demarche)

    prepared = client.post(
        f"/demarches/{demarche.pk}/restituer/preparer", {"title": "Aux habitants"}
    )
    ticked = client.post(prepared.url, {"element": [f"finding:{established.pk}"]}, follow=True)

    assert prepared.url.endswith("/choisir")
    assert given.STATEMENT in told(ticked)


def test_title_missing_keeps_what_was_typed(client_of, nadia, demarche):
    address = f"/demarches/{demarche.pk}/restituer/preparer"

    page = client_of(nadia).post(address, {"title": "", "message": "Des logements vides"})

    assert page.status_code == 400
    assert "Des logements vides" in told(page)


def test_choice_refused_keeps_what_was_ticked(client_of, nadia, demarche):
    made = given.restitution(demarche)
    kept = given.finding(demarche)
    keys = [f"finding:{kept.pk}", "finding:987654"]

    page = client_of(nadia).post(presenters.url(made, "choose"), {"element": keys})

    assert page.status_code == 400
    assert "n’existe plus" in told(page)
    assert f'value="finding:{kept.pk}" checked' in told(page)


def test_buttons_move_an_element_without_a_script(client_of, nadia, demarche):
    made = given.whole(demarche)
    first, second, *_ = made.elements.all()

    client_of(nadia).post(presenters.url(made, "move"), {"card": second.pk, "move": "up"})
    assert given.read(made).elements.first() == second

    client_of(nadia).post(
        presenters.url(made, "move"), {"card": first.pk, "before": second.pk, "column": "ordre"}
    )
    assert given.read(made).elements.first() == first


def test_message_of_a_slide_is_written(client_of, nadia, demarche):
    made = given.whole(demarche)
    one = made.elements.first()
    address = presenters.url(made, "element", element_id=one.pk)

    page = client_of(nadia).post(address, {"message": "Du vide", "note": ""}, follow=True)

    assert "Du vide" in told(page)


def test_reader_sees_no_draft_and_no_button(client_of, demarche):
    made = given.restitution(demarche)
    draft = given.finding(demarche, statement=given.DRAFT, status=FindingStatus.DRAFT)
    given.actions.choose(by=made.written_by, restitution=made, keys=[f"finding:{draft.pk}"])
    reader = make.participant(demarche=demarche, role=Role.LECTEUR)

    page = told(client_of(reader).get(presenters.url(made)))

    assert given.DRAFT not in page
    assert "n’est pas validé" in page
    assert "Choisir les éléments" not in page


def test_resident_named_is_said_before_anything_is_made(client_of, nadia, demarche):
    resident = make.participant(demarche=demarche, role=Role.HABITANT)
    made = given.restitution(demarche, message=f"Merci {resident.first_name} {resident.last_name}")

    assert "Un habitant est nommé" in told(client_of(nadia).get(presenters.url(made)))


def test_restitution_is_changed_then_removed_once_confirmed(client_of, nadia, demarche):
    made = given.whole(demarche)
    client = client_of(nadia)

    client.post(presenters.url(made, "edit"), {"title": "Au conseil"})
    assert Restitution.objects.get().title == "Au conseil"

    assert "disparaîtront" in told(client.get(presenters.url(made, "remove")))
    client.post(presenters.url(made, "remove"))
    assert not Restitution.objects.exists()


def test_restitution_of_another_demarche_is_not_found(client_of, nadia, demarche):
    elsewhere = given.restitution()
    address = presenters.url(elsewhere).replace(f"/{elsewhere.demarche_id}/", f"/{demarche.pk}/", 1)

    assert client_of(nadia).get(address).status_code == 404


@pytest.mark.parametrize("page", ["restitution", "choose", "edit", "preview"])
def test_every_page_opens_with_everything_in_it(client_of, nadia, demarche, page):
    made = given.whole(demarche, drawings=True)

    assert client_of(nadia).get(presenters.url(made, page)).status_code == 200


def test_page_is_constant_in_queries(client_of, nadia, demarche, django_assert_max_num_queries):
    made = given.whole(demarche, drawings=True)
    client = client_of(nadia)

    with django_assert_max_num_queries(40):
        client.get(presenters.url(made))
