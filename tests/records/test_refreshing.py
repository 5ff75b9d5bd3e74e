"""The list looked at again: who moved and why, kept beside the frozen list, which never changes."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from mainstay.accounts.roles import Role
from mainstay.programme.cohort import actions as cohort
from mainstay.programme.cohort.models import Refresh
from mainstay.terms.levels import Level
from tests.records.conftest import NOW
from tests.records.tables import Page
from tests.records.tables.candidates import LEAD, OFFICE, SEES
from tests.records.test_programme_pages import words
from tests.records.world import World, world
from tests.web.conftest import AS_OF, board, known  # noqa: F401
from tests.web.pages import pages_of

GONE = "Z99996"
LEADERSHIP = 8


def of_look(side, *more):
    return [side.programme.pk, side.more["look"], *more]


FROZEN = {
    "refreshes": Page(SEES, lambda side: [side.programme.pk]),
    "refresh": Page(SEES, of_look),
    "refresh-csv": Page(SEES, of_look),
    "refresh-add": Page(LEAD, lambda side: of_look(side, side.more["next"])),
    "successor": Page(OFFICE, lambda side: of_look(side, GONE)),
}


@pytest.fixture(autouse=True)
def evidence(known, made_up_folder):  # noqa: F811
    with pages_of(made_up_folder):
        yield


@pytest.fixture
def there(known, board, browser) -> World:  # noqa: F811
    """A list frozen on figures of the day before, with one practice that is there no more."""
    codes = sorted(known.area_codes(board["area_code"]))
    made = world(board["area_code"], (codes[0], codes[1]))
    side = made.own
    side.programme.as_of = AS_OF - timedelta(days=1)
    side.programme.save()
    settle = {"programme": side.programme, "by": side.people[Role.OFFICE_LEAD], "now": NOW}
    side.more["client"] = client = browser(side.people[Role.OFFICE_LEAD])
    said = client.get(reverse("candidates-csv", args=[side.programme.pk])).content.decode()
    rows = [dict(one) for one in csv.DictReader(io.StringIO(said))]
    settled = [{**one, "order": int(one["order"])} for one in rows]
    settled.append({**settled[-1], "practice_code": GONE, "practice_name": "OLDMERE SURGERY"})
    cohort.choose(practice_code=settled[0]["practice_code"], chosen=True, reason="Asked.", **settle)
    if settled[0]["practice_code"] == codes[0]:
        side.programme.selections.update(practice=made.other.selection.practice)
    cohort.freeze(rows=settled, evidence=known.fingerprint, rules_version=version(), **settle)
    side.more["next"] = settled[1]["practice_code"]
    return made


def version() -> str:
    from mainstay.terms.definitions import rule_sets

    return rule_sets()["gprp-2016"].version


@pytest.fixture
def look(there):
    """A judgement made since, and a look that was kept."""
    side = there.own
    cohort.judge(
        programme=side.programme,
        practice_code=side.more["next"],
        criterion=LEADERSHIP,
        level=Level.HIGH,
        reason="Two partners left.",
        seen=None,
        by=side.people[Role.OFFICE_LEAD],
        now=side.programme.frozen.at + timedelta(days=1),
    )
    path = reverse("refreshes", args=[side.programme.pk])
    query = f"?day={AS_OF}&rules=gprp-2016"
    answer = side.more["client"].post(path + query, follow=True)
    assert "This look at the list is kept." in words(answer)
    kept = Refresh.objects.get()
    side.more["look"] = kept.pk
    return kept


def test_a_new_judgement_is_told_as_the_cause(there, look):
    side = there.own
    move = next(one for one in look.rows if one["practice_code"] == side.more["next"])
    assert [(one["criterion"], one["cause"]) for one in move["shifts"]] == [
        (LEADERSHIP, "new judgement")
    ]
    others = [one for one in look.rows if one["practice_code"] != side.more["next"]]
    assert not any(one["shifts"] for one in others)
    said = words(side.more["client"].get(reverse("refresh", args=of_look(side))))
    assert "from not yet judged to high, by new judgement" in said
    assert "OLDMERE SURGERY" in said
    assert "No published file says where its patients went." in said


def test_the_same_look_is_kept_once_and_the_frozen_list_stays(there, look):
    side = there.own
    digest = side.programme.frozen.digest
    path = reverse("refreshes", args=[side.programme.pk]) + f"?day={AS_OF}&rules=gprp-2016"
    side.more["client"].post(path)
    assert Refresh.objects.count() == 1
    side.programme.frozen.refresh_from_db()
    assert side.programme.frozen.digest == digest


def test_a_practice_is_added_with_a_reason_and_begins_its_journey(there, look):
    side, client = there.own, there.own.more["client"]
    path = reverse("refresh-add", args=of_look(side, side.more["next"]))
    assert "Say why" in words(client.post(path, {"reason": " "}))
    client.post(path, {"reason": "Two partners left."})
    assert side.programme.selections.filter(practice__code=side.more["next"]).exists()
    again = client.post(path, {"reason": "Again."})
    assert again.status_code == 422
    assert "is in the cohort already" in words(again)


def test_the_successor_of_a_practice_is_written_down(there, look):
    side, client = there.own, there.own.more["client"]
    path = reverse("successor", args=of_look(side, GONE))
    given = {"successor": side.more["next"], "reason": "The commissioner told us."}
    assert "Say how you know it" in words(client.post(path, {**given, "reason": ""}))
    said = words(client.post(path, given, follow=True))
    assert "took its place, says" in said
    open_still = reverse("successor", args=of_look(side, side.more["next"]))
    assert client.get(open_still).status_code == 404


def test_a_look_is_later_than_the_list(there):
    client = there.own.more["client"]
    path = reverse("refreshes", args=[there.own.programme.pk])
    told = client.get(path, {"day": date(2020, 1, 1), "rules": "gprp-2016"})
    assert told.status_code == 422
    assert "Enter a day after the one" in words(told)


def test_a_long_look_comes_in_pages_each_practice_on_one(there, look):
    """As for all of an area where everybody moved: the furthest up first, over all of the pages."""
    some = {**look.rows[0], "shifts": [], "before": 200}
    up = [{**some, "practice_code": f"Z9{n:04}", "now": 200 - n} for n in range(120)]
    Refresh.objects.filter(pk=look.pk).update(rows=up)
    client, path = there.own.more["client"], reverse("refresh", args=of_look(there.own))
    pages = [client.get(path, {"page": one}).content.decode() for one in (1, 2, 3)]
    shown = [re.findall(r'm-code">(Z9\d{4})</span></th>', one) for one in pages]
    wanted = [f"Z9{n:04}" for n in range(119, 0, -1)]  # the first stays in its place
    assert [len(one) for one in shown] == [50, 50, 19]
    assert [code for page in shown for code in page] == wanted
    assert "119 practices moved or changed" in re.sub(r"<[^>]*>", "", pages[1])
    assert "51 to 100" in pages[1]
    assert "?page=3" in pages[0]


def test_the_csv_has_every_practice(there, look):
    answer = there.own.more["client"].get(reverse("refresh-csv", args=of_look(there.own)))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {one["practice_code"] for one in rows} == {one["practice_code"] for one in look.rows}
    assert [one["cause"] for one in rows if one["cause"]] == ["new judgement"]


def test_who_may(there, look, browser):
    wrong = []
    for name, row in FROZEN.items():
        path = reverse(name, args=row.parts(there.own))
        for cell, role, person in there.cells():
            got = browser(person).get(path).status_code
            if got not in ((200,) if role in row.roles else (404,)):
                wrong.append(f"{name}, {cell}: {got}")
        assert browser(None).get(path).status_code == 302
    assert wrong == []


def test_there_is_nothing_to_look_at_before_the_list_is_frozen(there, look):
    other = there.other
    client = there.own.more["client"]
    assert client.get(reverse("refreshes", args=[other.programme.pk])).status_code == 404
    assert re.search("Look at the list again", words(client.get(reverse(
        "programme", args=[there.own.programme.pk]
    ))))  # fmt: skip
