"""Care Quality Commission: active locations, and latest ratings by question."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic import inspections
from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.layouts import headings
from mainstay.synthetic.people import belonging
from mainstay.synthetic.spreadsheets import ods
from mainstay.synthetic.streams import Ints, stream
from mainstay.synthetic.writing import csv, gzipped

LOCATION_YEARS = tuple(range(2018, 2027))
RATING_YEARS = (2018, 2020, 2022, 2024, 2026)  # a big file, so not every year
GP_PRACTICES = "GP Practices"


def plan(england: England) -> Iterator[Planned]:
    for year in LOCATION_YEARS:
        day = date(year, 1, 2)
        path = f"cqc-hsca-active-locations-gp/{year}-01/HSCA_Active_Locations_GP_providers.csv.gz"
        yield Planned(path, ("cqc-locations",), day, partial(locations_csv, england, day))
    day = date(2026, 7, 1)
    path = f"cqc-hsca-active-locations/2026-07/{day:%d_%B_%Y}_HSCA_Active_Locations.ods"
    yield Planned(path, ("cqc-locations",), day, partial(locations_ods, england, day))
    for year in RATING_YEARS:
        day = date(year, 10, 1)
        path = f"cqc-latest-ratings/{day:%Y-%m}/{day:%d_%B_%Y}_Latest_ratings.ods"
        yield Planned(path, ("cqc-ratings",), day, partial(ratings_ods, england, day))


def _registered(england: England, day: date) -> tuple[Ints, pl.DataFrame, Ints]:
    """Locations on a day: practices, then the regulator's row for each with ratings."""
    which = england.open_on(day)
    visits = inspections.on(england, day)
    numbers = stream(england.seed, "locations").permutation(england.about.height) * 613
    inherited = stream(england.seed, "inherited").random(england.about.height) < 0.06
    unlisted = stream(england.seed, "unlisted").random(england.about.height) < 0.025
    held = belonging(england, which, day).with_columns(
        location_id=pl.format("1-{}", pl.Series(numbers[which] + 100_000_000)),
        published=pl.Series([visits.dates[practice] for practice in which], dtype=pl.Date),
        inherited=pl.Series(np.where(inherited[which], "Y", "N")),
        listed=pl.when(pl.Series(~unlisted[which])).then(pl.col("code")),
        latitude=pl.Series(england.degrees[which, 0]),
        longitude=pl.Series(england.degrees[which, 1]),
        category=pl.lit(GP_PRACTICES),
        sector=pl.lit("Primary Medical Services"),
    )
    return which, held, visits.ratings[which]


def _words(ratings: Ints) -> pl.Series:
    return pl.Series([None, *inspections.RATINGS], dtype=pl.String).gather(pl.Series(ratings + 1))


