"""`maillage classes` and `maillage concordance` as a person types them."""

import csv
import json

import numpy as np
import polars as pl
import pytest
from scipy.stats import chi2_contingency

from tests.maillage.qualitative.reinert.test_classes import answers


@pytest.fixture
def folder(tmp_path):
    texts, known = answers()
    with (tmp_path / "R.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["réponse", "sujet"])
        writer.writerows(zip(texts, known["sujet"], strict=True))
    return tmp_path


@pytest.fixture
def classes(run, folder):
    def command(*options, name="R.csv"):
        target = folder / "sortie"
        answer = run(
            "classes",
            *([str(folder / name)] if name else []),
            *options,
            "-o",
            str(target),
            store=str(folder),
        )
        return answer, target

    return command


def test_every_file_is_written(classes):
    answer, target = classes("--text", "réponse", "--metadata", "sujet", "-k", "3")

    assert answer.code == 0
    assert {path.name for path in target.iterdir()} == {
        "classes.json",
        "segments.csv",
        "words.csv",
        "splits.csv",
        "modalities.csv",
        "dendrogram.svg",
        "dendrogram.html",
        "plane.svg",
        "plane.html",
    }
    told = json.loads((target / "classes.json").read_text(encoding="utf-8"))
    assert len(told["classes"]) == 3
    assert len(told["heights"]) == 2
    assert "Classe 1 (" in answer.text


def test_segments_say_their_class_and_keep_their_metadata(classes):
    _, target = classes("--text", "réponse", "--metadata", "sujet", "-k", "3")

    with (target / "segments.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 37  # a text without word has no segment
    assert rows[0]["sujet"] == "bus"
    assert rows[-1] | {"text": "bus", "class": "", "nearest_class": rows[0]["class"]} == rows[-1]


def test_ready_matrix_is_classified(classes, folder):
    lines = ["bus,gare,soin,urgence"] + ["1,1,0,0"] * 8 + ["0,0,1,1"] * 8
    (folder / "M.csv").write_text("\n".join(lines), encoding="utf-8")

    answer, target = classes("--matrix", str(folder / "M.csv"), "-k", "2", name="")

    told = json.loads((target / "classes.json").read_text(encoding="utf-8"))
    assert answer.code == 0
    # Rows (16, 16, 0, 0)/2 and the other way round: χ² is the number of uses.
    assert told["heights"] == [pytest.approx(32)]
    assert told["tree"]["chi2_all_words"] == pytest.approx(32)


def test_each_reported_split_is_found_again_from_the_files(classes, shared_data):
    path = shared_data / "oracles" / "manifeste_dtm.csv"
    if not path.is_file():
        pytest.skip("manifeste_dtm.csv absent")
    _, target = classes("--matrix", str(path), "-k", "5", name="")

    told = json.loads((target / "classes.json").read_text(encoding="utf-8"))
    counts = pl.read_csv(path)
    branches = pl.read_csv(target / "segments.csv", infer_schema=False)["branch"]
    splits = pl.read_csv(target / "splits.csv", schema_overrides={"branch": pl.String})
    for rank, height in enumerate(told["heights"], start=1):
        mine = splits.filter(rank=rank)
        sides = [
            counts.filter(branches.str.starts_with(f"{mine['branch'][0]}.{side}"))
            .select(mine["word"].to_list())
            .sum()
            .row(0)
            for side in (1, 2)
        ]
        assert chi2_contingency(np.array(sides), correction=False)[0] == pytest.approx(height)


def test_published_matrix_gives_the_published_split(classes, shared_data):
    path = shared_data / "oracles" / "manifeste_dtm.csv"
    if not path.is_file():
        pytest.skip("manifeste_dtm.csv absent")

    _, target = classes("--matrix", str(path), "-k", "2", name="")

    told = json.loads((target / "classes.json").read_text(encoding="utf-8"))
    assert told["tree"]["chi2_before_exchanges"] == pytest.approx(1117.935, abs=5e-4)
    assert told["tree"]["chi2"] == pytest.approx(1167.859, abs=5e-4)


def test_corpus_is_classified_with_its_variables(classes, folder):
    texts, known = answers()
    stars = [
        f"**** *sujet_{one}\n{text}\n" for text, one in zip(texts, known["sujet"], strict=True)
    ]
    (folder / "c.txt").write_text("\n".join(stars), encoding="utf-8")

    answer, target = classes("-k", "3", name="c.txt")

    assert answer.code == 0
    assert (target / "modalities.csv").is_file()


def test_crossed_classes_are_written(classes):
    answer, target = classes("--text", "réponse", "-k", "3", "--double")

    assert answer.code == 0
    assert "crossing" in json.loads((target / "classes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--text", "reponces"), 2, "Colonnes trouvées : « réponse » et « sujet »"),
        ((), 2, "Ajoutez --text COLONNE"),
        (("--text", "réponse", "--metadata", "âge"), 2, "« âge » (une métadonnée) est absente"),
        (("--text", "réponse", "-k", "1"), 2, "de 2 à 40"),
        (("--text", "réponse", "-k", "30"), 3, "trop peu pour"),
        (("--text", "réponse", "--lemmas", "x"), 2, "simplemma, spacy, none"),
        (("--text", "réponse", "--size", "1"), 2, "de 5 à 1000"),
        (("--text", "réponse", "--min-uses", "0"), 2, "à partir d’un segment"),
        (("--text", "réponse", "--min-class", "-3"), 2, "ne peut pas être négative"),
        (("--text", "réponse", "--matrix", "M.csv"), 2, "pas les deux"),
    ],
)
def test_wrong_call_says_what_to_do(classes, options, code, message):
    answer, target = classes(*options)

    assert answer.code == code
    assert message in answer.error.replace("\u00a0", " ").replace("\u202f", " ")
    assert not target.exists()


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        ("", 2, "est vide"),
        ("réponse\n", 3, "aucune ligne"),
        ("réponse;x\n;1\n;2\n", 3, "ne contient aucun texte"),
        ("réponse;x\nplus de bus le soir;1\n", 3, "Aucun mot n’est employé"),
        (
            "réponse;x\n" + "plus de bus le soir dans les villages;1\n" * 60,
            3,
            "ne se distinguent pas",
        ),
        ("réponse;x\n" + "12 !;1\n" * 60, 3, "Aucun texte ne contient de mot"),
    ],
)
def test_wrong_file_says_what_to_do(classes, folder, content, code, message):
    (folder / "R.csv").write_text(content, encoding="utf-8")

    answer, _ = classes("--text", "réponse", "-k", "2")

    assert answer.code == code
    assert message in answer.error


