"""Columns that many publications share: who a practice is, and where it belongs, on a day."""

from datetime import date

import numpy as np
import polars as pl

from mainstay.synthetic.england import England
from mainstay.synthetic.streams import Ints

BOARDS_BEGAN = date(2022, 7, 1)
NETWORKS_BEGAN = date(2019, 7, 1)


def taken(values: tuple[str, ...], which: Ints) -> pl.Series:
    """Values by index; a null for -1."""
    series = pl.Series(values, dtype=pl.String)
    if len(which) == 0:
        return pl.Series([], dtype=pl.String)
    picks = pl.Series(which)
    return series.gather(picks.clip(lower_bound=0)).zip_with(
        picks >= 0, pl.Series([None], dtype=pl.String).new_from_index(0, len(which))
    )


def belonging(england: England, which: Ints, day: date) -> pl.DataFrame:
    """One row a practice: names, codes and every area it belongs to, as a publisher had them."""
    about = england.about[which.tolist()]
    cut = england.areas
    sub = about["sub_icb"].to_numpy()
    board = cut.sub_icb.parent[sub]
    region = cut.icb.parent[board]
    pcn = about["pcn"].to_numpy()
    names = taken(cut.icb.name, board)
    table = about.select("code", "name", "street", "town", "postcode", "contract", "rural",
                         "dispensing", "open_date", "close_date").with_columns(
        sub_icb_code=taken(cut.sub_icb.code, sub),
        sub_icb_ons=taken(cut.sub_icb.ons_code, sub),
        sub_icb_plain=taken(cut.sub_icb.name, sub),
        icb_code=taken(cut.icb.code, board),
        icb_ons=taken(cut.icb.ons_code, board),
        icb_plain=names,
        region_code=taken(cut.region.code, region),
        region_ons=taken(cut.region.ons_code, region),
        region_name=taken(cut.region.name, region),
        pcn_code=taken(cut.pcn_code, pcn),
        pcn_name=taken(cut.pcn_name, pcn),
        supplier=_supplier(about, day),
    )  # fmt: skip
    return table.with_columns(_area_names(day)).with_columns(
        pcn_code=pl.col("pcn_code").fill_null("U"),
        pcn_name=pl.col("pcn_name").fill_null("Unallocated"),
    )


def _area_names(day: date) -> list[pl.Expr]:
    board = pl.format("NHS {} Integrated Care Board", "icb_plain").alias("icb_name")
    if day >= BOARDS_BEGAN:
        place = pl.format("NHS {} ICB - {}", "icb_plain", "sub_icb_code")
        return [place.alias("sub_icb_name"), board]
    partnership = pl.format("{} STP", "icb_plain").alias("icb_name")
    return [pl.format("NHS {} CCG", "sub_icb_plain").alias("sub_icb_name"), partnership]


def _supplier(about: pl.DataFrame, day: date) -> pl.Series:
    """One practice in twenty still had an older supplier before 2021."""
    older = about["old_supplier"] & (day < date(2021, 1, 1))
    kept = pl.Series(np.where(older.to_numpy(), "Vision", about["supplier"].to_numpy()))
    return kept.cast(pl.String)
