"""Rows made again from records: new keys, people found by their e-mail address, files put back.

Called inside one transaction: a record that cannot be made undoes everything.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Field, FileField, JSONField, Model
from django.db.models.fields.files import FieldFile
from django.utils.crypto import get_random_string

from atelier.accounts import logos
from atelier.accounts.models import Organisation, Person
from atelier.archives.packing import shapes
from atelier.archives.packing.naming import label_of, model_of
from atelier.archives.packing.opening import Archive, WrongArchive
from atelier.archives.packing.records import Record, path, travelling, travelling_links
from atelier.archives.rules.travel import (
    DRAWN_WHEN_TAKEN,
    EXPORTED,
    IDENTIFIERS,
    JOURNAL_IDENTIFIERS,
    SHARED,
    TARGETS,
)
from atelier.ui.characters import UNWRITABLE


BATCH = 500
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
Told = Callable[[int, int, str], None]


class Planting:
    """One archive being made into rows.

    keys    uid → primary key of the row it became
    found   how many people and organisations were already known here
    made    how many rows were made, by model
    added   keys of the people made
    stored  files put on disk, to take away if the rows are not kept
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.keys: dict[str, tuple[str, int]] = {}
        self.found = dict.fromkeys(SHARED, 0)
        self.made: dict[str, int] = {}
        self.added: list[int] = []
        self.stored: list[FieldFile] = []

    def plant(self, told: Told = lambda *_: None) -> Model:
        """Make every row; returns the démarche. Raises WrongArchive."""
        total = len(SHARED) + len(EXPORTED)
        for rank, label in enumerate((*SHARED, *EXPORTED)):
            told(rank, total, "Reprise des lignes")
            lines = self.archive.records(label)
            made = self._make(label, lines)
            self._complete(label, lines, made)
        opened = [key for label, key in self.keys.values() if label == "demarches.Demarche"]
        if len(opened) != 1:
            raise WrongArchive("elle ne contient pas une démarche, et une seule")
        return model_of("demarches.Demarche")._base_manager.get(pk=opened[0])

    def names(self) -> dict[tuple[str, int], str]:
        """(model, key) → the uid the archive gave."""
        return {place: uid for uid, place in self.keys.items()}

    def rows(self, label: str) -> list[int]:
        """Keys of the rows of one model."""
        return [key for name, key in self.keys.values() if name == label]

    def take_away(self) -> None:
        """Remove from the disk the files of rows that were not kept."""
        for file in self.stored:
            file.storage.delete(file.name)

    def _make(self, label: str, lines: list[Record]) -> list[Model]:
        made = [self._known(label, line) or self._row(label, line) for line in lines]
        fresh = [row for row in made if row.pk is None]
        self.made[label] = len(fresh)
        if label == "accounts.Person":
            self.added = [row.pk for row in fresh]
        model_of(label)._base_manager.bulk_create(fresh, batch_size=BATCH)
        for row, line in zip(made, lines, strict=True):
            if line["uid"] in self.keys:
                raise WrongArchive("deux lignes y portent le même identifiant")
            self.keys[line["uid"]] = (label, row.pk)
        return fresh

    def _known(self, label: str, line: Record) -> Model | None:
        """The person or organisation this site knows already; left as it is here."""
        if label not in SHARED:
            return None
        fields = line["fields"]
        row = _person(fields) if label == "accounts.Person" else _organisation(fields)
        self.found[label] += row is not None
        return row

    def _row(self, label: str, line: Record) -> Model:
        """A row not written yet. Links to rows that come later are left empty until then."""
        model, fields = model_of(label), line["fields"]
        row = model()
        for field in travelling(model):
            if field.name in fields and not isinstance(field, FileField):
                setattr(row, field.attname, self._value(row, field, fields[field.name]))
        if label == "workshops.Participant":
            row.token_hash = uuid4().hex * 2
        if label == "accounts.Person":
            # They come in once somebody here invites them, not because an archive names them.
            row.set_unusable_password()
            row.is_active = False
            row.email = row.email.lower() if row.email else None
        row.uid_in_archive = line["uid"]
        return row

    def _value(self, row: Model, field: Field, raw: Any) -> Any:
        where = path(field)
        if field.is_relation or where in IDENTIFIERS:
            return self._key(row, field, raw)
        value = _cleaned(row, field, raw)
        if where in DRAWN_WHEN_TAKEN and _is_taken(row, field, value):
            return _drawn(field)
        return value

    def _key(self, row: Model, field: Field, uid: Any) -> int | None:
        """The key of the row a field names; None when it comes later in the order."""
        wanted = IDENTIFIERS.get(path(field)) or field.related_model._meta.label
        if uid is None:
            if field.null:
                return None
            raise WrongArchive(f"« {row._meta.verbose_name} » : {field.verbose_name} manque")
        label, key = self.keys.get(uid, ("", 0))
        if label == wanted:
            return key
        # A number without foreign key outlives the row it names; a link may name a later row.
        if not label and (path(field) in IDENTIFIERS or (field.null and _comes_later(field))):
            return None
        raise WrongArchive(f"« {row._meta.verbose_name} » renvoie à une ligne qui n’y est pas")

    def _complete(self, label: str, lines: list[Record], made: list[Model]) -> None:
        """What needs the keys: links between rows of a model, and files."""
        by_uid = {line["uid"]: line["fields"] for line in lines}
        for row in made:
            fields = by_uid[row.uid_in_archive]
            changed = [self._file(row, one, fields) for one in _files(model_of(label))]
            changed += [self._late_link(row, one, fields) for one in _links_to_itself(row)]
            names = [name for name in changed if name]
            if names:
                row.save(update_fields=names)
            for field in travelling_links(model_of(label)):
                keys = [self._linked(field, uid) for uid in fields.get(field.name, ())]
                getattr(row, field.name).set(keys)

    def _late_link(self, row: Model, field: Field, fields: Record) -> str:
        """A link to a row of the same model."""
        uid = fields.get(field.name)
        if uid is None or getattr(row, field.attname) is not None:
            return ""
        setattr(row, field.attname, self._linked(field, uid))
        return field.name

    def _linked(self, field: Field, uid: str) -> int:
        label, key = self.keys.get(uid, ("", 0))
        if label != field.related_model._meta.label:
            raise WrongArchive("une ligne renvoie à une autre qui n’y est pas")
        return key

    def _file(self, row: Model, field: FileField, fields: Record) -> str:
        """Put a file back, under a name of this site. Returns the field's name, if any."""
        name = fields.get(field.name)
        if not name:
            return ""
        if name not in self.archive.cards or not name.startswith("documents/"):
            raise WrongArchive(f"« {name} » y manque")
        content = b"".join(self.archive.chunks(name))
        if path(field) == "accounts.Organisation.logo":
            content = _redrawn(content)
        file = getattr(row, field.name)
        file.save(name.rpartition("/")[2], File(io.BytesIO(content)), save=False)
        self.stored.append(file)
        return field.name

    def settle(self) -> None:
        """Once every row is made: texts that name rows, links forward, days written by the site."""
        for label in EXPORTED:
            self._settle_model(label)

    def _settle_model(self, label: str) -> None:
        model = model_of(label)
        late = [one for one in travelling(model) if _is_settled_late(one)]
        if not late:
            return
        rows = model._base_manager.in_bulk(self.rows(label))
        for line in self.archive.records(label):
            row = rows[self.keys[line["uid"]][1]]
            for field in late:
                if field.name in line["fields"]:
                    setattr(row, field.attname, self._settled(row, field, line["fields"]))
        if rows:
            model._base_manager.bulk_update(
                list(rows.values()), [one.name for one in late], batch_size=BATCH
            )

    def _settled(self, row: Model, field: Field, fields: Record) -> Any:
        raw = fields[field.name]
        if path(field) in TARGETS:
            return _cleaned(row, field, self._target(raw))
        if path(field) == "audit.Event.after":
            told = {key: self._journal_value(fields, key, value) for key, value in raw.items()}
            return _cleaned(row, field, told)
        if field.is_relation:
            return None if raw is None else self._linked(field, raw)
        return _cleaned(row, field, raw)

    def _target(self, text: str) -> str:
        """« meeting:<uid> » with its key here; a row that is gone keeps its uid."""
        kind, _, uid = text.partition(":")
        label, key = self.keys.get(uid, ("", 0))
        return f"{kind}:{key}" if label and label == label_of(kind) else text

    def _journal_value(self, fields: Record, key: str, value: Any) -> Any:
        wanted = JOURNAL_IDENTIFIERS.get((fields.get("action"), key))
        label, found = self.keys.get(value, ("", 0)) if isinstance(value, str) else ("", 0)
        return found if wanted and label == wanted else value


