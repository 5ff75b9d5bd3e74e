import pytest

from mainstay.sources import qof_totals
from mainstay.terms.errors import SourceError
from tests.unit.sources.as_read import match_of, sample_of, tidied

YEAR_2017 = (
    "Region code,Region geography code,Region name,Sub-region code,Sub-region geography code,"
    "Sub-region name,STP code,STP name,CCG code,CCG geography code,CCG name,Practice code,"
    "Practice name,All ages,Achievement score (max. 559),"
    "QOF points total/559 available (per cent),"
    "Max. QOF points available (total points for indicators where register exists),"
    "Points achieved/max. QOF points available (per cent)"
)
ROW_2017 = (
    "ZY1,Z56000001,Made Up Region,ZQ1,Z57,Made Up Team,Z54000001,Made Up STP,Z0A,Z58,"
    "Made Up CCG,Z00001,THE MILL SURGERY,9431,{points},100,{points},100"
)
YEAR_2018 = (
    "Region code,Region ONS code,Region name,Regional local office code,"
    "Regional local office ONS code,Regional local office name,STP ONS code,STP name,CCG code,"
    "CCG ONS code,CCG name,Practice code,Practice name,List size,Achievement score (559 max),"
    "QOF points total/559 available (%),"
    "Total points for indicators where register exists.(Max QOF points available),"
    "Points achieved/ max.QOF points available (%)"
)
YEAR_2019 = (
    "CCG ODS code (practice parent),CCG ONS code (practice parent),CCG name (practice parent),"
    "PCN ODS code,PCN name,Practice code,Practice name,List size,Achievement score (559 max),"
    "QOF points total/559 available (%),"
    "Total points for indicators where register exists. (Max QOF points available),"
    "Points achieved/ max. QOF points available (%)"
)
YEAR_2021 = (
    "Sub ICB Loc ODS code,Sub ICB Loc ONS code,Sub ICB Loc name,PCN ODS code,PCN name,"
    "Practice code,Practice name,List size,Achievement score (635 max),"
    "QOF points total / 635 available (%),"
    "Total points for indicators where register exists. (Max QOF points available),"
    "Points achieved/ max. QOF points available (%)"
)
ROW_2021 = (
    "Z0A,Z38000001,Made Up ICB - Z0A,ZN00001,MILL PCN,Z00001,The Mill Surgery,4491,617.05,97.17,"
    "635,97.17"
)


def test_2017_has_regions_and_no_networks() -> None:
    table = tidied(qof_totals, f"{YEAR_2017}\n{ROW_2017.format(points=559)}\n")
    assert table.row(0) == (
        "Z00001", "THE MILL SURGERY", 9431, 559.0, 559.0, 559.0, None, None, "Z0A",
        "Made Up CCG", "Z54000001", "Made Up STP", "ZY1", "Made Up Region",
    )  # fmt: skip


def test_a_colon_is_no_points_and_keeps_the_practice() -> None:
    table = tidied(qof_totals, f"{YEAR_2017}\n{ROW_2017.format(points=':')}\n")
    assert table.select("list_size", "points", "points_available").row(0) == (9431, None, None)


def test_2021_has_networks_and_635_points() -> None:
    table = tidied(qof_totals, f"{YEAR_2021}\n{ROW_2021}\n", "QOF 2021-22.csv")
    row = table.row(0, named=True)
    assert (row["points"], row["points_national"], row["pcn_code"]) == (617.05, 635.0, "ZN00001")


@pytest.mark.parametrize(
    ("headings", "name", "label"),
    [
        (YEAR_2017, "x.csv", "2017-18"),
        (YEAR_2018, "x.csv", "2018-19"),
        (YEAR_2019, "x.csv", "2019-20"),
        (YEAR_2019.replace("559", "567"), "x.csv", "2020-21"),
        (YEAR_2021, "QOF 2021-22.csv", "2021-22"),
        (YEAR_2021, "QOF 2022-23.csv", "2022-23"),
        (YEAR_2021.replace("635", "999"), "QOF 2034-35.csv", "2034-35"),
    ],
)
def test_the_year_by_headings_then_by_name(headings: str, name: str, label: str) -> None:
    period = match_of(qof_totals, f"{headings}\n", name).period
    assert period is not None
    assert period.label == label


def test_a_name_cannot_contradict_the_headings() -> None:
    with pytest.raises(SourceError, match="2018-19"):
        qof_totals.recognise(sample_of(f"{YEAR_2021}\n", "QOF 2018-19.csv"))


def test_more_points_than_there_are_stops_the_file() -> None:
    with pytest.raises(SourceError, match="more points"):
        tidied(qof_totals, f"{YEAR_2017}\n{ROW_2017.format(points=600)}\n")


def test_a_renamed_heading_is_named() -> None:
    with pytest.raises(SourceError) as caught:
        tidied(qof_totals, f"{YEAR_2021.replace('List size', 'Patients')}\n{ROW_2021}\n", "21-22")
    assert "List size" in caught.value.place
