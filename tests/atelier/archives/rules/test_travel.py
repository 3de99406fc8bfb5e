"""Somebody has decided what becomes of every model, of every link between rows."""

import pytest
from django.apps import apps

from atelier.archives.rules.travel import (
    DERIVED,
    DRAWN_WHEN_TAKEN,
    EXPORTED,
    FIELDS_LEFT,
    IDENTIFIERS,
    PERSONAL,
    SHARED,
    TARGETS,
    fate,
)


MODELS = {model._meta.label: model for model in apps.get_models()}


@pytest.mark.parametrize("label", MODELS)
def test_every_model_is_exported_shared_personal_or_derived(label):
    assert fate(label), f"{label}: say in atelier/archives/rules/travel.py what becomes of it"


def test_tables_name_no_model_that_is_gone():
    named = [*EXPORTED, *SHARED, *PERSONAL, *DERIVED]

    assert set(named) - set(MODELS) == set()
    assert len(named) == len(set(named))


@pytest.mark.parametrize("path", sorted({*FIELDS_LEFT, *TARGETS, *IDENTIFIERS, *DRAWN_WHEN_TAKEN}))
def test_fields_named_by_the_tables_exist(path):
    label, _, name = path.rpartition(".")

    assert MODELS[label]._meta.get_field(name)


@pytest.mark.parametrize("label", EXPORTED)
def test_row_comes_after_those_it_cannot_be_without(label):
    order = [*SHARED, *EXPORTED]
    needed = {
        field.related_model._meta.label
        for field in MODELS[label]._meta.concrete_fields
        if field.is_relation and not field.null
    }

    assert needed <= set(order[: order.index(label)])


@pytest.mark.parametrize("label", EXPORTED)
def test_exported_row_names_only_rows_that_travel(label):
    model = MODELS[label]
    links = [one for one in model._meta.concrete_fields if one.is_relation]
    named = {one.related_model._meta.label for one in [*links, *model._meta.local_many_to_many]}

    assert named <= {*SHARED, *EXPORTED}


@pytest.mark.parametrize("label", EXPORTED)
def test_unique_value_is_drawn_anew_when_taken(label):
    """Otherwise a démarche could not be taken up twice, nor on the site it left."""
    unique = {
        f"{label}.{field.name}"
        for field in MODELS[label]._meta.concrete_fields
        if field.unique and not field.primary_key and not field.is_relation
    }

    assert unique <= DRAWN_WHEN_TAKEN | set(FIELDS_LEFT)
