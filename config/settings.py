"""Settings. What differs between machines comes from the environment; docs/operations.md lists it."""

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from config import env

DEVELOPMENT = env.development()
DEBUG = env.flag("DEBUG", default=False)
BASE_DIR = env.ROOT
VAR_DIR = env.var()
SECRET_KEY = env.secret_key(VAR_DIR, development=DEVELOPMENT)

SITE_URL = env.text("SITE_URL", f"http://{env.text('HOST', '127.0.0.1')}:{env.text('PORT', '8000')}").rstrip(
    "/"
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEVELOPMENT else [])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "incidents.apps.IncidentsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "incidents.views.privacy.PrivacyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "incidents.views.failures.FailureMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["incidents.templatetags.spoken"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _databases() -> dict[str, Any]:
    url = env.text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'candor.sqlite3'}"
    database: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue instead of failing: the lock is taken when a transaction begins and waited for.
        # A publication among 100,000 posts touches more than the 2 MB of pages that SQLite would keep.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-16000;",
        }
    return {"default": database}


DATABASES = _databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in attempts are counted in the cache, so all processes must see one: the database's own table.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "candor_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "incidents.views.accounts.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
SEARCH_RATE = "60/m/ip"
SUBSCRIBE_RATE = "10/h/ip"
CONFIRMATION_RATE = "3/d/key"  # mails to one address that asks to subscribe
SHARED_LINK_RATE = "60/m/ip"  # requests for links of people without an account; a page makes three
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGES = [("en", "English"), ("de", "Deutsch")]
# What the public site and mails are written in, and the workspace for whoever asks for no other.
LANGUAGE_CODE = env.choice("CANDOR_LANGUAGE", [code for code, _ in LANGUAGES])
LANGUAGE_COOKIE_NAME = "candor_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = not DEVELOPMENT
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
}
PUBLIC_ROOT = env.public_root()
PUBLIC_ENCODING = env.choice("PUBLIC_ENCODING", ("identity", "gzip"))
if env.text("PUBLIC_BUCKET"):  # the published tree goes there instead
    STORAGES["public"] = {
        "BACKEND": "config.bucket.Bucket",
        "OPTIONS": {
            "bucket_name": env.text("PUBLIC_BUCKET"),
            "location": env.text("PUBLIC_PREFIX"),
            "endpoint_url": env.text("PUBLIC_ENDPOINT") or None,
            "region_name": env.text("PUBLIC_REGION") or None,
            "access_key": env.text("PUBLIC_KEY_ID") or None,
            "secret_key": env.text("PUBLIC_KEY_SECRET") or None,
        },
    }
CRISPY_ALLOWED_TEMPLATE_PACKS = ("candor",)
CRISPY_TEMPLATE_PACK = "candor"
CRISPY_FAIL_SILENTLY = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # the form for many files says itself what is too many
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if DEVELOPMENT
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"  # in development: a file for each connection, to be read with any editor
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, 65_535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
SUBSCRIBE_BY_EMAIL = env.flag("SUBSCRIBE_BY_EMAIL", default=True)  # else the page names the feeds alone
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "candor@localhost")
EMAIL_SUBJECT_PREFIX = ""
ADMINS = [("", address) for address in env.words("ALERT_EMAIL")]  # told where publishing needs somebody

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the review page shows the post as it will be in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY; the line above says why not
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=not DEVELOPMENT)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # or all readers would share the proxy's limit on sign-ins
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEVELOPMENT
SECURE_HSTS_PRELOAD = not DEVELOPMENT
SESSION_COOKIE_SECURE = not DEVELOPMENT
CSRF_COOKIE_SECURE = not DEVELOPMENT
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "incidents.views.unsent.without_token"
SESSION_COOKIE_SAMESITE = "Lax"

# The public site's identity.
SITE_NAME = env.text("SITE_NAME", "Candor")
SITE_SUPPORT_URL = env.text("SITE_SUPPORT_URL")
SITE_ACCENT = env.text("SITE_ACCENT", "#2f5d8a")
# An Ed25519 key in PEM that signs the head of the ledger; empty for none. See docs/ledger.md.
LEDGER_KEY_FILE = env.text("LEDGER_KEY_FILE")

# How reports are checked: checks that are off, other levels, internal hosts, names. See docs/checks.md.
CHECKS: dict[str, Any] = {}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"incidents": {"level": "INFO"}},
}
