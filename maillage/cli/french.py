"""The few words the command-line library says by itself, in French.

It has no French catalogue of its own; its sentences are recognised by their shape.
"""

import re

from typer.core import TyperCommand, TyperGroup


HELP_WORDS = (
    ("Usage: ", "Utilisation : "),
    ("[OPTIONS] COMMAND [ARGS]...", "[OPTIONS] COMMANDE [ARGUMENTS]…"),
    ("Show this message and exit.", "Afficher cette aide."),
    ("Options:\n", "Options :\n"),
    ("Arguments:\n", "Arguments :\n"),
    ("Commands:\n", "Commandes :\n"),
    ("[required]", "[obligatoire]"),
)
COMPLAINTS = (
    (r"No such option:? (?P<what>\S+).*", "L’option « {what} » n’existe pas."),
    (r"No such command '(?P<what>[^']*)'.*", "La commande « {what} » n’existe pas."),
    (r"Missing argument '?(?P<what>[^'.]*)'?.*", "Il manque l’argument « {what} »."),
    (r"Missing option '?(?P<what>[^'.]*)'?.*", "Il manque l’option « {what} »."),
    (r"Invalid value for '?(?P<what>[^':]*)'?.*", "La valeur de « {what} » ne convient pas."),
    (r"Option '?(?P<what>[^' ]*)'? requires an argument.*", "« {what} » attend une valeur."),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)",
        "En trop sur la ligne : « {what} ».",
    ),
)


def in_french(help_text: str) -> str:
    """A help page, the library's own words replaced."""
    for english, french in HELP_WORDS:
        help_text = help_text.replace(english, french)
    # A default too long for its line begins the next one.
    return re.sub(r"\[default:(\s)", r"[par défaut :\1", help_text)


def complaint(message: str) -> str:
    """What is wrong with a call; the library's sentence when its shape is not known."""
    for shape, french in COMPLAINTS:
        found = re.fullmatch(shape, message.strip(), flags=re.DOTALL)
        if found:
            return french.format(what=found["what"].strip("'\" "))
    return message


# Longer than any summary: the list of commands wraps them rather than cutting them.
WHOLE_SUMMARY = 500


class FrenchCommand(TyperCommand):
    """A command whose help is in French."""

    def get_short_help_str(self, limit=WHOLE_SUMMARY):  # type: ignore[no-untyped-def]
        """The whole first sentence, never cut by « ... »."""
        return super().get_short_help_str(max(limit, WHOLE_SUMMARY))

    def get_help(self, ctx):  # type: ignore[no-untyped-def]
        """The help page."""
        return in_french(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """The group of commands, its help in French."""

    def get_help(self, ctx):  # type: ignore[no-untyped-def]
        """The help page."""
        return in_french(super().get_help(ctx))
