"""Django's settings. All that a person may change comes from the environment."""

from pathlib import Path

import nhsuk_frontend_jinja
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from jinja2 import ChainableUndefined

from mainstay.config import databases, directory, environment, mail

WEB = Path(__file__).resolve().parents[1] / "web"

MAINSTAY_HOME = Path(environment.text("MAINSTAY_HOME")).expanduser()
MAINSTAY_CONTACT = environment.text("MAINSTAY_CONTACT")
MAINSTAY_EVIDENCE = environment.text("MAINSTAY_EVIDENCE")
MAINSTAY_RULES = environment.text("MAINSTAY_RULES")

SECRET_KEY = environment.text("MAINSTAY_SECRET_KEY") or get_random_secret_key()
DEBUG = environment.yes("MAINSTAY_DEBUG")
ALLOWED_HOSTS = environment.words("MAINSTAY_ALLOWED_HOSTS")

ROOT_URLCONF = "mainstay.config.urls"
WSGI_APPLICATION = "mainstay.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "mainstay.accounts",
    "mainstay.accounts.mail",
    "mainstay.accounts.notices",
    "mainstay.programme.organisations",
    "mainstay.programme.cohort",
    "mainstay.programme.agreements",
    "mainstay.programme.engagement",
    "mainstay.programme.assessment",
    "mainstay.programme.sharing",
    "mainstay.programme.support",
    "mainstay.web",
]
MIDDLEWARE = [
    "mainstay.web.people.memory.memory_middleware",
    "mainstay.web.layout.headers.headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mainstay.web.people.visits.visit_middleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mainstay.web.layout.question.question_middleware",
    "mainstay.web.layout.errors.forms_middleware",
    "mainstay.web.second_step.gate.second_step_middleware",
    "mainstay.web.people.evidence.evidence_middleware",
]
DATABASES = {"default": databases.database(environment.text("MAINSTAY_DATABASE"), MAINSTAY_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Wrong passwords and codes that were used are counted by all workers and servers together.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "counted"}
}

# The macros of the design system ask for members of things that may not be there.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            *sorted(WEB.glob("*/templates")),
            Path(nhsuk_frontend_jinja.__file__).parent / "templates",
        ],
        "OPTIONS": {
            "environment": "mainstay.web.layout.environment.environment",
            "undefined": ChainableUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
    # The words of allauth's own mail.
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"django.contrib.auth.password_validation.{name}",
        "OPTIONS": options,
    }
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "engagements"
ACCOUNT_ADAPTER = "mainstay.web.people.adapter.ByInvitation"
ACCOUNT_FORMS = {"login": "mainstay.web.people.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/300s/key,20/60s/ip", "reset_password": "5/3600s/key"}

# Behind gateways an address of a person is what the outermost trusted one wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.text("MAINSTAY_GATEWAYS"))
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever did not do it learns that it was done
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

# Whoever sees more than their own practice takes a second step.
MAINSTAY_SECOND_STEP_NEEDED = environment.text("MAINSTAY_SECOND_STEP") != "offered"
MFA_ADAPTER = "mainstay.web.second_step.adapter.SecondStep"
MFA_FORMS = {
    "authenticate": "mainstay.web.second_step.forms.CodeForm",
    "reauthenticate": "mainstay.web.second_step.forms.CodeAgainForm",
    "activate_totp": "mainstay.web.second_step.forms.SetUpCodesForm",
    "add_webauthn": "mainstay.web.second_step.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks differ by some seconds, and a code is used once
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Without https there is only one's own machine, where browsers make passkeys for localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.yes("MAINSTAY_HTTPS")

SESSION_COOKIE_AGE = 12 * 3600  # a working day; closing the browser ends it sooner
MAINSTAY_IDLE = 2 * 3600  # a surgery, or a long meeting
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a directory sends people back here from its own address
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# An organisation's own directory; without an address there is none.
SOCIALACCOUNT_ADAPTER = "mainstay.web.directory.adapter.ByDirectory"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": directory.apps()}}
MAINSTAY_DIRECTORY = directory.name()
MAINSTAY_DIRECTORY_STEP = environment.text("MAINSTAY_OIDC_SECOND_STEP")
MAINSTAY_DIRECTORY_DOMAINS = {one.lower() for one in environment.words("MAINSTAY_OIDC_DOMAINS")}

MAINSTAY_ADDRESS = environment.text("MAINSTAY_ADDRESS").rstrip("/")
DEFAULT_FROM_EMAIL = environment.text("MAINSTAY_MAIL_FROM")
MAINSTAY_NOTIFY_KEY = environment.text("MAINSTAY_NOTIFY_KEY")
MAINSTAY_NOTIFY_TEMPLATE = environment.text("MAINSTAY_NOTIFY_TEMPLATE")
MAINSTAY_NOTIFY_ADDRESS = environment.text("MAINSTAY_NOTIFY_ADDRESS")
vars().update(
    mail.carrier(environment.text("MAINSTAY_SMTP"), MAINSTAY_NOTIFY_KEY, home=MAINSTAY_HOME)
)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FILE_UPLOAD_HANDLERS = [
    "mainstay.web.layout.uploads.UpToALimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 5

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600  # addresses carry the content's hash

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Nothing is asked of other hosts, and nothing written in a page itself runs or styles it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *directory.origins()],  # a form leads to the directory
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if environment.yes("MAINSTAY_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_NAME = "__Host-session"  # browsers take such a one from this host alone
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_REDIRECT_EXEMPT = [r"^health$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"level": "ERROR"}},  # a mistyped address is not news
    "root": {"handlers": ["console"], "level": environment.text("MAINSTAY_LOG_LEVEL")},
}
