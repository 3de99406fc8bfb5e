"""The `maillage` command: it runs one command and turns errors into sentences."""

import sys
import traceback

import typer
from rich.console import Console
from typer.exceptions import TyperException

from maillage.base.errors import CardError, MaillageError
from maillage.cli.french import complaint
from maillage.cli.listing import CommandList


application = CommandList(
    name="maillage",
    help="Maillage : des fichiers publiés au portrait social d’un territoire.",
    epilog="« --debug », n’importe où dans l’appel, détaille un incident.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
DEBUG = "--debug"
UNEXPECTED = 70


def main(arguments: list[str] | None = None) -> None:
    """Run the command.

    Exit codes: 0, 2 for a wrong call, 3 when there is no data, 70 for what Maillage did not
    foresee; `audit` alone ends with 1, when what was published lets something be deduced.
    """
    asked = sys.argv[1:] if arguments is None else arguments
    given = [one for one in asked if one != DEBUG]
    try:
        application.main(args=given or ["--help"], standalone_mode=False)
        if not given:
            sys.exit(2)
    except TyperException as problem:
        _complain(
            f"{complaint(problem.format_message())} (« maillage --help » liste les commandes.)"
        )
        sys.exit(2)
    except MaillageError as problem:
        _complain(str(problem))
        sys.exit(problem.exit_code)
    except CardError as problem:
        _complain(
            f"Une fiche ne se lit pas. {problem}\nCorrigez-la, puis relancez la même commande."
        )
        sys.exit(2)
    except (KeyboardInterrupt, typer.Abort):
        _complain("Interrompu. Rien de ce qui était construit n’a été touché.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as incident:  # noqa: BLE001 - the last resort: nobody is shown a traceback
        _tell_incident(incident, detailed=DEBUG in asked)
        sys.exit(UNEXPECTED)


def _tell_incident(incident: Exception, *, detailed: bool) -> None:
    """What nobody foresaw is a defect of Maillage: say so, and how to report it."""
    if detailed:
        _complain("".join(traceback.format_exception(incident)))
        return
    _complain(
        f"Maillage s’est arrêté sur un cas qu’il ne prévoit pas ({type(incident).__name__}). C’est "
        "un défaut du logiciel ; rien de ce qui était construit n’a été touché. Relancez la même "
        "commande en y ajoutant « --debug », puis transmettez ce qui s’affiche, relu pour en ôter "
        "toute donnée personnelle, à la personne qui a installé Maillage ou à ses auteurs "
        "(CONTRIBUTING.md)."
    )


def _complain(message: str) -> None:
    Console(stderr=True, soft_wrap=True).print(message, markup=False, highlight=False)
