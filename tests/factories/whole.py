"""A démarche with at least one row of every model that its archive holds, every field filled.

Rows are made from the models themselves: a field added tomorrow is filled too. Fictitious.
"""

import hashlib
import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import EmailField, Field, FileField, Model, URLField
from django.utils import timezone

from atelier.accounts.models import Person
from atelier.archives.packing.naming import model_of
from atelier.archives.packing.records import path, travelling, travelling_links
from atelier.archives.rules.travel import EXPORTED, IDENTIFIERS, TARGETS
from atelier.audit.models import Event
from atelier.demarches.models import Demarche
from tests.factories import atelier as given


_numbers = count(1)
MOMENT = datetime(2026, 4, 7, 14, 32, 5, 123456, tzinfo=timezone.get_fixed_timezone(0))
PDF = b"%PDF-1.7\nfictif\n"
FINGERPRINT = hashlib.sha256(PDF).hexdigest()
FIGURE = {
    "label": "é ; « x »",
    "value": 12.5,
    "year": 2021,
    "unit": "percent",
    "status": "published",
    "comparisons": [{"level": "departement", "territory": "X", "value": None}],
}
# Values that a constraint asks for, or that a generic one would not mean.
SPECIAL: dict[str, Any] = {
    "demarches.Demarche.shelf": "fictif",
    "demarches.Demarche.level": "epci",
    "demarches.Demarche.code": "999900001",
    "demarches.Demarche.kind": "abs_obligatoire",
    "demarches.Demarche.status": "open",
    "demarches.Mandate.role": "pilote",
    "demarches.Document.media_type": "application/pdf",
    "demarches.Document.size": len(PDF),
    "demarches.Document.sha256": FINGERPRINT,
    "restitution.Production.fmt": "pdf",
    "restitution.Production.size": len(PDF),
    "restitution.Production.sha256": FINGERPRINT,
    "meetings.Meeting.ends_at": MOMENT + timedelta(hours=2),
    "diagnosis.Evidence.kind": "indicator",
    "audit.Event.action": "workshops.card_typed",
    "diagnosis.Evidence.indicator": "part_logements_vacants",
    "diagnosis.Evidence.frozen": FIGURE,
    "diagnosis.Evidence.latest": FIGURE,
    "diagnosis.Evidence.place": {
        "shelf": "fictif",
        "level": "epci",
        "code": "999900001",
        "communes": [],
    },
    "workshops.Statement.figure": FIGURE,
    "demarches.Step.sheet": {"why": ["é ; « x »"], "agenda": [{"what": "x", "minutes": 5}]},
    "restitution.Element.frozen": {
        "title": "é ; « x »",
        "svg": "<svg/>",
        "alternative": "…",
        "source": "…",
        "twin": [["Commune", "Valeur"], ["A", "1"]],
    },
}


class Whole:
    """The démarche, and the row made for each model."""

    def __init__(self, pilot: Person | None = None) -> None:
        self.pilot = pilot or given.person(
            organisation=given.organisation(
                siret="20005550100011", email="ccas@valmeyrac.example", telephone="04 99 99 00 01"
            ),
            telephone="06 99 99 00 12",
            function="Directrice",
            college="professionnels",
        )
        self.rows: dict[str, Model] = {
            "accounts.Person": self.pilot,
            "accounts.Organisation": self.pilot.organisation or given.organisation(),
        }
        for label in EXPORTED:
            self.rows[label] = self._row(label)
        self._link()

    @property
    def demarche(self) -> Demarche:
        """The démarche itself."""
        return self.rows["demarches.Demarche"]

    def _row(self, label: str) -> Model:
        model = model_of(label)
        row = model()
        for field in travelling(model):
            setattr(row, field.attname, self._value(field))
            if isinstance(field, FileField):
                getattr(row, field.name).save("fictif.pdf", ContentFile(PDF), save=False)
        if label == "workshops.Participant":
            row.token_hash = uuid.uuid4().hex * 2
        row.save()
        return row

    def _value(self, field: Field) -> Any:
        where = path(field)
        if where in SPECIAL:
            return SPECIAL[where]
        if where == "workshops.Tie.second":
            return model_of("workshops.Actor").objects.create(demarche=self.demarche, name="Pmi").pk
        if field.is_relation or where in IDENTIFIERS:
            named = IDENTIFIERS.get(where) or field.related_model._meta.label
            return self.rows[named].pk if named in self.rows else None
        if where in TARGETS:
            return f"instance:{self.rows['demarches.Instance'].pk}"
        if field.choices:
            return field.choices[-1][0]
        return self._plain(field)

    def _plain(self, field: Field) -> Any:
        number = next(_numbers)
        values = {
            "DateField": date(2026, 5, 4) + timedelta(days=number),
            "DateTimeField": MOMENT,
            "BooleanField": not field.default if field.has_default() else True,
            "DecimalField": Decimal("12.5"),
            "JSONField": self._json(field),
            "UUIDField": uuid.uuid4(),
            "FileField": "",
            "SlugField": f"cle-{number}",
        }
        if isinstance(field, URLField):
            return f"https://visio.example/{number}"
        if isinstance(field, EmailField):
            return f"ecrire{number}@valmeyrac.example"
        kind = field.get_internal_type()
        if kind in values:
            return values[kind]
        if "Integer" in kind:
            return number
        return f"Texte {number}\u2028=é"[: field.max_length]

    def _json(self, field: Field) -> Any:
        texts = ["é ; « x »", "deux"]
        return texts if field.default is list else {"valeur": 12.5, "liste": [1, None]}

    def _link(self) -> None:
        """Links to rows of the same model or of a later one, links to several rows."""
        for label in EXPORTED:
            row, model = self.rows[label], model_of(label)
            for field in travelling(model):
                if field.is_relation and getattr(row, field.attname) is None:
                    setattr(row, field.attname, self.rows[field.related_model._meta.label].pk)
            row.save()
            for field in travelling_links(model):
                getattr(row, field.name).add(self.rows[field.related_model._meta.label])
        card = self.rows["workshops.Card"]
        gone = {"target": "document:987654", "after": {"card": card.pk, "origin": "paper"}}
        Event.objects.filter(pk=self.rows["audit.Event"].pk).update(at=MOMENT, **gone)
