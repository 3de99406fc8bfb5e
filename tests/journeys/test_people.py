"""One person takes over from another, in one gesture."""

import pytest
from playwright.sync_api import expect


pytestmark = pytest.mark.browser

ONE = "/demarches/1"


@pytest.mark.parametrize(
    ("width", "leaves", "arrives"),
    [(1280, "Karim Ouadi", "Béatrice Monteil"), (390, "Olivier Estrade", "Yannick Tersac")],
)
def test_person_is_replaced_with_mandates_and_tasks(enter, width, leaves, arrives):
    page = enter("pilote", f"{ONE}/personnes", width=width)
    page.get_by_role("link", name="Passer la main").click()
    page.get_by_label("La personne qui part").select_option(label=leaves)
    page.get_by_label("Celle qui reprend").select_option(label=arrives)

    page.get_by_role("button", name="Voir ce qui va changer de mains").click()
    expect(page.get_by_role("heading", name=f"Ce que {leaves} transmet")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Confirmer la passation").click()

    page.goto(f"{ONE}/personnes/passer-la-main")
    assert leaves not in page.get_by_label("La personne qui part").inner_text()
    page.goto(f"{ONE}/personnes")
    expect(page.get_by_text(arrives).first).to_be_visible()
    expect(page.get_by_text(leaves).last).to_be_attached()


def test_whoever_leaves_sees_nothing_any_more(enter, played):
    page = enter("prestataire", ONE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    played.python(
        "from atelier.accounts.models import Person\n"
        "from atelier.demarches import actions\n"
        "from atelier.demarches.models import Demarche\n"
        "nadia = Person.objects.get(email='nadia.ferrand@valmeyrac.example')\n"
        "antoine = Person.objects.get(email='antoine.sicard@valmeyrac.example')\n"
        "one = Demarche.objects.get(pk=1)\n"
        "[actions.end_mandate(by=nadia, mandate=m) for m in one.mandates.current().filter("
        "person=antoine).order_by('pk')]\n"
    )

    response = page.goto(ONE)

    assert response.status == 404
