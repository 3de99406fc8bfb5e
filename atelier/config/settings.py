"""Settings of the site: one file, read from the environment (see `dotenv-sample`).

Nothing is loaded from another site: scripts, styles and fonts are ours, and the
Content-Security-Policy of `atelier.config.security` keeps it so.
"""

from pathlib import Path

from django.core.management.utils import get_random_secret_key
from platformdirs import user_data_path

from atelier.config import environment


PACKAGE = Path(__file__).resolve().parent.parent
DATA = user_data_path("maillage")
FOLDER = Path(environment.text("ATELIER_FOLDER", str(DATA / "atelier")))

DEBUG = environment.flag("ATELIER_DEBUG", default=False)
HTTPS = environment.flag("ATELIER_HTTPS", default=False)
ALLOWED_HOSTS = environment.words("ATELIER_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []


def _secret_key() -> str:
    """The key given, or one drawn once and kept in the site's folder, for its owner only."""
    given = environment.text("ATELIER_SECRET_KEY", "")
    if given:
        return given
    kept = FOLDER / "secret-key"
    if not kept.exists():
        FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key(), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before allauth, whose e-mails and pages it replaces.
    "atelier.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_tasks",
    "django_tasks_db",
    "atelier.ui",
    "atelier.audit",
    "atelier.work",
    "atelier.portraits",
    "atelier.demarches",
    "atelier.config",
    "atelier.meetings",
    "atelier.workshops",
    "atelier.diagnosis",
    "atelier.restitution",
    "atelier.archives",
    "atelier.home",
    "atelier.demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "atelier.config.security.ContentSecurityPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "atelier.ui.characters.WritableTexts",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "atelier.ui.addresses.FormAddresses",
    "allauth.account.middleware.AccountMiddleware",
    "atelier.ui.access.DenyByDefault",
]

ROOT_URLCONF = "atelier.config.urls"
WSGI_APPLICATION = "atelier.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "atelier.demonstration.context.doors",
                "atelier.archives.context.conformity",
            ],
            "builtins": ["atelier.ui.templatetags.ui"],
        },
    }
]


def _database() -> dict[str, object]:
    """PostgreSQL when DATABASE_URL is given, otherwise one SQLite file in write-ahead mode."""
    address = environment.text("DATABASE_URL", "")
    if address:
        return environment.postgresql(address)
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = FOLDER / "atelier.sqlite3"
    # Made here, for its owner only: SQLite gives its journals the same rights.
    kept.touch(mode=0o600)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": kept,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_NAME = "maillage"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600

ACCOUNT_ADAPTER = "atelier.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# An address is proved by the link sent to it, never asked for by a form anyone can fill.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "atelier.accounts.forms.SignInForm",
    "reset_password": "atelier.accounts.forms.ForgottenPasswordForm",
}
# Explained in docs/guides/installation.md: asked/period/per address of the network or per account.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "ask_link": "10/m/ip,3/300s/key",
    "open_link": "60/m/ip",
    "change_address": "10/m/ip,5/h/user",
    # Wrong codes of a workshop; phones that come in, a whole hall behind one address.
    "workshop_code": "20/m/ip",
    "workshop_join": "240/m/ip",
}
# How many reverse proxies stand in front and tell the visitor's network address.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number("ATELIER_PROXIES", default=int(HTTPS))
MFA_ADAPTER = "atelier.accounts.adapters.CodesAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Maillage"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "atelier.accounts.adapters.AgentAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
OPENID = environment.openid()
SOCIALACCOUNT_PROVIDERS = {"agent": {"APPS": [OPENID]}} if OPENID else {}

# The limits above are counted here, for every process of this machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": FOLDER / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# The address people open, for the links of e-mails written outside a page (reminders, digests).
ADDRESS = environment.address("ATELIER_ADDRESS", https=HTTPS, hosts=ALLOWED_HOSTS)
EMAIL_BACKEND = environment.mail_backend()
EMAIL_HOST = environment.text("ATELIER_SMTP_HOST", "")
EMAIL_PORT = environment.whole_number("ATELIER_SMTP_PORT", default=587)
EMAIL_HOST_USER = environment.text("ATELIER_SMTP_USER", "")
EMAIL_HOST_PASSWORD = environment.text("ATELIER_SMTP_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL and environment.flag("ATELIER_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("ATELIER_FROM", "Maillage <maillage@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Files are served by views that check who asks, never by their address.
MEDIA_ROOT = FOLDER / "documents"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# A job under way gives a sign of life this often; silent this long, it is taken up again.
WORK_BEAT_SECONDS = 5.0
WORK_SILENCE_SECONDS = 40.0

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# What breaks is told where the server is watched: the page says so to the reader, never why.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"dated": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "dated"}},
    "loggers": {
        name: {"handlers": ["console"], "level": "ERROR"}
        for name in ("django.request", "django_tasks", "atelier")
    },
}

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# A whole imported table may be ticked at once.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
WHITENOISE_MAX_AGE = 3600


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802 — WhiteNoise's name
    """Vite puts the content's fingerprint in the names under `dist/assets/`."""
    return "/ui/dist/assets/" in url


SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_COOKIE_NAME = "maillage-formulaire"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "atelier.ui.views.refused_form"
X_FRAME_OPTIONS = "DENY"

# The fictitious territory has its own store, so that no invented number meets a real one.
DEMONSTRATION_STORE = environment.text("MAILLAGE_DEMONSTRATION", str(DATA / "fictif"))

# Whether a visitor may start the download of official files: yes at a desk, no on an open site.
DOWNLOADS_OPEN = environment.flag("ATELIER_DOWNLOADS", default=not HTTPS)

# Who may open a démarche (table OPENERS of atelier.demarches.permissions), beside administrators.
OPENING = environment.choice(
    "ATELIER_OPENING",
    default="organisation",
    among=("tous", "organisation", "administration"),
)
# How many invitations one account may send in a day.
INVITATIONS_PER_DAY = environment.whole_number("ATELIER_INVITATIONS_PER_DAY", default=100)
# How many letters of convocation, all meetings together.
CONVOCATIONS_PER_DAY = environment.whole_number("ATELIER_CONVOCATIONS_PER_DAY", default=500)

# Doors without password into the people of the demonstration: never on a site served over HTTPS.
DEMONSTRATION = environment.flag("ATELIER_DEMONSTRATION", default=False) and not HTTPS

# Tiles under the maps, off by default: maps need no other site. See `dotenv-sample`.
BASEMAP = environment.text("ATELIER_BASEMAP", "")
BASEMAP_CREDIT = environment.text("ATELIER_BASEMAP_CREDIT", "")
