"""The real files of ratings, lists, deprivation, areas, places and outlines.

The values were picked from the raw files with grep and read by eye.
"""

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import pytest
import shapefile

from mainstay.analysis.schemas import RELEASE, SCHEMAS
from mainstay.evidence.opening import open_published, raw_table
from mainstay.sources import gp_workforce, registry
from mainstay.sources.contract import check_frame, columns_for, date_published, verdict
from mainstay.sources.recognising import matching
from mainstay.stats.national_grid import to_wgs84
from mainstay.terms.errors import SourceError
from tests.published import published

CQC = "cqc-hsca-active-locations-gp/2026-01/HSCA_Active_Locations_GP_providers.csv.gz"
AGES = "nhsdigital-patients-registered/2026-07/gp-reg-pat-prac-quin-age.zip"
MAP = "nhsdigital-patients-registered/2026-07/gp-reg-pat-prac-map.zip"
LISTS = "nhsbsa-patient-list-size/2014-07/Patient_List_Size_2014_07-09.csv.gz"
GPAD_MAP = "nhsdigital-gpad/2025-08/Mapping.csv.gz"
IMD_2019 = "ohid-fingertips/imd2019-93553/indicator-data.csv.gz"
IMD_2025 = "ohid-fingertips/imd2025-94240/fingertips-imd-2025-gp-practice.csv"
PLACES = "geography/practice-coordinates/practice_coordinates.parquet"
MERGED = "derived-ebmdatalab-practice-crosssection/2019-09/cached_all_data.csv.gz"
BOARDS = "geography/icb2022-boundaries/icb22.shp"
SUB_BOARDS = "geography/sicbl-boundaries/SICBL.geojson"
ENGLAND = "geography/england-outline/outline_England.geojson.gz"


@lru_cache(maxsize=4)
def read(path: Path) -> tuple[str, str, date, pl.DataFrame, tuple[str, ...]]:
    """Publication, period, day published, the tidy table and the remarks on it."""
    with TemporaryDirectory() as workdir:
        (opened,) = open_published(path, Path(workdir))
        found = registry.recognise(opened.sample)
        assert found is not None
        source, match = found
        assert match.period is not None
        schema = SCHEMAS[source.PUBLICATION.id]
        columns = [pl.col(name).cast(kind) for name, kind in schema.items() if name not in RELEASE]
        table = source.tidy(raw_table(opened, match), match).select(columns).collect()
        row = check_frame(table.lazy(), source.CHECKS).collect().row(0, named=True)
        remarks = tuple(remark.sentence for remark in verdict(row, source.CHECKS))
        day, _ = date_published(source, match)
        return source.PUBLICATION.id, match.period.label, day, table, remarks


@pytest.mark.parametrize(
    ("path", "publication", "period", "day", "rows"),
    [
        (CQC, "cqc-locations", "2026-01", date(2026, 1, 7), 6429),
        (AGES, "patients-ages", "2026-07-01", date(2026, 7, 9), 245_560),
        (MAP, "patients-areas", "2026-07-01", date(2026, 7, 9), 6139),
        (LISTS, "nhsbsa-list-sizes", "2014-Q3", date(2014, 11, 14), 169_200),
        (GPAD_MAP, "gpad-areas", "2025-08", date(2025, 9, 25), 6166),
        (IMD_2019, "fingertips", "2019", date(2020, 7, 1), 6545),
        (IMD_2025, "fingertips", "2025", date(2026, 7, 1), 6143),
        (PLACES, "practice-coordinates", "2024-12", date(2024, 12, 31), 6267),
        (MERGED, "derived-crosssection", "2019-09", date(2019, 11, 28), 7297),
        (BOARDS, "area-outlines", "2022", date(2022, 7, 1), 42),
        (SUB_BOARDS, "area-outlines", "2022", date(2022, 7, 1), 106),
        (ENGLAND, "area-outlines", "2011", date(2011, 7, 1), 1),
    ],
)
def test_what_each_file_is(path: str, publication: str, period: str, day: date, rows: int) -> None:
    found, label, out, table, _ = read(published(path))
    assert (found, label, out, table.height) == (publication, period, day, rows)


def one(path: str, **values: object) -> dict[str, object]:
    """The only row with these values."""
    table = read(published(path))[3]
    found = table.filter(pl.col(name) == value for name, value in values.items())
    assert found.height == 1
    return found.row(0, named=True)


def test_ratings_agree_with_the_file() -> None:
    table = read(published(CQC))[3]
    counts = dict(table["rating"].value_counts().iter_rows())
    assert counts == {
        "Good": 5577,
        "Outstanding": 289,
        "Requires improvement": 255,
        "Inadequate": 20,
        None: 288,
    }
    assert (table["rating"].is_null() == table["rating_missing"].is_not_null()).all()
    row = one(CQC, practice_code="B83620")
    assert (row["location_name"], row["rating"]) == ("Addingham Medical Centre", "Good")
    assert row["rating_date"] == date(2023, 9, 8)


