"""Where people sign in by their organisation's directory."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

PROVIDER = "directory"


def directory_again() -> str:
    """The address that asks the directory who is there, and to ask for the password anew."""
    if not settings.MAINSTAY_DIRECTORY:
        return reverse("account_logout")
    asked = urlencode({"process": "login", "auth_params": "prompt=login"})
    return f"{reverse('openid_connect_login', args=[PROVIDER])}?{asked}"
