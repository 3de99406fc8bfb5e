"""The command: exit codes, and sentences instead of tracebacks."""

import pytest

from maillage.base.errors import CardError
from maillage.cli.app import application, main


COMMANDS = (
    *("sources", "fetch", "build", "check", "portrait", "territories", "indicator"),
    *("protect", "audit", "sample", "weigh", "estimate", "classes"),
    *("reach", "project", "typology", "trend", "inequality", "segregation", "deprivation"),
)


def test_help_lists_every_command(capsys):
    main(["--help"])

    printed = capsys.readouterr().out
    assert all(command in printed for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_own_help(command, capsys):
    main([command, "--help"])

    assert capsys.readouterr().out.strip()


def test_command_alone_shows_the_help_and_counts_as_a_wrong_call(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])

    assert ended.value.code == 2
    assert "portrait" in capsys.readouterr().out


@pytest.mark.parametrize("call", [["--inconnue"], ["inconnue"], ["portrait"]])
def test_wrong_call_ends_with_a_sentence_and_code_two(call, capsys):
    with pytest.raises(SystemExit) as ended:
        main(call)

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_empty_store_says_what_to_run_and_ends_with_code_three(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))

    with pytest.raises(SystemExit) as ended:
        main(["portrait", "07042"])

    assert ended.value.code == 3
    assert "maillage build" in capsys.readouterr().err


def test_wrong_card_is_told_as_such_not_as_a_defect(monkeypatch, capsys):
    def wrong(**_call):
        raise CardError("definitions/indicators/logement/x.yaml: ordre")

    monkeypatch.setattr(application, "main", wrong)
    with pytest.raises(SystemExit) as ended:
        main(["indicator", "x"])

    assert ended.value.code == 2
    assert "Une fiche ne se lit pas" in capsys.readouterr().err


@pytest.fixture
def broken_store(monkeypatch, tmp_path):
    """A store whose manifest is not what this version of Maillage ever writes."""
    (tmp_path / "manifest.json").mkdir()
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))


def test_case_nobody_foresaw_ends_with_code_seventy_and_says_how_to_report_it(broken_store, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["check"])

    told = capsys.readouterr().err
    assert ended.value.code == 70
    assert "IsADirectoryError" in told
    assert "--debug" in told
    assert "Traceback" not in told


def test_debug_anywhere_in_the_call_shows_the_details(broken_store, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["check", "--debug"])

    assert ended.value.code == 70
    assert "Traceback" in capsys.readouterr().err


def test_help_tells_of_the_debug_option(capsys):
    main(["--help"])

    assert "--debug" in capsys.readouterr().out
