"""Addresses of the homes."""

from django.urls import path

from atelier.home import views


app_name = "home"

ONE = "demarches/<int:demarche_id>"

urlpatterns = [
    path(ONE, views.home, name="home"),
    path(f"{ONE}/reunions/<int:meeting_id>/dossier.<slug:fmt>", views.folder, name="folder"),
    path(f"{ONE}/feuilles/<slug:key>.<slug:fmt>", views.blank, name="blank"),
    path(f"{ONE}/accueil/convocations/<int:attendance_id>", views.reply, name="reply"),
    path(f"{ONE}/accueil/avis/<int:confirmation_id>", views.opinion, name="opinion"),
]
