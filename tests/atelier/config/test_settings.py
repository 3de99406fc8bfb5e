"""Settings that protect people."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command


def test_sqlite_is_in_write_ahead_mode_by_default():
    database = settings.DATABASES["default"]

    assert database["ENGINE"].endswith("postgresql") or (
        "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    )


def test_folder_of_the_site_is_its_owner_s_only(tmp_path):
    folder = tmp_path / "site"
    loaded = "import django; from django.conf import settings; settings.DATABASES"
    surroundings = {**os.environ, "ATELIER_FOLDER": str(folder), "DATABASE_URL": ""}

    subprocess.run(
        [sys.executable, "-c", loaded],
        env={**surroundings, "DJANGO_SETTINGS_MODULE": "atelier.config.settings"},
        check=True,
    )

    kept = [folder, *folder.iterdir()]
    assert {path.name for path in kept} == {"site", "secret-key", "atelier.sqlite3"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_debug_is_off_by_default():
    assert settings.DEBUG is False


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_browser_receives_the_security_headers(visitor):
    headers = visitor.get("/composants").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
