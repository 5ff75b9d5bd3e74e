"""Real files of the first half of the sources: rows, and values picked with a text editor."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from mainstay.evidence.opening import open_published, raw_table, with_period
from mainstay.sources import registry
from mainstay.sources.contract import Match, Source, check_frame, verdict
from tests.published import published

FILES = {
    "nhsdigital-ods-epraccur/2015-10/epraccur.csv.gz": ("ods-practices", "2015-10", 12804),
    "nhsdigital-ods-epraccur/2016-02/epraccur.csv.gz": ("ods-practices", "2016-02", 12922),
    "nhsdigital-ods-epraccur/2016-05/epraccur.csv.gz": ("ods-practices", "2016-05", 13100),
    "nhsdigital-ods-epraccur/2017-04/epraccur.csv.gz": ("ods-practices", "2017-04", 13385),
    "nhsdigital-ods-epraccur/2019-09/epraccur.csv.gz": ("ods-practices", "2019-09", 14303),
    "nhsdigital-ods-epraccur/2019-12/epraccur.csv.gz": ("ods-practices", "2019-12", 14357),
    "nhsdigital-ods-epraccur/2021-11/epraccur.csv.gz": ("ods-practices", "2021-11", 14963),
    "nhsdigital-ods-epraccur/2023-02/epraccur.csv.gz": ("ods-practices", "2023-02", 15663),
    "nhsdigital-ods-epcn/2022-02/ePCN.xlsx": ("ods-pcns", "2022-02", 7359),
    "nhsdigital-payments/2017-18/nhspaymentsgp-17-18-csv.csv.gz": ("gp-payments", "2017-18", 7543),
    "nhsdigital-payments/2018-19/nhspaymentsgp-18-19-csv.csv.gz": ("gp-payments", "2018-19", 7279),
    "nhsdigital-payments/2019-20/nhspaymentsgp-19-20-prac-csv.csv.gz": (
        "gp-payments",
        "2019-20",
        7001,
    ),
    "nhsdigital-payments/2020-21/nhspaymentsgp-20-21-prac-csv.csv.gz": (
        "gp-payments",
        "2020-21",
        6808,
    ),
    "nhsdigital-payments/2022-23/nhspaymentsgp-22-23-prac-csv.csv.gz": (
        "gp-payments",
        "2022-23",
        6669,
    ),
    "nhsdigital-qof-practice-totals/2017-18/QOF 2017-18.csv.gz": ("qof-totals", "2017-18", 7100),
    "nhsdigital-qof-practice-totals/2018-19/QOF 2018-19.csv.gz": ("qof-totals", "2018-19", 6873),
    "nhsdigital-qof-practice-totals/2021-22/QOF 2021-22.csv.gz": ("qof-totals", "2021-22", 6470),
    "nhsdigital-qof-practice-totals/2022-23/QOF 2022-23.csv.gz": ("qof-totals", "2022-23", 6378),
    "nhsdigital-qof-raw/2018-19/INDICATOR_MAPPINGS_1819_v2.csv": ("qof-indicators", "2018-19", 77),
    "nhsdigital-qof-raw/2020-21/MAPPING_INDICATORS_2021_v2.csv": ("qof-indicators", "2020-21", 68),
    "nhsdigital-qof-raw/2020-21/MAPPING_NHS_GEOGRAPHIES_2021.csv.gz": (
        "qof-areas",
        "2020-21",
        6571,
    ),
    "nhsdigital-qof-raw/2020-21/PREVALENCE_2021_v2.csv.gz": ("qof-prevalence", "2020-21", 137991),
}

# Read off the raw files with a text editor: file, practice, column, value.
SPOTS = (
    ("nhsdigital-payments/2017-18/nhspaymentsgp-17-18-csv.csv.gz", "A81001", "total", 675823.74),
    ("nhsdigital-payments/2017-18/nhspaymentsgp-17-18-csv.csv.gz", "A81001", "open_date",
     date(1999, 4, 1)),
    ("nhsdigital-payments/2018-19/nhspaymentsgp-18-19-csv.csv.gz", "A81002", "patients", 19753.25),
    ("nhsdigital-payments/2019-20/nhspaymentsgp-19-20-prac-csv.csv.gz", "E83005", "pms_balance",
     457540.36),
    ("nhsdigital-payments/2020-21/nhspaymentsgp-20-21-prac-csv.csv.gz", "F82625", "covid", 18393.7),
    ("nhsdigital-payments/2022-23/nhspaymentsgp-22-23-prac-csv.csv.gz", "A81001", "total_net",
     636119.75),
    ("nhsdigital-qof-practice-totals/2018-19/QOF 2018-19.csv.gz", "E83027", "points", 557.86),
    ("nhsdigital-qof-practice-totals/2021-22/QOF 2021-22.csv.gz", "A84006", "list_size", 18877),
    ("nhsdigital-qof-practice-totals/2022-23/QOF 2022-23.csv.gz", "A84006", "points_national",
     635.0),
    ("nhsdigital-qof-raw/2020-21/PREVALENCE_2021_v2.csv.gz", "A81001", "register", 95),
    ("nhsdigital-ods-epraccur/2019-12/epraccur.csv.gz", "A81003", "close_date", date(2017, 10, 31)),
    ("nhsdigital-ods-epcn/2022-02/ePCN.xlsx", "C85628", "left_date", date(2020, 8, 31)),
)  # fmt: skip


def read(path: Path, workdir: Path) -> tuple[Source, Match, pl.DataFrame]:
    """The only table in a file, tidied, after its source's checks."""
    (opened,) = open_published(path, workdir)
    found = registry.recognise(opened.sample)
    assert found is not None, f"{path.name} is not recognised"
    source, match = found
    table = source.tidy(raw_table(opened, match), match).collect(engine="streaming")
    row = check_frame(table.lazy(), source.CHECKS).collect().row(0, named=True)
    verdict(row, source.CHECKS)
    return source, with_period(source, match, opened), table


@pytest.mark.parametrize("file", FILES)
def test_every_held_file_is_read_whole(file: str, tmp_path: Path) -> None:
    publication, label, rows = FILES[file]
    source, match, table = read(published(file), tmp_path)
    assert source.PUBLICATION.id == publication
    assert match.period is not None
    assert match.period.label == label
    assert table.height == rows


@pytest.mark.parametrize(("file", "practice", "column", "value"), SPOTS)
def test_values_as_in_the_file(
    file: str, practice: str, column: str, value: object, tmp_path: Path
) -> None:
    _, _, table = read(published(file), tmp_path)
    assert table.filter(practice_code=practice)[column][0] == value


def test_points_withheld_are_no_points(tmp_path: Path) -> None:
    file = "nhsdigital-qof-practice-totals/2018-19/QOF 2018-19.csv.gz"
    _, _, table = read(published(file), tmp_path)
    assert table["points"].null_count() == 19
    assert table["points"].min() == 36


def test_without_a_folder_the_practices_date_themselves(tmp_path: Path) -> None:
    plain = tmp_path / "epraccur.csv.gz"
    real = published("nhsdigital-ods-epraccur/2021-11/epraccur.csv.gz")
    plain.write_bytes(real.read_bytes())
    _, match, _ = read(plain, tmp_path)
    assert match.period is not None
    assert match.period.label == "2021-11"


def test_about_6800_active_practices(tmp_path: Path) -> None:
    _, _, table = read(published("nhsdigital-ods-epraccur/2019-12/epraccur.csv.gz"), tmp_path)
    practices = table.filter(pl.col("status") == "active", pl.col("prescribing_setting") == "4")
    assert practices.height == 6830
