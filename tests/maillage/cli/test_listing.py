"""The list of commands: whole, in step with the code, and quick."""

import subprocess
import sys
from importlib import import_module

import pytest

from maillage.cli.listing import COMMANDS, ROOM, load, summary


SLOW = ("polars", "scipy", "ibis", "shapely", "altair", "maillage.portraits", "maillage.sources")


@pytest.mark.parametrize("name", COMMANDS)
def test_listed_sentence_is_that_of_the_function(name):
    module, function = COMMANDS[name]
    docstring = getattr(import_module(f"{ROOM}.{module}"), function).__doc__

    assert " ".join(summary(name).split()) == " ".join(docstring.partition("\n\n")[0].split())
    assert load(name).name == name


def test_every_module_of_commands_is_listed():
    listed = {module for module, _ in COMMANDS.values()}

    assert listed == {"coding", "data", "field", "look", "reach", "secrecy", "study", "texts"}


@pytest.mark.parametrize("call", [["--help"], ["inconnue"]])
def test_help_and_unknown_commands_load_nothing_heavy(call):
    program = (
        "import sys\n"
        "from maillage.cli.app import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *call], capture_output=True, text=True, check=True
    )

    assert ran.stderr.strip().splitlines()[-1] == "[]"


def test_territories_are_searched_without_loading_the_engines():
    program = "import sys, maillage.cli.look\nprint('ibis' in sys.modules, 'scipy' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "False False"
