"""One settings module: everything that differs between installations comes from the environment."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pghistory

from gendan.installation import former_keys, home, secret_key
from gendan.postgres import url_of

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # org.names has the words that are needed here

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
HOME = home() / "test" if TESTING else home()

DEBUG = os.environ.get("GENDAN_DEBUG") == "1"
SECRET_KEY = "only-for-tests" if TESTING else os.environ.get("GENDAN_SECRET_KEY") or secret_key(HOME)  # noqa: S105
#: What seals the passwords of mailboxes: the first key seals, all of them open.
VAULT_KEYS = [k for k in os.environ.get("GENDAN_VAULT_KEYS", "").split(",") if k] or [SECRET_KEY]
VAULT_KEYS += [k for k in former_keys(HOME) if k not in VAULT_KEYS]
#: Where backups lie, and what seals them.
BACKUPS = Path(os.environ.get("GENDAN_BACKUPS") or HOME / "backups")
BACKUP_PASSPHRASE = os.environ.get("GENDAN_BACKUP_PASSPHRASE", "")
ALLOWED_HOSTS = os.environ.get("GENDAN_HOSTS", "127.0.0.1,localhost").split(",") + ["testserver"] * TESTING
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GENDAN_ORIGINS", "").split(",") if o]


def database_from_url(url: str, *, pooled: bool = False, **options: str) -> dict:
    """Turn postgres://user:password@host:port/name?option=value into Django's DATABASES entry.

    Without `options` the process has a pool of its own. `pooled`: a pooler outside gives each transaction another session,
    so that nothing may be left in one for the next.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
        # Who asks while the database is away waits a little, then hears so; each new question looks for it again.
        "OPTIONS": {**(options or {"pool": {"min_size": 1, "max_size": 8, "timeout": 4, "reconnect_timeout": 1.5}}), **query},
    }


DIRECT_URL = os.environ.get("DATABASE_DIRECT_URL")
DATABASE_URL = DIRECT_URL or os.environ.get("DATABASE_URL") or url_of(HOME)
DATABASES = {"default": database_from_url(DATABASE_URL)}
#: A pooler, through which pages and API go (config.wsgi), and nothing else.
POOLER = database_from_url(os.environ["DATABASE_URL"], pooled=True) if DIRECT_URL else {}
#: A replica for lists, search and reports; each thread keeps its connection.
REPLICA_URL = os.environ.get("DATABASE_REPLICA_URL")
REPLICA = database_from_url(REPLICA_URL, connect_timeout="2", tcp_user_timeout="5000") | {"CONN_MAX_AGE": None} if REPLICA_URL else {}

INSTALLED_APPS = [
    "gendan.spine.org",
    "gendan.spine.access",
    "gendan.spine.persons",
    "gendan.spine.timeline",
    "gendan.spine.fields",
    "gendan.spine.documents",
    "gendan.spine.links",
    "gendan.spine.messages",
    "gendan.spine.doors",
    "gendan.spine.procedures",
    "gendan.spine.imports",
    "gendan.spine.backups",
    "gendan.modules.knowledge",
    "gendan.modules.catalog",
    "gendan.modules.customers",
    "gendan.modules.followups",
    "gendan.modules.opportunities",
    "gendan.modules.pools",
    "gendan.modules.merges",
    "gendan.modules.mails",
    "gendan.modules.handovers",
    "gendan.modules.classes",
    "gendan.modules.care",
    "gendan.modules.plans",
    "gendan.modules.privacy",
    "gendan.modules.quotes",
    "gendan.modules.samples",
    "gendan.modules.tenders",
    "gendan.modules.contracts",
    "gendan.modules.orders",
    "gendan.modules.consignments",
    "gendan.modules.incidents",
    "gendan.modules.capa",
    "gendan.modules.returns",
    "gendan.modules.complaints",
    "gendan.ui",
    "gendan.desk",
    "gendan.desk.procedures",
    "gendan.desk.settings",
    "gendan.desk.fields",
    "gendan.desk.timeline_pages",
    "gendan.desk.papers",
    "gendan.desk.permissions",
    "gendan.desk.home",
    "gendan.desk.reports",
    "gendan.desk.rest",
    "gendan.desk.search",
    "gendan.desk.calendar",
    "gendan.desk.bin",
    "gendan.api",
    "gendan.demo",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "gendan.connect.WiringConfig",
]

AUTH_USER_MODEL = "org.Employee"
AUTHENTICATION_BACKENDS = ["gendan.spine.org.entrance.Entrance"]
SESSION_ENGINE = "gendan.spine.org.entrance"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gendan.ui.security.strict_headers",
    *([] if TESTING else ["whitenoise.middleware.WhiteNoiseMiddleware"]),
    "gendan.spine.org.middleware.one_look",
    "gendan.spine.access.middleware.rights_read_once",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gendan.spine.timeline.middleware.history_of_the_request",
    "gendan.spine.org.middleware.language_of_the_employee",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gendan.ui.middleware.Pages",
    "gendan.desk.search.recent.remember_opened",
]
CSRF_FAILURE_VIEW = "gendan.ui.views.errors.expired"
LANGUAGE_COOKIE_NAME = "language"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False

LOADERS = ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gendan.ui.context.frame",
            ],
            "loaders": LOADERS if DEBUG else [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton", "gendan.ui.templatetags.gendan"],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
HTTPS = os.environ.get("GENDAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_HOST = os.environ.get("GENDAN_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("GENDAN_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("GENDAN_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("GENDAN_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("GENDAN_SMTP_TLS") == "1"
SMS = {
    "provider": os.environ.get("GENDAN_SMS_PROVIDER", ""),
    **{name: value for name in ("key", "secret", "sign", "template", "variable", "app", "region")
       if (value := os.environ.get(f"GENDAN_SMS_{name.upper()}"))},
    "folder": os.environ.get("GENDAN_SMS_FOLDER") or str(HOME / "sms"),
}
MAIL_HOSTS = [h for h in os.environ.get("GENDAN_MAIL_HOSTS", "").split(",") if h]
MAIL_CA = os.environ.get("GENDAN_MAIL_CA", "")
ROBOT_HOSTS = [h for h in os.environ.get("GENDAN_ROBOT_HOSTS", "").split(",") if h]
SIGN_ON_HOSTS = [h for h in os.environ.get("GENDAN_SIGN_ON_HOSTS", "").split(",") if h]
SITE_URL = os.environ.get("GENDAN_URL", "")
DEFAULT_FROM_EMAIL = os.environ.get("GENDAN_MAIL_FROM", "gendan@localhost")

# History is read by its record alone: nobody looks for all events of an employee, but each would cost a place.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(null=True, db_index=False)

COTTON_DIR = "cotton"

#: Another machine that keeps the log too, as host:port, by the syslog protocol over UDP.
SYSLOG_HOST, _colon, SYSLOG_PORT = os.environ.get("GENDAN_SYSLOG", "").partition(":")
ELSEWHERE = {
    "elsewhere": {"class": "logging.handlers.SysLogHandler", "address": (SYSLOG_HOST, int(SYSLOG_PORT or 514)), "formatter": "syslog"}
} if SYSLOG_HOST else {}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"},
        "syslog": {"format": "gendan[%(process)d]: %(name)s %(levelname)s %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}, **ELSEWHERE},
    "root": {"handlers": ["console", *ELSEWHERE], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "procrastinate": {"level": "WARNING"},
        "psycopg.pool": {"level": "ERROR"},
    },
}
