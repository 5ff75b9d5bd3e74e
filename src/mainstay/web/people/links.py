"""Addresses that leave the site, in mail or on the command line."""

from django.conf import settings
from django.urls import reverse


def invitation_link(secret: str) -> str:
    return f"{settings.MAINSTAY_ADDRESS}{reverse('invitation', args=[secret])}"
