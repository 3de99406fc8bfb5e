"""Personal links: drawn, looked at, redeemed, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from atelier.accounts import links
from atelier.accounts.models import LinkScope, PersonalLink
from atelier.audit.models import Event
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


def drawn(person=None, scope=LinkScope.MEETING, **options):
    person = person or given.person()
    return links.issue(by=person, person=person, scope=scope, days=3, **options)


def test_token_is_written_nowhere():
    token = drawn()

    link = PersonalLink.objects.get()
    kept = f"{link.token_hash} {link.target} {Event.objects.get().after}"
    assert token not in kept
    assert len(token) >= 43


def test_link_is_redeemed_for_its_scope_and_noted_as_used():
    nadia = given.person()

    link = links.redeem(drawn(nadia, target="meeting:4"), scope=LinkScope.MEETING)

    assert (link.person, link.target) == (nadia, "meeting:4")
    assert link.last_used_at is not None


def test_looking_leaves_the_link_unused():
    token = drawn(single_use=True)

    links.look(token, scopes=(LinkScope.MEETING,))

    assert links.redeem(token, scope=LinkScope.MEETING)


def test_link_of_one_use_serves_once():
    token = drawn(single_use=True)
    links.redeem(token, scope=LinkScope.MEETING)

    with pytest.raises(links.LinkRefused, match="a déjà servi"):
        links.redeem(token, scope=LinkScope.MEETING)


@pytest.mark.parametrize("use", [links.redeem, lambda t, scope: links.look(t, scopes=(scope,))])
def test_link_of_another_scope_is_as_unknown(use):
    with pytest.raises(links.LinkRefused, match="n’est pas reconnu"):
        use(drawn(), scope=LinkScope.SIGN_IN)


def test_link_past_its_term_says_since_when():
    token = drawn()
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(days=1))

    with pytest.raises(links.LinkRefused, match="n’est plus valable depuis le"):
        links.redeem(token, scope=LinkScope.MEETING)


@pytest.mark.parametrize("scope", LinkScope)
def test_link_of_someone_erased_opens_nothing(scope):
    token = drawn(given.person(erased_at=timezone.now()), scope=scope)

    with pytest.raises(links.LinkRefused, match="n’est pas reconnu"):
        links.redeem(token, scope=scope)


@pytest.mark.parametrize("scope", sorted(links.DOORS))
def test_link_of_someone_who_may_not_sign_in_opens_no_account(scope):
    token = drawn(given.person(is_active=False), scope=scope)

    with pytest.raises(links.LinkRefused, match="n’est pas reconnu"):
        links.redeem(token, scope=scope)


def test_someone_who_may_not_sign_in_yet_answers_a_meeting():
    token = drawn(given.person(is_active=False), scope=LinkScope.MEETING)

    assert links.redeem(token, scope=LinkScope.MEETING)


def test_withdrawing_touches_only_the_scope_and_the_target_named():
    nadia = given.person()
    kept = drawn(nadia, target="meeting:1")
    lost = drawn(nadia, target="meeting:2")

    count = links.withdraw(by=nadia, person=nadia, scope=LinkScope.MEETING, target="meeting:2")

    assert count == 1
    assert links.redeem(kept, scope=LinkScope.MEETING)
    with pytest.raises(links.LinkRefused, match="a été retiré"):
        links.redeem(lost, scope=LinkScope.MEETING)
