"""Addresses of traces and rights."""

from django.urls import path

from atelier.archives.models import LegalKind
from atelier.archives.views import archive, journal, legal, people, privacy


app_name = "archives"

ONE = "demarches/<int:demarche_id>"

urlpatterns = [
    path(f"{ONE}/journal", journal.journal, name="journal"),
    path(f"{ONE}/journal.csv", journal.journal_table, name="journal_table"),
    path(f"{ONE}/journal/conservation", archive.term, name="term"),
    path(f"{ONE}/journal/conservation/effacer", archive.purge, name="purge"),
    path(f"{ONE}/journal/archive", archive.archive, name="archive"),
    path(f"{ONE}/journal/archive/exporter", archive.export, name="export"),
    path(f"{ONE}/journal/archive/<uuid:job_id>.zip", archive.download, name="download"),
    path("demarches/reprendre", archive.take_up, name="take_up"),
    path("mes-donnees", privacy.mine, name="mine"),
    path("mes-donnees/telecharger", privacy.download, name="download_mine"),
    path("mes-donnees/resume", privacy.digest, name="digest"),
    path("mes-donnees/effacer", privacy.erase, name="erase_me"),
    path("administration/personnes", people.people, name="people"),
    path("administration/personnes/inviter", people.invite, name="invite_person"),
    path("administration/personnes/<int:person_id>/effacer", people.erase, name="erase_person"),
    path("administration/pages-legales", legal.listed, name="legal_pages"),
    *[
        path(str(kind), legal.page, {"kind": str(kind)}, name=f"legal_{kind.name.lower()}")
        for kind in LegalKind
    ],
    *[
        path(
            f"administration/pages-legales/{kind}",
            legal.write,
            {"kind": str(kind)},
            name=f"write_{kind.name.lower()}",
        )
        for kind in LegalKind
    ],
]
