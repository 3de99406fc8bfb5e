"""The commands by name, each loaded only when it is called.

Some need the whole of statistics: loading them all would cost a second to whoever only asks for a
portrait, or for help. The list of commands reads the first sentence of each in its source.
"""

import ast
import inspect
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command as command_of

from maillage.cli.french import FrenchCommand, FrenchGroup


# Name of the command → module and function.
COMMANDS = {
    "sources": ("data", "sources"),
    "fetch": ("data", "fetch"),
    "build": ("data", "build"),
    "check": ("data", "check"),
    "portrait": ("look", "portrait"),
    "territories": ("look", "territories"),
    "indicator": ("look", "indicator"),
    "reach": ("reach", "reach"),
    "project": ("study", "projection"),
    "typology": ("study", "typology"),
    "trend": ("study", "trend"),
    "inequality": ("study", "unequal"),
    "segregation": ("study", "apart"),
    "deprivation": ("study", "deprived"),
    "sample": ("field", "sample"),
    "weigh": ("field", "weigh"),
    "estimate": ("field", "estimate"),
    "protect": ("secrecy", "protect"),
    "audit": ("secrecy", "audit"),
    "classes": ("texts", "classes"),
    "concordance": ("texts", "concordance"),
    "cooccurrences": ("texts", "cooccurrences"),
    "corpus": ("texts", "corpus"),
    "codebook": ("coding", "codebook"),
    "excerpts": ("coding", "excerpts"),
    "agreement": ("coding", "agreement"),
}
ROOM = "maillage.cli"


def summary(name: str) -> str:
    """First paragraph of a command's docstring, its module not loaded."""
    module, function = COMMANDS[name]
    return _docstrings(module)[function].partition("\n\n")[0]


@cache
def _docstrings(module: str) -> dict[str, str]:
    found = find_spec(f"{ROOM}.{module}")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{ROOM}.{module}")
    tree = ast.parse(Path(found.origin).read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {node.name: inspect.cleandoc(ast.get_docstring(node) or "") for node in functions}


@cache
def load(name: str) -> Any:
    """A command, its module loaded."""
    module, function = COMMANDS[name]
    alone = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    alone.command(name, cls=FrenchCommand)(getattr(import_module(f"{ROOM}.{module}"), function))
    return command_of(alone)


class CommandList(FrenchGroup):
    """The group of every command of `COMMANDS`."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands; nothing is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl(_rows(COMMANDS))


def _rows(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, " ".join(summary(name).split())) for name in names]
