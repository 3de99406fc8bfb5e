"""The JSON of a portrait and its schema."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from maillage.base.statuses import Reliability, Status
from maillage.reports.json_file import SCHEMA, json_file
from tests.conftest import REPOSITORY
from tests.maillage.reports import fictitious


GUIDE = REPOSITORY / "docs" / "guides" / "json.md"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_it_is_exactly_the_dictionary_with_sorted_keys_and_accents(content: dict[str, Any]) -> None:
    made = json_file(content)

    assert json.loads(made) == content
    assert list(json.loads(made)) == sorted(content)
    assert "Démographie".encode() in made


def test_a_number_that_is_not_finite_is_refused(content: dict[str, Any]) -> None:
    content["indicators"][0]["value"] = float("nan")

    with pytest.raises(ValueError, match="JSON compliant"):
        json_file(content)


@pytest.mark.parametrize("make", [fictitious.portrait, fictitious.commune_portrait])
def test_a_portrait_follows_its_schema(validator: Any, make: Any) -> None:
    validator.validate(json.loads(json_file(make())))


def test_a_secret_with_a_number_breaks_the_schema(validator: Any, content: dict[str, Any]) -> None:
    content["indicators"][0]["status"] = "secret"

    assert not validator.is_valid(content)


def test_a_missing_field_breaks_the_schema(validator: Any, content: dict[str, Any]) -> None:
    del content["indicators"][0]["reliability"]

    assert not validator.is_valid(content)


def test_the_schema_knows_every_status_and_reliability(validator: Any) -> None:
    known = validator.schema["$defs"]

    assert set(known["status"]["enum"]) == {str(status) for status in Status}
    assert set(known["reliability"]["enum"]) == {str(one) for one in Reliability}


def test_the_guide_names_every_field_of_the_schema(validator: Any) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    indicator = validator.schema["properties"]["indicators"]["items"]["properties"]

    for name in (*validator.schema["properties"], *indicator):
        assert re.search(rf"`{name}\b", guide), name


def test_the_schema_travels_with_the_package() -> None:
    assert Path(SCHEMA).parent.name == "reports"