def test_column_named_twice_or_like_ours_is_no_trouble(classes, folder):
    content = (folder / "R.csv").read_text(encoding="utf-8")
    (folder / "R.csv").write_text(content.replace("sujet", "source", 1), encoding="utf-8")
    options = ("--metadata", "source", "--metadata", "source", "--metadata", "réponse")

    answer, target = classes("--text", "réponse", "-k", "3", *options)

    assert answer.code == 0
    header = (target / "segments.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "segment,source,class,nearest_class,name,branch,start,end,text,source_"


def test_column_of_names_in_a_matrix_says_how_to_set_it_aside(classes, folder):
    lines = ["doc,bus,soin", *(f"d{row},{row % 2},{1 - row % 2}" for row in range(20))]
    (folder / "M.csv").write_text("\n".join(lines), encoding="utf-8")
    path = str(folder / "M.csv")

    refused, _ = classes("--matrix", path, "-k", "2", name="")
    answer, target = classes("--matrix", path, "--metadata", "doc", "-k", "2", name="")

    assert "ajoutez --metadata doc" in refused.error
    assert answer.code == 0
    assert (target / "segments.csv").read_text(encoding="utf-8").splitlines()[1].endswith(",d0")


def test_missing_file_is_told(classes):
    answer, _ = classes("--text", "réponse", name="rien.csv")

    assert answer.code == 2
    assert "n’existe pas" in answer.error


def test_call_without_folder_or_texts_is_told(run, folder):
    assert "Ajoutez -o DOSSIER" in run("classes", "R.csv", store=str(folder)).error
    assert "maillage classes REPONSES.csv" in run("classes", "-o", "x", store=str(folder)).error


def test_output_that_is_a_file_is_told(run, folder):
    answer = run(
        "classes",
        str(folder / "R.csv"),
        "--text",
        "réponse",
        "-k",
        "3",
        "-o",
        str(folder / "R.csv"),
        store=str(folder),
    )

    assert answer.code == 2
    assert "ne peut pas être écrit" in answer.error


def test_word_is_read_in_its_contexts(run, folder):
    answer = run(
        "concordance", "gare", str(folder / "R.csv"), "--text", "réponse", store=str(folder)
    )

    assert answer.code == 0
    assert "rejoindre la  [gare]  sans voiture" in answer.text


def test_word_found_nowhere_is_told(run, folder):
    answer = run(
        "concordance", "piscine", str(folder / "R.csv"), "--text", "réponse", store=str(folder)
    )

    assert answer.code == 3
    assert "ne figure dans aucun texte" in answer.error


def test_corpus_of_iramuteq_is_written_and_classified_again(run, classes, folder):
    written = run(
        "corpus",
        str(folder / "R.csv"),
        "--text",
        "réponse",
        "--metadata",
        "sujet",
        "-o",
        str(folder / "c.txt"),
        store=str(folder),
    )
    answer, _ = classes("-k", "3", name="c.txt")

    assert (written.code, answer.code) == (0, 0)
    assert (folder / "c.txt").read_text(encoding="utf-8").startswith("**** *sujet_bus\n")


def test_corpus_without_metadata_is_written(run, folder):
    run(
        "corpus",
        str(folder / "R.csv"),
        "--text",
        "réponse",
        "-o",
        str(folder / "c.txt"),
        store=str(folder),
    )

    assert (folder / "c.txt").read_text(encoding="utf-8").startswith("****\nIl manque")


def test_corpus_in_a_folder_that_does_not_exist_is_told(run, folder):
    answer = run(
        "corpus", str(folder / "R.csv"), "--text", "réponse", "-o", "/rien/c.txt", store=str(folder)
    )

    assert answer.code == 2
    assert "ne peut pas être écrit" in answer.error


def test_words_found_together_are_counted(run, folder):
    answer = run(
        "cooccurrences",
        str(folder / "R.csv"),
        "--text",
        "réponse",
        "-o",
        str(folder / "p.csv"),
        store=str(folder),
    )

    first = (folder / "p.csv").read_text(encoding="utf-8").splitlines()[:2]
    assert answer.code == 0
    assert first[0] == "first,second,segments,first_alone,second_alone,jaccard"
    assert first[1].split(",")[2] == "12"