def _others(held: pl.DataFrame) -> pl.DataFrame:
    """Locations that are not a practice: branches, which have a longer code, and clinics."""
    few = held.head(max(2, held.height // 30))
    return few.with_columns(
        location_id=pl.format("{}9", "location_id"),
        name=pl.format("{} {}", "town", pl.lit("Branch Surgery")),
        listed=pl.format("{}001", "code"),
        category=pl.lit("Urgent care services & mobile doctors"),
    )


def _locations(england: England, day: date) -> pl.DataFrame:
    _, held, ratings = _registered(england, day)
    held = held.with_columns(rating=_words(ratings[:, 0]))
    held = pl.concat([held, _others(held)])
    rated = pl.col("rating").is_not_null()
    shown = held.with_columns(
        published=pl.when(rated).then(pl.col("published").dt.strftime("%d/%m/%Y")),
        inherited=pl.when(rated).then(pl.col("inherited")),
    )
    known = _known_columns()
    blank = pl.lit(None, dtype=pl.String)
    return shown.select(
        known.get(name, blank).cast(pl.String).alias(name) for name in headings("cqc_locations")
    )


def _known_columns() -> dict[str, pl.Expr]:
    """The columns that are filled. Those that would name a person are blank."""
    place = {
        "Street Address": pl.col("street"), "City": pl.col("town"),
        "Postal Code": pl.col("postcode"), "Local Authority": pl.col("sub_icb_plain"),
        "Region": pl.col("region_name"), "NHS Region": pl.col("region_name"),
        "Latitude": pl.col("latitude"), "Longitude": pl.col("longitude"),
        "Parliamentary Constituency": pl.col("town"), "Type/Sector": pl.col("sector"),
        "Inspection Directorate": pl.lit("Primary medical services"),
        "Primary Inspection Category": pl.col("category"), "Name": pl.col("name"),
        "HSCA start date": pl.lit("01/04/2013"), "Telephone Number": pl.lit("00000000000"),
    }  # fmt: skip
    both = {
        f"{kind} {name}": value
        for kind in ("Location", "Provider")
        for name, value in place.items()
    }
    services = ("Doctors consultation service", "Doctors treatment service")
    activities = ("Diagnostic and screening procedures", "Treatment of disease, disorder or injury",
                  "Maternity and midwifery services")  # fmt: skip
    yes = {f"Service type - {name}": pl.lit("Y") for name in services}
    yes |= {f"Regulated activity - {name}": pl.lit("Y") for name in activities}
    yes["Service user band - Whole Population"] = pl.lit("Y")
    return both | yes | {
        "Location ID": pl.col("location_id"), "Location ODS Code": pl.col("listed"),
        "Dormant (Y/N)": pl.lit("N"), "Care home?": pl.lit("N"), "Care homes beds": pl.lit("0"),
        "Location Latest Overall Rating": pl.col("rating"),
        "Publication Date": pl.col("published"), "Inherited Rating (Y/N)": pl.col("inherited"),
        "Location ONSPD CCG Code": pl.col("sub_icb_ons"),
        "Location ONSPD CCG": pl.col("sub_icb_name"),
        "Location Commissioning CCG Code": pl.col("sub_icb_code"),
        "Location Commissioning CCG": pl.col("sub_icb_name"),
        "Brand ID": pl.lit("-"), "Brand Name": pl.lit("-"),
        "Provider ID": pl.format("{}7", "location_id"),
        "Provider Ownership Type": pl.lit("Partnership"),
    }  # fmt: skip


def locations_csv(england: England, day: date) -> bytes:
    return gzipped(csv(_locations(england, day), line="\n"))


def locations_ods(england: England, day: date) -> bytes:
    """As the regulator gives it: every kind of care, a sheet of notes first."""
    table = _locations(england, day)
    homes = table.head(max(2, table.height // 25)).with_columns(
        pl.format("{}3", "Location ID").alias("Location ID"),
        pl.lit(None, dtype=pl.String).alias("Location ODS Code"),
        pl.lit("Y").alias("Care home?"),
        pl.lit("Social Care Org").alias("Location Type/Sector"),
    )
    notes = pl.DataFrame({"README": ["Active locations of the made-up England."]})
    return ods({"README": notes, "HSCA_Active_Locations": pl.concat([table, homes])})


def ratings_ods(england: England, day: date) -> bytes:
    """One row a location, population group and question; only locations that have a rating."""
    _, held, ratings = _registered(england, day)
    rated = pl.Series(ratings[:, 0] >= 0)
    held, ratings = held.filter(rated), ratings[rated.to_numpy()]
    names = ("Overall", *inspections.DOMAINS)
    tables = [
        held.with_columns(
            domain=pl.lit(name), group=pl.lit("Overall"), rating=_words(ratings[:, place])
        )
        for place, name in enumerate(names)
    ]
    older = held.with_columns(
        domain=pl.lit("Overall"), group=pl.lit("Older people"), rating=_words(ratings[:, 0])
    )
    table = pl.concat([*tables, older.head(max(1, held.height // 20))]).sort("location_id", "group")
    known = _rating_columns()
    blank = pl.lit(None, dtype=pl.String)
    shown = table.select(
        known.get(name, blank).cast(pl.String).alias(name) for name in headings("cqc_ratings")
    )
    notes = pl.DataFrame({"README": ["Latest ratings of the made-up England."]})
    return ods({"README": notes, "Locations": shown})


def _rating_columns() -> dict[str, pl.Expr]:
    return {
        "Location ID": pl.col("location_id"), "Location ODS Code": pl.col("listed"),
        "Location Name": pl.col("name"), "Care Home?": pl.lit("N"),
        "Location Type": pl.col("sector"),
        "Location Primary Inspection Category": pl.col("category"),
        "Location Street Address": pl.col("street"), "Location City": pl.col("town"),
        "Location Post Code": pl.col("postcode"),
        "Location Local Authority": pl.col("sub_icb_plain"),
        "Location Region": pl.col("region_name"), "Location NHS Region": pl.col("region_name"),
        "Location Commissioning CCG Code": pl.col("sub_icb_code"),
        "Service / Population Group": pl.col("group"), "Domain": pl.col("domain"),
        "Latest Rating": pl.col("rating"),
        "Publication Date": pl.col("published").dt.strftime("%d/%m/%Y"),
        "Report Type": pl.lit("Location"), "Inherited Rating (Y/N)": pl.col("inherited"),
        "Provider ID": pl.format("{}7", "location_id"), "Provider Name": pl.col("name"),
        "Brand ID": pl.lit("-"), "Brand Name": pl.lit("-"),
    }  # fmt: skip
