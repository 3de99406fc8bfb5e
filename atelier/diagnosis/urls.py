"""Addresses of hypotheses, evidence and constats."""

from django.urls import path

from atelier.diagnosis.views import correcting, evidence, findings, hypotheses, library, portrait


app_name = "diagnosis"

ONE = "demarches/<int:demarche_id>"
HYPOTHESIS = f"{ONE}/hypotheses/<int:hypothesis_id>"
EVIDENCE = f"{ONE}/preuves/<int:evidence_id>"
FINDING = f"{ONE}/constats/<int:finding_id>"
LIBRARY = f"{ONE}/bibliotheque"
WORDS = f"{LIBRARY}/paroles/<int:row_id>"
ROW = f"{LIBRARY}/lignes/<slug:kind>/<int:row_id>"

urlpatterns = [
    path(f"{ONE}/portrait", portrait.portrait, name="portrait"),
    path(f"{ONE}/portrait/epingler", portrait.pin, name="pin"),
    path(f"{ONE}/hypotheses", hypotheses.register, name="hypotheses"),
    path(f"{ONE}/hypotheses/ecrire", hypotheses.edit, name="write_hypothesis"),
    path(HYPOTHESIS, hypotheses.hypothesis, name="hypothesis"),
    path(f"{HYPOTHESIS}/modifier", hypotheses.edit, name="edit_hypothesis"),
    path(f"{HYPOTHESIS}/etat", hypotheses.set_status, name="hypothesis_status"),
    path(f"{HYPOTHESIS}/preuves", hypotheses.attach, name="attach"),
    path(f"{HYPOTHESIS}/preuves/<int:evidence_id>", hypotheses.detach, name="detach"),
    path(f"{ONE}/preuves", evidence.index, name="evidence"),
    path(f"{ONE}/preuves/relire", evidence.review, name="review"),
    path(EVIDENCE, evidence.one_evidence, name="one_evidence"),
    path(f"{EVIDENCE}/vu", evidence.acknowledge, name="acknowledge"),
    path(f"{EVIDENCE}/retirer", evidence.unpin, name="unpin"),
    path(LIBRARY, library.index, name="library"),
    path(f"{LIBRARY}/etudes/ajouter", library.add_study, name="add_study"),
    path(f"{LIBRARY}/etudes/<int:study_id>/relever", library.extract, name="extract"),
    path(f"{LIBRARY}/offre/ajouter", library.add_offer_fact, name="add_offer_fact"),
    path(f"{LIBRARY}/chiffres/ajouter", library.add_partner_figure, name="add_partner_figure"),
    path(f"{LIBRARY}/paroles", library.testimonies, name="testimonies"),
    path(f"{LIBRARY}/paroles/saisir", library.add_testimony, name="add_testimony"),
    path(f"{LIBRARY}/paroles/importer", library.import_testimonies, name="import_testimonies"),
    path(f"{LIBRARY}/paroles/supprimer", correcting.remove_many, name="remove_testimonies"),
    path(f"{WORDS}/corriger", correcting.correct_words, name="correct_words"),
    path(f"{WORDS}/supprimer", correcting.remove_words, name="remove_words"),
    path(f"{ROW}/corriger", correcting.correct_row, name="correct_row"),
    path(f"{ROW}/supprimer", correcting.remove_row, name="remove_row"),
    path(f"{LIBRARY}/grille", library.grid, name="grid"),
    path(f"{LIBRARY}/<slug:kind>/<int:row_id>/preuve", library.pin, name="pin_row"),
    path(f"{ONE}/constats", findings.register, name="findings"),
    path(f"{ONE}/constats/ecrire", findings.edit, name="write_finding"),
    path(f"{ONE}/constats/telecharger/<slug:fmt>", findings.export, name="export"),
    path(FINDING, findings.finding, name="finding"),
    path(f"{FINDING}/modifier", findings.edit, name="edit_finding"),
    path(f"{FINDING}/etat", findings.set_status, name="finding_status"),
    path(f"{FINDING}/valider", findings.validate, name="validate"),
    path(f"{FINDING}/preuves", findings.rest, name="rest"),
    path(f"{FINDING}/preuves/<int:evidence_id>", findings.rest_off, name="rest_off"),
    path(f"{FINDING}/ruptures", findings.breaks, name="breaks"),
]
