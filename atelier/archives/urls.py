"""Addresses of traces and rights."""

from django.urls import path

from atelier.archives.views import journal


app_name = "archives"

ONE = "demarches/<int:demarche_id>"

urlpatterns = [
    path(f"{ONE}/journal", journal.journal, name="journal"),
    path(f"{ONE}/journal.csv", journal.journal_table, name="journal_table"),
]
