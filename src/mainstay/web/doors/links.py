"""A link that signs somebody of the demo in, once."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from mainstay.accounts.models import Person

DOMAIN = "@demo.example.org"  # nobody can have such an address: the name is kept for examples


class Door(PasswordResetTokenGenerator):
    """A token that holds until its person signs in, or for as long as a new password's link."""

    key_salt = "mainstay.web.doors"


DOOR = Door()


def door_link(person: Person) -> str:
    path = reverse("door", args=[person.pk, DOOR.make_token(person)])
    return f"{settings.MAINSTAY_ADDRESS}{path}"


def opens(person: Person | None, token: str) -> bool:
    """Whether a link is of the demo's person, and has not been used."""
    if person is None or not person.is_active or not person.email.endswith(DOMAIN):
        return False
    return DOOR.check_token(person, token)
