from datetime import date

import pytest

from mainstay.synthetic import synthesise
from mainstay.synthetic.synthesis import plan

SMALL = 30


def test_the_same_seed_gives_the_same_bytes():
    first = list(synthesise(SMALL, seed=5, since=date(2025, 6, 1)))
    second = list(synthesise(SMALL, seed=5, since=date(2025, 6, 1)))
    assert len(first) > 30
    assert first == second


def test_another_seed_gives_other_bytes():
    wanted = {"patients-areas"}
    first = [file.content for file in synthesise(SMALL, seed=5, publications=wanted)]
    second = [file.content for file in synthesise(SMALL, seed=6, publications=wanted)]
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_a_file_does_not_depend_on_which_others_are_written():
    alone = next(synthesise(SMALL, seed=5, publications={"gpps-2024"}))
    among = next(
        file
        for file in synthesise(SMALL, seed=5, since=date(2024, 7, 1))
        if file.path == alone.path
    )
    assert alone == among


def test_every_file_has_a_place_of_its_own_in_order_of_publication():
    planned = plan(SMALL, 5)
    paths = [file.path for file in planned]
    days = [file.published for file in planned]
    assert len(set(paths)) == len(paths)
    assert days == sorted(days)
    assert max(days) < date(2026, 11, 1)


def test_every_publication_is_there():
    found = {name for file in plan(SMALL, 5) for name in file.publications}
    assert found == {
        "ods-practices", "ods-pcns", "gp-payments", "qof-totals", "qof-prevalence",
        "qof-achievement", "qof-indicators", "qof-areas", "gpad", "gpad-areas", "patients-areas",
        "patients-totals", "patients-ages", "patients-lsoa", "cqc-locations", "cqc-ratings",
        "gp-workforce", "gp-workforce-staff", "gpps-2018", "gpps-2024", "fingertips",
        "nhsbsa-list-sizes", "practice-coordinates", "area-outlines", "derived-crosssection",
    }  # fmt: skip


def test_progress_is_told():
    told = []
    wanted = {"patients-areas"}
    list(synthesise(SMALL, 5, publications=wanted, progress=lambda *words: told.append(words)))
    assert [done for done, _, _ in told] == list(range(1, 11))
    assert {whole for _, whole, _ in told} == {10}


def test_too_few_practices_are_refused():
    with pytest.raises(ValueError, match="at least 20 practices, not 3"):
        next(synthesise(3, seed=1))
