"""Settings come from the environment, and secrets from files where that is asked."""

import pytest

from mainstay.config import environment


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    for name in environment.SETTINGS:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


@pytest.mark.parametrize("name", [one.name for one in environment.SETTINGS.values() if one.secret])
def test_a_secret_may_be_in_a_file(name, tmp_path, monkeypatch):
    file = tmp_path / "secret"
    file.write_text("kept apart\n")
    monkeypatch.setenv(f"{name}_FILE", str(file))
    assert environment.text(name) == "kept apart"
    monkeypatch.setenv(name, "given")
    assert environment.text(name) == "given"


def test_what_is_no_secret_is_in_no_file(tmp_path, monkeypatch):
    file = tmp_path / "rules"
    file.write_text("local-example")
    monkeypatch.setenv("MAINSTAY_RULES_FILE", str(file))
    assert environment.text("MAINSTAY_RULES") == "gprp-2016"


def test_a_file_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setenv("MAINSTAY_SMTP_FILE", "/nowhere/at/all")
    with pytest.raises(FileNotFoundError):
        environment.text("MAINSTAY_SMTP")


@pytest.mark.parametrize(
    "name",
    ["MAINSTAY_SECRET_KEY", "MAINSTAY_DATABASE", "MAINSTAY_SMTP", "MAINSTAY_OIDC_SECRET"],
)
def test_what_opens_something_is_a_secret(name):
    assert environment.SETTINGS[name].secret
