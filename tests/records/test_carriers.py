"""Mail into files, by a mail server and by GOV.UK Notify."""

import email
import email.policy
import uuid

import pytest

from mainstay.accounts.mail import delivery
from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind, Mail, State
from mainstay.config.mail import carrier
from tests.records.conftest import NOW
from tests.records.mail_server import mail_server
from tests.records.notify_server import notify_server

SERVICE, SECRET = str(uuid.uuid4()), str(uuid.uuid4())
WORDS = "Hello Ann,\n\nWhat is due: “Ålesund”.\n.\nAnd after a lonely dot."


@pytest.fixture
def sent():
    """Posts a mail and tries to send it."""

    def made(kind: Kind = Kind.NOTICE) -> Mail:
        mail = post(kind=kind, to="ann@example.org", subject="Due – today", words=WORDS, now=NOW)
        delivery.deliver(mail.pk, clock=lambda: NOW)
        mail.refresh_from_db()
        return mail

    return made


@pytest.fixture
def use(settings, tmp_path):
    """Settings as the environment would make them."""

    def made(smtp: str = "", notify_key: str = "") -> None:
        for name, value in carrier(smtp, notify_key, home=tmp_path).items():
            setattr(settings, name, value)

    return made


def read(whole: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(whole, policy=email.policy.default)


def test_a_file_for_each_mail_that_a_mail_program_can_read(use, sent, tmp_path):
    use()
    mail = sent()
    assert mail.state == State.SENT
    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == f"{mail.reference}.eml"
    assert file.stat().st_mode & 0o077 == 0, "it may hold a link that lets its reader in"
    message = read(file.read_bytes())
    assert message["Subject"] == "Due – today"
    assert message.get_content().rstrip("\n") == WORDS


def test_what_lies_there_already_has_gone(use, sent, settings):
    use()
    mail = sent()
    Mail.objects.update(state=State.HANDED_OVER)
    mail.refresh_from_db()
    delivery.settle(mail, now=NOW)
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_a_server_gets_the_mail_whole(use, sent):
    with mail_server() as server:
        use(server.address)
        mail = sent()
    assert mail.state == State.SENT
    assert server.taken == {str(mail.reference): 1}
    message = read(server.written[0].replace("\r\n..", "\r\n.").encode())
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == WORDS


@pytest.mark.parametrize(
    ("answer", "state"),
    [("550 nobody here", State.GIVEN_UP), ("450 mailbox busy", State.WAITING)],
)
def test_a_servers_refusal_is_told_in_its_words(answer, state, use, sent):
    with mail_server() as server:
        server.refused["ann@example.org"] = answer
        use(server.address)
        mail = sent()
    assert (mail.state, mail.problem) == (state, f"The mail server said: {answer}")
    assert not server.taken


def test_a_server_that_is_away_keeps_the_mail_waiting(use, sent):
    with mail_server() as server:
        gone = server.address
    use(gone)
    mail = sent()
    assert mail.state == State.WAITING
    assert "refused" in mail.problem


@pytest.fixture
def notify(use, settings):
    with notify_server(SECRET) as server:
        settings.MAINSTAY_NOTIFY_KEY = f"key-{SERVICE}-{SECRET}"
        settings.MAINSTAY_NOTIFY_TEMPLATE = "template-1"
        settings.MAINSTAY_NOTIFY_ADDRESS = server.address
        use(notify_key=settings.MAINSTAY_NOTIFY_KEY)
        yield server


def test_notify_fills_its_template_with_subject_and_words(notify, sent):
    mail = sent()
    assert mail.state == State.SENT
    assert notify.taken == [
        {
            "email_address": "ann@example.org",
            "template_id": "template-1",
            "personalisation": {"subject": "Due – today", "body": WORDS},
            "reference": str(mail.reference),
        }
    ]


@pytest.mark.parametrize("kind", Kind)
def test_when_notify_fails_it_is_asked_whether_it_took_the_mail(kind, notify, sent):
    notify.answers = [500]
    assert sent(kind).state == State.SENT
    assert len(notify.taken) == 1
    notify.answers = [503]
    assert sent(kind).state == State.WAITING


@pytest.mark.parametrize(
    ("status", "state"),
    [(400, State.GIVEN_UP), (403, State.WAITING), (429, State.WAITING)],
)
def test_what_notify_refuses_says_so(status, state, notify, sent):
    notify.answers = [status]
    mail = sent()
    assert mail.state == state
    assert f"GOV.UK Notify said: {status}" in mail.problem
    assert not notify.taken


def test_the_key_decides_then_the_server_then_files(tmp_path):
    def backend(*given: str) -> str:
        return carrier(*given, home=tmp_path)["EMAIL_BACKEND"].rpartition(".")[2]

    assert backend("smtp://localhost", "a-key") == "NotifyCarrier"
    assert backend("smtp://localhost", "") == "SmtpCarrier"
    assert backend("", "") == "FileCarrier"
