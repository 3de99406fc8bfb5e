"""The one reader of environment variables. A wrong value says, in French, what to do.

Every name read here is listed in `dotenv-sample`.
"""

import os
from urllib.parse import unquote, urlparse


YES = {"1", "oui", "true", "yes", "on"}
NO = {"0", "non", "false", "no", "off", ""}


class WrongSetting(Exception):
    """An environment variable is missing or cannot be understood. Says so in French."""


def text(name: str, default: str | None = None, *, hint: str = "") -> str:
    """The variable as written. Without default, its absence raises WrongSetting with the hint."""
    value = os.environ.get(name, default)
    if value is None:
        raise WrongSetting(f"La variable d'environnement {name} est absente. {hint}".strip())
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: « 1 », « oui », « true » or « 0 », « non », « false »."""
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in YES | NO:
        raise WrongSetting(f"{name} vaut « {value} » : écrivez « oui » ou « non ».")
    return value in YES


def whole_number(name: str, *, default: int) -> int:
    """A whole number, such as a port."""
    value = os.environ.get(name, str(default)).strip()
    if not value.isdigit():
        raise WrongSetting(f"{name} vaut « {value} » : écrivez un nombre entier, comme {default}.")
    return int(value)


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """One word among a few."""
    value = os.environ.get(name, default).strip().lower()
    if value not in among:
        allowed = ", ".join(f"« {one} »" for one in among)
        raise WrongSetting(f"{name} vaut « {value} » : écrivez l'un de ces mots, {allowed}.")
    return value


def words(name: str, *, default: str = "") -> list[str]:
    """A list separated by commas; blanks around each word are dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def postgresql(address: str) -> dict[str, object]:
    """`postgresql://user:password@host:5432/name` as Django's DATABASES entry."""
    parts = urlparse(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongSetting(
            "DATABASE_URL n'est pas l'adresse d'une base PostgreSQL. "
            "Écrivez-la ainsi : postgresql://utilisateur:secret@machine:5432/base"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
    }


def address(name: str, *, https: bool, hosts: list[str]) -> str:
    """The address people open, with its final slash; made of the first host when not given."""
    port = whole_number("PORT", default=8000)
    host = hosts[0] if hosts else "localhost"
    default = f"https://{host}" if https else f"http://{host}:{port}"
    given = text(name, default).strip()
    if not given.startswith(("http://", "https://")):
        raise WrongSetting(
            f"{name} vaut « {given} » : écrivez l'adresse entière, comme https://abs.exemple.fr"
        )
    return given.rstrip("/") + "/"


def mail_backend() -> str:
    """SMTP when a server is given; otherwise e-mails are printed in the terminal.

    Those of the demonstration, where nobody waits for them, are printed in one line.
    """
    kind = "smtp" if text("ATELIER_SMTP_HOST", "") else "console"
    if kind == "console" and flag("ATELIER_DEMONSTRATION", default=False):
        return "atelier.demonstration.letters.EmailBackend"
    return f"django.core.mail.backends.{kind}.EmailBackend"


def openid() -> dict[str, object]:
    """The OpenID Connect server that vouches for people, as allauth names it; empty without one.

    For ProConnect, « client » and « secret » are those of the service declared there.
    """
    server = text("ATELIER_OPENID_SERVER", "")
    if not server:
        return {}
    ask = "ATELIER_OPENID_SERVER est renseignée : il faut aussi cette variable."
    return {
        "provider_id": "agent",
        "name": text("ATELIER_OPENID_NAME", "ProConnect"),
        "client_id": text("ATELIER_OPENID_CLIENT", hint=ask),
        "secret": text("ATELIER_OPENID_SECRET", hint=ask),
        "settings": {
            "server_url": server,
            "scope": text("ATELIER_OPENID_SCOPE", "openid given_name usual_name email").split(),
            "oauth_pkce_enabled": True,
            "trusts_email": flag("ATELIER_OPENID_TRUSTS_EMAIL", default=False),
        },
    }
