from datetime import date

import pytest

from mainstay.sources import ods_pcns
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import match_of, raw_of, tidied

HEAD = (
    "Partner Organisation Code,Partner Name,Practice Parent {0} Code,Practice Parent {0} Name,"
    "PCN Code,PCN Name,PCN Parent {0} Code,PCN Parent {0} Name,"
    "Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,"
    "Practice {0} and PCN {0} Match"
)
ROW = "Z00001,THE MILL SURGERY,Z0A,MADE UP,ZN00001,MILL PCN,Z0A,MADE UP,{},{},TRUE"


def text_of(area: str = "CCG", *spans: tuple[str, str]) -> str:
    rows = [ROW.format(*span) for span in spans or (("20191001", ""),)]
    return "\n".join((HEAD.format(area), *rows)) + "\n"


@pytest.mark.parametrize("area", ["CCG", "Sub ICB Loc"])
def test_a_member_under_either_kind_of_area(area: str) -> None:
    assert tidied(ods_pcns, text_of(area)).row(0) == (
        "Z00001", "THE MILL SURGERY", "ZN00001", "MILL PCN", "Z0A", date(2019, 10, 1), None,
    )  # fmt: skip


def test_past_members_keep_the_day_they_left() -> None:
    table = tidied(ods_pcns, text_of("CCG", ("20191001", "20200831"), ("20200901", "")))
    assert table["left_date"].to_list() == [date(2020, 8, 31), None]


def test_the_month_from_the_folder_or_the_newest_joiner() -> None:
    text = text_of("CCG", ("20191001", "20200831"), ("20200901", ""))
    assert match_of(ods_pcns, text, folder="2022-02").period == Period.month(2022, 2)
    match = match_of(ods_pcns, text)
    assert match.period is None
    assert ods_pcns.newest_day(raw_of(text), match).collect().item() == date(2020, 9, 1)


def test_the_same_membership_twice_stops_the_file() -> None:
    with pytest.raises(SourceError, match="More than one row"):
        tidied(ods_pcns, text_of("CCG", ("20191001", ""), ("20191001", "")))


def test_a_network_needs_its_code() -> None:
    with pytest.raises(SourceError):
        tidied(ods_pcns, text_of().replace("ZN00001", "MILL"))
