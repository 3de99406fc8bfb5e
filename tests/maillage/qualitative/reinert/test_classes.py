"""From texts to described classes. The answers below are invented."""

import json

import numpy as np
import polars as pl
import pytest

from maillage.base.errors import NoData
from maillage.qualitative.reinert.classes import (
    Reading,
    classify,
    described,
    nearest,
    read_texts,
    segments_out,
)
from maillage.qualitative.reinert.tree import Rules


SUBJECTS = {
    "bus": "Il manque des bus et des trains le soir pour rejoindre la gare sans voiture",
    "soin": "Aucun médecin ni dentiste : les soins sont loin et l’hôpital a fermé ses urgences",
    "garde": "La crèche est pleine, aucune assistante maternelle pour garder mon enfant",
}


def answers() -> tuple[list[str], pl.DataFrame]:
    texts, told = [], []
    for name, text in SUBJECTS.items():
        words = text.split()
        for place in range(12):
            texts.append(" ".join(words[place % 3 :]))
            told.append(name)
    return [*texts, "bus", "!"], pl.DataFrame({"sujet": [*told, None, None]})


@pytest.fixture(scope="module")
def found():
    texts, known = answers()
    segments, counted = read_texts(texts, known, Reading())
    return classify(segments, counted, Rules(classes=3, min_words=3), metadata=["sujet"])


def test_each_subject_is_a_class_named_by_its_words(found):
    by_subject = found.segments.with_columns(pl.Series("class", found.labels)).drop_nulls("sujet")

    assert (
        by_subject.group_by("sujet").agg(pl.col("class").n_unique())["class"].to_list() == [1] * 3
    )
    assert len(found.numbers) == 3
    assert all(found.name(number) for number in found.numbers)


def test_short_answer_founds_no_class_but_is_near_one(found):
    row = found.segments.filter(text="bus")["segment"][0] - 1
    of_buses = found.labels[0]

    assert found.labels[row] == 0
    assert nearest(found)[row] == of_buses


def test_segments_are_written_with_their_class_or_nothing(found):
    written = segments_out(found)

    assert written.columns[:5] == ["segment", "source", "class", "nearest_class", "name"]
    assert written["branch"].str.starts_with("0").sum() == 36
    assert written["class"].null_count() == int((found.labels == 0).sum())


def test_description_is_json_and_its_numbers_agree(found):
    told = json.loads(json.dumps(described(found), allow_nan=False))

    assert told["classified"] == sum(one["size"] for one in told["classes"])
    assert told["heights"] == [told["tree"]["chi2"], *told["heights"][1:]]
    assert sum(one["share"] for one in told["classes"]) == pytest.approx(1)
    assert told["classes"][0]["typical_segments"][0]["text"]
    assert {one["modality"] for one in told["classes"][0]["modalities"]} <= set(SUBJECTS)


def test_double_classification_is_told():
    texts, known = answers()
    segments, counted = read_texts(texts, known, Reading())

    found = classify(segments, counted, Rules(classes=3, min_words=3), double=True)

    told = described(found)
    assert told["crossing"]["classified"] == int((found.labels > 0).sum())
    assert [one["class"] for one in told["tree_classes"]] == [1, 2, 3]


def test_two_runs_write_the_same_thing():
    texts, known = answers()
    runs = [
        described(classify(*read_texts(texts, known, Reading()), Rules(classes=3)))
        for _ in range(2)
    ]

    assert runs[0] == runs[1]


def test_progress_is_told_with_its_stage():
    texts, known = answers()
    told = []

    classify(
        *read_texts(texts, known, Reading()), Rules(classes=3), told=lambda *one: told.append(one)
    )

    assert told[-1] == ("Classification", 3, 3)


def test_texts_without_word_are_told():
    with pytest.raises(NoData, match="ne contient de mot"):
        read_texts(["!", "12"], pl.DataFrame({"a": ["1", "2"]}), Reading())


def test_labels_are_whole_numbers(found):
    assert found.labels.dtype == np.int64
