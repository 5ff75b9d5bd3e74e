"""The menu of support: each kind says how firm it is and where it comes from."""

import re

import pytest

from mainstay.terms.matrix import Status
from mainstay.terms.reading import grade
from mainstay.terms.support import kinds_from, plan_domains, support_kinds

GIVEN = {
    "id": "coaching",
    "name": "Coaching",
    "words": "Somebody listens.",
    "status": "attested",
    "reference": "A page",
}


def test_the_two_kinds_that_no_page_names_are_assumed():
    kinds = support_kinds().values()
    assumed = {one.id for one in kinds if one.status is not Status.ATTESTED}
    assert assumed == {"practice-management", "workforce"}
    assert all("not checked" in one.reference for one in kinds if one.id in assumed)


def test_a_kind_is_told_in_one_plain_sentence():
    for one in support_kinds().values():
        assert one.words.count(".") == 1
        assert len(one.words.split()) <= 20
    assert grade([one.words for one in support_kinds().values()]) < 7


def test_a_plan_has_five_parts():
    assert list(plan_domains()) == [
        "investment-and-finance", "infrastructure", "workload", "workforce", "new-care-models",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "rumoured"}, "there is no status 'rumoured'"),
        ({"words": ""}, "'coaching' has no words, or no reference"),
        ({"reference": ""}, "'coaching' has no words, or no reference"),
    ],
)
def test_a_faulty_kind_is_refused_in_words(change, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        kinds_from({"kinds": [GIVEN | change]})


def test_a_kind_without_a_part_or_given_twice_is_refused():
    with pytest.raises(KeyError, match="reference"):
        kinds_from({"kinds": [{key: GIVEN[key] for key in GIVEN if key != "reference"}]})
    with pytest.raises(ValueError, match="two kinds of support have the id 'coaching'"):
        kinds_from({"kinds": [GIVEN, GIVEN]})
