"""Support: places are worked out, the line is fair, and what is said in confidence stays so."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate

from mainstay.accounts.actions import found_organisation
from mainstay.accounts.models import Entry, Organisation, Person
from mainstay.accounts.notices.models import Notice
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.cohort.actions import select
from mainstay.programme.cohort.models import Selection
from mainstay.programme.support import helping
from mainstay.programme.support.answering import actions as answering
from mainstay.programme.support.asking import actions as asking
from mainstay.programme.support.asking import queries as requests
from mainstay.programme.support.asking.telling import remind
from mainstay.programme.support.gaps import actions as gaps
from mainstay.programme.support.gaps import queries as missing
from mainstay.programme.support.models import Gap, Offer, Opinion, SupportRequest
from mainstay.programme.support.offers import actions as offers
from mainstay.programme.support.offers import queries
from mainstay.programme.support.offers.queries import FEWEST, Opinions, Wanted
from mainstay.programme.support.states import Helped, State
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW
from tests.records.tables.support import TOLD, TYPED
from tests.records.test_requests import words
from tests.records.world import Side, World, member, world

TODAY = NOW.date()


@pytest.fixture
def there() -> World:
    return world()


@pytest.fixture
def own(there) -> Side:
    return there.own


@pytest.fixture
def office(own) -> Organisation:
    return own.organisations[Kind.OFFICE]


@pytest.fixture
def partner(own) -> Person:
    return own.people[Role.PARTNER]


@pytest.fixture
def lead(own) -> Person:
    return own.people[Role.OFFICE_LEAD]


def add(side: Side, **more) -> Offer:
    told = replace(TOLD, partner=side.organisations[Kind.PARTNER], **more)
    by = side.people[Role.OFFICE_LEAD]
    return offers.add_offer(office=side.organisations[Kind.OFFICE], told=told, by=by, now=NOW)


@pytest.fixture
def one(own) -> Offer:
    """An offer with one place."""
    return add(own, places=1)


@pytest.fixture
def practices(own) -> list[tuple[Selection, Person]]:
    """Seven practices of the programme with somebody of each; the first is the world's own."""
    found = [(own.selection, own.people[Role.PRACTICE_LEAD])]
    for number in range(6):
        code = f"Z0010{number}"
        home = found_organisation(kind=Kind.PRACTICE, name=f"P {number}", code=code, now=NOW)
        by = own.people[Role.OFFICE_LEAD]
        made = select(own.programme, code, home.name, by=by, now=NOW)
        person = member(home, Role.PRACTICE_STAFF, f"somebody@p{number}.example.org")
        found.append((made, person))
    return found


def ask(offer: Offer, who: tuple[Selection, Person], **more) -> SupportRequest:
    given = {"statement": "", "words": "", "now": NOW, **more}
    return asking.ask(offer=offer, selection=who[0], by=who[1], **given)


def act(action, request: SupportRequest, by: Person, words: str = "", **more) -> SupportRequest:
    request.refresh_from_db()
    given = {"seen": request.steps.last().pk, "now": NOW, **more}
    action(request=request, words=words, by=by, **given)
    request.refresh_from_db()
    return request


def yes(request: SupportRequest, by: Person) -> SupportRequest:
    return act(answering.say_yes, request, by, starts=TODAY)


def helped(offer: Offer, who: tuple[Selection, Person], by: Person, answer, said="") -> Opinion:
    """The whole way of a request, to what the practice says of it."""
    request = yes(ask(offer, who), by)
    for action in (answering.start, answering.finish):
        act(action, request, by)
    return asking.say(request=request, helped=answer, words=said, by=who[1], now=NOW)


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("words", flat=True))


def test_what_is_left_is_worked_out(one, practices, partner):
    assert queries.left(one) == 1
    request = ask(one, practices[0])
    assert queries.left(one) == 1  # a request is no promise
    yes(request, partner)
    assert queries.left(one) == 0
    act(answering.start, request, partner)
    assert queries.left(one) == 0
    act(answering.finish, request, partner)
    assert queries.left(one) == 1


def test_an_offer_without_a_limit_takes_everybody(own, practices, partner):
    offer = add(own)
    assert queries.left(offer) is None
    for who in practices:
        assert yes(ask(offer, who), partner).state == State.YES
    first = ask(add(own, name="Other"), practices[0])
    with pytest.raises(MainstayError, match="nobody needs to wait"):
        act(answering.put_waiting, first, partner)


