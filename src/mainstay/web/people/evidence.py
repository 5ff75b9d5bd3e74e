"""Who may read the evidence without signing in, as MAINSTAY_EVIDENCE says."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts.audit import Event, record
from mainstay.accounts.policies import can_see_order

OPEN, FIGURES, SIGNED_IN = "open", "figures", "signed-in"
# Pages that show levels of the support matrix, or the order for conversations.
ORDER = frozenset({"area", "area-csv", "area-pack", "compare", "map", "practice", "pack"})
# Of one practice: its own people see these as well.
OF_ONE = frozenset({"practice", "pack"})
# What has to be there before somebody has signed in, and says nothing of any practice.
ALWAYS = frozenset(
    {
        "about",
        "accessibility",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "answer",
        "answer-keep",
        "answer-need",
        "glossary",
        "health",
        "invitation",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "openid_connect_callback",
        "openid_connect_login",
    }
)


def evidence_middleware(get_response: Callable[[HttpRequest], HttpResponse]):
    """In front of every view: a page that is added later is closed with the others."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        said = answer.get("Cache-Control", "")
        if settings.MAINSTAY_EVIDENCE != OPEN and "public" in said:
            answer["Cache-Control"] = said.replace("public", "private")
        return answer

    def process_view(request: HttpRequest, view, parts, named) -> HttpResponse | None:
        name = request.resolver_match.url_name
        if not is_closed(name):
            return None
        if not request.user.is_authenticated:
            asked = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('account_login')}?{asked}")
        _require_order(request, name, str(named.get("code", "")).upper())
        return None

    middleware.process_view = process_view
    return middleware


def is_closed(name: str) -> bool:
    """Whether strangers are asked to sign in before an address."""
    if settings.MAINSTAY_EVIDENCE == OPEN:
        return False
    return name in ORDER or (settings.MAINSTAY_EVIDENCE != FIGURES and name not in ALWAYS)


def _require_order(request: HttpRequest, name: str, code: str) -> None:
    """Raises Http404 for whoever does not work with the order for conversations."""
    if name not in ORDER:
        return
    if not can_see_order(request.user, code if name in OF_ONE else ""):
        record(Event.REFUSED, request.path[:300], by=request.user, now=now())
        raise Http404
