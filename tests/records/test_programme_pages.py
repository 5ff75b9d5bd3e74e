"""A programme's pages on a made-up England: who sees them, and what judging there does."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from mainstay.accounts.models import Entry
from mainstay.accounts.roles import Kind, Role
from mainstay.programme.cohort import actions
from mainstay.programme.engagement.comments.actions import comment
from mainstay.programme.organisations import policies
from mainstay.terms.definitions import rule_sets
from mainstay.terms.levels import Level
from mainstay.terms.matrix import Kind as CriterionKind
from tests.records.conftest import EVERY_ROLE, NOW
from tests.web.conftest import AS_OF, board, known  # noqa: F401
from tests.web.pages import pages_of

LEADERSHIP = 8
OFFICE = {Role.OFFICE_LEAD, Role.OFFICE_MEMBER, Role.AUDITOR}
SUPPORT = {Role.PROGRAMME_MANAGER, Role.ANALYST}
JUDGES = {Role.OFFICE_LEAD, Role.OFFICE_MEMBER}

# The method, and the roles at the programme's own office and support unit that may.
PROGRAMME = {
    "programme": ("get", OFFICE | SUPPORT),
    "programme-practice": ("get", OFFICE | SUPPORT),
    "judge": ("post", JUDGES),
    "moderate": ("get", JUDGES),
    "choose": ("post", JUDGES),
    "freeze": ("get", {Role.OFFICE_LEAD}),
    "frozen-csv": ("get", OFFICE | SUPPORT),
    "new-programme": ("get", {Role.OFFICE_LEAD}),
}
ADDRESSES = {*PROGRAMME, "programmes"}
DONE, NOT_THERE = (200, 302), (404,)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


@pytest.fixture(autouse=True)
def evidence(known, made_up_folder):  # noqa: F811
    with pages_of(made_up_folder):
        yield


@pytest.fixture
def codes(known, board):  # noqa: F811
    """The codes of the practices of the programme's area."""
    return sorted(known.area_codes(board["area_code"]))


@pytest.fixture
def unit(found):
    return found(Kind.SUPPORT_UNIT)


@pytest.fixture
def programme(office, unit, lead, set_up, board):  # noqa: F811
    area = board["area_code"]
    return set_up(office, lead, support_unit=unit, area_code=area, as_of=AS_OF)


@pytest.fixture
def judged(programme, lead, codes):
    return actions.judge(
        programme=programme,
        practice_code=codes[0],
        criterion=LEADERSHIP,
        level=Level.HIGH,
        reason="Two partners left.",
        seen=None,
        by=lead,
        now=NOW,
    )


def asked(client: Client, name: str, programme, judged, code: str) -> int:
    """The status of the answer to what a role may or may not do."""
    method, _ = PROGRAMME[name]
    parts = {
        "programme": [programme.pk],
        "programme-practice": [programme.pk, code],
        "judge": [programme.pk, code, LEADERSHIP],
        "moderate": [judged.pk],
        "choose": [programme.pk, code],
        "freeze": [programme.pk],
        "frozen-csv": [programme.pk],
        "new-programme": [programme.office_id],
    }[name]
    data = {f"c{LEADERSHIP}-level": "low", f"c{LEADERSHIP}-reason": "It went well."}
    data[f"c{LEADERSHIP}-seen"] = str(judged.pk)
    data |= {"choice-choice": "chosen", "choice-reason": "They asked."}
    path = reverse(name, args=parts)
    return getattr(client, method)(path, data if method == "post" else {}).status_code


def frozen(programme, lead, code: str) -> None:
    """The programme's list, settled on one practice."""
    settle = {"programme": programme, "by": lead, "now": NOW}
    actions.choose(practice_code=code, chosen=True, reason="They asked.", **settle)
    rows = [{"practice_code": code, "practice_name": "OLDMERE", "order": 1}]
    actions.freeze(rows=rows, evidence="e" * 64, rules_version="1.0", **settle)