def test_a_place_goes_to_whoever_asked_first(one, practices, partner, lead, browser):
    first, second, third = (ask(one, who) for who in practices[:3])
    assert [requests.place(each) for each in (first, second, third)] == [1, 2, 3]
    with pytest.raises(MainstayError, match="who stand before it"):
        yes(second, partner)
    yes(first, partner)
    for each in (second, third):
        with pytest.raises(MainstayError, match="No place is free"):
            yes(each, partner)
        act(answering.put_waiting, each, partner)
    assert [requests.place(each) for each in (first, second, third)] == [None, 1, 2]
    act(answering.put_first, third, lead, "It may close.")
    assert [requests.place(each) for each in (second, third)] == [2, 1]
    page = browser(practices[1][1]).get(reverse("support-request", args=[second.pk]))
    assert "You are number 2 of 2 in line." in words(page)
    assert "1 practice before you is urgent." in words(page)
    act(answering.start, first, partner)
    act(answering.finish, first, partner)
    assert told(partner)[-1] == "A place is free. P 1 is the first on the waiting list."
    with pytest.raises(MainstayError, match="who stand before it"):
        yes(second, partner)
    assert yes(third, partner).state == State.YES


def test_urgent_wants_a_reason_that_is_recorded(one, practices, lead, partner):
    request = ask(one, practices[0])
    with pytest.raises(MainstayError, match="Say why it is urgent"):
        act(answering.put_first, request, lead, " ")
    with pytest.raises(PermissionDenied):
        act(answering.put_first, request, partner, "We like them.")
    act(answering.put_first, request, lead, "It may close.")
    assert Entry.objects.last().details["why"] == "It may close."
    assert "The office has put you first in line. It may close." in told(practices[0][1])
    with pytest.raises(MainstayError, match="cannot be done now"):
        act(answering.put_first, request, lead, "Once more.")


def test_two_presses_are_one_request(one, practices, own):
    first = ask(one, practices[0])
    written = Entry.objects.count()
    assert ask(one, practices[0]) == first
    colleague = (own.selection, own.people[Role.PRACTICE_STAFF])
    assert ask(one, colleague) == first
    assert (SupportRequest.objects.count(), Entry.objects.count()) == (1, written)


def test_two_presses_of_an_answer_are_one(one, practices, partner):
    request = ask(one, practices[0])
    given = {"request": request, "words": "", "seen": request.steps.last().pk, "by": partner}
    first = answering.say_yes(**given, starts=TODAY, now=NOW)
    assert answering.say_yes(**given, starts=TODAY, now=NOW) == first
    with pytest.raises(MainstayError, match="While you were writing"):
        answering.say_no(**{**given, "words": "No."}, instead=None, now=NOW)
    assert request.steps.count() == 2


@pytest.mark.parametrize("action", [answering.start, answering.finish])
def test_nothing_is_done_out_of_turn(action, one, practices, partner):
    with pytest.raises(MainstayError, match="cannot be done now"):
        act(action, ask(one, practices[0]), partner)


def test_a_day_that_is_over_is_no_day_to_start(one, practices, partner):
    with pytest.raises(MainstayError, match="That day is over"):
        act(answering.say_yes, ask(one, practices[0]), partner, starts=TODAY - timedelta(days=1))


def test_another_day_may_be_given(one, practices, partner):
    request = yes(ask(one, practices[0]), partner)
    later = TODAY + timedelta(days=9)
    assert act(answering.say_yes, request, partner, starts=later).starts == later


def test_a_no_has_a_reason_and_something_else(own, one, practices, partner, there):
    request, other = ask(one, practices[0]), add(own, name="A course")
    with pytest.raises(MainstayError, match="Say why not"):
        act(answering.say_no, request, partner, instead=other)
    elsewhere = add(there.other)
    with pytest.raises(MainstayError, match="same directory"):
        act(answering.say_no, request, partner, "Full.", instead=elsewhere)
    act(answering.say_no, request, partner, "Full.", instead=other)
    assert told(practices[0][1])[-1] == "The answer is no. What else may help: A course. Full."
    assert ask(one, practices[0]) != request  # it may be asked for again


def test_a_place_that_is_given_back_goes_on(one, practices, partner):
    first, second = ask(one, practices[0]), ask(one, practices[1])
    yes(first, partner)
    act(answering.put_waiting, second, partner)
    act(asking.take_back, first, practices[0][1])
    assert queries.left(one) == 1
    assert "A place is free. P 0 is the first" in told(partner)[-1]


