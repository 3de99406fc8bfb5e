"""Legal pages: public, filled by whoever administers the site."""

import pytest

from atelier.archives.models import LegalKind
from tests.factories import atelier as given


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", LegalKind.values)
def test_page_is_public_and_says_what_is_to_fill(visitor, kind):
    page = visitor.get(f"/{kind}").content.decode()

    assert LegalKind(kind).label in page
    assert "à compléter" in page


@pytest.mark.parametrize("kind", LegalKind.values)
def test_every_page_of_the_site_leads_to_it(visitor, kind):
    assert f'href="/{kind}"' in visitor.get("/").content.decode()


def test_administrator_fills_a_page(client_of, visitor):
    client = client_of(given.administrator())

    form = client.get("/administration/pages-legales/mentions-legales").content.decode()
    client.post(
        "/administration/pages-legales/mentions-legales",
        {"body": "## Éditeur\nLe CCAS de Valmeyrac <script>"},
    )

    page = visitor.get("/mentions-legales").content.decode()
    assert "à compléter" in form
    assert "Le CCAS de Valmeyrac &lt;script&gt;" in page
    assert "à compléter" not in page
    assert "Complète" in client.get("/administration/pages-legales").content.decode()


def test_empty_page_is_refused(client_of):
    response = client_of(given.administrator()).post(
        "/administration/pages-legales/conditions", {"body": ""}
    )

    assert response.status_code == 400


def test_first_page_says_how_accessible_the_site_is(client_of, visitor):
    assert "Accessibilité&nbsp;: non conforme" in visitor.get("/").content.decode()

    client_of(given.administrator()).post(
        "/administration/pages-legales/accessibilite",
        {"body": "## État\nCe site est partiellement conforme avec le RGAA 4.1."},
    )

    assert "Accessibilité&nbsp;: partiellement conforme" in visitor.get("/").content.decode()
