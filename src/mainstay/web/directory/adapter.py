"""Who may come in by the directory: somebody who is here, or whom somebody invited."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.timezone import now

from mainstay.accounts import actions
from mainstay.accounts.audit import Event, record
from mainstay.accounts.models import Invitation, Person
from mainstay.web.second_step.gate import METHOD

SAID, ALWAYS = "if-said", "always"


class ByDirectory(DefaultSocialAccountAdapter):
    """Named in settings.SOCIALACCOUNT_ADAPTER. It makes no account for whom nobody invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        claims = sociallogin.account.extra_data["id_token"]
        if not sociallogin.is_existing:
            person = _found(claims)
            if person is None:
                raise ImmediateHttpResponse(_refused(request, str(claims.get("email", ""))))
            sociallogin.connect(request, person)

    def on_authentication_error(
        self, request: HttpRequest, provider, error=None, exception=None, extra_context=None
    ) -> None:
        """Says so without the details, which are in the log of the server."""
        record(Event.SIGN_IN_FAILED, f"By the directory: {error}"[:300], by=None, now=now())
        raise ImmediateHttpResponse(
            render(request, "socialaccount/failed.html", {"name": provider.name}, status=403)
        )


def note_second_step(request: HttpRequest, person: Person, sociallogin: SocialLogin) -> None:
    """Once the person is signed in: signing in anew begins with an empty session."""
    if counts_as_second_step(sociallogin.account.extra_data["id_token"]):
        record_authentication(request, person, method=METHOD, type="directory")


def counts_as_second_step(claims: dict) -> bool:
    """Whether the directory itself asked for two: it says so, or whoever runs this vouches."""
    if settings.MAINSTAY_DIRECTORY_STEP == ALWAYS:
        return True
    return settings.MAINSTAY_DIRECTORY_STEP == SAID and "mfa" in claims.get("amr", ())


def _found(claims: dict) -> Person | None:
    """By an address that the directory has checked, of a domain that it may speak for."""
    email = str(claims.get("email", ""))
    domains = settings.MAINSTAY_DIRECTORY_DOMAINS
    if claims.get("email_verified") is not True or not email:
        return None
    if domains and email.rpartition("@")[2].lower() not in domains:
        return None
    held = Person.objects.filter(email__iexact=email).first()
    return held or _joined(email, str(claims.get("name") or email))


@transaction.atomic
def _joined(email: str, name: str) -> Person | None:
    """Somebody invited comes in by every invitation that is open; they get no password."""
    person = None
    for one in Invitation.objects.filter(
        email__iexact=email, accepted=None, withdrawn=None, expires__gt=now()
    ):
        person = actions.accept_invitation(
            invitation=one, person=person, name=name, password=None, now=now()
        )
    return person


def _refused(request: HttpRequest, email: str):
    record(Event.SIGN_IN_FAILED, f"{email}, by the directory"[:300], by=None, now=now())
    return render(request, "socialaccount/refused.html", {"email": email}, status=403)