def test_an_ended_offer_and_a_programme_that_is_over_are_not_asked_for(own, one, practices, lead):
    after = NOW + timedelta(days=1000)
    with pytest.raises(MainstayError, match="is over"):
        ask(one, practices[0], now=after)
    offers.end_offer(offer=one, why="No money.", seen=1, by=lead, now=NOW)
    with pytest.raises(MainstayError, match="not on offer any more"):
        ask(one, practices[0])
    offers.renew_offer(offer=one, seen=2, by=lead, now=NOW)
    assert ask(one, practices[0]).state == State.ASKED


def test_who_answers_and_who_asked_are_told(one, practices, partner, lead):
    request = ask(one, practices[0])
    assert told(partner) == [f"{practices[0][1]} asked for it."]
    assert len(told(lead)) == 1
    yes(request, partner)
    assert told(practices[0][1])[-1].startswith("Yes. It starts on 2 November 2026.")


def test_without_a_linked_provider_the_office_answers(own, practices, lead, partner):
    offer = offers.add_offer(office=own.organisations[Kind.OFFICE], told=TOLD, by=lead, now=NOW)
    request = ask(offer, practices[0])
    assert len(told(lead)) == 1
    with pytest.raises(PermissionDenied):
        yes(request, partner)
    assert yes(request, lead).state == State.YES


def test_a_partner_of_another_organisation_sees_nothing(there, one, practices, browser):
    request = ask(one, practices[0])
    stranger = browser(there.other.people[Role.PARTNER])
    for name, part in (
        ("support", one.office_id), ("support-offer", one.pk), ("support-request", request.pk),
        ("support-requests", one.office_id),
    ):  # fmt: skip
        assert stranger.get(reverse(name, args=[part])).status_code == 404, name


def test_a_provider_sees_what_was_asked_of_it_alone(own, one, practices, partner, lead):
    mine = ask(one, practices[0])
    other = offers.add_offer(office=one.office, told=TOLD, by=lead, now=NOW)
    ask(other, practices[0])
    assert requests.requests(partner, one.office_id) == [mine]
    assert len(requests.requests(lead, one.office_id)) == 2
    assert requests.requests(practices[1][1], one.office_id) == []


def test_two_editors_the_second_is_told_and_loses_nothing(own, one, lead, browser):
    changed = replace(TOLD, name="Another name", places=2)
    offers.change_offer(offer=one, told=changed, seen=1, by=lead, now=NOW)
    details = Entry.objects.last().details
    assert details["changes"]["name"] == [TOLD.name, "Another name"]
    typed = {**TYPED, "words": "My own long words.", "seen": "1"}
    path = reverse("change-offer", args=[one.pk])
    said = browser(own.people[Role.OFFICE_MEMBER]).post(path, typed)
    assert said.status_code == 422
    assert "A colleague changed this offer while you were writing." in words(said)
    assert "My own long words." in said.content.decode()
    assert re.search(r'name="seen"[^>]*value="2"|value="2"[^>]*name="seen"', said.content.decode())
    again = browser(own.people[Role.OFFICE_MEMBER]).post(path, {**typed, "seen": "2"})
    assert again.status_code == 302
    one.refresh_from_db()
    assert (one.words, one.statements) == ("My own long words.", ["pay-and-profit"])


def test_an_offer_pressed_twice_is_one(own, office, lead):
    given = {"office": office, "told": TOLD, "by": lead, "now": NOW}
    assert offers.add_offer(**given) == offers.add_offer(**given)
    changed = replace(TOLD, name="Another name")
    offer = Offer.objects.get()
    for _ in range(2):
        offers.change_offer(offer=offer, told=changed, seen=1, by=lead, now=NOW)
    assert Offer.objects.get().edition == 2


def test_only_a_partner_or_support_unit_may_answer(own, office, lead):
    wrong = replace(TOLD, partner=own.organisations[Kind.PRACTICE])
    with pytest.raises(MainstayError, match="neither a partner nor a support unit"):
        offers.add_offer(office=office, told=wrong, by=lead, now=NOW)


