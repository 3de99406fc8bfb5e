"""Who stands behind the doors."""

from atelier.demonstration import queries
from tests.factories import atelier as given


def pilote(**fields):
    return given.person(email="nadia.ferrand@valmeyrac.example", **fields)


def test_database_with_a_demarche_is_not_for_the_demonstration(db):
    assert not queries.has_demarches()

    given.demarche()

    assert queries.has_demarches()


def test_doors_open_for_the_people_who_are_there(db, settings):
    settings.DEMONSTRATION = True
    nadia = pilote()

    (door,) = queries.doors()

    assert (door.role, door.person) == ("pilote", nadia)
    assert queries.door("pilote") == door
    assert queries.door("elu_referent") is None


def test_doors_are_closed_outside_the_demonstration(db, settings):
    settings.DEMONSTRATION = False
    pilote()

    assert queries.doors() == []
    assert queries.door("pilote") is None


def test_door_of_someone_who_may_not_sign_in_stays_closed(db, settings):
    settings.DEMONSTRATION = True
    pilote(is_active=False)

    assert queries.door("pilote") is None


def test_doors_are_read_in_one_query(db, settings, django_assert_num_queries):
    settings.DEMONSTRATION = True
    pilote(organisation=given.organisation())

    with django_assert_num_queries(1):
        assert [str(door.person.organisation) for door in queries.doors()]