def test_lists_by_age_agree_with_the_file() -> None:
    table = read(published(AGES))[3]
    assert table["patients"].sum() == 63_436_508
    assert table["practice_code"].n_unique() == 6139
    practice = {"practice_code": "P81051"}
    assert one(AGES, **practice, sex="female", age_low=85)["patients"] == 103
    assert one(AGES, **practice, sex="male", age_low=85)["patients"] == 71
    assert one(AGES, **practice, sex="female", age_low=95)["patients"] == 17


def test_areas_agree_with_the_files() -> None:
    row = one(MAP, practice_code="A81001")
    assert (row["postcode"], row["pcn_code"], row["sub_icb_code"]) == ("TS18 1HU", "U89141", "16C")
    assert one(GPAD_MAP, practice_code="A86040")["supplier"] == "EMIS/TPP; TPP"


def test_list_sizes_agree_with_the_file() -> None:
    practice = {"practice_code": "A81001"}
    assert one(LISTS, **practice, sex="male", age_low=0)["patients"] == 107
    assert one(LISTS, **practice, sex="female", age_low=75)["patients"] == 287
    table = read(published(LISTS))[3].group_by("practice_code").agg(pl.col("patients").sum())
    assert table.filter(pl.col("patients") > 0).height > 7900


def test_deprivation_agrees_with_the_files() -> None:
    assert one(IMD_2019, practice_code="Y06275")["value"] == 50.1210590200445
    assert one(IMD_2025, practice_code="Y08371")["value"] == 27.909


def test_the_merged_file_agrees() -> None:
    row = one(MERGED, practice_code="P81051")
    assert (row["patients"], row["gp_headcount"], row["gp_wte"]) == (12611, 9, 6.573333333)
    assert row["overall_good_share"] == pytest.approx(0.888113288955228)
    table = read(published(MERGED))[3]
    both = table.filter(pl.col("qof_points").is_not_null(), pl.col("overall_good_share") > 0)
    assert both.height > 6600


def test_places_outside_the_country_are_named() -> None:
    *_, table, remarks = read(published(PLACES))
    assert table["latitude"].null_count() == 3
    assert "3 rows" in remarks[0]


def test_the_grid_agrees_with_the_centres_in_the_shapefile() -> None:
    """The file gives the centre of each board both ways."""
    with shapefile.Reader(str(published(BOARDS))) as reader:
        records = [record.as_dict() for record in reader.records()]
    east, north, longitude, latitude = (
        np.array([float(record[name]) for record in records])
        for name in ("BNG_E", "BNG_N", "LONG", "LAT")
    )
    found_longitude, found_latitude = to_wgs84(east, north)
    across = (found_longitude - longitude) * 111_320 * np.cos(np.radians(latitude))
    up = (found_latitude - latitude) * 111_250
    assert np.hypot(across, up).max() < 5


@pytest.mark.parametrize("path", [BOARDS, SUB_BOARDS, ENGLAND])
def test_outlines_are_small_and_in_england(path: str) -> None:
    table = read(published(path))[3]
    assert table["geometry"].str.len_bytes().sum() < 300_000
    for text in table["geometry"]:
        rings = [ring for part in json.loads(text)["coordinates"] for ring in part]
        points = np.array([point for ring in rings for point in ring])
        assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
        assert (points.min(axis=0) > (-6.6, 49.8)).all()
        assert (points.max(axis=0) < (1.9, 55.9)).all()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("gp_workforce_practice_2019-09_header.txt", 657),
        ("gp_workforce_practice_detailed_2024-08_header_lowercased.txt", 831),
    ],
)
def test_every_heading_of_the_workforce_files_is_known(name: str, columns: int) -> None:
    """The last two of 2024 were added by whoever kept the list."""
    written = published(f"../layouts/{name}").read_text().strip().replace("\n", ",").split(",")
    assert len(written) == columns
    headings = [heading for heading in written if heading not in ("year", "month")]
    known = matching(headings, *gp_workforce.IGNORED_PATTERNS)
    found = columns_for(headings, gp_workforce.HEADINGS, ignored=known)
    assert set(found) == set(gp_workforce.HEADINGS)


@pytest.mark.parametrize("name", ["practice_detailed_cols.csv", "practice_high_cols.csv"])
def test_an_extract_that_mixes_months_is_refused_by_name(name: str) -> None:
    with pytest.raises(SourceError) as stopped:
        read(published(f"nhsdigital-gp-workforce/2024-08-sample/{name}"))
    assert stopped.value.place == "heading 'year'"