def test_an_offer_unchecked_for_six_months_says_so(own, one, lead, browser):
    Offer.objects.update(checked_at=NOW - timedelta(days=400))
    client = browser(own.people[Role.PRACTICE_LEAD])
    for path in (
        reverse("support", args=[one.office_id]), reverse("support-offer", args=[one.pk])
    ):  # fmt: skip
        assert "Not checked for six months" in words(client.get(path))
    for _ in range(2):
        remind(NOW)
    assert len(told(lead)) == 1
    browser(lead).post(reverse("check-offer", args=[one.pk]), {"seen": "1"})
    assert "Not checked" not in words(client.get(reverse("support-offer", args=[one.pk])))


def names(office: Organisation, **wanted) -> list[str]:
    return [line.offer.name for line in queries.directory(office, Wanted(**wanted))]


def test_the_directory_is_searched_and_filtered(own, office):
    add(own, name="Soon", days=1, words="Help with the rota.", themes=[], domains=["workload"])
    add(own, name="Later", days=30, kind="coaching", themes=["leadership"], statements=[])
    add(own, name="Ended")
    offers.end_offer(
        offer=Offer.objects.get(name="Ended"), why="Over.", seen=1,
        by=own.people[Role.OFFICE_LEAD], now=NOW,
    )  # fmt: skip
    assert names(office) == ["Soon", "Later"]
    assert names(office, words="ROTA help") == ["Soon"]
    assert names(office, words="rota lion") == []
    assert names(office, kind="coaching") == ["Later"]
    assert names(office, theme="money") == ["Soon"]  # that of a statement it names
    assert names(office, theme="leadership") == ["Later"]
    assert names(office, domain="workload") == ["Soon"]


def test_for_us_begins_with_what_helps_with_most(own, office):
    one, other = helping.triangle().statements[0], helping.triangle().statements[-1]
    add(own, name="Slow, helps with both", days=90, statements=[one.id, other.id], themes=[])
    add(own, name="Quick, helps with one", days=1, statements=[one.id], themes=[])
    add(own, name="By its theme", days=2, statements=[], themes=[one.theme])
    add(own, name="No help", days=0, statements=[], themes=[])
    assert names(office, statements=(one, other))[0] == "Slow, helps with both"
    assert names(office, statements=(one,)) == [
        "Quick, helps with one", "By its theme", "Slow, helps with both",
    ]  # fmt: skip


def test_the_directory_as_a_table(own, one, practices, browser):
    ask(one, practices[0])
    path = reverse("support-csv", args=[one.office_id])
    client = browser(own.people[Role.PRACTICE_STAFF])
    rows = list(csv.DictReader(io.StringIO(client.get(path).content.decode())))
    assert [(row["name"], row["places_left"], row["practices_in_line"]) for row in rows] == [
        (TOLD.name, "1", "1")
    ]
    assert client.get(path, {"q": "lion"}).content.decode().count("\n") == 1


def test_an_empty_directory_says_what_to_do(own, office, lead, browser):
    path = reverse("support", args=[office.pk])
    assert "Add what practices can have now" in words(browser(lead).get(path))
    practice = browser(own.people[Role.PRACTICE_LEAD])
    assert "Tell the office what you need" in words(practice.get(path))
    add(own)
    statement = helping.statement("pay-and-profit").id
    Offer.objects.update(statements=[], themes=[])
    said = practice.get(path, {"statement": statement})
    assert "Nothing on offer is like that." in words(said)
    assert "These kinds of support may help" in words(said)
    assert f"missing/new/?statement={statement}" in said.content.decode()


def test_any_page_can_link_to_an_offer_with_what_is_known(own, one, browser):
    client = browser(own.people[Role.PRACTICE_STAFF])
    path = reverse("support-offer", args=[one.pk])
    said = client.get(path, {"statement": "pay-and-profit"})
    assert helping.statement("pay-and-profit").words in words(said)
    data = {"selection": own.selection.pk, "statement": "pay-and-profit"}
    ask_path = reverse("ask-support", args=[one.pk])
    for _ in range(2):
        made = client.post(ask_path, data)
    request = SupportRequest.objects.get()
    assert made["Location"] == reverse("support-request", args=[request.pk])
    assert request.statement == "pay-and-profit"
    assert "You are number 1 of 1 in line." in words(client.get(made["Location"]))
    Offer.objects.update(places=None)
    assert "in line" not in words(client.get(made["Location"]))
    wrong = client.post(ask_path, {**data, "selection": 987654})
    assert wrong.status_code == 422
    assert "unknown" not in client.get(path, {"statement": "unknown"}).content.decode()


