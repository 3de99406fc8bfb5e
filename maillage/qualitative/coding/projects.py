"""Whole projects in and out: REFI-QDA `.qdpx`.

Texts, excerpts, codes, notes and people are read into our model; everything else (cases, variables,
pictures, sounds, graphs…) is carried along as it was written, and given back at the same place.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

from lxml import etree

from maillage.base.errors import RefusedFile
from maillage.base.french import number
from maillage.qualitative.coding.archives import read_archive, write_archive
from maillage.qualitative.coding.books import ORIGIN, add_codes, codebook_of
from maillage.qualitative.coding.markup import (
    PROJECT,
    Element,
    add,
    add_text,
    checked,
    child,
    children,
    guid_of,
    local,
    parse,
    text_of,
    writable,
)
from maillage.qualitative.coding.model import (
    Code,
    Coding,
    Excerpt,
    Person,
    Project,
    Source,
    Trace,
    same,
)


INTERNAL = "internal://"
FOLDER = "sources"
# In the order of the schema; those read by nobody here are carried along.
PARTS = ("Variables", "Cases", "Links", "Sets", "Graphs")
HEAD = ("origin", "creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime")
TEXT_STAMPS = ("creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime")


def read_project(content: bytes, *, name: str) -> Project:
    """Read a `.qdpx`. Raises RefusedFile, in French: unsafe, not a project, or incoherent."""
    files = read_archive(content, name=name)
    path = next((one for one in files if _is_project(one)), None)
    if path is None:
        raise RefusedFile(
            f"« {name} » ne contient pas de projet (fichier .qde).",
            todo="Exportez le projet au format « REFI-QDA Project » (.qdpx).",
        )
    root = parse(files.pop(path), name=f"{name}, {path}")
    if local(root) != "Project":
        raise RefusedFile(
            f"« {name} » : l’élément « {local(root)} » n’est pas un projet REFI-QDA.",
            todo="Exportez le projet au format « REFI-QDA Project » (.qdpx).",
        )
    return _Reader(name, files).project(root)


def _is_project(path: str) -> bool:
    return len(PurePosixPath(path).parts) == 1 and path.lower().endswith(".qde")


class _Reader:
    """Reads one project; remembers which files of the archive were texts."""

    def __init__(self, name: str, files: dict[str, bytes]) -> None:
        self.where = f"« {name} »"
        self.files = files
        self.by_name = {PurePosixPath(path).name.lower(): path for path in files}
        self.used: set[str] = set()
        self.codes: dict[str, Code] = {}

    def project(self, root: Element) -> Project:
        book = codebook_of(child(root, "CodeBook"), self.where)
        self.codes = book.by_guid()
        listed = [one for one in (_inside(child(root, "Sources"))) if local(one)]
        sources = tuple(self.source(one) for one in listed if local(one) == "TextSource")
        notes = tuple(self.source(one) for one in children(child(root, "Notes"), "Note"))
        return Project(
            name=str(root.get("name", "")),
            people=tuple(self.person(one) for one in children(child(root, "Users"), "User")),
            codebook=book,
            sources=sources,
            notes=notes,
            description=text_of(root, "Description"),
            attributes=tuple(
                (key, str(root.get(key))) for key in (*HEAD, "basePath") if root.get(key)
            ),
            about=_refs(root, self.where),
            others=tuple(
                (place, _raw(one)) for place, one in enumerate(listed) if local(one) != "TextSource"
            ),
            kept=tuple((part, _raw(one)) for part in PARTS for one in children(root, part)),
            files={path: data for path, data in self.files.items() if path not in self.used},
        )

    def person(self, element: Element) -> Person:
        return Person(
            guid_of(element, self.where), str(element.get("name", "")), str(element.get("id", ""))
        )

    def source(self, element: Element) -> Source:
        name = str(element.get("name", ""))
        path = str(element.get("plainTextPath", ""))
        text = self.text(path, name) if path else text_of(element, "PlainTextContent")
        selections = children(element, "PlainTextSelection")
        return Source(
            guid=guid_of(element, self.where),
            name=name,
            text=text,
            description=text_of(element, "Description"),
            excerpts=tuple(self.excerpt(one, name, len(text)) for one in selections),
            codings=self.codings(element),
            trace=_trace(element),
            notes=_refs(element, self.where),
            values=tuple(_raw(one) for one in children(element, "VariableValue")),
            inline=not path,
            rich=str(element.get("richTextPath", "")),
        )

    def text(self, path: str, name: str) -> str:
        """The text beside the project, its line endings as they are, without byte order mark."""
        # Some tools leave the scheme out; a path outside the archive is never followed.
        inside = path.removeprefix(INTERNAL)
        found = self.by_name.get(PurePosixPath(inside).name.lower())
        if "://" in inside or found is None:
            raise RefusedFile(
                f"{self.where} : le texte de « {name} » ({path}) n’est pas dans l’archive.",
                todo="Exportez le projet en y incluant les textes.",
            )
        self.used.add(found)
        try:
            return self.files[found].decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise RefusedFile(
                f"{self.where} : le texte de « {name} » n’est pas en UTF-8, comme REFI-QDA le "
                "demande.",
                todo="Exportez de nouveau depuis votre logiciel.",
            ) from problem

    def excerpt(self, element: Element, source: str, length: int) -> Excerpt:
        start, end = (self.position(element, key) for key in ("startPosition", "endPosition"))
        if not 0 <= start <= end <= length:
            raise RefusedFile(
                f"{self.where}, « {source} » : l’extrait de {number(start)} à {number(end)} sort "
                f"du texte, qui a {number(length)} caractères.",
                todo="Le texte a changé depuis le codage : exportez de nouveau le projet.",
            )
        return Excerpt(
            guid=guid_of(element, self.where),
            start=start,
            end=end,
            name=str(element.get("name", "")),
            description=text_of(element, "Description"),
            codings=self.codings(element),
            trace=_trace(element),
            notes=_refs(element, self.where),
        )

    def position(self, element: Element, key: str) -> int:
        written = str(element.get(key, "")).strip()
        if not written.lstrip("-").isdigit():
            raise RefusedFile(
                f"{self.where}, ligne {element.sourceline} : « {written} » n’est pas une position.",
                todo="Exportez de nouveau le projet depuis votre logiciel.",
            )
        return int(written)

    def codings(self, element: Element) -> tuple[Coding, ...]:
        return tuple(self.coding(one) for one in children(element, "Coding"))

    def coding(self, element: Element) -> Coding:
        reference = child(element, "CodeRef")
        code = "" if reference is None else guid_of(reference, self.where, "targetGUID")
        if same(code) not in self.codes:
            raise RefusedFile(
                f"{self.where}, ligne {element.sourceline} : un codage renvoie à un code absent "
                f"de la grille ({code or 'aucun'}).",
                todo="Exportez de nouveau le projet avec sa grille.",
            )
        return Coding(
            guid_of(element, self.where), code, _trace(element), _refs(element, self.where)
        )


def _inside(element: Element | None) -> list[Element]:
    return [] if element is None else list(element)


def _refs(element: Element, where: str) -> tuple[str, ...]:
    return tuple(guid_of(one, where, "targetGUID") for one in children(element, "NoteRef"))


def _trace(element: Element) -> Trace:
    return Trace(*(str(element.get(key, "")) for key in TEXT_STAMPS))


def _raw(element: Element) -> str:
    """An element we carry along, as XML."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def write_project(project: Project) -> bytes:
    """The `.qdpx` of a project, valid against the published schema; the same bytes every time.

    Raises NoData when it has no code, WrongCall when a name holds a sign XML cannot write.
    """
    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT})
    root.set("name", writable(project.name, "Le nom du projet"))
    for key, value in {"origin": ORIGIN, **dict(project.attributes)}.items():
        root.set(key, value)
    texts: dict[str, bytes] = {}
    _add_people(root, project.people)
    add_codes(add(root, "CodeBook"), project.codebook, notes=True)
    _add_kept(root, project, ("Variables", "Cases"))
    _add_sources(root, project, texts)
    if project.notes:
        notes = add(root, "Notes")
        for one in project.notes:
            _add_source(notes, "Note", one, texts)
    _add_kept(root, project, ("Links", "Sets", "Graphs"))
    add_text(root, "Description", project.description)
    _add_refs(root, project.about)
    return write_archive({"project.qde": checked(root, "Project"), **texts, **project.files})


