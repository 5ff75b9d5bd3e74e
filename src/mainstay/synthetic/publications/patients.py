"""Patients registered at a GP practice: totals, ages, the map of areas, and small areas."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import small_areas
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.parameters import measured
from mainstay.synthetic.people import BOARDS_BEGAN, belonging
from mainstay.synthetic.streams import Ints
from mainstay.synthetic.writing import csv, gzipped, zipped

FOLDER = "nhsdigital-patients-registered"
LAG = timedelta(days=11)
QUARTERS = tuple(date(year, month, 1) for year in range(2017, 2027) for month in (1, 4, 7, 10))
Write = Callable[[England, date], bytes]


def plan(england: England) -> Iterator[Planned]:
    for day in QUARTERS:
        yield _planned(england, day, "prac-all", "patients-totals", "csv.gz", totals)
    for day in QUARTERS:
        if day.month == 7:
            yield _planned(england, day, "prac-quin-age", "patients-ages", "zip", quin_age)
            yield _planned(england, day, "prac-map", "patients-areas", "zip", practice_map)
            yield _planned(england, day, "prac-lsoa-all", "patients-lsoa", "csv.gz", by_lsoa)


def _planned(
    england: England, day: date, kind: str, publication: str, ending: str, write: Write
) -> Planned:
    path = f"{FOLDER}/{day:%Y-%m}/gp-reg-pat-{kind}.{ending}"
    return Planned(path, (publication,), day + LAG, partial(write, england, day))


def _long_date(day: date, upper: bool = True) -> str:
    text = f"{day:%d%b%Y}"
    return text.upper() if upper else text


def totals(england: England, day: date) -> bytes:
    """One row a practice, all ages, as in January 2021: the practice column is CODE."""
    which = england.open_on(day)
    frame = belonging(england, which, day).select(
        PUBLICATION=pl.lit("GP_PRAC_PAT_LIST"),
        EXTRACT_DATE=pl.lit(_long_date(day)),
        TYPE=pl.lit("GP"),
        CCG_CODE="sub_icb_code",
        ONS_CCG_CODE="sub_icb_ons",
        CODE="code",
        POSTCODE="postcode",
        SEX=pl.lit("ALL"),
        AGE=pl.lit("ALL"),
        NUMBER_OF_PATIENTS=pl.Series(england.patients(day, which)),
    )
    return gzipped(csv(frame, line="\n"))


def practice_map(england: England, day: date) -> bytes:
    """Which network, sub-location, board and region each practice belongs to."""
    frame = belonging(england, england.open_on(day), day).select(
        pl.lit("GP_PRAC_PAT_LIST").alias("publication"),
        pl.lit(_long_date(day, upper=False)).alias("extract"),
        "code", pl.col("name").str.to_uppercase(), "postcode", "pcn_code",
        pl.col("pcn_name").str.to_uppercase(), "sub_icb_ons", "sub_icb_code", "sub_icb_name",
        "icb_ons", "icb_code", "icb_name", "region_ons", "region_code", "region_name", "supplier",
    )  # fmt: skip
    frame.columns = [_older(name, day) for name in headings("patients_map")]
    if day < BOARDS_BEGAN:
        frame = frame.drop("PCN_CODE", "PCN_NAME", "SUPPLIER_NAME")
    return zipped({"gp-reg-pat-prac-map.csv": csv(frame)})


def _older(heading: str, day: date) -> str:
    """Before July 2022 the areas were groups and partnerships, and networks were not given."""
    if day >= BOARDS_BEGAN:
        return heading
    return heading.replace("SUB_ICB_LOCATION", "CCG").replace("ICB", "STP")


def quin_age(england: England, day: date) -> bytes:
    """Five-year bands by sex for regions, boards, sub-locations, networks and practices."""
    which = england.open_on(day)
    ages = england.ages(day, which)
    held = belonging(england, which, day)
    parts = [
        _group(held, ages, "Comm Region", "region_code", "region_ons"),
        _group(held, ages, "ICB", "icb_code", "icb_ons"),
        _group(held, ages, "SUB_ICB_LOCATION_CODE", "sub_icb_code", "sub_icb_ons"),
        _group(held, ages, "PCN", "pcn_code", None),
        _long("GP", held["code"], None, held["postcode"], ages),
    ]
    frame = pl.concat(parts).select(
        pl.lit("GP_PRAC_PAT_LIST").alias("PUBLICATION"),
        pl.lit(f"{day}").alias("EXTRACT_DATE"),
        "ORG_TYPE", "ORG_CODE", "ONS_CODE", "POSTCODE", "SEX", "AGE_GROUP_5", "NUMBER_OF_PATIENTS",
    )  # fmt: skip
    return zipped({"gp-reg-pat-prac-quin-age.csv": csv(frame)})


def _group(held: pl.DataFrame, ages: Ints, kind: str, code: str, ons: str | None) -> pl.DataFrame:
    codes = held[code].unique().sort()
    place = codes.search_sorted(held[code]).to_numpy()
    summed = np.zeros((len(codes), ages.shape[1]), dtype=np.int64)
    np.add.at(summed, place, ages)
    names = None
    if ons is not None:
        names = held.select(code, ons).unique(code).sort(code)[ons]
    return _long(kind, codes, names, None, summed)


def _cells() -> list[tuple[str, str]]:
    cells = measured()["age_profile"]["cells"]
    return [(cell.split("_", 1)[0], cell.split("_", 1)[1]) for cell in cells]


def _long(
    kind: str, codes: pl.Series, ons: pl.Series | None, postcodes: pl.Series | None, ages: Ints
) -> pl.DataFrame:
    """ALL first, then women and men by band, with the publisher's labels; no row for nobody."""
    bands = _cells()
    women = [n for n, (sex, _) in enumerate(bands) if sex == "FEMALE"]
    men = [n for n, (sex, _) in enumerate(bands) if sex == "MALE"]
    wide = np.column_stack([
        ages.sum(axis=1), ages, ages[:, women].sum(axis=1), ages[:, men].sum(axis=1),
    ])  # fmt: skip
    labels = [("ALL", "ALL"), *bands, ("FEMALE", "ALL"), ("MALE", "ALL")]
    count = len(codes)
    each = len(labels)
    rows = pl.Series(np.repeat(np.arange(count), each))
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, count * each)
    table = pl.DataFrame({
        "ORG_TYPE": pl.Series([kind]).new_from_index(0, count * each),
        "ORG_CODE": codes.gather(rows),
        "ONS_CODE": nothing if ons is None else ons.gather(rows),
        "POSTCODE": nothing if postcodes is None else postcodes.gather(rows),
        "SEX": pl.Series([sex for sex, _ in labels] * count),
        "AGE_GROUP_5": pl.Series([band for _, band in labels] * count),
        "NUMBER_OF_PATIENTS": pl.Series(wide.ravel()),
    })  # fmt: skip
    return table.filter(pl.col("NUMBER_OF_PATIENTS") > 0)


def by_lsoa(england: England, day: date) -> bytes:
    """Patients of each practice by small area; the heading of the last column changed in 2024."""
    which = england.open_on(day)
    practice, area, patients = small_areas.spread(england, day, which)
    held = belonging(england, which, day)
    last = "NUMBER_OF_PATIENTS" if day >= date(2024, 1, 1) else "Number of Patients"
    frame = pl.DataFrame({
        "PUBLICATION": pl.Series(["GP_PRAC_PAT_LIST"]).new_from_index(0, len(area)),
        "EXTRACT_DATE": pl.Series([_long_date(day)]).new_from_index(0, len(area)),
        "PRACTICE_CODE": held["code"].gather(practice),
        "PRACTICE_NAME": held["name"].str.to_uppercase().gather(practice),
        "LSOA_CODE": small_areas.codes(england).gather(area),
        "SEX": pl.Series(["ALL"]).new_from_index(0, len(area)),
        last: pl.Series(patients),
    })  # fmt: skip
    return gzipped(csv(frame, line="\n"))
