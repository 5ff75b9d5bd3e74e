"""Reading what one is told, choosing what comes by mail, and mail that did not arrive, by page."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils.timezone import now

from mainstay.accounts.mail.actions import post
from mainstay.accounts.mail.models import Kind, Mail, State
from mainstay.accounts.notices import queries
from mainstay.accounts.notices.actions import tell
from mainstay.accounts.notices.models import Telling
from mainstay.accounts.roles import Role
from tests.records.conftest import NOW


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture
def told():
    def made(*people, subject: str = "A request is overdue", **more) -> None:
        given = {"words": "It was due on Monday.", "path": reverse("you"), "now": NOW, **more}
        tell(people=people, key=subject, subject=subject, **given)

    return made


def test_the_header_counts_what_is_unread_until_it_is_opened(told, lead, browser):
    client = browser(lead)
    assert "to read" not in words(client.get("/you/"))
    told(lead)
    assert "Notices 1 to read" in words(client.get("/you/"))
    notice = lead.notices.get()
    answer = client.post(reverse("notice-open", args=[notice.pk]))
    assert answer["Location"] == reverse("you")
    assert "to read" not in words(client.get("/you/"))
    assert "You have read everything." in words(client.get(reverse("notices")))


def test_a_stranger_has_no_notices_in_the_header(browser):
    assert "Notices" not in words(browser(None).get("/sign-in/"))


def test_the_page_says_what_each_is_about_and_when(told, lead, browser):
    told(lead)
    said = words(browser(lead).get(reverse("notices")))
    assert "New A request is overdue It was due on Monday. 2 November 2026, 09:30" in said


def test_with_nothing_to_read_the_page_says_what_will_come(lead, browser):
    assert "When something waits for you" in words(browser(lead).get(reverse("notices")))


def test_all_are_marked_as_read_but_what_came_meanwhile(told, lead, browser):
    told(lead)
    client = browser(lead)
    page = client.get(reverse("notices")).content.decode()
    until = re.search(r'name="until" value="([^"]+)"', page).group(1)
    told(lead, subject="Later", now=now() + timedelta(seconds=1))
    answer = client.post(reverse("notices-read"), {"until": until}, follow=True)
    assert "marked as read" in words(answer)
    assert [one.subject for one in lead.notices.filter(read=None)] == ["Later"]


def test_what_is_no_moment_marks_nothing(told, lead, browser):
    told(lead)
    browser(lead).post(reverse("notices-read"), {"until": "now"})
    assert queries.unread(lead) == 1


def test_a_person_chooses_what_comes_by_mail(lead, browser):
    client, page = browser(lead), reverse("notices-mail")
    assert queries.telling(lead) is Telling.AT_ONCE
    assert client.post(page, {"telling": Telling.SITE.value}).status_code == 302
    assert queries.telling(lead) is Telling.SITE
    assert 'value="site" checked' in client.get(page).content.decode()
    wrong = client.post(page, {"telling": "pigeon"})
    assert wrong.status_code == 422
    assert queries.telling(lead) is Telling.SITE


def test_a_lead_reads_which_mail_did_not_arrive_and_not_what_it_said(lead, office, join, browser):
    ann = join(office, Role.OFFICE_MEMBER, "ann@example.org")
    for number, (to, organisation) in enumerate(
        [("new@example.org", office), (ann.email, None), ("elsewhere@example.org", None)]
    ):
        post(
            kind=Kind.NOTICE,
            to=to,
            subject=f"Hidden {number}",
            words="",
            now=now(),
            organisation=organisation,
        )
    page = reverse("mail-trouble", args=[office.pk])
    assert "All mail of the last 30 days has gone." in words(browser(lead).get(page))
    Mail.objects.update(state=State.GIVEN_UP, problem="550 nobody here")
    said = words(browser(lead).get(page))
    assert "new@example.org Notice" in said
    assert "ann@example.org Notice" in said
    assert "550 nobody here" in said
    assert "elsewhere" not in said
    assert "Hidden" not in said
