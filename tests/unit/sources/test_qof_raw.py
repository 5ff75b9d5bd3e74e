import pytest

from mainstay.sources import qof_achievement, qof_areas, qof_indicators, qof_prevalence
from mainstay.terms.errors import SourceError
from tests.unit.sources.as_read import checked, match_of, tidied

PREVALENCE = "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE"
ACHIEVEMENT = "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE"
INDICATORS_2018 = (
    "INDICATOR_CODE,INDICATOR_DESCRIPTION,INDICATOR_POINT_VALUE,INDICATOR_GROUP_CODE,"
    "INDICATOR_GROUP_DESCRIPTION,DOMAIN_CODE,DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE"
)
INDICATORS_2020 = (
    "INDICATOR_CODE,INDICATOR_POINT_VALUE,GROUP_CODE,GROUP_DESCRIPTION,DOMAIN_CODE,"
    "DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE"
)
AREAS = (
    "NAT_ONS_CODE,NAT_CODE,COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,{0}_ODS_CODE,"
    "{0}_ONS_CODE,{0}_NAME,{1}_ODS_CODE,{1}_ONS_CODE,{1}_NAME,PCN_ODS_CODE,PCN_NAME,"
    "PRACTICE_CODE,PRACTICE_NAME"
)
AREA_ROW = (
    "Z92,ZNG,Made Up,ZY1,Z40,Made Up Region,ZQ1,Z54,Made Up ICB,Z0A,Z38,Made Up Place,ZN00001,"
    "MILL PCN,Z00001,The Mill Surgery"
)


def test_registers() -> None:
    text = f"{PREVALENCE}\nZ00001,AST,333,06OV,3852\nZ00001,AF,0,TOTAL,4098\n"
    table = tidied(qof_prevalence, text, "PREVALENCE_2021_v2.csv")
    assert table.rows() == [
        ("Z00001", "AST", 333, "06OV", 3852),
        ("Z00001", "AF", 0, "TOTAL", 4098),
    ]
    match = match_of(qof_prevalence, text, "PREVALENCE_2021_v2.csv")
    assert match.period is not None
    assert match.period.label == "2020-21"


def test_a_register_longer_than_its_list_is_remarked_on() -> None:
    _, remarks = checked(qof_prevalence, f"{PREVALENCE}\nZ00001,AST,2,06OV,1\n")
    assert any("longer than the list" in remark.sentence for remark in remarks)


def test_a_condition_twice_for_a_practice_stops_the_file() -> None:
    with pytest.raises(SourceError, match="More than one row"):
        tidied(qof_prevalence, f"{PREVALENCE}\n" + "Z00001,AST,2,06OV,10\n" * 2)


def test_achievement_whole_and_by_region() -> None:
    row = "Z00001,AF006,ACHIEVED_POINTS,11.5\n"
    table = tidied(qof_achievement, f"{ACHIEVEMENT}\n{row}", "ACHIEVEMENT_1819.csv")
    assert table.row(0) == ("Z00001", "AF006", "ACHIEVED_POINTS", 11.5)
    text = f"REGION_ODS_CODE,{ACHIEVEMENT}\nZY1,{row}"
    match = match_of(qof_achievement, text, "ACHIEVEMENT_NORTH_WEST_2122_V1.csv")
    assert match.part == "north-west"
    assert tidied(qof_achievement, text).height == 1


def test_points_of_indicators_in_both_layouts() -> None:
    old = f"{INDICATORS_2018}\nAF001,A register,5,AF,Atrial fibrillation,CL,Clinical,TOTAL\n"
    new = f"{INDICATORS_2020}\nAF001,5,AF,Atrial fibrillation,CL,Clinical,TOTAL\n"
    expected = ("AF001", 5.0, "AF", "Atrial fibrillation", "CL", "Clinical", "TOTAL")
    assert tidied(qof_indicators, old).row(0) == expected
    assert tidied(qof_indicators, new).row(0) == expected


@pytest.mark.parametrize(
    ("wider", "narrower"), [("STP", "CCG"), ("ICB", "SUB_ICB_LOC"), ("ICB", "SUB_ICB")]
)
def test_areas_before_and_after_july_2022(wider: str, narrower: str) -> None:
    table = tidied(qof_areas, f"{AREAS.format(wider, narrower)}\n{AREA_ROW}\n")
    row = table.row(0, named=True)
    assert row["practice_code"] == "Z00001"
    assert (row["sub_icb_code"], row["icb_code"], row["region_code"]) == ("Z0A", "ZQ1", "ZY1")
    assert row["postcode"] is None
