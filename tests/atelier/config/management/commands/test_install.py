"""`atelier install`."""

from tests.factories.site import a_site


def test_install_prepares_everything_and_says_what_next(tmp_path):
    with a_site(tmp_path / "site") as site:
        done = site.atelier(
            "install", "--email", "nadia@valmeyrac.example", "--last-name", "Ferrand"
        )

        assert done.returncode == 0, done.stderr
        assert "Base et dossier prêts" in done.stdout
        assert "Ferrand administre le site" in done.stdout
        assert "/lien/" in done.stdout
        assert "Ensuite : atelier serve" in done.stdout
        assert (site.folder / "secret-key").stat().st_mode & 0o777 == 0o600
        assert (site.folder / "documents").stat().st_mode & 0o777 == 0o700


def test_install_twice_asks_for_nobody_more(tmp_path):
    with a_site(tmp_path / "site") as site:
        site.atelier("install", "--email", "nadia@valmeyrac.example")

        again = site.atelier("install")

        assert again.returncode == 0, again.stderr
        assert "administre le site" not in again.stdout


def test_install_without_terminal_says_how_to_name_the_administrator(tmp_path):
    with a_site(tmp_path / "site") as site:
        done = site.atelier("install")

        assert done.returncode != 0
        assert "--email prenom.nom@exemple.fr" in done.stderr
