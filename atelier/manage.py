"""The `atelier` command: the site's own subcommands, said in French, and Django's."""

import os
import sys

from atelier.config.environment import WrongSetting


HELP = """Maillage, le site. Les commandes :

  atelier install          prépare la base, le dossier, la clé, et qui administre
  atelier serve            sert le site (PORT ou --port choisit le port)
  atelier worker           exécute seul les travaux demandés par les pages
  atelier create-admin     donne l’administration du site à une personne
  atelier backup FICHIER   sauvegarde la base et les documents dans une archive
  atelier restore FICHIER  remet en place une sauvegarde
  atelier demonstration    joue une démarche inventée, dans une base qui n’en a aucune
  atelier retention        applique les durées de conservation arrivées à terme

« atelier COMMANDE --help » dit tout d’une commande. Les réglages sont dans dotenv-sample."""


def main() -> None:
    """Run a subcommand. A wrong setting ends with one French sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.config.settings")
    words = sys.argv[1:]
    if not words or words[0] in {"help", "--help", "-h", "aide"} and len(words) == 1:
        sys.stdout.write(HELP + "\n")
        return
    import django
    from django.core.management import execute_from_command_line, get_commands

    try:
        # Our own commands are known once the applications are.
        django.setup()
        if words[0].replace("-", "_") not in get_commands():
            sys.exit(f"« {words[0]} » n’est pas une commande.\n\n{HELP}")
        execute_from_command_line([sys.argv[0], words[0].replace("-", "_"), *words[1:]])
    except WrongSetting as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
