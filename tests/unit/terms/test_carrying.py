"""What becomes of statements from version to version, and what a faulty version is told."""

import re
from copy import deepcopy
from dataclasses import replace

import pytest

from mainstay.terms.carrying import Way, change
from mainstay.terms.errors import DefinitionError
from mainstay.terms.frameworks import check_versions, framework_from, newest
from tests.records.versions import ADDED, GONE, PARTS, REWORDED, SPLIT, second
from tests.unit.terms.test_frameworks import RECORD

FIRST = newest("triangle")
SECOND = framework_from(second(RECORD))
HELD = {(one.id, one.version): one for one in (FIRST, SECOND)}


def third():
    """A version after the second one, with the same statements."""
    record = second(RECORD) | {"version": "3.0", "splits": []}
    for one in record["statements"]:
        one["carries"] = ""
    return record


def ways(found):
    return {one.statement.id: one.way for one in found.carried}


def test_a_version_says_what_it_took_over():
    found = change(FIRST, SECOND, HELD)
    told = ways(found)
    assert told[REWORDED] is Way.REWORDED
    assert {told[one] for one in PARTS} == {Way.PART}
    assert told[ADDED] is Way.NEW
    assert [one.id for one in found.gone] == [GONE]
    assert len(found.of(Way.SAME)) == len(FIRST.statements) - 3
    assert {one.before.id for one in found.of(Way.PART)} == {SPLIT}
    assert found.any


def test_under_one_version_all_is_as_before():
    for one in (FIRST, SECOND):
        found = change(one, one, HELD)
        assert set(ways(found).values()) == {Way.SAME}
        assert not found.any


def test_a_round_that_passed_over_a_version_is_followed_through_it():
    record = third()
    record["statements"] = [one for one in record["statements"] if one["id"] != ADDED]
    one = next(one for one in record["statements"] if one["id"] == "enough-people")
    one |= {"id": "people-enough", "carries": "enough-people"}
    last = framework_from(record)
    found = change(FIRST, last, HELD | {("triangle", "3.0"): last})
    told = ways(found)
    assert told["people-enough"] is Way.SAME
    assert told[REWORDED] is Way.REWORDED
    assert {told[one] for one in PARTS} == {Way.PART}
    assert [one.id for one in found.gone] == [GONE]


def test_an_offices_own_goes_on_by_its_id_over_versions():
    own = replace(FIRST.statements[0], id="office-tea", office="An office")
    other, left = replace(own, id="office-milk"), replace(own, id="office-left")
    before = replace(FIRST, statements=(*FIRST.statements, own, left))
    after = replace(SECOND, statements=(*SECOND.statements, replace(own, words="Tea?"), other))
    found = change(before, after, HELD)
    assert ways(found)["office-tea"] is Way.REWORDED
    assert ways(found)["office-milk"] is Way.NEW
    assert {one.id for one in found.gone} == {GONE, "office-left"}


def lost(record):
    record["statements"][0]["carries"] = "nothing-of-that-name"


def twice(record):
    record["splits"] = []


def taken(record):
    record["statements"][0]["carries"] = GONE


def unsplit(record):
    record["splits"].append("enough-people")


def kept(record):
    parts = [one for one in record["statements"] if one["id"] in PARTS]
    parts[0] |= {"id": SPLIT, "carries": ""}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lost, "'pay-and-profit' carries 'nothing-of-that-name', which 1.0 lacks"),
        (twice, f"'{SPLIT}' is carried twice, and not said to be split"),
        (taken, "'pay-and-profit' has an id of 1.0, and carries another"),
        (unsplit, "'enough-people' is split only into two or more with ids of their own"),
        (kept, f"'{SPLIT}' is split only into two or more with ids of their own"),
    ],
)
def test_a_version_that_carries_faultily_is_refused(fault, words):
    record = second(RECORD)
    fault(record)
    with pytest.raises(DefinitionError, match=re.escape(f"'triangle' 2.0: {words}.")):
        check_versions([FIRST, framework_from(record)])


def test_a_first_version_carries_nothing():
    with pytest.raises(DefinitionError, match="carries nothing over"):
        check_versions([SECOND])


def test_an_offices_ids_are_for_offices():
    record = deepcopy(RECORD)
    record["statements"][0]["id"] = "office-tea"
    with pytest.raises(ValueError, match="as the ids of an office's own statements do"):
        framework_from(record)