def _cleaned(row: Model, field: Field, raw: Any) -> Any:
    """The value in its type, within its choices and length. Raises WrongArchive."""
    if any(UNWRITABLE.search(text) for text in _texts(raw)):
        raise WrongArchive(
            f"« {row._meta.verbose_name} » : {field.verbose_name} contient des caractères de "
            "contrôle, qu’aucun document ne peut porter"
        )
    try:
        if raw is None and not field.null:
            raise ValidationError("absent")
        value = field.to_python(raw)
        if value not in field.empty_values:
            field.validate(value, row)
            field.run_validators(value)
        if isinstance(field, JSONField):
            shapes.check(field, value)
    except (ValidationError, TypeError, ValueError, OverflowError) as problem:
        raise WrongArchive(
            f"« {row._meta.verbose_name} » : {field.verbose_name} a une valeur que ce site refuse"
        ) from problem
    return value


def _texts(raw: Any) -> Iterator[str]:
    """Every text of a value of JSON."""
    waiting = [raw]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]


def _redrawn(content: bytes) -> bytes:
    """A logo drawn again, here as when one is sent: public pages show it. Raises WrongArchive."""
    try:
        return logos.redrawn(io.BytesIO(content))
    except logos.RefusedImage as problem:
        raise WrongArchive("le logo d’une organisation n’est pas une image lisible") from problem


