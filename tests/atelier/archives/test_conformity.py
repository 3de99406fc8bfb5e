"""How accessible the site says it is."""

import pytest

from atelier.archives import conformity


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Ce site est partiellement conforme avec le RGAA.", "partiellement conforme"),
        ("[à compléter : totalement conforme ?] Rien n’est dit.", "non conforme"),
        ("Totalement conforme.", "totalement conforme"),
    ],
)
def test_state_is_the_first_word_of_the_law_in_the_declaration(body, said):
    conformity.remember(body)

    assert conformity.remembered() == said


def test_site_says_the_least_until_somebody_says_more():
    assert conformity.remembered() == "non conforme"