@pytest.mark.parametrize("name", PROGRAMME)
@pytest.mark.parametrize(("kind", "role"), EVERY_ROLE)
def test_who_belongs_to_the_programme(
    name, kind, role, programme, judged, codes, found, join, browser
):
    own = {Kind.OFFICE: programme.office, Kind.SUPPORT_UNIT: programme.support_unit}
    code = codes[0] if kind is Kind.PRACTICE else ""
    me = join(own.get(kind) or found(kind, code=code), role, "me@example.org")
    wanted = DONE if role in PROGRAMME[name][1] else NOT_THERE
    if name == "frozen-csv":
        frozen(programme, judged.by, codes[0])
    assert asked(browser(me), name, programme, judged, codes[0]) in wanted
    assert policies.can_see(me, programme) == (role in OFFICE | SUPPORT)


@pytest.mark.parametrize("name", PROGRAMME)
@pytest.mark.parametrize(("kind", "role"), EVERY_ROLE)
def test_another_offices_programme_is_not_there(
    name, kind, role, programme, judged, codes, found, join, browser
):
    me = join(found(kind, "ANOTHER", "Z99998"), role, "me@example.org")
    assert asked(browser(me), name, programme, judged, codes[0]) in NOT_THERE
    assert programme.name not in words(browser(me).get(reverse("programmes")))
    assert Entry.objects.filter(event="was refused").exists()


@pytest.mark.parametrize("name", PROGRAMME)
def test_a_stranger_signs_in_first(name, programme, judged, codes, browser):
    client = browser(None)
    assert asked(client, name, programme, judged, codes[0]) == 302
    assert client.get(reverse("programmes")).status_code == 302


def test_judging_moves_the_practice_and_fills_its_cell(programme, lead, codes, browser):
    client = browser(lead)
    code = codes[-1]
    page = reverse("programme-practice", args=[programme.pk, code])
    asked_for = [
        one.number
        for one in rule_sets()["gprp-2016"].criteria
        if one.kind is CriterionKind.JUDGEMENT
    ]
    assert words(client.get(page)).count("Not yet judged") == len(asked_for) + 1
    for number in asked_for:
        data = {f"c{number}-level": "high", f"c{number}-reason": "We saw it."}
        client.post(reverse("judge", args=[programme.pk, code, number]), data)
    said = words(client.get(page))
    assert said.count("Not yet judged") == 1
    assert said.count("judged this high") == len(asked_for)
    first = words(client.get(reverse("programme", args=[programme.pk]))).split("Impact of support")
    assert code in first[-1][:200]


def test_two_browsers_the_second_is_told_and_loses_nothing(
    programme, judged, codes, office, join, browser
):
    client = browser(join(office, Role.OFFICE_MEMBER, "second@example.org"))
    path = reverse("judge", args=[programme.pk, codes[0], LEADERSHIP])
    data = {f"c{LEADERSHIP}-level": "low", f"c{LEADERSHIP}-reason": "I know of nothing."}
    told = client.post(path, data)
    assert told.status_code == 422
    assert "judged this high while you were writing" in words(told)
    assert "I know of nothing." in told.content.decode()
    seen = re.search(rf'name="c{LEADERSHIP}-seen" value="(\d+)"', told.content.decode())
    assert seen is not None
    assert client.post(path, {**data, f"c{LEADERSHIP}-seen": seen[1]}).status_code == 302


def test_a_judgement_without_a_reason_keeps_what_was_chosen(programme, lead, codes, browser):
    path = reverse("judge", args=[programme.pk, codes[0], LEADERSHIP])
    told = browser(lead).post(path, {f"c{LEADERSHIP}-level": "medium"})
    assert "Say why" in words(told)
    assert re.search(r'value="medium" checked', told.content.decode())


@pytest.mark.parametrize("number", [4, 17, 99])
def test_only_what_people_judge_is_judged(number, programme, lead, codes, browser):
    path = reverse("judge", args=[programme.pk, codes[0], number])
    data = {f"c{number}-level": "low", f"c{number}-reason": "Because."}
    assert browser(lead).post(path, data).status_code == 404