def test_a_practice_of_another_office_cannot_be_asked_for(own, one, there):
    elsewhere = (there.other.selection, there.other.people[Role.PRACTICE_LEAD])
    with pytest.raises(PermissionDenied):
        ask(one, elsewhere)


def test_a_request_pressed_on_an_old_page_keeps_its_words(one, practices, partner, browser):
    request = ask(one, practices[0])
    seen = request.steps.last().pk
    act(asking.take_back, request, practices[0][1])
    data = {"no-words": "We have nobody.", "no-seen": seen}
    said = browser(partner).post(reverse("support-no", args=[request.pk]), data)
    assert said.status_code == 422
    assert "took it back" in words(said)
    assert "Your words were not saved: “We have nobody.”" in words(said)


def test_a_yes_without_a_day_is_said(one, practices, partner, browser):
    request = ask(one, practices[0])
    data = {"yes-words": "Gladly.", "yes-seen": request.steps.last().pk}
    said = browser(partner).post(reverse("support-yes", args=[request.pk]), data)
    assert said.status_code == 422
    assert "Enter a day" in words(said)
    assert "Gladly." in said.content.decode()


def test_what_practices_said_is_shown_from_three_on_and_by_threes(own, practices, partner):
    offer = add(own)
    shown = []
    for who in practices[:6]:
        helped(offer, who, partner, Helped.LOT)
        shown.append(queries.line(offer).opinions.practices)
    assert shown == [0, 0, FEWEST, FEWEST, FEWEST, 6]


def test_a_practice_counts_once_and_words_want_three_writers(own, practices, partner):
    offer = add(own)
    for _ in range(4):
        helped(offer, practices[0], partner, Helped.NOT, "Nothing.")
    assert queries.line(offer).opinions == Opinions()
    helped(offer, practices[1], partner, Helped.LOT, "We have a rota.")
    helped(offer, practices[2], partner, Helped.LOT)
    said = queries.line(offer).opinions
    assert dict(said.helped)["No"] == 1
    assert said.words == ()


def test_nobody_but_the_practice_reads_its_answer(own, practices, partner, lead, browser):
    offer, secret = add(own), "The manager never came."
    helped(offer, practices[0], partner, Helped.NOT, secret)
    request = SupportRequest.objects.get()
    path = reverse("support-request", args=[request.pk])
    assert secret in words(browser(practices[0][1]).get(path))
    for person in (lead, partner, own.people[Role.AUDITOR]):
        client = browser(person)
        for page in (path, reverse("support-offer", args=[offer.pk])):
            assert secret not in words(client.get(page))
    assert not any(
        secret in str(one.details) or "not" in one.details for one in Entry.objects.all()
    )


def test_it_is_said_once_and_after_the_end(one, practices, own, partner):
    request = yes(ask(one, practices[0]), partner)
    given = {"request": request, "words": "", "now": NOW}
    with pytest.raises(PermissionDenied):
        asking.say(**given, helped=Helped.LOT, by=practices[0][1])
    for action in (answering.start, answering.finish):
        act(action, request, partner)
    first = asking.say(**given, helped=Helped.LOT, by=practices[0][1])
    assert asking.say(**given, helped=Helped.LOT, by=practices[0][1]) == first
    with pytest.raises(MainstayError, match="has said already"):
        asking.say(**given, helped=Helped.NOT, by=own.people[Role.PRACTICE_STAFF])


def test_who_is_to_act_is_reminded_once(one, practices, partner):
    request = ask(one, practices[0])
    week = NOW + timedelta(days=8)
    for _ in range(2):
        remind(week)
    assert told(partner)[1:] == ["This has waited for an answer for 1 week."]
    yes(request, partner)
    remind(week)
    assert told(partner)[-1].startswith("It was to start on 2 November 2026.")
    for action in (answering.start, answering.finish):
        act(action, request, partner)
    remind(NOW + timedelta(days=15))
    assert told(practices[0][1])[-1].startswith("Did it help?")


