"""With MAINSTAY_HTTPS: cookies of this host alone, and browsers that never ask without https."""

import json

import pytest

from tests.records.homes import run

ASK = """
import json
import django
django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"})
for secure in (True, False):
    answer = client.get("/sign-in/", secure=secure)
    print(json.dumps({
        "status": answer.status_code,
        "headers": dict(answer.headers),
        "cookies": {name: one.OutputString() for name, one in answer.cookies.items()},
    }))
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> tuple[dict, dict]:
    """The answers of a server's sign-in page, by https and without."""
    own = {
        "MAINSTAY_HOME": str(tmp_path_factory.mktemp("https")),
        "MAINSTAY_HTTPS": "yes",
        "DJANGO_SETTINGS_MODULE": "mainstay.config.settings",
    }
    secure, plain = (json.loads(line) for line in run("-c", ASK, **own).splitlines())
    return secure, plain


def test_cookies_belong_to_this_host_and_to_https(asked):
    cookies = asked[0]["cookies"]
    assert set(cookies) == {"__Host-csrf"}
    said = cookies["__Host-csrf"]
    assert "Secure" in said
    assert "HttpOnly" in said
    assert "SameSite=Lax" in said
    assert "Path=/" in said
    assert "Domain" not in said


def test_browsers_are_told_to_keep_to_https(asked):
    said = asked[0]["headers"]["Strict-Transport-Security"]
    assert said == "max-age=31536000; includeSubDomains"


def test_without_https_one_is_sent_on(asked):
    assert asked[1]["status"] == 301
    assert asked[1]["headers"]["Location"] == "https://localhost/sign-in/"