def _add_people(root: Element, people: Iterable[Person]) -> None:
    listed = list(people)
    if listed:
        users = add(root, "Users")
        for one in listed:
            add(users, "User", guid=one.guid, name=one.name, id=one.id)


def _add_kept(root: Element, project: Project, parts: Iterable[str]) -> None:
    for part in parts:
        for name, raw in project.kept:
            if name == part:
                root.append(parse(raw.encode(), name=part))


def _add_sources(root: Element, project: Project, texts: dict[str, bytes]) -> None:
    others = dict(project.others)
    count = len(project.sources) + len(others)
    if not count:
        return
    sources = add(root, "Sources")
    mine = iter(project.sources)
    for place in range(count):
        if place in others:
            sources.append(parse(others[place].encode(), name="Sources"))
        else:
            _add_source(sources, "TextSource", next(mine), texts)


def _add_source(parent: Element, tag: str, source: Source, texts: dict[str, bytes]) -> None:
    made = add(parent, tag, guid=source.guid, name=source.name, richTextPath=source.rich)
    inside = source.inline and "\r" not in source.text
    if not inside:
        name = f"{same(source.guid)}.txt"
        texts[f"{FOLDER}/{name}"] = source.text.encode()
        made.set("plainTextPath", INTERNAL + name)
    _stamp(made, source.trace, TEXT_STAMPS)
    add_text(made, "Description", source.description)
    if inside:
        add(made, "PlainTextContent").text = writable(source.text, f"Le texte « {source.name} »")
    for one in source.excerpts:
        _add_excerpt(made, one)
    _add_codings(made, source.codings)
    _add_refs(made, source.notes)
    for raw in source.values:
        made.append(parse(raw.encode(), name="VariableValue"))


def _add_excerpt(parent: Element, excerpt: Excerpt) -> None:
    made = add(parent, "PlainTextSelection", guid=excerpt.guid, name=excerpt.name)
    made.set("startPosition", str(excerpt.start))
    made.set("endPosition", str(excerpt.end))
    _stamp(made, excerpt.trace, TEXT_STAMPS)
    add_text(made, "Description", excerpt.description)
    _add_codings(made, excerpt.codings)
    _add_refs(made, excerpt.notes)


def _add_codings(parent: Element, codings: Iterable[Coding]) -> None:
    for one in codings:
        made = add(parent, "Coding", guid=one.guid)
        _stamp(made, one.trace, TEXT_STAMPS[:2])
        add(made, "CodeRef", targetGUID=one.code)
        _add_refs(made, one.notes)


def _add_refs(parent: Element, guids: Iterable[str]) -> None:
    for guid in guids:
        add(parent, "NoteRef", targetGUID=guid)


def _stamp(element: Element, trace: Trace, keys: Iterable[str]) -> None:
    """Who and when; a coding has no mark of change."""
    values = (trace.created_by, trace.created_on, trace.modified_by, trace.modified_on)
    for key, value in zip(keys, values, strict=False):
        if value:
            element.set(key, value)
