"""XML read without danger, written valid."""

import pytest
from lxml import etree

from maillage.base.errors import RefusedFile, WrongCall
from maillage.qualitative.coding.markup import SCHEMAS, checked, parse, schema, writable


BOMB = b"""<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>"""
READER = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>"""


@pytest.mark.parametrize("content", [BOMB, READER, b"<!DOCTYPE a><a/>"])
def test_document_type_is_never_read(content):
    with pytest.raises(RefusedFile, match="DOCTYPE|lisible"):
        parse(content, name="p.qde")


@pytest.mark.parametrize("content", [b"", b"<a>", b"\xff\xfe\x00", b"bonjour"])
def test_what_is_no_xml_is_told(content):
    with pytest.raises(RefusedFile, match="n’est pas un fichier XML lisible"):
        parse(content, name="p.qde")


@pytest.mark.parametrize("name", ["Project", "Codebook"])
def test_published_schema_is_there_with_its_licence(name):
    assert schema(name) is schema(name)
    assert "MIT license" in (SCHEMAS / "LICENCE.txt").read_text(encoding="utf-8")


def test_document_that_is_not_valid_is_never_written():
    with pytest.raises(ValueError, match=r"not valid against Codebook\.xsd"):
        checked(etree.Element("{urn:QDA-XML:codebook:1.0}CodeBook"), "Codebook")


def test_sign_xml_cannot_hold_is_named():
    with pytest.raises(WrongCall, match=r"U\+0007"):
        writable("bip\x07", "Un nom")
    assert writable("😀\r\n\t", "Un nom") == "😀\r\n\t"
