"""How allauth is to keep and show a second step here."""

import base64
from functools import cache

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from mainstay.accounts.models import Person
from mainstay.accounts.policies import needs_second_step

NAME = "Mainstay"
USE = b"mainstay second step"
LETTERS = 32
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondStep(DefaultMFAAdapter):
    """Named in settings.MFA_ADAPTER."""

    error_messages: dict[str, str] = {  # noqa: RUF012  (as allauth has it)
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That did not work. Wait for the next code, then try again",
        "cannot_delete_authenticator": "What you see here needs a second step. "
        "Set up another before you take this one away.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first.",
    }

    def get_totp_issuer(self) -> str:
        return NAME

    def build_totp_svg(self, url: str) -> str:
        """Part of the page itself: the content security policy takes no data address."""
        whole = super().build_totp_svg(url)
        begin = '<svg class="m-qr" role="img" aria-label="Picture of the key, for your app" '
        return begin + whole[whole.index("<svg") + len("<svg ") :]

    def encrypt(self, text: str) -> str:
        return _cipher(_secrets()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(_secrets()).decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where it is needed: without it a password alone would do."""
        person = Person.objects.get(pk=authenticator.user_id)
        held = Authenticator.objects.filter(user=person, type__in=STEPS)
        return held.exclude(pk=authenticator.pk).exists() or not needs_second_step(person)

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}

    def _get_site_name(self) -> str:
        return NAME


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _cipher(secrets: tuple[str, ...]) -> MultiFernet:
    """Keys of their own, so that a copy of the records alone makes no codes."""
    return MultiFernet([Fernet(_key(one)) for one in secrets])


def _key(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=LETTERS, salt=None, info=USE).derive(secret.encode())
    return base64.urlsafe_b64encode(made)
