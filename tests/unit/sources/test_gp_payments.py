from datetime import date

import pytest

from mainstay.sources import gp_payments
from mainstay.terms.errors import SourceError
from tests.unit.sources.as_read import match_of, tidied

REGIONS = {
    "2017-18": "NHS England (Region, local office) {}",
    "2018-19": "NHS England and NHS Improvement (Region, local office) {}",
    "2019-20": "NHS England and NHS Improvement Region {}",
    "2020-21": "NHS England (Region) {}",
    "2021-22": "NHS England (Region) {}",
    "2022-23": "NHS England (Region) {}",
}
EXTRA = {
    "2017-18": {"Quarter used for patient data": "Q4", "Unplanned Admissions": "1"},
    "2018-19": {},
    "2019-20": {"PCN Code": "ZN00001", "PCN Name": "MILL PCN", "PCN Participation3": "1"},
    "2020-21": {"PCN Leadership": "9", "Covid Support and Expansion": "4"},
    "2021-22": {"PCN Leadership": "9", "Long Covid": "4", "winter Access Fund": "1"},
    "2022-23": {"PCN Enhanced Access": "9", "Long Covid": "4", "winter Access Fund": "1"},
}

PAID = (
    "Global Sum",
    "MPIG Correction factor",
    "Balance of PMS Expenditure",
    "Total QOF Payments",
    "Childhood Vaccination and Immunisation Scheme",
    "Non DES Item Pneumococcal Vaccine, Childhood Immunisation Main Programme",
    "Minor Surgery",
    "Premises Payments",
    "Seniority",
    "Prolonged Study Leave",
    "Appraisal Costs ",
    "Other Payments1",
)


def cells(year: str) -> dict[str, str]:
    region = REGIONS[year]
    area = "Sub ICB" if year == "2022-23" else "CCG"
    row = {
        region.format("Code"): "ZY1",
        region.format("Name"): "MADE UP REGION",
        f"{area} Code": "Z0A",
        f"{area} NAME": "MADE UP PLACE",
        "Practice Code": "Z00001",
        "Practice Name": "THE MILL SURGERY",
        "Practice Address": "1 MILL LANE",
        "Practice Postcode": "ZZ1  1AA",
        "Practice Open Date": "36251" if year < "2020" else "01/04/1999",
        "Practice Close Date": "",
        "Contract Type": "GMS",
        "Dispensing Practice": "No",
        "Practice Type": "GP practice",
        "Practice Rurality": "Urban",
        "Atypical Characteristics": "| Part year of data || No registered patients |",
        "Average Number of Registered Patients": "4095.25",
        "Average Number of Weighted Patients": "4728.6",
        "Average payments per registered patient": "N/A",
    }
    return row | _money(EXTRA[year]) | EXTRA[year] | {"Practice Code": "Z00001"}


def _money(extra: dict[str, str]) -> dict[str, str]:
    parts = dict.fromkeys(PAID, "10")
    counted = ("Unplanned Admissions", "PCN Participation3", "winter Access Fund")
    total = 10 * len(parts) + sum(int(extra.get(name, "0")) for name in counted)
    return parts | {
        "Total NHS Payments to General Practice": str(total),
        "Deductions for Pensions, Levies and Prescription Charge Income": "-20",
        "Total NHS Payments to General Practice Minus Deductions2": str(total - 20),
    }


def text_of(row: dict[str, str]) -> str:
    lines = (row.keys(), row.values())
    return "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)


@pytest.mark.parametrize("year", REGIONS)
def test_every_year_by_its_own_headings(year: str) -> None:
    text = text_of(cells(year))
    name = "payments 22-23.csv" if year == "2022-23" else "payments.csv"
    period = match_of(gp_payments, text, name).period
    assert period is not None
    assert period.label == year
    row = tidied(gp_payments, text, name).row(0, named=True)
    assert row["open_date"] == date(1999, 4, 1)
    assert (row["region_code"], row["sub_icb_code"]) == ("ZY1", "Z0A")
    assert (row["patients"], row["weighted_patients"]) == (4095.25, 4728.6)
    assert row["total"] - 20 == row["total_net"]


def test_parts_are_added_and_what_a_year_lacks_is_null() -> None:
    row = tidied(gp_payments, text_of(cells("2018-19"))).row(0, named=True)
    assert row["childhood_immunisation"] == 20.0
    assert row["pco_admin"] == 20.0
    assert row["covid"] is None
    assert row["pcn_participation"] is None
    assert row["atypical"] == "Part year of data; No registered patients"


def test_covid_and_network_money_is_not_in_the_total() -> None:
    row = tidied(gp_payments, text_of(cells("2021-22"))).row(0, named=True)
    assert row["covid"] == 4.0
    assert row["other"] == 11.0
    assert row["total"] == 121.0


def test_a_kind_of_covid_money_left_out_stops_the_file() -> None:
    with_covid = (
        "Total NHS Payments to General Practice including covid vaccination, covid support "
        "and long covid payments"
    )
    assert tidied(gp_payments, text_of(cells("2021-22") | {with_covid: "125"})).height == 1
    with pytest.raises(SourceError) as caught:
        tidied(gp_payments, text_of(cells("2021-22") | {with_covid: "130"}))
    assert "including covid" in caught.value.place


def test_unknown_is_null() -> None:
    row = cells("2017-18") | {"Contract Type": "UNKNOWN", "Dispensing Practice": "UNKNOWN"}
    found = tidied(gp_payments, text_of(row)).row(0, named=True)
    assert (found["contract"], found["dispensing"]) == (None, None)


def test_parts_that_do_not_add_up_stop_the_file() -> None:
    with pytest.raises(SourceError, match="do not add up"):
        tidied(gp_payments, text_of(cells("2018-19") | {"Global Sum": "1000"}))


@pytest.mark.parametrize("cell", ["", "n/a", "#REF!", "1.2.3"])
def test_money_that_is_no_number_stops_the_file(cell: str) -> None:
    with pytest.raises(SourceError) as caught:
        tidied(gp_payments, text_of(cells("2018-19") | {"Seniority": cell}))
    assert "Seniority" in caught.value.place


def test_new_kinds_of_payment_are_named_not_lost() -> None:
    with pytest.raises(SourceError) as caught:
        tidied(gp_payments, text_of(cells("2018-19") | {"Robot Allowance": "1"}))
    assert "Robot Allowance" in caught.value.place
