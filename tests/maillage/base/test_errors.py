"""Errors a person reads: a sentence, what to do next, and the exit code of the command."""

import pytest

from maillage.base.errors import MaillageError, NoData, RefusedFile, WrongCall


def test_error_reads_as_what_happened_then_what_to_do():
    problem = RefusedFile("Le fichier est vide.", todo="Téléchargez-le de nouveau.")

    assert str(problem) == "Le fichier est vide. Téléchargez-le de nouveau."


def test_error_without_advice_has_no_trailing_space():
    assert str(MaillageError("Le magasin est vide.")) == "Le magasin est vide."


@pytest.mark.parametrize(("kind", "code"), [(WrongCall, 2), (RefusedFile, 2), (NoData, 3)])
def test_exit_codes_are_those_of_the_manual(kind, code):
    assert kind("…").exit_code == code
