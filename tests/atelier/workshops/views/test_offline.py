"""« Mode sans réseau »: the page, its keeper, the door."""

import json
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from atelier.demarches.models import Document
from atelier.workshops.models import Card
from tests.factories import atelier as make
from tests.factories import workshops as making


pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


@pytest.fixture
def nadia():
    return make.person()


@pytest.fixture
def shop(nadia):
    return making.workshop(demarche=make.demarche(pilot=nadia))


def address(page, shop):
    known = {"demarche_id": shop.demarche_id, "workshop_id": shop.pk}
    return reverse(f"workshops:{page}", kwargs=known)


def test_page_holds_the_whole_workshop_and_no_original(client_of, nadia, shop):
    activity = making.activity(workshop=shop, title="Écrire")
    making.card(activity, "Affichée", original="Telle qu’écrite")

    page = client_of(nadia).get(address("offline", shop))

    (kept,) = re.findall(r'<script id="atelier-etat"[^>]*>(.*?)</script>', page.text)
    assert [one["text"] for one in json.loads(kept)["cards"]] == ["Affichée"]
    assert "Telle qu" not in kept


def test_keeper_is_allowed_on_its_page_alone(client_of, nadia, shop):
    answer = client_of(nadia).get(address("keeper", shop))

    assert answer.headers["Service-Worker-Allowed"] == address("offline", shop)
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert address("offline", shop) in answer.text


def test_page_can_be_installed(client_of, nadia, shop):
    said = client_of(nadia).get(address("manifest", shop)).json()

    assert said["start_url"] == said["scope"] == address("offline", shop)
    assert said["display"] == "standalone"
    assert said["icons"]


def test_gestures_come_in_once_with_a_fresh_token(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    browser = client_of(nadia)
    assert browser.get(address("fresh", shop)).json()["token"]
    sent = {
        "gestures": [
            {"kind": "card", "uid": str(uuid.uuid4()), "activity": activity.pk, "text": "Une"}
        ]
    }

    first, second = (
        browser.post(
            address("sync", shop), json.dumps(sent), content_type="application/json"
        ).json()
        for _ in range(2)
    )

    assert (first["counts"], second["counts"]) == ({"card": 1}, {"card": 0})
    assert [one["text"] for one in second["state"]["cards"]] == ["Une"]
    assert Card.objects.count() == 1


def test_text_no_document_can_hold_comes_in_cleaned(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    card = {"kind": "card", "uid": str(uuid.uuid4()), "activity": activity.pk}
    group = {"kind": "group", "uid": str(uuid.uuid4()), "text": "\x00\x1b"}

    answer = client_of(nadia).post(
        address("sync", shop),
        json.dumps({"gestures": [{**card, "text": "Le\x00bus\ud800"}, group]}),
        content_type="application/json",
    )

    assert [one.text for one in Card.objects.all()] == ["Le bus"]
    assert "Nommez" in answer.json()["refused"][group["uid"]]


def test_form_in_place_of_gestures_is_refused_in_french(client_of, nadia, shop):
    answer = client_of(nadia).post(address("sync", shop), {"gestures": "[]"})

    assert answer.status_code == 400
    assert "illisible" in answer.json()["problem"]


@pytest.mark.parametrize("body", ["", "{", "{}", '[{"kind": 1}]', "3"])
def test_unreadable_sending_is_refused_in_french(client_of, nadia, shop, body):
    answer = client_of(nadia).post(address("sync", shop), body, content_type="application/json")

    assert answer.status_code == 400
    assert "echargez la page" in answer.json()["problem"]


def test_photograph_comes_in_once(client_of, nadia, shop):
    activity = making.activity(workshop=shop)
    browser, uid = client_of(nadia), uuid.uuid4()
    url = reverse(
        "workshops:send_photo",
        kwargs={
            "demarche_id": shop.demarche_id,
            "workshop_id": shop.pk,
            "activity_id": activity.pk,
        },
    )

    for _ in range(2):
        sent = browser.post(url, {"uid": uid, "photo": SimpleUploadedFile("c.jpg", JPEG)})
        assert sent.json() == {"done": str(uid)}
    text = browser.post(url, {"uid": uuid.uuid4(), "photo": SimpleUploadedFile("c.txt", b"rien")})
    nothing = browser.post(url, {})

    assert Document.objects.count() == 1
    assert text.status_code == nothing.status_code == 400
    assert "JPEG ou PNG" in text.json()["problem"]
    assert "illisible" in nothing.json()["problem"]
