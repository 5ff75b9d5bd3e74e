"""Whoever sees more than their own practice takes a second step before any page."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from mainstay.accounts.policies import needs_second_step
from mainstay.web.second_step.adapter import STEPS

AFTER = "after_second_step"
METHOD = "mfa"
# What a person needs to set up a second step, to take it, or to leave.
OPEN = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_logout",
        "invitation",
        "health",
        "about",
        "accessibility",
    }
)


def second_step_middleware(get_response: Callable[[HttpRequest], HttpResponse]):
    """In front of every view, so that no page can forget it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view, parts, named) -> HttpResponse | None:
        if request.resolver_match.url_name in OPEN or not is_missing(request):
            return None
        if request.method == "GET":
            request.session[AFTER] = request.get_full_path()
        return redirect(_where(request))

    middleware.process_view = process_view
    return middleware


def is_missing(request: HttpRequest) -> bool:
    """Whether a second step is needed here that this session has not taken."""
    person = request.user
    if not settings.MAINSTAY_SECOND_STEP_NEEDED or not person.is_authenticated:
        return False
    return not is_taken(request) and needs_second_step(person)


def is_taken(request: HttpRequest) -> bool:
    """By code or passkey, in this session; setting one up has shown it as well."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == METHOD for one in records)


def take(request: HttpRequest, kind: str) -> None:
    """Note that this session has shown a second step of its person."""
    record_authentication(request, request.user, method=METHOD, type=kind, reauthenticated=True)


def after(request: HttpRequest) -> str:
    """Where the person was going."""
    return request.session.pop(AFTER, "") or resolve_url(settings.LOGIN_REDIRECT_URL)


def _where(request: HttpRequest) -> str:
    """To the step that the person has; to setting one up for who has none."""
    held = Authenticator.objects.filter(user=request.user, type__in=STEPS)
    kinds = set(held.values_list("type", flat=True))
    if not kinds:
        return reverse("mfa_index")
    codes = Authenticator.Type.TOTP in kinds
    return reverse("mfa_reauthenticate" if codes else "mfa_reauthenticate_webauthn")
