"""XML of REFI-QDA: read without any danger, checked against the published schemas.

The schemas are those of the standard 1.5, under MIT licence (see `schemas/LICENCE.txt`).
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from maillage.base.errors import RefusedFile, WrongCall


SCHEMAS = Path(__file__).parent / "schemas"
PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
GUID = re.compile(r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")
COLOUR = re.compile(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
# Signs that XML cannot hold, whatever the escaping.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
Element = Any


def _where(problem: Exception) -> str:
    """` (ligne 3)`, when the reader says where it stopped."""
    line = getattr(problem, "lineno", None)
    return f" (ligne {line})" if line else ""


def parse(content: bytes, *, name: str) -> Element:
    """The root of an XML file: no entity, no DTD, no network. Raises RefusedFile."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise RefusedFile(
            f"« {name} » n’est pas un fichier XML lisible{_where(problem)}.",
            todo="Exportez-le de nouveau depuis votre logiciel.",
        ) from problem
    if root.getroottree().docinfo.doctype:
        raise RefusedFile(
            f"« {name} » déclare un DOCTYPE, ce que REFI-QDA ne fait jamais : il n’est pas lu.",
            todo="Exportez-le de nouveau depuis votre logiciel.",
        )
    return root


@cache
def schema(name: str) -> etree.XMLSchema:
    """The published schema: « Project » or « Codebook »."""
    return etree.XMLSchema(etree.parse(str(SCHEMAS / f"{name}.xsd")))


def checked(root: Element, name: str) -> bytes:
    """The bytes of a document, once valid against its schema.

    Raises ValueError, naming the first thing wrong, when what we wrote is not valid.
    """
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    rules = schema(name)
    # Checked as others will read it, not as it stands in memory.
    if not rules.validate(etree.fromstring(content)):
        raise ValueError(f"not valid against {name}.xsd: {rules.error_log[0].message}")
    return content


def local(element: Element) -> str:
    """Name of an element without its namespace; nothing for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element | None, name: str) -> list[Element]:
    """Children of that name, whatever the namespace: some tools forget it."""
    return [] if element is None else [one for one in element if local(one) == name]


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(iter(children(element, name)), None)


def text_of(element: Element | None, name: str) -> str:
    """The text of the first child of that name, or nothing."""
    found = child(element, name)
    return "" if found is None or found.text is None else str(found.text)


def guid_of(element: Element, where: str, attribute: str = "guid") -> str:
    """A guid as written. Raises RefusedFile when it is absent or is not one."""
    guid = str(element.get(attribute, "")).strip()
    if not GUID.fullmatch(guid):
        what = f"« {guid} » n’est pas un identifiant" if guid else "un identifiant manque"
        raise RefusedFile(
            f"{where}, élément {local(element)} (ligne {element.sourceline}) : {what} REFI-QDA.",
            todo="Exportez de nouveau depuis votre logiciel, ou signalez-le à son éditeur.",
        )
    return guid


def writable(text: str, what: str) -> str:
    """A text XML can hold. Raises WrongCall naming what holds a sign it cannot."""
    found = UNWRITABLE.search(text)
    if found:
        raise WrongCall(
            f"{what} contient un caractère de contrôle (U+{ord(found.group()):04X}) que le format "
            "REFI-QDA ne peut pas écrire.",
            todo="Retirez ce caractère, puis recommencez.",
        )
    return text


def add(parent: Element, tag: str, /, **attributes: str) -> Element:
    """A new child in the namespace of its parent, its empty attributes left out."""
    space = etree.QName(parent).namespace
    given = {key: writable(value, f"« {tag} »") for key, value in attributes.items() if value}
    return etree.SubElement(parent, f"{{{space}}}{tag}", given)


def add_text(parent: Element, name: str, text: str) -> None:
    """A child that holds a text, when there is one."""
    if text:
        add(parent, name).text = writable(text, f"« {name} »")