def test_a_practice_of_another_area_is_not_there(programme, lead, known, codes, browser):  # noqa: F811
    elsewhere = sorted(set(known.practices()["practice_code"]) - set(codes))[0]
    path = reverse("programme-practice", args=[programme.pk, elsewhere])
    assert browser(lead).get(path).status_code == 404


def test_a_lead_sets_up_a_programme_by_page(office, lead, board, browser):  # noqa: F811
    client = browser(lead)
    path = reverse("new-programme", args=[office.pk])
    given = {
        "name": "Resilience",
        "area_code": board["area_code"],
        "starts": "2026-12-01",
        "ends": "2026-11-30",
        "cohort_size": "22",
        "rules": "gprp-2016",
        "as_of": AS_OF.isoformat(),
    }
    told = client.post(path, given)
    assert "The last day must be after the first" in words(told)
    assert 'value="Resilience"' in told.content.decode()
    made = client.post(path, {**given, "ends": "2027-11-30"}, follow=True)
    assert f"It can help 22 practices of {board['practices']}" in words(made)


def test_a_colleague_looks_at_a_judgement(programme, judged, codes, office, join, browser):
    client = browser(join(office, Role.OFFICE_MEMBER, "second@example.org"))
    page = reverse("programme-practice", args=[programme.pk, codes[0]])
    assert "Nobody has looked at this judgement yet." in words(client.get(page))
    path = reverse("moderate", args=[judged.pk])
    assert "Choose the level" in words(client.post(path, {"reason": "x"}))
    said = client.post(path, {"level": "medium", "reason": "One came back."}, follow=True)
    assert "would give medium: One came back." in words(said)
    assert client.get(path).status_code == 404


def test_the_cohort_is_chosen_and_frozen_by_page(programme, lead, codes, browser):
    client = browser(lead)
    page = reverse("programme", args=[programme.pk])
    freeze = reverse("freeze", args=[programme.pk])
    assert "No practice is chosen yet." in words(client.get(freeze))
    assert client.post(freeze).status_code == 422
    assert client.get(reverse("frozen-csv", args=[programme.pk])).status_code == 404
    first, second = re.findall(r"/practices/(Z\d{5})/", client.get(page).content.decode())[:2]
    for code, choice in ((first, "passed"), (second, "chosen")):
        path = reverse("choose", args=[programme.pk, code])
        assert "Say why" in words(client.post(path, {"choice-choice": choice}))
        client.post(path, {"choice-choice": choice, "choice-reason": f"We talked to {code}."})
    assert "1 practice of 22 chosen" in words(client.get(page))
    assert "The list is frozen." in words(client.post(freeze, follow=True))
    said = client.get(reverse("frozen-csv", args=[programme.pk])).content.decode()
    rows = {one["practice_code"]: one for one in csv.DictReader(io.StringIO(said))}
    assert sorted(rows) == codes
    assert (rows[first]["choice"], rows[second]["choice"]) == ("passed over", "chosen")
    assert rows[second]["reason"] == f"We talked to {second}."
    assert rows[first]["order"] == "1"
    assert client.get(freeze).status_code == 404
    again = reverse("choose", args=[programme.pk, first])
    assert client.post(again, {"choice-choice": "chosen", "choice-reason": "x"}).status_code == 404


def test_what_a_practice_says_stands_beside_the_criterion_that_reads_its_figure(
    programme, lead, codes, found, join, browser
):
    place = found(Kind.PRACTICE, "OLDMERE", code=codes[0])
    selection = actions.select(programme, codes[0], place.name, by=lead, now=NOW)
    measure = next(one for one in rule_sets()[programme.rules].criteria if one.measures).measures[0]
    comment(
        selection=selection,
        indicator=measure.indicator,
        period="2019-20",
        figure="91%",
        pack=None,
        words="We were closed for a flood.",
        by=join(place, Role.PRACTICE_LEAD),
        now=NOW,
    )
    said = words(browser(lead).get(reverse("programme-practice", args=[programme.pk, codes[0]])))
    assert "The practice’s comment on the figure of April 2019 to March 2020" in said
    assert "We were closed for a flood." in said