def test_what_is_missing_is_counted_by_theme(own, office, practices, lead, one):
    for who, theme in ((0, "people"), (0, "people"), (1, "people"), (2, "money")):
        gaps.tell_gap(
            selection=practices[who][0], statement="", theme=theme, words="A nurse.",
            by=practices[who][1], now=NOW,
        )  # fmt: skip
    found = missing.gaps(lead, office)
    assert missing.by_theme(found) == [
        (helping.themes()["people"], 2, 2), (helping.themes()["money"], 1, 1),
    ]  # fmt: skip
    assert len(missing.gaps(practices[0][1], office)) == 1
    gap = found[0]
    for _ in range(2):
        gaps.answer_gap(gap=gap, offer=one, by=lead, now=NOW)
    assert told(practices[0][1]) == ["You said that you need: A nurse."]
    other = add(own, name="Another")
    with pytest.raises(MainstayError, match="answered this already"):
        gaps.answer_gap(gap=gap, offer=other, by=lead, now=NOW)


def test_an_offer_says_which_field_is_too_long_or_too_large(office, lead, browser):
    typed = {"name": "x" * 121, "cost": "y" * 201, "days": "99999", "places": "0"}
    said = words(browser(lead).post(reverse("new-offer", args=[office.pk]), typed))
    assert "What it is called: use 120 letters or fewer. It has 121." in said
    assert "What it costs: use 200 letters or fewer. It has 201." in said
    assert "Days until it starts: enter a number from 0 to 9,999" in said
    assert "How many practices: enter a number from 1 to 9,999, or nothing" in said
    assert "Ensure" not in said


def test_a_gap_about_a_statement_is_of_its_theme(own, practices, browser):
    client = browser(practices[0][1])
    path = reverse("new-gap", args=[own.organisations[Kind.OFFICE].pk])
    data = {"selection": own.selection.pk, "statement": "pay-and-profit", "words": ""}
    assert "Say what you need" in words(client.post(path, data))
    assert client.post(path, {**data, "words": "A bookkeeper."}).status_code == 302
    assert Gap.objects.get().theme == "money"
    assert client.post(path, {**data, "statement": "", "words": "x"}).status_code == 422


def test_two_answers_to_a_gap_the_second_is_told(own, practices, lead, one, browser):
    gap = gaps.tell_gap(
        selection=own.selection, statement="", theme="money", words="Advice.",
        by=practices[0][1], now=NOW,
    )  # fmt: skip
    gaps.answer_gap(gap=gap, offer=one, by=lead, now=NOW)
    other = add(own, name="Another")
    said = browser(own.people[Role.OFFICE_MEMBER]).post(
        reverse("answer-gap", args=[gap.pk]), {f"gap-{gap.pk}-offer": other.pk}
    )
    assert said.status_code == 422
    assert "has answered this already" in words(said)


def test_whoever_has_several_directories_chooses_one(there, own, office, browser):
    lead = own.people[Role.PRACTICE_LEAD]
    other = there.other
    home = other.organisations[Kind.OFFICE]
    by = other.people[Role.OFFICE_LEAD]
    select(other.programme, own.selection.practice.code, "own", by=by, now=NOW)
    said = browser(lead).get(reverse("support-offices"), {"statement": "pay-and-profit"})
    for one in (office, home):
        path = reverse("support", args=[one.pk])
        assert f'href="{path}?statement=pay-and-profit"' in said.content.decode()


def test_whoever_has_one_directory_is_taken_there(own, office, browser):
    client = browser(own.people[Role.PRACTICE_LEAD])
    said = client.get(reverse("support-offices"))
    assert said["Location"] == reverse("support", args=[office.pk])
    said = client.get(reverse("support-offices"), {"statement": "pay-and-profit"})
    assert said["Location"].endswith(f"/{office.pk}/?statement=pay-and-profit")
    group = browser(own.people[Role.STEERING_GROUP])
    assert "You belong to no programme yet" in words(group.get(reverse("support-offices")))


def test_a_directory_of_many_costs_no_more_questions(own, office, django_assert_max_num_queries):
    for number in range(12):
        add(own, name=f"Offer {number}")
    with django_assert_max_num_queries(3):
        assert len(queries.directory(office, Wanted())) == 12


def test_pages_go_by_the_day_of_their_readers(one, practices, partner, browser):
    request = ask(one, practices[0])
    day = localdate() + timedelta(days=3)
    data = {"yes-starts": day.isoformat(), "yes-seen": request.steps.last().pk}
    said = browser(partner).post(reverse("support-yes", args=[request.pk]), data, follow=True)
    assert "The practice is told." in words(said)
    assert f"It starts on {day.day} {day:%B %Y}." in words(said)
