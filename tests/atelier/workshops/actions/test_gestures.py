"""What the page without network sends is read whole, cleaned, or refused in French."""

import json
import uuid

import pytest

from atelier.workshops.actions import gestures


def sent(**fields):
    return [{"kind": "card", "uid": str(uuid.uuid4()), **fields}]


@pytest.mark.parametrize(
    "unwritable", ["\x00", "\x0b", "\x1b", "\x7f", "\ufffe", "\ud800", "a\rb"[1:2]]
)
@pytest.mark.parametrize("field", ["text", "theme", "public"])
def test_character_no_document_can_hold_becomes_a_space(field, unwritable):
    (read,) = gestures.read(json.loads(json.dumps(sent(**{field: f"avant{unwritable}après"}))))

    assert getattr(read, field) == "avant après"


def test_lines_of_a_card_stay_lines():
    (read,) = gestures.read(sent(text="une ligne\net l’autre\tplus loin"))

    assert read.text == "une ligne\net l’autre\tplus loin"


@pytest.mark.parametrize("count", [-1, 2001, 10**30])
def test_count_no_hall_can_hold_is_refused(count):
    with pytest.raises(gestures.Unreadable):
        gestures.read(sent(counts={"true": count}))


@pytest.mark.parametrize(
    "wrong", [[{"kind": "card"}], [{"kind": "card", "uid": "x"}], {"rien": 1}, [{"inconnu": 1}]]
)
def test_unreadable_gestures_are_told_in_french(wrong):
    with pytest.raises(gestures.Unreadable, match="Rien n’est effacé"):
        gestures.read(wrong)


def test_too_many_gestures_are_sent_in_parts():
    many = [{"kind": "card", "uid": str(uuid.uuid4())}] * (gestures.MOST_GESTURES + 1)

    with pytest.raises(gestures.Unreadable, match="au plus"):
        gestures.read(many)
