"""Django's settings. All that a person may change comes from the environment."""

from pathlib import Path

import nhsuk_frontend_jinja
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from jinja2 import ChainableUndefined

from mainstay.config import environment

WEB = Path(__file__).resolve().parents[1] / "web"

MAINSTAY_HOME = Path(environment.text("MAINSTAY_HOME")).expanduser()
MAINSTAY_CONTACT = environment.text("MAINSTAY_CONTACT")
MAINSTAY_RULES = environment.text("MAINSTAY_RULES")

SECRET_KEY = environment.text("MAINSTAY_SECRET_KEY") or get_random_secret_key()
DEBUG = environment.yes("MAINSTAY_DEBUG")
ALLOWED_HOSTS = environment.words("MAINSTAY_ALLOWED_HOSTS")

ROOT_URLCONF = "mainstay.config.urls"
WSGI_APPLICATION = "mainstay.config.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "mainstay.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mainstay.web.layout.question.question_middleware",
]
DATABASES: dict[str, dict[str, str]] = {}

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
    }
]

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
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if environment.yes("MAINSTAY_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_REDIRECT_EXEMPT = [r"^health$"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"level": "ERROR"}},  # a mistyped address is not news
    "root": {"handlers": ["console"], "level": environment.text("MAINSTAY_LOG_LEVEL")},
}
