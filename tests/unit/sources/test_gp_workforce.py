from datetime import date

import pytest

from mainstay.sources import gp_workforce, gp_workforce_staff
from mainstay.sources.contract import date_published
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, sample_of, tidied

NAME = "1 General Practice – August 2024 Practice Level - Detailed.csv"
BANDS = gp_workforce.UNDER_55 + gp_workforce.FROM_55
VALUES = {
    "PRAC_CODE": "Z00001",
    "PRAC_NAME": "MILL SURGERY",
    "PCN_CODE": "ZN00001",
    "TOTAL_PATIENTS": "8000",
    "GP_SOURCE": "Fully provided",
    "TOTAL_GP_HC": "9",
    "TOTAL_GP_EXTG_HC": "8",
    "TOTAL_GP_SEN_PTNR_HC": "1",
    "TOTAL_GP_PTNR_PROV_HC": "3",
    "TOTAL_GP_FTE": "6.5",
    "TOTAL_GP_EXTG_FTE": "5.906666667",
    "TOTAL_GP_EXTGL_FTE": "5.5",
    "TOTAL_GP_LOCUM_VAC_FTE": "0.4",
    "TOTAL_NURSES_HC": "4",
    "TOTAL_NURSES_FTE": "2.8",
    "TOTAL_DPC_FTE": "1.2",
    "TOTAL_ADMIN_FTE": "10.1",
    "TOTAL_GP_HC_UNKNOWN_AGE": "1",
    "FEMALE_DPC_HCA_FTE": "0",
} | dict(
    zip(
        BANDS,
        ["0", "1", "1", "1", "1", "0", "1", "2", "1", "0"],
        strict=True,
    )
)


def text_of(*, heads: dict[str, str] | None = None, **changes: str) -> str:
    values = VALUES | changes
    renamed = [(heads or {}).get(heading, heading) for heading in values]
    return f"{','.join(renamed)}\n{','.join(values.values())}\n"


def test_a_practice_with_its_staff() -> None:
    row = tidied(gp_workforce, text_of(), NAME).row(0, named=True)
    shown = {name: value for name, value in row.items() if not name.endswith("_missing")}
    assert shown == {
        "practice_code": "Z00001",
        "practice_name": "MILL SURGERY",
        "patients": 8000,
        "gp_headcount": 9,
        "gp_wte": 6.5,
        "gp_qualified_wte": 5.906666667,
        "gp_permanent_wte": 5.5,
        "gp_locum_vacancy_wte": 0.4,
        "gp_partner_headcount": 4,
        "gp_headcount_55_over": 4,
        "gp_headcount_age_known": 8,
        "nurse_headcount": 4,
        "nurse_wte": 2.8,
        "direct_care_wte": 1.2,
        "admin_wte": 10.1,
    }
    assert all(value is None for name, value in row.items() if name.endswith("_missing"))


def test_the_layout_of_2019_says_registrars_for_trainees() -> None:
    old = {"TOTAL_GP_EXTG_FTE": "TOTAL_GP_EXR_FTE", "TOTAL_GP_EXTGL_FTE": "TOTAL_GP_EXRL_FTE"}
    table = tidied(gp_workforce, text_of(heads=old), "Sept 2019.csv")
    assert table.select("gp_qualified_wte", "gp_permanent_wte").row(0) == (5.906666667, 5.5)


def test_headings_in_small_letters_are_the_same() -> None:
    small = {heading: heading.lower() for heading in VALUES}
    assert tidied(gp_workforce, text_of(heads=small), NAME).height == 1


@pytest.mark.parametrize("mark", ["ND", "NA", "EST", "NS", ".", ""])
def test_no_return_is_not_collected_and_never_zero(mark: str) -> None:
    text = text_of(TOTAL_GP_FTE=mark, TOTAL_NURSES_HC=mark, TOTAL_GP_HC_60TO64=mark)
    row = tidied(gp_workforce, text, NAME).row(0, named=True)
    for name in ("gp_wte", "nurse_headcount", "gp_headcount_55_over", "gp_headcount_age_known"):
        assert (row[name], row[f"{name}_missing"]) == (None, "not collected")
    assert row["gp_partner_headcount"] == 4


def test_no_record_of_a_gp_is_not_collected_and_no_nurse_is_a_zero() -> None:
    none = dict.fromkeys(
        (*BANDS, "TOTAL_GP_HC", "TOTAL_GP_SEN_PTNR_HC", "TOTAL_GP_PTNR_PROV_HC"), "0"
    ) | dict.fromkeys((name for name in VALUES if "GP" in name and name.endswith("_FTE")), "0")
    text = text_of(**none, TOTAL_NURSES_HC="0", TOTAL_NURSES_FTE="0")
    row = tidied(gp_workforce, text, NAME).row(0, named=True)
    for name in gp_workforce.OF_GPS:
        assert (row[name], row[f"{name}_missing"]) == (None, "not collected")
    assert (row["nurse_wte"], row["nurse_wte_missing"], row["patients"]) == (0.0, None, 8000)


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        ("TOTAL_GP_FTE", "six"),
        ("TOTAL_GP_HC", "8.5"),
        ("TOTAL_PATIENTS", "1e20"),
        ("PRAC_CODE", ""),
    ],
)
def test_a_cell_that_makes_no_sense_stops_the_file(changed: str, value: str) -> None:
    with pytest.raises(SourceError) as stopped:
        tidied(gp_workforce, text_of(**{changed: value}), NAME)
    assert changed in stopped.value.place


def test_columns_that_have_moved_stop_the_file() -> None:
    with pytest.raises(SourceError, match="'gp_permanent_wte' than in 'gp_qualified_wte'"):
        checked(gp_workforce, text_of(TOTAL_GP_EXTGL_FTE="6.4"), NAME)


def test_an_extract_with_columns_of_its_own_is_refused() -> None:
    text = text_of(heads={"GP_SOURCE": "year"})
    with pytest.raises(SourceError) as stopped:
        tidied(gp_workforce, text, NAME)
    assert "'year'" in stopped.value.place


@pytest.mark.parametrize(
    ("name", "month"),
    [
        (NAME, (2024, 8)),
        ("General Practice September 2019 Practice Level.csv", (2019, 9)),
        ("GPWPracticeCSV.062026.csv", (2026, 6)),
    ],
)
def test_the_month_is_in_the_name(name: str, month: tuple[int, int]) -> None:
    assert match_of(gp_workforce, text_of(), name).period == Period.month(*month)


def test_when_it_was_published() -> None:
    def published(year: int, month: int) -> date:
        match = match_of(gp_workforce, text_of(), f"{year}-{month:02d}.csv")
        return date_published(gp_workforce, match)[0]

    assert published(2019, 9) == date(2019, 11, 28)
    assert published(2019, 6) == date(2019, 8, 29)
    assert published(2024, 8) == date(2024, 9, 26)


def test_the_long_file_is_another_source() -> None:
    text = "PRAC_CODE,PRAC_NAME,STAFF_GROUP,DETAILED_STAFF_ROLE,MEASURE,VALUE\n"
    assert gp_workforce.recognise(sample_of(text)) is None
    assert gp_workforce_staff.recognise(sample_of(text)) is not None
