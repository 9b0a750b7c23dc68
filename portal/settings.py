"""Settings: what differs between machines comes from portal.env, everything else is said here."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from portal.env import ROOT, env, given, mode, secret, social_providers, var_dir

django_stubs_ext.monkeypatch()  # so that type hints such as QuerySet["User"] also work at run time

MODE = mode()
DEMO, TESTING, PRODUCTION = MODE == "demo", MODE == "test", MODE == "production"
DEBUG = env.bool("DJANGO_DEBUG", default=False) and not PRODUCTION
BASE_DIR = ROOT
VAR_DIR = var_dir()
BALLOT_KEYS_DIR = Path(env.str("BALLOT_KEYS_DIR", default=str(VAR_DIR / "ballot-keys")))

# ---------------------------------------------------------------- secrets
SECRET_KEY = secret("SECRET_KEY", invent=not PRODUCTION, at=VAR_DIR)
IDENTITY_PEPPER = secret("IDENTITY_PEPPER", invent=not PRODUCTION, at=VAR_DIR)
RESULT_SIGNING_KEY = secret("RESULT_SIGNING_KEY", invent=not PRODUCTION, at=VAR_DIR)

# ---------------------------------------------------------------- the site
SITE_NAME = env.str("SITE_NAME", default="광장")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")  # where anybody may write without an account
SITE_NAME_EN = env.str("SITE_NAME_EN", default="Gwangjang" if SITE_NAME == "광장" else SITE_NAME)
PUBLIC_URL = given("PUBLIC_URL", otherwise="http://localhost:8000", needed=PRODUCTION).rstrip("/")
OFFICIAL_MASTHEAD = env.bool("OFFICIAL_MASTHEAD", default=False)
ALLOWED_HOSTS = given(
    "ALLOWED_HOSTS", otherwise="localhost,127.0.0.1,[::1],testserver", needed=PRODUCTION
).split(",")
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL] if PUBLIC_URL.startswith("https") else []
)
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HALL = [
    "portal.audit",
    "portal.outbox",
    "portal.accounts",
    "portal.organisations",
    "portal.notifications",
    "portal.attachments",
    "portal.comments",
    "portal.moderation",
    "portal.search",
    "portal.frontend",
]
ROOMS = ["proposals", "budgets", "reservations", "petitions"]


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "django.contrib.humanize",
    "django.contrib.postgres",  # system check postgres.E005 asks for it; adds no table and no extension
    "django.forms",
    *HALL,
    *ROOMS,
    "portal.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.kakao",
    "allauth.socialaccount.providers.naver",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.middleware.OwnLanguage",
    "portal.frontend.middleware.ExplainedMethod",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "portal.frontend.context.site",
                "portal.organisations.context.office",
                "portal.notifications.context.unread",
            ],
        },
    }
]
FORM_RENDERER = "portal.frontend.forms.Renderer"

# ---------------------------------------------------------------- data
# Web processes hold a pool; workers keep one connection (Celery closes pools after each task).
WORKER = env.str("GWANGJANG_PROCESS", default="web") == "worker"
DATABASES: dict[str, Any] = {
    "default": env.db_url_config(given("DATABASE_URL", otherwise="postgres:///gwangjang", needed=PRODUCTION))
}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["NAME"] = env.str(
    "DATABASE_NAME", default=DATABASES["default"]["NAME"]
)  # workers of a test run
DATABASES["default"]["CONN_HEALTH_CHECKS"] = (
    True  # after a restart of the database nobody meets a dead connection
)
BEHIND_PGBOUNCER = env.bool("BEHIND_PGBOUNCER", default=False)
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = BEHIND_PGBOUNCER
# What a connection asks for the fifth time is planned once and kept there: half of PostgreSQL's time on a
# page was planning (docs/adr/0007-speed.md). A pooler that hands out another connection for each transaction
# cannot keep it.
DATABASES["default"].setdefault("OPTIONS", {}).update(
    server_side_binding=True, prepare_threshold=None if BEHIND_PGBOUNCER else 5
)
if WORKER:
    DATABASES["default"]["CONN_MAX_AGE"] = None
elif PRODUCTION or DEMO:
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 2,
        "max_size": env.int("DB_POOL_SIZE", default=10),
        "timeout": 5,
    }
REDIS_URL = given("REDIS_URL", otherwise="redis://localhost:6379", needed=PRODUCTION)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "gj",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 2},
    }
}
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# ---------------------------------------------------------------- workers
CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TIMEZONE = "UTC"
# A killed worker's tasks come back within minutes, not after kombu's default of an hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 0.5,
    "socket_timeout": 10,
}
CELERY_TASK_ROUTES = {
    "portal.notifications.*": {"queue": "notices"},
    "budgets.tasks.count*": {"queue": "tallies"},
    "budgets.tasks.analyse*": {"queue": "analyses"},
}

# ---------------------------------------------------------------- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.AccountBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "nickname")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapter.SocialAdapter"
MFA_ADAPTER = "portal.accounts.adapter.MfaAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {"signup": "portal.accounts.forms.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # a code keeps the person on her page, with her draft
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Whose attempts are counted: the address that the proxy saw. Without this all citizens share the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if PRODUCTION else 0)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # a foreign account never takes over ours by claiming its e-mail
SOCIALACCOUNT_PROVIDERS = social_providers()
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False  # four statements, one a write, on every page of every logged-in person
IDENTITY_SANDBOX = env.bool("IDENTITY_SANDBOX", default=not PRODUCTION)  # the demonstration identity provider
STAFF_MFA = PRODUCTION  # staff pages demand a second factor in this session

# ---------------------------------------------------------------- mail
EMAIL_HOST = env.str("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = env.int("EMAIL_PORT", default=25 if PRODUCTION else 8025)
DEMO_MAIL_DIR = VAR_DIR / "mail"
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = given("DEFAULT_FROM_EMAIL", otherwise="광장 <no-reply@localhost>", needed=PRODUCTION)

# ---------------------------------------------------------------- words and time
LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Seoul")

# ---------------------------------------------------------------- files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.frontend.finders.ChosenPackages",
]
WHITENOISE_USE_FINDERS = not PRODUCTION
# Looks a file up when it is asked for. A test opens a browser for each of its people, and reading the list of
# all files for each of them took three quarters of the time of ten thousand requests.
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o600
CLAMAV_ADDRESS = env.str(
    "CLAMAV_ADDRESS", default=""
)  # "/run/clamav/clamd.ctl" or "host:3310"; empty: no scan

# ---------------------------------------------------------------- safety
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# ---------------------------------------------------------------- the interface for programs
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "portal.problems.handler",
    "DEFAULT_PAGINATION_CLASS": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "광장 API",
    "DESCRIPTION": "제안, 참여예산, 예약, 청원을 프로그램에서 다루는 방법입니다.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
