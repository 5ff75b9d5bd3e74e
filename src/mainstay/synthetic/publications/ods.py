"""Organisation Data Service: epraccur several times a year, and ePCN once a year from 2019."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import numpy as np
import polars as pl

from mainstay.synthetic.england import England
from mainstay.synthetic.filing import Planned
from mainstay.synthetic.people import BOARDS_BEGAN, belonging
from mainstay.synthetic.spreadsheets import xlsx
from mainstay.synthetic.streams import Ints, stream
from mainstay.synthetic.writing import csv, gzipped

SNAPSHOTS = tuple(
    date(year, month, 25)
    for year in range(2017, 2027)
    for month in (3, 7, 11)
    if (year, month) < (2026, 11)
)
LINE_FEEDS_FROM = date(2021, 1, 1)  # the files end lines with a bare line feed since about then
GP_PRACTICE = "4"


def plan(england: England) -> Iterator[Planned]:
    for day in SNAPSHOTS:
        path = f"nhsdigital-ods-epraccur/{day:%Y-%m}/epraccur.csv.gz"
        yield Planned(path, ("ods-practices",), day, partial(epraccur, england, day))
    for year in range(2019, 2027):
        day = date(year, 10, 30) if year < 2026 else date(2026, 8, 28)
        path = f"nhsdigital-ods-epcn/{day:%Y-%m}/ePCN.xlsx"
        yield Planned(path, ("ods-pcns",), day, partial(epcn, england, day))


def known_on(england: England, day: date) -> Ints:
    """Practices opened by a day, closed ones too: the file never drops one."""
    opened = england.about["open_date"] <= day
    return np.flatnonzero(opened.to_numpy())


def _codes(frame: pl.DataFrame, day: date) -> pl.DataFrame:
    closed = pl.col("close_date").is_not_null() & (pl.col("close_date") < day)
    return frame.with_columns(
        closed=closed,
        close=pl.when(closed).then(pl.col("close_date").dt.strftime("%Y%m%d")),
        open=pl.col("open_date").dt.strftime("%Y%m%d"),
        joined=pl.max_horizontal(pl.col("open_date"), pl.lit(date(2013, 4, 1))).dt.strftime(
            "%Y%m%d"
        ),
    )


def epraccur(england: England, day: date) -> bytes:
    """27 columns, no header, every value quoted; other prescribers too, as in the real file."""
    which = known_on(england, day)
    frame = _codes(belonging(england, which, day), day)
    dormant = stream(england.seed, "dormant").random(england.about.height)[which] < 0.03
    frame = frame.with_columns(
        status=pl.when("closed").then(pl.when(pl.Series(dormant)).then(pl.lit("D")).otherwise(pl.lit("C")))
        .otherwise(pl.lit("A")),
        setting=pl.lit(GP_PRACTICE),
    )  # fmt: skip
    rows = pl.concat([_epraccur_rows(frame), _other_prescribers(england, day)])
    line = "\n" if day >= LINE_FEEDS_FROM else "\r\n"
    return gzipped(csv(rows.sort("c1"), header=False, quotes="always", line=line))


def _epraccur_rows(frame: pl.DataFrame) -> pl.DataFrame:
    nothing = pl.lit("")
    columns = [
        pl.col("code"), pl.col("name").str.to_uppercase(), pl.col("region_code"),
        pl.col("icb_code"), pl.col("street").str.to_uppercase(),
        pl.col("town").str.to_uppercase(), nothing, nothing, nothing, pl.col("postcode"),
        pl.col("open"), pl.col("close").fill_null(""), pl.col("status"), pl.lit("B"),
        pl.col("sub_icb_code"), pl.col("joined"), pl.col("close").fill_null(""),
        pl.lit("00000 000000"), nothing, nothing, nothing, pl.lit("0"), nothing,
        pl.col("sub_icb_code"), nothing, pl.col("setting"), nothing,
    ]  # fmt: skip
    return frame.select(column.alias(f"c{n}") for n, column in enumerate(columns, 1))


def _other_prescribers(england: England, day: date) -> pl.DataFrame:
    """Clinics and services that prescribe but hold no list: settings other than 4."""
    rng = stream(england.seed, "other prescribers")
    count = max(3, england.about.height // 5)
    which = rng.integers(0, england.about.height, count)
    opened = rng.integers(0, 7200, count)
    days = [date(2004, 1, 1) + timedelta(days=int(number)) for number in opened]
    frame = _codes(belonging(england, which, day), day).with_columns(
        code=pl.Series([f"Z{90_001 + number}" for number in range(count)]),
        name=pl.format("{} {}", "town", pl.Series(rng.choice(_SERVICES, count))),
        open=pl.Series(days).dt.strftime("%Y%m%d"),
        close=pl.lit(None, dtype=pl.String),
        status=pl.lit("A"),
        setting=pl.Series(rng.choice(["0", "8", "9", "10", "2"], count)),
    )
    opened_by = frame.filter(pl.Series(days) <= day)
    return _epraccur_rows(opened_by)


_SERVICES = ("Community Nursing", "Recovery Service", "Out of Hours", "Sexual Health Service")

_CCG_HEADINGS = (
    "Partner\nOrganisation\nCode", "Partner\nName", "Practice\nParent\nCCG Code",
    "Practice\nParent\nCCG Name", "PCN Code", "PCN Name", "PCN Parent\nCCG Code",
    "PCN Parent\nCCG Name", "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date", "Practice CCG and PCN\nCCG Match ",
)  # fmt: skip
_PCN_HEADINGS = (
    "PCN Code", "PCN Name", "Current Clinical \nCommissioning \nGroup Code",
    "Clinical\nCommissioning\nGroup Name", "Open Date", "Close Date", "Address Line 1",
    "Address Line 2", "Address Line 3", "Address Line 4", "Address Line 5", "Postcode",
)  # fmt: skip


def epcn(england: England, day: date) -> bytes:
    """Two sheets, networks and their partners; headings hold line breaks."""
    which = known_on(england, day)
    began = date(2019, 10, 1)
    frame = _codes(belonging(england, which, day), day).filter(
        pl.col("pcn_code") != "U", pl.col("close_date").is_null() | (pl.col("close_date") >= began)
    )
    partners = frame.select(
        "code", pl.col("name").str.to_uppercase(), "sub_icb_code",
        pl.col("sub_icb_name").str.to_uppercase(), "pcn_code",
        pl.col("pcn_name").str.to_uppercase(), pl.col("sub_icb_code").alias("parent"),
        pl.col("sub_icb_name").str.to_uppercase().alias("parent_name"),
        pl.max_horizontal(pl.col("open"), pl.lit("20191001")).alias("start"),
        "close", pl.lit("True").alias("match"),
    )  # fmt: skip
    partners.columns = [_renamed(name, day) for name in _CCG_HEADINGS]
    return xlsx({
        "PCNDetails": _networks(england, day),
        "PCN Core Partner Details": partners,
    })  # fmt: skip


def _renamed(heading: str, day: date) -> str:
    if day < BOARDS_BEGAN:
        return heading
    return heading.replace("CCG", "Sub ICB Loc")


def _networks(england: England, day: date) -> pl.DataFrame:
    cut = england.areas
    first = np.array(
        [np.argmax(england.about["pcn"].to_numpy() == n) for n in range(len(cut.pcn_code))]
    )
    frame = belonging(england, first, day)
    networks = frame.select(
        pl.Series("a", cut.pcn_code), pl.Series("b", [name.upper() for name in cut.pcn_name]),
        "sub_icb_code", pl.col("sub_icb_name").str.to_uppercase(), pl.lit("20191001").alias("open"),
        pl.lit(None, dtype=pl.String).alias("close"), "street", "town",
        pl.lit(None, dtype=pl.String).alias("l3"), pl.lit(None, dtype=pl.String).alias("l4"),
        pl.lit(None, dtype=pl.String).alias("l5"), "postcode",
    )  # fmt: skip
    networks.columns = [_renamed_network(name, day) for name in _PCN_HEADINGS]
    return networks


def _renamed_network(heading: str, day: date) -> str:
    if day < BOARDS_BEGAN:
        return heading
    return heading.replace("Clinical \nCommissioning \nGroup", "\nSub ICB Loc \n").replace(
        "Clinical\nCommissioning\nGroup", "Sub ICB Loc"
    )
