"""To the directory and back."""

from urllib.parse import parse_qsl, urlencode

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from requests import RequestException

from mainstay.web.directory.tokens import Directory, ask_once
from mainstay.web.people.directory import PROVIDER

PROCESS = ("", "login")  # never `connect`: an account is joined to a person by address alone


@never_cache
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """A page with one button, then to the directory."""
    _require(provider_id)
    if request.GET.get("process", "") not in PROCESS:
        raise Http404
    if request.method == "POST":
        asked = dict(parse_qsl(request.GET.get("auth_params", "")))
        asked = {"prompt": asked["prompt"]} if "prompt" in asked else {}
        request.GET = request.GET.copy()
        request.GET["auth_params"] = urlencode({**asked, "nonce": ask_once(request)})
    asking = Directory(request, provider_id)
    try:
        if request.method == "POST":
            asking.openid_config  # noqa: B018  (raises where the directory is another)
        return OAuth2LoginView.adapter_view(asking)(request)
    except (OAuth2Error, RequestException) as error:
        return render_authentication_error(request, asking.get_provider(), exception=error)


@never_cache
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What the directory answered."""
    _require(provider_id)
    return OAuth2CallbackView.adapter_view(Directory(request, provider_id))(request)


def _require(provider_id: str) -> None:
    if provider_id != PROVIDER or not settings.MAINSTAY_DIRECTORY:
        raise Http404
