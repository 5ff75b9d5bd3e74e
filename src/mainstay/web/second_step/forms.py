"""What is asked for at the second step."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.timezone import now

from mainstay.accounts.audit import Event, record

REQUIRED = "Enter the code"


class _Code(forms.Form):
    """Words of the box for a code; a wrong one is in the log."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label = "Code"
        box.help_text = "Six figures from your app, or one of your recovery codes."
        box.error_messages["required"] = REQUIRED
        box.widget.attrs.pop("placeholder", None)

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        record(Event.SIGN_IN_FAILED, f"{self.user.email}, second step", by=None, now=now())


class CodeForm(_Code, AuthenticateForm):
    """Named in settings.MFA_FORMS, as are those below."""


class CodeAgainForm(_Code, ReauthenticateForm):
    pass


class SetUpCodesForm(ActivateTOTPForm):
    """The first code shows that the app has the key."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label, box.help_text = "Code", "The six figures that your app shows now."
        box.error_messages["required"] = REQUIRED
        box.widget.attrs.pop("placeholder", None)


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey always asks its owner for a finger, a face or a PIN: it is two steps in one."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "A name for it"
        self.fields["name"].help_text = "Such as: work laptop."
        self.fields["name"].max_length = 60
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = "on"
