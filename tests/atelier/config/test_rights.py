"""The table of rights says what the marks say."""

from atelier.config import rights
from atelier.demarches.models import Role
from atelier.demarches.permissions import Capability
from atelier.ui.access import Access
from tests.factories.site import REPOSITORY


PILOTS = Capability("room.verb", "Faire", frozenset({Role.PILOTE}), hosts=True)


def test_guide_is_in_step_with_the_marks():
    kept = (REPOSITORY / "docs" / "guides" / "droits.md").read_text(encoding="utf-8")

    assert kept == rights.document(), "run: atelier rights > docs/guides/droits.md"


def test_cell_tells_roles_from_hosts():
    decided = Access("demarche", PILOTS.name, PILOTS, hosts_decide=True)

    assert rights.cell(decided, Role.PILOTE) == rights.OPEN
    assert rights.cell(decided, Role.COPIL) == rights.HOSTS


def test_hosts_are_promised_nothing_where_the_view_does_not_ask_for_their_instance():
    plain = Access("demarche", PILOTS.name, PILOTS)

    assert rights.cell(plain, Role.COPIL) == rights.CLOSED


def test_address_is_written_as_people_see_it():
    page = rights.Page("demarches/<int:demarche_id>/etapes/<slug:key>", None, None)

    assert page.address == "/demarches/N/etapes/…"
