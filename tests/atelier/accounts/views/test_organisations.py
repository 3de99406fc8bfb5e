"""Organisations and their logos."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from atelier.accounts.models import Organisation
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db
NEW = {"name": "CIAS de Haute-Combe", "kind": "cias", "siret": "", "colour": "#1D4F91"}


def image(kind="PNG", size=(40, 20)):
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, format=kind)
    return SimpleUploadedFile("logo.png", written.getvalue(), content_type="image/png")


def test_administrator_adds_an_organisation(client_of):
    client = client_of(given.administrator())

    response = client.post("/organisations/ajouter", NEW)

    assert response.url == "/organisations"
    assert Organisation.objects.get().colour == "#1d4f91"
    assert "CIAS de Haute-Combe" in client.get("/organisations").content.decode()


def test_empty_list_says_what_to_do_first(client_of):
    page = client_of(given.administrator()).get("/organisations").content.decode()

    assert "Ajoutez d’abord celle qui pilote" in page


def test_others_do_not_see_organisations(client_of):
    assert client_of(given.person()).get("/organisations").status_code == 403


def test_wrong_siret_is_refused_and_the_rest_stays_typed(client_of):
    client = client_of(given.administrator())

    page = client.post("/organisations/ajouter", {**NEW, "siret": "12345678901234"})

    assert page.status_code == 400
    assert "ne peut pas exister" in page.content.decode()
    assert "CIAS de Haute-Combe" in page.content.decode()


def test_logo_is_drawn_again_served_as_png_and_removed(client_of, visitor):
    client = client_of(given.administrator())
    client.post("/organisations/ajouter", {**NEW, "logo": image("JPEG")})
    kept = Organisation.objects.get()

    served = visitor.get(f"/organisations/{kept.pk}/logo")

    assert served["Content-Type"] == "image/png"
    assert "sandbox" in served["Content-Security-Policy"]
    assert b"".join(served.streaming_content).startswith(b"\x89PNG")
    client.post(f"/organisations/{kept.pk}", {**NEW, "remove_logo": "on"})
    assert visitor.get(f"/organisations/{kept.pk}/logo").status_code == 404


def test_drawing_that_could_hold_a_program_is_refused(client_of):
    svg = SimpleUploadedFile("logo.png", b"<svg xmlns='x'><script/></svg>", "image/png")

    page = client_of(given.administrator()).post("/organisations/ajouter", {**NEW, "logo": svg})

    assert "SVG ne sont pas acceptés" in page.content.decode()


def test_list_asks_as_many_queries_for_ten_as_for_one(client_of, django_assert_max_num_queries):
    client = client_of(given.administrator())
    for _ in range(10):
        given.organisation()

    with django_assert_max_num_queries(4):
        client.get("/organisations")


def test_administrator_says_who_belongs_to_an_organisation(client_of):
    ccas, odile = given.organisation(), given.person(email="odile@valmeyrac.example")
    client = client_of(given.administrator())

    client.post(f"/organisations/{ccas.pk}/personnes", {"email": "Odile@valmeyrac.example"})

    odile.refresh_from_db()
    assert odile.organisation == ccas
    assert odile.label in client.get(f"/organisations/{ccas.pk}").content.decode()
    assert Event.objects.filter(action="accounts.person_attached").count() == 1


def test_unknown_address_is_told_and_nothing_else_changes(client_of):
    ccas = given.organisation()

    page = client_of(given.administrator()).post(
        f"/organisations/{ccas.pk}/personnes", {"email": "inconnue@valmeyrac.example"}
    )

    assert page.status_code == 400
    assert "Personne n’a de compte à cette adresse" in page.content.decode()


def test_others_attach_nobody(client_of):
    ccas, odile = given.organisation(), given.person()

    page = client_of(odile).post(f"/organisations/{ccas.pk}/personnes", {"email": odile.email})

    assert page.status_code == 403
