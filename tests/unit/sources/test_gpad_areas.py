import pytest

from mainstay.sources import gpad_areas
from mainstay.terms.errors import SourceError
from mainstay.terms.periods import Period
from tests.unit.sources.as_read import checked, match_of, tidied

HEAD = (
    "GP_CODE,GP_NAME,SUPPLIER,PCN_CODE,PCN_NAME,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,"
    "ICB_CODE,ICB_NAME,REGION_CODE,REGION_NAME"
)


def row(supplier: str = "TPP", network: str = "ZN00001,MILL PCN", area: str = "Z0A") -> str:
    return f"Z00001,MILL,{supplier},{network},{area},MADE UP - {area},ZQ1,MADE UP ICB,ZY1,MADE UP"


def text_of(*rows: str) -> str:
    return "\n".join((HEAD, *rows)) + "\n"


def test_a_practice_with_its_areas() -> None:
    assert tidied(gpad_areas, text_of(row()), folder="2025-08").row(0) == (
        "Z00001", "MILL", None, "ZN00001", "MILL PCN", "Z0A", "MADE UP - Z0A", "ZQ1",
        "MADE UP ICB", "ZY1", "MADE UP", "TPP",
    )  # fmt: skip


def test_a_practice_with_two_suppliers_has_one_row() -> None:
    table = tidied(gpad_areas, text_of(row("TPP/EMIS"), row("TPP")), folder="2025-08")
    assert table["supplier"].to_list() == ["TPP; TPP/EMIS"]


def test_a_practice_in_two_areas_stops_the_file() -> None:
    with pytest.raises(SourceError, match="two networks or areas"):
        checked(gpad_areas, text_of(row(), row(area="Z0B")), folder="2025-08")


def test_unallocated_is_no_network() -> None:
    table = tidied(gpad_areas, text_of(row(network="U,UNALLOCATED")), folder="2025-08")
    assert table.select("pcn_code", "pcn_name").row(0) == (None, None)


@pytest.mark.parametrize("folder", ["2025-08", "gpad/Practice_Level_Crosstab_Aug_25.zip"])
def test_the_month_is_that_of_the_folder_or_the_zip(folder: str) -> None:
    match = match_of(gpad_areas, text_of(row()), "Mapping.csv", folder)
    assert match.period == Period.month(2025, 8)
