"""Setting up a second step and taking it away: allauth's views, in the log."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from mainstay.accounts.audit import Event, record
from mainstay.accounts.policies import needs_second_step
from mainstay.web.second_step import gate
from mainstay.web.second_step.adapter import STEPS

CODES, PASSKEY = "codes of an app", "a passkey"
private = method_decorator(never_cache, name="dispatch")


def _log(request: HttpRequest, event: Event, what: str) -> None:
    record(event, what, by=request.user, now=now())


@private
class Index(IndexView):
    """What a person has set up, and what else there is."""

    def get_context_data(self, **kwargs) -> dict:
        person = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "needed": needs_second_step(person),
            "missing": gate.is_missing(self.request),
        }


@private
class SetUpCodes(ActivateTOTPView):
    """The key as a picture and as letters, and the first code."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        gate.take(self.request, Authenticator.Type.TOTP)
        _log(self.request, Event.SECOND_STEP_SET_UP, CODES)
        return answer


@private
class RemoveCodes(DeactivateTOTPView):
    """Refused to who needs a second step and has no other."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        _log(self.request, Event.SECOND_STEP_REMOVED, CODES)
        return answer


@private
class AddPasskey(AddWebAuthnView):
    """The browser makes it; we keep its public half."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        gate.take(self.request, Authenticator.Type.WEBAUTHN)
        _log(self.request, Event.SECOND_STEP_SET_UP, PASSKEY)
        return answer


@private
class RemovePasskey(RemoveWebAuthnView):
    """As with codes, the last one stays where it is needed."""

    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "may": self._may()}

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        if not self._may():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        answer = super().form_valid(form)
        _log(self.request, Event.SECOND_STEP_REMOVED, PASSKEY)
        return answer

    def _may(self) -> bool:
        return get_adapter().can_delete_authenticator(self.object)


@private
class RecoveryCodes(ViewRecoveryCodesView):
    """Shown once, when they are made."""

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "after": gate.after(self.request)}


@private
class NewRecoveryCodes(GenerateRecoveryCodesView):
    """Makes the earlier ones worthless."""

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        _log(self.request, Event.RECOVERY_CODES_MADE, self.request.user.email)
        return answer


class _Again:
    """Goes on to where the person was going before the second step was asked for."""

    def get_default_success_url(self) -> str:
        return gate.after(self.request)

    def get_context_data(self, **kwargs) -> dict:
        held = Authenticator.objects.filter(user=self.request.user, type__in=STEPS)
        return {
            **super().get_context_data(**kwargs),
            "kinds": set(held.values_list("type", flat=True)),
        }


@private
class CodeAgain(_Again, ReauthenticateView):
    pass


@private
class PasskeyAgain(_Again, ReauthenticateWebAuthnView):
    pass
