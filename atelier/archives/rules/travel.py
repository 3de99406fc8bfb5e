"""What leaves with the archive of a démarche, and what stays: every model is in one table.

A test fails when a model is in none of them: whoever adds a model decides here what becomes of it.
"""

from typing import Any


FORMAT = "maillage-demarche"
SCHEMA = 1

# Model → path to its démarche. Rows are made in this order: a row comes after those it needs.
EXPORTED = {
    "demarches.Demarche": "pk",
    "demarches.Presentation": "demarche",
    "demarches.Instance": "demarche",
    "demarches.Mandate": "demarche",
    "demarches.Step": "demarche",
    "demarches.Deliverable": "step__demarche",
    "demarches.Task": "demarche",
    "demarches.Document": "demarche",
    "meetings.Meeting": "demarche",
    "meetings.AgendaItem": "meeting__demarche",
    "meetings.Attendance": "meeting__demarche",
    "meetings.Decision": "demarche",
    "meetings.Consultation": "demarche",
    "meetings.Confirmation": "consultation__demarche",
    "workshops.Workshop": "demarche",
    "workshops.Activity": "workshop__demarche",
    "workshops.Participant": "workshop__demarche",
    "workshops.Group": "workshop__demarche",
    "workshops.ReceivedGesture": "workshop__demarche",
    "workshops.Card": "activity__workshop__demarche",
    "workshops.Vote": "activity__workshop__demarche",
    "workshops.Statement": "activity__workshop__demarche",
    "workshops.Bet": "statement__activity__workshop__demarche",
    "workshops.Actor": "demarche",
    "workshops.LateVote": "activity__workshop__demarche",
    "workshops.Tie": "activity__workshop__demarche",
    "workshops.TieProposal": "activity__workshop__demarche",
    "diagnosis.Study": "demarche",
    "diagnosis.StudyFinding": "study__demarche",
    "diagnosis.Testimony": "demarche",
    "diagnosis.OfferFact": "demarche",
    "diagnosis.PartnerFigure": "demarche",
    "diagnosis.Evidence": "demarche",
    "diagnosis.Hypothesis": "demarche",
    "diagnosis.HypothesisEvidence": "hypothesis__demarche",
    "diagnosis.Finding": "demarche",
    "diagnosis.Validation": "finding__demarche",
    "diagnosis.FindingEvidence": "finding__demarche",
    "diagnosis.PathBreak": "finding__demarche",
    "restitution.Restitution": "demarche",
    "restitution.Element": "restitution__demarche",
    "restitution.Production": "restitution__demarche",
    "archives.Retention": "demarche",
    "audit.Event": "demarche_id",
}

# Known by the whole site: those the démarche names leave with it, and are found again on arrival.
SHARED = ("accounts.Organisation", "accounts.Person")

# Never leaves: keys and ways in, of one person on one site.
PERSONAL = {
    "accounts.PersonalLink": "ouvre ce site-ci, à une personne",
    "account.EmailAddress": "façon d’entrer sur ce site-ci",
    "account.EmailConfirmation": "façon d’entrer sur ce site-ci",
    "mfa.Authenticator": "second facteur d’une personne",
    "socialaccount.SocialAccount": "façon d’entrer sur ce site-ci",
    "socialaccount.SocialToken": "façon d’entrer sur ce site-ci",
    "sessions.Session": "séance ouverte dans un navigateur",
}

# Made again by the site, or a setting of the site itself.
DERIVED = {
    "contenttypes.ContentType": "refait par le site",
    "auth.Permission": "refait par le site, inutilisé",
    "auth.Group": "inutilisé",
    "socialaccount.SocialApp": "réglage du site",
    "django_tasks_database.DBTaskResult": "file des travaux du site",
    "work.Job": "travail de fond, oublié au bout d’un mois",
    "archives.LegalPage": "page du site, pas d’une démarche",
}

# Fields that stay, with the reason; the archive does not hold them.
FIELDS_LEFT = {
    "accounts.Person.password": "ouvre ce site-ci",
    "accounts.Person.wanted_email": "demande en cours sur ce site-ci",
    "accounts.Person.last_login": "concerne ce site-ci",
    "accounts.Person.is_administrator": "droit sur ce site-ci",
    "demarches.Demarche.previous": "une autre démarche, qui s’exporte à part",
    "demarches.Mandate.accepted_at": "accord donné sur ce site-ci",
    "demarches.Mandate.introduces": "dit qui a été ajouté à ce site-ci",
    "audit.Event.taken_up": "dit comment la ligne est arrivée sur ce site-ci",
    "workshops.Participant.token_hash": "clé d’un téléphone, tirée de nouveau à l’arrivée",
}

# Texts « kind:id » that name a row.
TARGETS = {
    "demarches.Document.target",
    "demarches.Task.origin",
    "meetings.Decision.subject",
    "audit.Event.target",
}

# Numbers that name a row without a foreign key.
IDENTIFIERS = {
    "workshops.Workshop.meeting": "meetings.Meeting",
    "audit.Event.person_id": "accounts.Person",
    "audit.Event.demarche_id": "demarches.Demarche",
}

# (action, key) of the journal whose value is the identifier of a row.
JOURNAL_IDENTIFIERS = {("workshops.card_typed", "card"): "workshops.Card"}

# Unique over the whole site: kept when free on arrival, drawn anew otherwise.
DRAWN_WHEN_TAKEN = {
    "meetings.Meeting.uid",
    "workshops.Workshop.code",
    "workshops.Participant.uid",
    "workshops.Group.uid",
    "workshops.Card.uid",
    "workshops.TieProposal.uid",
    "restitution.Production.job",
}


def fate(label: str) -> str:
    """Which table a model is in; empty when nobody has decided."""
    tables: dict[str, Any] = {
        "exported": EXPORTED,
        "shared": SHARED,
        "personal": PERSONAL,
        "derived": DERIVED,
    }
    return next((name for name, table in tables.items() if label in table), "")
