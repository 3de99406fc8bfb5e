"""Answers published by others, found again from the command line, on CSV files.

Each test gives its files as a person would, reads what the command wrote, and compares. The tables
themselves are not ours to ship: without the folder of published files, each test says so.
"""

import pytest


@pytest.fixture
def oracles(shared_data):
    folder = shared_data / "oracles"
    if not folder.is_dir():
        pytest.skip("réponses publiées absentes : dossier « oracles »")
    return folder


@pytest.fixture
def command(run, tmp_path, monkeypatch):
    """`command("reach", …)` in a folder of its own, without any store."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: run(*arguments, store=str(tmp_path / "entrepot"))
