"""Papers: their parts, in the order of their card; what is empty is left out or said."""

import pytest

from atelier.restitution import actions
from atelier.restitution.writing.content import content_of
from atelier.restitution.writing.followed import followed_of
from atelier.restitution.writing.papers import blanks, paper_of, with_article
from tests.factories import restitution as given


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fictitious_store")]


def paper(form, made=None):
    shown = made or given.whole(drawings=True)
    return paper_of(content_of(shown), form, followed_of(shown))


def test_note_says_what_is_established_then_what_is_asked():
    headings = [part.heading for part in paper("note").parts]

    assert headings.index("Ce qui est établi") < headings.index("Ce qui vous est demandé")
    assert headings[-1] == "Sources"


def test_note_without_constat_says_so_and_leaves_empty_parts_out():
    parts = paper("note", given.restitution()).parts

    told = [sentence for part in parts for sentence in part.paragraphs]
    assert "Aucun constat validé n’a été choisi pour cette restitution." in told
    assert "Les paroles recueillies" not in [part.heading for part in parts]


def test_budget_paragraph_puts_the_constats_in_one_sentence_with_their_validation():
    (argument,) = paper("dob").parts[0].shown.paragraphs

    assert argument.startswith("Elle fait ressortir : « Des logements sont vides")
    assert "(validé en COPIL du" in argument


def test_council_of_communes_deliberates_without_the_texts_of_a_ccas():
    made = given.restitution()
    demarche = made.demarche
    demarche.kind = "abs_volontaire"
    demarche.save()
    demarche.presentations.create(body="Conseil communautaire", required=False)

    text = "\n".join([*paper("deliberation", made).texts(), *paper("dob", made).texts()])

    assert "Conseil communautaire, " in text
    assert "administration" not in text
    assert "R. 123-1" not in text


def test_council_takes_note_only_of_what_is_validated():
    made = given.whole()
    draft = given.finding(made.demarche, status="proposed", statement="Rien n’est encore sûr.")
    keys = [f"finding:{one.pk}" for one in made.demarche.findings.all()]
    actions.choose(by=made.written_by, restitution=made, keys=keys)

    shown = paper("deliberation", given.read(made))

    told = {part.heading: part.shown.lines for part in shown.parts}
    assert draft.number == 2

    apart = "Pour information : constats non validés à ce jour, dont il n’est pas pris acte"
    assert [line.flag for line in told["Constats présentés au conseil"]] == [""]
    assert [line.text for line in told[apart]] == ["Rien n’est encore sûr."]


def test_poster_is_titled_by_the_message():
    assert paper("affiche").title == "Des logements vides, des jeunes qui cherchent."


def test_article_shows_the_drawings_with_their_source():
    drawings = [one for part in paper("article").parts for one in part.shown.drawings]

    assert [drawing.title[:12] for drawing, _ in drawings] == ["Part des log"] * 2
    assert all(source for _, source in drawings)


def test_every_text_of_the_followed_groups_is_read_for_names():
    assert f"« {given.GROUP} »" in list(paper("suites").texts())


def test_what_is_left_to_fill_is_apart():
    assert blanks("Fait à [commune], le [date].") == [
        ("Fait à ", False),
        ("[commune]", True),
        (", le ", False),
        ("[date]", True),
        (".", False),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CCAS de Valmeyrac", "le CCAS de Valmeyrac"),
        ("Communauté de communes", "la Communauté de communes"),
        ("Valmeyrac Solidarité", "Valmeyrac Solidarité"),
    ],
)
def test_organisation_has_its_article_when_its_noun_is_known(name, told):
    assert with_article(name) == told


def test_deliberation_says_for_whom_else_it_is_to_be_written():
    made = given.whole()
    made.demarche.presentations.create(body="CCAS de Bidon", required=True)
    made.demarche.presentations.create(body="CCAS de Gras", required=True)

    told = [sentence for part in paper("deliberation", made).parts for sentence in part.paragraphs]

    assert any("Le même rapport est dû à" in one and "CCAS de Gras" in one for one in told)
