"""What is kept about a person, in words."""

import pytest

from atelier.archives.presenters import privacy
from tests.factories import atelier as given
from tests.factories import meetings as gathering


pytestmark = pytest.mark.django_db


def test_what_is_not_known_is_said():
    told = dict(privacy.account(given.person(telephone="")))

    assert told["Téléphone"] == "non renseigné"


def test_rows_are_said_with_the_words_of_the_site():
    nadia = given.person()
    gathering.meeting(title="Premiers résultats", people=(nadia,))

    (group,) = privacy.groups(nadia)

    assert group["label"] == "présence"
    assert ("réponse", "Sans réponse") in group["rows"][0]


def test_every_thing_kept_has_its_reason_its_term_and_its_readers():
    assert all(all(line.values()) for line in privacy.headings())
