"""The document model."""

import json

from maillage.reports.document import Document, Pair, Picture, Table, plain


def test_the_document_is_plain_json_with_the_kind_of_each_block(document: Document) -> None:
    data = json.loads(json.dumps(document.data()))

    kinds = {block["kind"] for section in data["sections"] for block in section["blocks"]}
    assert {"pair", "findings", "table"} <= kinds


def test_blocks_inside_pairs_are_found_too() -> None:
    pair = Pair(left=(plain("a"),), right=(plain("b"),))

    assert [block["runs"][0]["text"] for block in pair.data()["left"]] == ["a"]
    assert pair.data()["right"][0]["kind"] == "paragraph"


def test_every_picture_has_an_alternative_text(document: Document) -> None:
    pictures = [block for block in document.blocks() if isinstance(block, Picture)]

    assert pictures
    assert all(len(picture.alternative) > 40 for picture in pictures)


def test_every_table_has_a_caption_and_full_lines(document: Document) -> None:
    tables = [block for block in document.blocks() if isinstance(block, Table)]

    assert tables
    for table in tables:
        assert table.caption
        assert {len(row) for row in table.rows} == {len(table.columns)}
