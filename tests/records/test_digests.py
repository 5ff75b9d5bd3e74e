"""One mail a day at most, in the morning of a working day, with all that nobody has read."""

from datetime import UTC, datetime, timedelta

import pytest

from mainstay.accounts.mail.models import Kind, Mail, State
from mainstay.accounts.mail.sealing import unseal
from mainstay.accounts.notices import actions
from mainstay.accounts.notices.digests import OLDEST, make_digests
from mainstay.accounts.notices.models import Telling
from mainstay.accounts.roles import Role

MONDAY = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
SUMMER_MONDAY = datetime(2026, 7, 6, 6, 0, tzinfo=UTC)  # seven o'clock in London
DAY = timedelta(days=1)


@pytest.fixture
def ann(office, join):
    return join(office, Role.OFFICE_MEMBER, "ann@example.org")


@pytest.fixture
def told():
    def made(*people, key: str = "one", now: datetime = MONDAY - DAY, **more) -> None:
        given = {"subject": f"About {key}", "words": "Words.", "path": f"/{key}/", **more}
        actions.tell(people=people, key=key, now=now, **given)

    return made


def digests() -> list[Mail]:
    return list(Mail.objects.filter(kind=Kind.DIGEST).order_by("pk"))


def test_all_that_is_unread_comes_in_one_mail_in_order(told, ann, settings):
    told(ann, key="one")
    told(ann, key="two", now=MONDAY)
    make_digests(MONDAY)
    (mail,) = digests()
    assert mail.to == ann.email
    assert mail.subject == "2 things for you on Mainstay"
    said = unseal(mail.sealed)
    assert said.index("About one") < said.index(f"{settings.MAINSTAY_ADDRESS}/one/")
    assert said.index("About one") < said.index("About two")
    assert "Choose what is mailed to you" in said


def test_one_thing_alone_is_the_subject(told, ann):
    told(ann)
    make_digests(MONDAY)
    assert digests()[0].subject == "About one"


def test_there_is_one_a_day_however_often_one_looks(told, ann):
    told(ann)
    for minutes in (0, 1, 1, 60):
        make_digests(MONDAY + timedelta(minutes=minutes))
    told(ann, key="later", now=MONDAY + timedelta(hours=2))
    make_digests(MONDAY + timedelta(hours=3))
    assert len(digests()) == 1
    make_digests(MONDAY + DAY)
    assert [one.subject for one in digests()] == ["About one", "About later"]
    make_digests(MONDAY + 2 * DAY)
    assert len(digests()) == 2


@pytest.mark.parametrize(
    ("at", "made"),
    [
        (MONDAY - timedelta(minutes=1), 0),
        (MONDAY, 1),
        (MONDAY + timedelta(hours=11, minutes=59), 1),
        (MONDAY + timedelta(hours=12), 0),
        (MONDAY - 2 * DAY, 0),
        (MONDAY - DAY, 0),
        (SUMMER_MONDAY - timedelta(minutes=1), 0),
        (SUMMER_MONDAY, 1),
    ],
)
def test_it_goes_on_working_days_from_seven_by_londons_clocks(at, made, told, ann):
    told(ann, now=at - timedelta(hours=1))
    make_digests(at)
    assert len(digests()) == made


def test_who_wants_no_mail_who_has_read_and_who_left_get_none(told, ann, lead, office, join):
    bob = join(office, Role.AUDITOR, "bob@example.org")
    told(ann, lead, bob)
    actions.prefer(person=ann, telling=Telling.SITE)
    actions.mark_read(person=lead, number=lead.notices.get().pk, now=MONDAY)
    bob.is_active = False
    bob.save()
    make_digests(MONDAY)
    assert digests() == []


def test_what_went_at_once_is_not_told_again(told, ann):
    told(ann, urgent=True)
    make_digests(MONDAY)
    assert digests() == []


@pytest.mark.parametrize("state", [State.IN_DOUBT, State.GIVEN_UP])
def test_what_may_not_have_come_is_told_again_while_it_is_unread(state, told, ann):
    told(ann, urgent=True)
    Mail.objects.update(state=state)
    make_digests(MONDAY)
    assert digests()[0].subject == "About one"


def test_what_is_old_stays_on_the_site(told, ann):
    told(ann, now=MONDAY - OLDEST)
    make_digests(MONDAY)
    assert digests() == []


def test_each_gets_their_own(told, ann, lead):
    told(ann, key="one")
    told(lead, key="two")
    make_digests(MONDAY)
    assert {(one.to, one.subject) for one in digests()} == {
        (ann.email, "About one"),
        (lead.email, "About two"),
    }
