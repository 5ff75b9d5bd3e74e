"""How allauth is to behave here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as asking
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from mainstay.accounts.audit import Event, record
from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind
from mainstay.accounts.models import Person
from mainstay.web.directory.adapter import note_second_step
from mainstay.web.people.fresh import just_shown
from mainstay.web.people.visits import begin


class ByInvitation(DefaultAccountAdapter):
    """Accounts come from invitations alone, and the log says who came and went."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """allauth words it; it leaves like all other mail."""
        site = get_current_site(asking.request)
        words = {"request": asking.request, "email": email, "current_site": site, **context}
        message = self.render_mail(template_prefix, email, words)
        post(kind=Kind.PASSWORD, to=email, subject=message.subject, words=message.body, now=now())

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        begin(request)
        if records := get_authentication_records(request, user):
            just_shown(request, user, records[-1]["method"])
        record(Event.SIGNED_IN, user.email, by=user, now=now())

    def post_login(
        self, request: HttpRequest, user: Person, *, signal_kwargs: dict | None, **more
    ) -> HttpResponse:
        if sociallogin := (signal_kwargs or {}).get("sociallogin"):
            note_second_step(request, user, sociallogin)
        return super().post_login(request, user, signal_kwargs=signal_kwargs, **more)

    def logout(self, request: HttpRequest) -> None:
        person = request.user
        if person.is_authenticated:
            record(Event.SIGNED_OUT, person.email, by=person, now=now())
        super().logout(request)

    def set_password(self, user: Person, password: str) -> None:
        """Changing it and resetting it both come here. Every other session ends with it."""
        super().set_password(user, password)
        record(Event.PASSWORD_CHANGED, user.email, by=user, now=now())

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        super().authentication_failed(request, **credentials)
        tried = str(credentials.get("email") or credentials.get("username") or "")[:254]
        record(Event.SIGN_IN_FAILED, tried, by=None, now=now())
