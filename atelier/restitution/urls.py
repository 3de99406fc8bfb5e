"""Addresses of restitutions."""

from django.urls import path

from atelier.restitution.views import documents, restitutions


app_name = "restitution"

ALL = "demarches/<int:demarche_id>/restituer"
ONE = f"{ALL}/<int:restitution_id>"

urlpatterns = [
    path(ALL, restitutions.index, name="index"),
    path(f"{ALL}/preparer", restitutions.edit, name="prepare"),
    path(ONE, restitutions.restitution, name="restitution"),
    path(f"{ONE}/modifier", restitutions.edit, name="edit"),
    path(f"{ONE}/choisir", restitutions.choose, name="choose"),
    path(f"{ONE}/deplacer", restitutions.move, name="move"),
    path(f"{ONE}/elements/<int:element_id>", restitutions.element, name="element"),
    path(f"{ONE}/supprimer", restitutions.remove, name="remove"),
    path(f"{ONE}/apercu", documents.preview, name="preview"),
    path(f"{ONE}/produire/<slug:form>/<slug:fmt>", documents.produce, name="produce"),
    path(f"{ONE}/documents/<int:production_id>", documents.production, name="production"),
    path(f"{ONE}/textes/<slug:form>", documents.text, name="text"),
]
