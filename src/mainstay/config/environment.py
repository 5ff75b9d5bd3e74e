"""Every setting that the environment may give, with its default and what it does."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    purpose: str
    secret: bool = False  # may also be read from the file that NAME_FILE names


SETTINGS: Mapping[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("MAINSTAY_HOME", "~/.mainstay", "The folder where data are kept."),
        Setting(
            "MAINSTAY_SECRET_KEY",
            "",
            "A long random text that signs what the server gives out. "
            "Left empty, one is made and kept in the file secret-key of the home folder.",
            secret=True,
        ),
        Setting(
            "MAINSTAY_DATABASE",
            "",
            "Where records are kept, such as postgresql://person:password@host/name. "
            "Left empty, the file records.sqlite3 of the home folder.",
            secret=True,
        ),
        Setting(
            "MAINSTAY_ADDRESS",
            "http://127.0.0.1:8000",
            "The address at which people reach the server, for the links in mail. "
            "Left out, `serve` takes the one that it listens on.",
        ),
        Setting(
            "MAINSTAY_SMTP",
            "",
            "The mail server, such as smtp://person:password@host:587. "
            "Left empty, mail is written to the folder mail of the home folder.",
            secret=True,
        ),
        Setting(
            "MAINSTAY_NOTIFY_KEY",
            "",
            "A key of GOV.UK Notify, by which mail then leaves instead.",
            secret=True,
        ),
        Setting(
            "MAINSTAY_NOTIFY_TEMPLATE",
            "",
            "The id of the template there: its subject is ((subject)), its message ((body)).",
        ),
        Setting(
            "MAINSTAY_NOTIFY_ADDRESS",
            "https://api.notifications.service.gov.uk",
            "Where GOV.UK Notify answers.",
        ),
        Setting(
            "MAINSTAY_MAIL_FROM", "Mainstay <mainstay@localhost>", "Whom mail says that it is from."
        ),
        Setting(
            "MAINSTAY_DEBUG",
            "no",
            "yes shows the details of an error in the browser. Never in service.",
        ),
        Setting(
            "MAINSTAY_ALLOWED_HOSTS",
            "localhost,127.0.0.1,[::1]",
            "The host names the server answers to, with commas between them.",
        ),
        Setting(
            "MAINSTAY_HTTPS",
            "no",
            "yes when people reach the server by https: plain http is then sent on to https.",
        ),
        Setting(
            "MAINSTAY_CONTACT",
            "",
            "An e-mail address shown on the pages for comments and accessibility problems.",
        ),
        Setting(
            "MAINSTAY_OIDC",
            "",
            "The address (issuer) of your organisation's directory, for signing in by OpenID "
            "Connect. Left empty, people sign in here alone.",
        ),
        Setting("MAINSTAY_OIDC_NAME", "your organisation", "What the sign-in page calls it."),
        Setting("MAINSTAY_OIDC_CLIENT", "", "The name by which the directory knows Mainstay."),
        Setting(
            "MAINSTAY_OIDC_SECRET",
            "",
            "The secret that the directory gave to Mainstay.",
            secret=True,
        ),
        Setting(
            "MAINSTAY_OIDC_DOMAINS",
            "",
            "The e-mail domains that the directory speaks for, with commas between them. "
            "Left empty, any.",
        ),
        Setting(
            "MAINSTAY_OIDC_SECOND_STEP",
            "if-said",
            "Whether the directory's second step counts here: if-said (its token says amr mfa), "
            "always, or never.",
        ),
        Setting(
            "MAINSTAY_GATEWAYS",
            "0",
            "How many gateways (reverse proxies) of yours stand in front of the server. "
            "Each adds to X-Forwarded-For; wrong passwords are counted by the person's address.",
        ),
        Setting(
            "MAINSTAY_EVIDENCE",
            "open",
            "Who reads the evidence: open (everybody), figures (everybody reads figures, and the "
            "support matrix is for offices, support units and the practice itself) or signed-in "
            "(nobody who has not signed in).",
        ),
        Setting(
            "MAINSTAY_SECOND_STEP",
            "required",
            "required asks everybody who sees more than their own practice for a second step. "
            "offered leaves it to them: for made-up data only.",
        ),
        Setting("MAINSTAY_RULES", "gprp-2016", "The rule set that pages show first."),
        Setting("MAINSTAY_LOG_LEVEL", "WARNING", "DEBUG, INFO, WARNING or ERROR."),
    )
}


def text(name: str) -> str:
    """The setting as given, else its default. Raises KeyError for one that is not listed.

    A secret may be in a file instead: MAINSTAY_SMTP_FILE names the one that holds MAINSTAY_SMTP.
    """
    setting = SETTINGS[name]
    given = os.environ.get(name, "").strip()
    file = os.environ.get(f"{name}_FILE", "").strip() if setting.secret else ""
    if not given and file:
        given = Path(file).read_text(encoding="utf-8").strip()
    return given or setting.default


def yes(name: str) -> bool:
    return text(name).lower() in ("yes", "true", "1", "on")


def words(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]
