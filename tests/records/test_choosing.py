"""The cohort: each choice has a reason, and the frozen list stays as it is."""

import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied

from mainstay.accounts.roles import Role
from mainstay.programme.cohort import actions, queries
from mainstay.programme.cohort.models import Choice, FrozenList
from mainstay.terms.errors import MainstayError
from tests.records.conftest import NOW

ROWS = [
    {"practice_code": f"Z0000{number}", "practice_name": f"PRACTICE {number}", "order": number}
    for number in range(1, 8)
]
ORDERED = [(one["practice_code"], one["practice_name"]) for one in ROWS]


@pytest.fixture
def programme(office, lead, set_up):
    return set_up(office, lead, cohort_size=2)


@pytest.fixture
def choose(programme, lead):
    def made(number: int, *, chosen: bool = True, reason: str = "They asked for help.", by=lead):
        return actions.choose(
            programme=programme,
            practice_code=f"Z0000{number}",
            chosen=chosen,
            reason=reason,
            by=by,
            now=NOW,
        )

    return made


@pytest.fixture
def freeze(programme, lead):
    def made(by=lead, rows=ROWS):
        return actions.freeze(
            programme=programme, rows=rows, evidence="e" * 64, rules_version="1.0", by=by, now=NOW
        )

    return made


def test_a_choice_has_a_reason_and_the_newest_counts(choose, programme):
    with pytest.raises(MainstayError, match="Give the reason"):
        choose(1, reason=" ")
    choose(1)
    choose(1, chosen=False, reason="They have help already.")
    found = queries.choices(programme)["Z00001"]
    assert (found.chosen, found.reason) == (False, "They have help already.")
    assert Choice.objects.count() == 2


def test_an_empty_list_is_not_frozen(freeze, programme):
    assert queries.blocks(programme, ORDERED) == ["No practice is chosen yet."]
    with pytest.raises(MainstayError, match="No practice is chosen yet"):
        freeze()
    assert not FrozenList.objects.exists()


def test_whoever_stands_before_the_last_chosen_is_chosen_or_passed_over(choose, programme):
    choose(1)
    choose(4)
    (told,) = queries.blocks(programme, ORDERED)
    assert told == (
        "2 practices stand before the last that is chosen, with no word on why they are passed "
        "over: PRACTICE 2 and PRACTICE 3."
    )
    choose(2, chosen=False)
    choose(3, chosen=False)
    assert queries.blocks(programme, ORDERED) == []


def test_a_long_list_of_the_passed_over_is_cut_short(choose, programme):
    choose(7)
    (told,) = queries.blocks(programme, ORDERED)
    assert told.startswith("6 practices stand")
    assert told.endswith("PRACTICE 5 and others.")


def test_no_more_are_chosen_than_can_be_helped(choose, programme):
    for number in (1, 2, 3):
        choose(number)
    (told,) = queries.blocks(programme, ORDERED)
    assert told == "3 practices are chosen, and the programme can help 2."


def test_a_chosen_practice_that_is_there_no_more_is_told(choose, programme):
    choose(1)
    choose(9)
    assert "Z00009" in " ".join(queries.blocks(programme, ORDERED))


def test_a_frozen_list_keeps_what_it_was_settled_on(choose, freeze, lead):
    choose(1)
    choose(2, chosen=False, reason="They have help already.")
    found = freeze()
    assert [one["choice"] for one in found.rows] == ["chosen", "passed over"] + [""] * 5
    assert found.rows[1]["reason"] == "They have help already."
    assert found.rows[0]["by"] == lead.name
    written = json.dumps(FrozenList.objects.get().rows, sort_keys=True, ensure_ascii=False).encode()
    assert hashlib.sha256(written).hexdigest() == found.digest


def test_nothing_is_chosen_or_frozen_after_that(choose, freeze):
    choose(1)
    freeze()
    with pytest.raises(PermissionDenied):
        choose(2)
    with pytest.raises(PermissionDenied):
        freeze()


def test_members_choose_and_only_the_lead_freezes(choose, freeze, office, join):
    member = join(office, Role.OFFICE_MEMBER)
    choose(1, by=member)
    with pytest.raises(PermissionDenied):
        freeze(by=member)
    with pytest.raises(PermissionDenied):
        choose(1, by=join(office, Role.AUDITOR))