def _person(fields: Record) -> Person | None:
    """By e-mail address only: two people may share a name."""
    email = str(fields.get("email") or "").strip().lower()
    return Person.objects.filter(email=email).first() if email else None


def _organisation(fields: Record) -> Organisation | None:
    """By Siret, else by name and kind."""
    siret, name = fields.get("siret"), str(fields.get("name", ""))
    found = Organisation.objects.order_by("pk")
    by_siret = found.filter(siret=siret).first() if siret else None
    return by_siret or found.filter(name__iexact=name, kind=fields.get("kind")).first()


def _files(model: type[Model]) -> list[FileField]:
    return [field for field in travelling(model) if isinstance(field, FileField)]


def _links_to_itself(row: Model) -> list[Field]:
    return [
        one for one in travelling(type(row)) if one.is_relation and one.related_model is type(row)
    ]


def _is_settled_late(field: Field) -> bool:
    """Known only once every row is made, or written by the site itself when a row is made."""
    if path(field) in TARGETS or path(field) == "audit.Event.after":
        return True
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return True
    return field.is_relation and _comes_later(field) and field.related_model is not field.model


def _comes_later(field: Field) -> bool:
    """Whether the rows a link names are made after its own, or together with them."""
    order = list(EXPORTED)
    named, own = field.related_model._meta.label, field.model._meta.label
    return named in order and own in order and order.index(named) >= order.index(own)


def _is_taken(row: Model, field: Field, value: Any) -> bool:
    return type(row)._base_manager.filter(**{field.name: value}).exists()


def _drawn(field: Field) -> Any:
    if field.get_internal_type() == "UUIDField":
        return uuid4()
    return get_random_string(6, CODE_SIGNS)
