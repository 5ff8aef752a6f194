"""Settings of the project; what an operator may change comes from the environment through `nhipcau.env`."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from nhipcau import env

SOURCE = Path(__file__).resolve().parent
VAR = env.folder("NHIPCAU_VAR", Path.cwd() / "var", "Folder of everything that the program writes.")

DEBUG = env.flag("NHIPCAU_DEBUG", False, "Show error pages with program text. Never on a server that others reach.")
HTTPS = env.flag("NHIPCAU_HTTPS", False, "The program is reached through HTTPS: secure cookies, HSTS, redirects.")
SECRET_KEY = env.secret(
    "NHIPCAU_SECRET_KEY", VAR / "secret-key", lambda: secrets.token_urlsafe(64), "Signs sessions and forms; made once."
)
ALLOWED_HOSTS = env.names(
    "NHIPCAU_HOSTS", "127.0.0.1,localhost,[::1]", "Host names under which the program is reached."
)
CSRF_TRUSTED_ORIGINS = env.names("NHIPCAU_ORIGINS", "", "Origins behind a proxy, such as https://nhipcau.example.vn.")

INSTALLED_APPS = [
    "nhipcau.audit",
    "nhipcau.organisations",
    "nhipcau.documents",
    "nhipcau.drafting",
    "nhipcau.obligations",
    "nhipcau.reports",
    "nhipcau.reminders",
    "nhipcau.api",
    "nhipcau.web",
    "nhipcau.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_q",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nhipcau.organisations.middleware.ActorMiddleware",
    "nhipcau.web.returning.ReturnToTheForm",
    "axes.middleware.AxesMiddleware",
    "nhipcau.web.exporting.ExportTables",
]

ROOT_URLCONF = "nhipcau.urls"
WSGI_APPLICATION = "nhipcau.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nhipcau.web.context.shell",
            ],
            "builtins": ["nhipcau.web.templatetags.nhipcau"],
        },
    }
]

# ---- database -------------------------------------------------------------------------------------------------------
DATABASE_URL = env.text(
    "DATABASE_URL", "", "PostgreSQL as postgresql://user:password@host:port/name; empty: SQLite in the var folder."
)
SQLITE_FILE = env.text("NHIPCAU_SQLITE", str(VAR / "nhipcau.sqlite3"), "The file of the embedded database.")


def _database(url: str) -> dict[str, object]:
    if not url:
        Path(SQLITE_FILE).parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SQLITE_FILE,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A writer takes its lock at BEGIN, so that two officers wait for each other instead of failing.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # synchronous=FULL: a commit that was answered survives a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
                "PRAGMA temp_store=MEMORY;",
            },
            "TEST": {"NAME": str(VAR / "test.sqlite3")},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise env.BadSetting("DATABASE_URL must begin with postgresql://.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}} if "pytest" not in sys.modules else {},
    }


DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "web:login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "web:login"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "nhipcau.web.views.csrf_failure"
SESSION_SAVE_EVERY_REQUEST = False
AXES_FAILURE_LIMIT = env.number("NHIPCAU_LOGIN_TRIES", 8, "Wrong passwords before an account must wait.", least=1)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# ---- safety ---------------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# ---- files ----------------------------------------------------------------------------------------------------------
FILES = env.folder("NHIPCAU_FILES", VAR / "files", "Folder of uploaded files, outside of what the web server shows.")
MEDIA_ROOT = str(FILES)
MAX_FILE_BYTES = env.number("NHIPCAU_MAX_FILE_MB", 50, "Largest upload, in megabytes.", least=1) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = str(VAR / "uploads")
Path(FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
QUARANTINE_DAYS = env.number("NHIPCAU_QUARANTINE_DAYS", 30, "Days until an unread upload is deleted.", least=1)
REAL_DOCUMENTS = env.text(
    "NHIPCAU_REAL_DOCUMENTS", "", "Folder of real documents that the tests read where they lie; only for tests."
)

STATIC_URL = "/static/"
STATIC_ROOT = str(VAR / "static")
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# ---- language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "nhipcau.web.formats"
# Numbers for people go through `|number`; a key in an address or a name is never to be cut by dots.
USE_THOUSAND_SEPARATOR = False

# ---- mail and jobs --------------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("NHIPCAU_SMTP_HOST", "", "Mail server; empty: letters are written as files into var/mail.")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else ("django.core.mail.backends.filebased.EmailBackend")
)
EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_PORT = env.number("NHIPCAU_SMTP_PORT", 25, "Port of the mail server.", least=1)
EMAIL_HOST_USER = env.text("NHIPCAU_SMTP_USER", "", "User at the mail server; empty: no login.")
EMAIL_HOST_PASSWORD = env.text("NHIPCAU_SMTP_PASSWORD", "", "Password at the mail server.")
EMAIL_USE_TLS = env.flag("NHIPCAU_SMTP_TLS", False, "STARTTLS before anything is sent.")
EMAIL_TIMEOUT = 20
PUBLIC_ADDRESS = env.text("NHIPCAU_ADDRESS", "", "Address of the site, such as https://nhipcau.example, for letters.")
DEFAULT_FROM_EMAIL = env.text("NHIPCAU_MAIL_FROM", "nhipcau@localhost", "Sender of letters.")
WORKERS = env.number("NHIPCAU_WORKERS", 1, "Processes that do background jobs.", least=1)
Q_CLUSTER = {
    "name": "nhipcau",
    "orm": "default",
    "workers": WORKERS,
    # A worker prolongs its claim while it lives (`nhipcau.jobs.worker`); a killed one loses it after `retry` seconds.
    "retry": 60,
    "timeout": 50,  # only to satisfy django-q2; the time that a job may take is given when it is enqueued
    "max_attempts": 3,
    "ack_failures": False,
    "save_limit": -1,  # the effect of a job is in our own tables; only failures are kept
    "poll": 0.5,
    "catch_up": False,
    "label": "Nhịp Cầu",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"nhipcau": {"level": "INFO"}, "django_q": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W004", "security.W012", "security.W016"] if not HTTPS else []
