"""The `maillage` command: it only gathers the groups and turns errors into sentences."""

import sys

import typer
from rich.console import Console
from typer.exceptions import TyperException

from maillage.base.errors import MaillageError
from maillage.cli import coding, data, field, look, reach, secrecy, study, texts
from maillage.cli.french import FrenchCommand, FrenchGroup, complaint


application = typer.Typer(
    name="maillage",
    cls=FrenchGroup,
    help="Maillage : des fichiers publiés au portrait social d’un territoire.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)
application.command("sources", cls=FrenchCommand)(data.sources)
application.command("fetch", cls=FrenchCommand)(data.fetch)
application.command("build", cls=FrenchCommand)(data.build)
application.command("check", cls=FrenchCommand)(data.check)
application.command("portrait", cls=FrenchCommand)(look.portrait)
application.command("territories", cls=FrenchCommand)(look.territories)
application.command("indicator", cls=FrenchCommand)(look.indicator)
application.command("reach", cls=FrenchCommand)(reach.reach)
application.command("project", cls=FrenchCommand)(study.projection)
application.command("typology", cls=FrenchCommand)(study.typology)
application.command("trend", cls=FrenchCommand)(study.trend)
application.command("inequality", cls=FrenchCommand)(study.unequal)
application.command("segregation", cls=FrenchCommand)(study.apart)
application.command("deprivation", cls=FrenchCommand)(study.deprived)
application.command("sample", cls=FrenchCommand)(field.sample)
application.command("weigh", cls=FrenchCommand)(field.weigh)
application.command("estimate", cls=FrenchCommand)(field.estimate)
application.command("protect", cls=FrenchCommand)(secrecy.protect)
application.command("audit", cls=FrenchCommand)(secrecy.audit)
application.command("classes", cls=FrenchCommand)(texts.classes)
application.command("concordance", cls=FrenchCommand)(texts.concordance)
application.command("cooccurrences", cls=FrenchCommand)(texts.cooccurrences)
application.command("corpus", cls=FrenchCommand)(texts.corpus)
application.command("codebook", cls=FrenchCommand)(coding.codebook)
application.command("excerpts", cls=FrenchCommand)(coding.excerpts)
application.command("agreement", cls=FrenchCommand)(coding.agreement)


def main(arguments: list[str] | None = None) -> None:
    """Run the command. Exit codes: 0, 2 for a wrong call, 3 when there is no data."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        typer.main.get_command(application).main(args=given or ["--help"], standalone_mode=False)
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
    except (KeyboardInterrupt, typer.Abort):
        _complain("Interrompu. Rien de ce qui était construit n’a été touché.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


def _complain(message: str) -> None:
    Console(stderr=True, soft_wrap=True).print(message, markup=False, highlight=False)
