import pytest

from mainstay.sources import gpad_areas, patients_areas
from mainstay.terms.errors import SourceError
from tests.unit.sources.as_read import checked, sample_of, tidied

NEW = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,"
    "ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME"
)
OLD = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,ONS_CCG_CODE,CCG_CODE,"
    "CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME"
)
ROW = (
    "GP_PRAC_PAT_LIST,01Jul2026,Z00001,THE  MILL SURGERY,ZZ1 1AA,{pcn},Z50000001,Z0A,Made Up ICB - "
    "Z0A,Z50000002,ZQ1,Made Up Integrated Care Board,Z50000003,ZY1,Made Up Region,TPP"
)


def test_a_practice_with_its_network_and_areas() -> None:
    table = tidied(patients_areas, f"{NEW}\n{ROW.format(pcn='ZN00001,MILL PCN')}\n")
    assert table.row(0) == (
        "Z00001", "THE MILL SURGERY", "ZZ1 1AA", "ZN00001", "MILL PCN", "Z0A",
        "Made Up ICB - Z0A", "ZQ1", "Made Up Integrated Care Board", "ZY1", "Made Up Region", "TPP",
    )  # fmt: skip


def test_unallocated_is_no_network() -> None:
    table = tidied(patients_areas, f"{NEW}\n{ROW.format(pcn='U,Unallocated')}\n")
    assert table.select("pcn_code", "pcn_name").row(0) == (None, None)


def test_the_layout_of_2021_has_commissioning_groups_and_no_networks() -> None:
    row = (
        "GP_PRAC_PAT_LIST,01JAN2021,Z00001,THE MILL SURGERY,ZZ1 1AA,Z50000001,Z0A,MADE UP CCG,"
        "Z50000002,ZQ1,MADE UP STP,Z50000003,ZY1,MADE UP REGION"
    )
    table = tidied(patients_areas, f"{OLD}\n{row}\n")
    assert table.select("sub_icb_code", "icb_code", "pcn_code", "supplier").row(0) == (
        "Z0A",
        "ZQ1",
        None,
        None,
    )


def test_a_practice_in_two_places_stops_the_file() -> None:
    row = ROW.format(pcn="ZN00001,MILL PCN")
    with pytest.raises(SourceError, match="more than one row"):
        checked(patients_areas, f"{NEW}\n{row}\n{row}\n")


def test_the_mapping_of_appointments_is_another_source() -> None:
    assert gpad_areas.recognise(sample_of(f"{NEW}\n")) is None
