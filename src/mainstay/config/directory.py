"""An organisation's directory, as the environment names it."""

from typing import Any
from urllib.parse import urlsplit

from mainstay.config import environment


def apps() -> list[dict[str, Any]]:
    """allauth's settings for it; none where there is none."""
    address = environment.text("MAINSTAY_OIDC")
    return [app(address)] if address else []


def app(address: str) -> dict[str, Any]:
    """Claims are read from the signed token alone."""
    return {
        "provider_id": "directory",
        "name": environment.text("MAINSTAY_OIDC_NAME"),
        "client_id": environment.text("MAINSTAY_OIDC_CLIENT"),
        "secret": environment.text("MAINSTAY_OIDC_SECRET"),
        "settings": {
            "server_url": address,
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
        },
    }


def name() -> str:
    return environment.text("MAINSTAY_OIDC_NAME") if environment.text("MAINSTAY_OIDC") else ""


def origins() -> list[str]:
    """Where the form that starts signing in may lead."""
    parts = urlsplit(environment.text("MAINSTAY_OIDC"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
