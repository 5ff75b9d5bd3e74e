from datetime import date

import pytest

from mainstay.sources import derived_crosssection
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, tidied

HEAD = (
    "code,TOTAL_PATIENTS,TOTAL_DISP_PATIENTS,TOTAL_GP_HC,TOTAL_GP_FTE,SINGLE_HANDED,DISPENSING_BIN,"
    "GP_FTE_PER_10000,list_size,Deprivation score (IMD 2015),% who have a positive experience of "
    "their GP practice,% with a long-standing health condition,% aged 65+ years,% aged under 18 "
    "years,pct,total_items,CL,PH,PHAS,QOF_TOTAL,Principal_Supplier,LSOA11NM,ruc11cd,RUC11"
)


def row(
    code: str = "Z00001",
    workforce: str = "4103.0,0.0,3.0,3.066666667,1.0",
    supplier: str = "TPP",
    qof: str = "552.54",
) -> str:
    return (
        f"{code},{workforce},0.0,7.47,4097.083333,29.14,81.5,52.4,23.25,20.18,Z0A,94138.0,430.16,"
        f"96.46,25.92,{qof},{supplier},Madeup 014G,C,Urban city and town"
    )


EMPTY = "Z00009,,,,,,,,,,,,,,Z0A,1200.0,,,,,,Madeup 001A,C,Urban city and town"


def text_of(*rows: str) -> str:
    return "\n".join((HEAD, *rows)) + "\n"


def test_a_practice_from_several_publications() -> None:
    row_ = tidied(derived_crosssection, text_of(row())).row(0, named=True)
    shown = {name: value for name, value in row_.items() if not name.endswith("_missing")}
    assert shown == {
        "practice_code": "Z00001",
        "patients": 4103,
        "gp_headcount": 3,
        "gp_wte": 3.066666667,
        "single_handed": True,
        "dispensing_patients": 0,
        "list_size": 4097,
        "imd_score": 29.14,
        "overall_good_share": pytest.approx(0.815),
        "long_condition_share": pytest.approx(0.524),
        "aged_65_over_share": pytest.approx(0.2325),
        "aged_under_18_share": pytest.approx(0.2018),
        "sub_icb_code": "Z0A",
        "prescribing_items": 94138.0,
        "qof_clinical_points": 430.16,
        "qof_points": 552.54,
        "rurality_code": "C",
        "rurality": "Urban city and town",
        "supplier": "TPP",
    }
    assert all(value is None for name, value in row_.items() if name.endswith("_missing"))


def test_blanks_are_missing_with_a_reason() -> None:
    table = tidied(derived_crosssection, text_of(row(workforce=",,,,", qof="")))
    columns = ("patients", "gp_wte", "single_handed", "qof_points")
    assert table.select(columns).row(0) == (None,) * 4
    reasons = table.select(f"{name}_missing" for name in columns).row(0)
    assert reasons == ("not published",) * 4


def test_no_record_of_a_gp_is_not_collected() -> None:
    table = tidied(derived_crosssection, text_of(row(workforce="4103.0,0.0,0.0,0.0,0.0")))
    columns = ("patients", "gp_headcount", "gp_headcount_missing", "gp_wte", "gp_wte_missing")
    assert table.select(columns).row(0) == (4103, None, "not collected", None, "not collected")


def test_england_and_those_who_only_prescribe_are_left_out() -> None:
    text = text_of(row(), row("E92000001"), row("E92000001"), EMPTY)
    assert tidied(derived_crosssection, text)["practice_code"].to_list() == ["Z00001"]


def test_a_practice_with_two_suppliers_has_one_row() -> None:
    text = text_of(row(supplier="TPP"), row(supplier="EMIS"), row(supplier="TPP"))
    assert tidied(derived_crosssection, text)["supplier"].to_list() == ["EMIS; TPP"]


def test_rows_of_a_practice_that_differ_stop_the_file() -> None:
    with pytest.raises(SourceError, match="rows that differ"):
        checked(derived_crosssection, text_of(row(), row(qof="500.0")))


def test_it_is_marked_as_made_by_a_third_party() -> None:
    assert derived_crosssection.PUBLICATION.derived_by == "EBM DataLab, University of Oxford"
    match = match_of(derived_crosssection, text_of(row()))
    assert match.period == Period.month(2019, 9)
    assert {"2019-09": date(2019, 11, 28)} == derived_crosssection.CALENDAR


@pytest.mark.parametrize(
    "bad",
    [
        row("12/13/2020"),
        row(qof="99999999999999999999"),
        row(workforce="99999999999999999999,0.0,3.0,3.0,1.0"),
        row(workforce="4103.5,0.0,3.0,3.0,1.0"),
        row(workforce="4103.0,0.0,3.0,3.0,2.0"),
    ],
)
def test_a_cell_that_makes_no_sense_stops_the_file(bad: str) -> None:
    with pytest.raises(SourceError):
        checked(derived_crosssection, text_of(bad))
