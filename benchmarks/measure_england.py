"""Measure the real files and write the parameters of the made-up England.

    python benchmarks/measure_england.py /path/to/published/files

Needs the published files (see docs/explanation/made-up-england.md for which) and writes
`src/mainstay/synthetic/parameters/measured.yaml`: quantiles, shares, correlations and
coefficients only, never a row or the name of a practice. Run it again when newer files come.
"""

import io
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import yaml
from scipy.stats import norm, rankdata

PROBABILITIES = [
    0.002, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.998,
]  # fmt: skip
OUT = Path(__file__).resolve().parent.parent / "src/mainstay/synthetic/parameters/measured.yaml"
CROSS = "derived-ebmdatalab-practice-crosssection/2019-09/cached_all_data.csv.gz"
PAYMENTS = {
    "2017-18": "nhsdigital-payments/2017-18/nhspaymentsgp-17-18-csv.csv.gz",
    "2018-19": "nhsdigital-payments/2018-19/nhspaymentsgp-18-19-csv.csv.gz",
    "2019-20": "nhsdigital-payments/2019-20/nhspaymentsgp-19-20-prac-csv.csv.gz",
    "2020-21": "nhsdigital-payments/2020-21/nhspaymentsgp-20-21-prac-csv.csv.gz",
    "2022-23": "nhsdigital-payments/2022-23/nhspaymentsgp-22-23-prac-csv.csv.gz",
}
QOF = ("2017-18", "2018-19", "2021-22", "2022-23")
CONDITION_AGES = "derived-commonslibrary/2020-04/gp-by-age.csv.gz"


def text(path: Path, **kwargs: object) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema_length=0, **kwargs)


def numbers(table: pl.DataFrame, *names: str) -> pl.DataFrame:
    return table.with_columns(pl.col(name).cast(pl.Float64, strict=False) for name in names)


def quantiles(values: pl.Series | np.ndarray, digits: int = 4) -> list[float]:
    held = np.asarray(values, dtype=float)
    held = held[np.isfinite(held)]
    return [float(f"{value:.{digits}g}") for value in np.quantile(held, PROBABILITIES)]


def cross_section(root: Path) -> pl.DataFrame:
    table = text(root / CROSS).filter(pl.col("TOTAL_PATIENTS").is_not_null())
    names = [name for name in table.columns if name not in TEXT_IN_CROSS]
    table = numbers(table, *names).filter(pl.col("TOTAL_PATIENTS") > 1000)
    return table.with_columns(
        items=pl.col("total_items") / pl.col("list_size"),
        rural=pl.col("ruc11cd").is_in(["D", "E"]).cast(pl.Float64),
    )


TEXT_IN_CROSS = {"code", "pct", "Principal_Supplier", "LSOA11NM", "ruc11cd", "RUC11"}
CROSS_NAMES = {
    "imd_2015": "Deprivation score (IMD 2015)",
    "gp_wte_per_10000": "GP_FTE_PER_10000",
    "overall_good_percent": "% who have a positive experience of their GP practice",
    "long_condition_percent": "% with a long-standing health condition",
    "aged_65_over_percent": "% aged 65+ years",
    "aged_under_18_percent": "% aged under 18 years",
    "items_per_patient": "items",
    "qof_clinical": "CL",
    "qof_public_health": "PH",
    "qof_additional": "PHAS",
    "gp_headcount_to_wte": "headcount_ratio",
}


def payments(root: Path, year: str) -> pl.DataFrame:
    table = text(root / PAYMENTS[year])
    money = table.columns[table.columns.index(weighted_heading(table)) - 1 :]
    table = numbers(table, *money)
    return table.filter(pl.col(weighted_heading(table)) > 500)


def weighted_heading(table: pl.DataFrame) -> str:
    return next(name for name in table.columns if "weighted patients" in name.lower())


def registered_heading(table: pl.DataFrame) -> str:
    return next(name for name in table.columns if "registered patients" in name.lower())


def payment_parts(root: Path) -> dict[str, dict[str, dict[str, object]]]:
    """For each year and heading: the share of practices with none, and pounds per weighted
    patient among those with some."""
    return {year: _parts_of(payments(root, year)) for year in PAYMENTS}


def _parts_of(table: pl.DataFrame) -> dict[str, dict[str, object]]:
    weighted = table[weighted_heading(table)]
    start = table.columns.index("Global Sum")
    return {
        name: _part(table[name], weighted)
        for name in table.columns[start:]
        if not name.startswith(("Total NHS", "Average"))
    }


def _part(money: pl.Series, weighted: pl.Series) -> dict[str, object]:
    some = (money != 0) & money.is_not_null()
    per = (money / weighted).filter(some)
    none = round(1 - float(some.mean()), 3)
    return {"none": none, "pounds": quantiles(per, 3) if per.len() > 20 else []}


def shares(values: pl.Series, keep: int = 8) -> dict[str, float]:
    counted = values.fill_null("").value_counts(sort=True).head(keep)
    total = values.len()
    return {str(name) or "none": round(count / total, 4) for name, count in counted.rows()}


def qof(root: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for year in QOF:
        table = text(root / f"nhsdigital-qof-practice-totals/{year}/QOF {year}.csv.gz")
        last = table.columns[-1]
        found[year] = quantiles(numbers(table, last)[last].drop_nulls())
    return found


def age_profile(root: Path) -> dict[str, object]:
    """Mean log share of each sex and age band (centred), and its first three components."""
    wide = quin_age(root)
    cells = [name for name in wide.columns if name not in ("ORG_CODE", "patients")]
    logs = np.log(np.maximum(wide.select(cells).to_numpy(), 2e-4))
    centred = logs - logs.mean(axis=1, keepdims=True)
    middle = np.median(centred, axis=0)
    _, sizes, components = np.linalg.svd(centred - middle, full_matrices=False)
    spread = sizes / np.sqrt(len(wide))
    for index, cell in enumerate(("FEMALE_20_24", "FEMALE_20_24", "FEMALE_60_64")):
        components[index] *= np.sign(components[index][cells.index(cell)])
    return {
        "cells": cells,
        "middle": np.round(middle, 3).tolist(),
        "components": np.round(components[:3] * spread[:3, None], 3).tolist(),
    }


def quin_age(root: Path) -> pl.DataFrame:
    held = zipfile.ZipFile(
        root / "nhsdigital-patients-registered/2026-07/gp-reg-pat-prac-quin-age.zip"
    )
    table = pl.read_csv(io.BytesIO(held.read(held.namelist()[0])), infer_schema_length=0)
    table = numbers(table.filter(pl.col("ORG_TYPE") == "GP"), "NUMBER_OF_PATIENTS")
    total = table.filter(pl.col("AGE_GROUP_5") == "ALL", pl.col("SEX") == "ALL")
    total = total.select("ORG_CODE", patients="NUMBER_OF_PATIENTS")
    cells = table.filter(pl.col("AGE_GROUP_5") != "ALL", pl.col("SEX") != "ALL").join(
        total, on="ORG_CODE"
    )
    cells = cells.with_columns(
        cell=pl.col("SEX") + "_" + pl.col("AGE_GROUP_5"),
        share=pl.col("NUMBER_OF_PATIENTS") / pl.col("patients"),
    )
    wide = cells.pivot(on="cell", index="ORG_CODE", values="share").fill_null(0)
    order = sorted(
        wide.columns[1:], key=lambda name: (name.split("_")[0], int(name.split("_")[1].strip("+")))
    )
    return (
        wide.select("ORG_CODE", *order).join(total, on="ORG_CODE").filter(pl.col("patients") > 1500)
    )


def prevalence(root: Path) -> dict[str, dict[str, float]]:
    """By condition: England's share, the effect of deprivation, and what practices differ by."""
    table = pl.read_csv(root / "nhsdigital-qof-raw/2020-21/PREVALENCE_2021_v2.csv.gz")
    table = table.filter(pl.col("PRACTICE_LIST_SIZE") > 800)
    about = text(root / CONDITION_AGES)
    about = numbers(about, "65OV%", "50OV", "TOTAL").with_columns(
        over_50=pl.col("50OV") / pl.col("TOTAL")
    )
    scores = pl.read_csv(root / "derived-practice-imd/2023-01/practice_imd.csv.gz")
    joined = table.join(about, on="PRACTICE_CODE").join(
        scores, left_on="PRACTICE_CODE", right_on="practice_code"
    )
    return {name[0]: _condition(group) for name, group in sorted(joined.group_by("GROUP_CODE"))}


def _condition(group: pl.DataFrame) -> dict[str, float]:
    some = group.filter(pl.col("REGISTER") > 0).drop_nulls(["65OV%", "over_50"])
    about = np.column_stack([
        np.ones(some.height), some["65OV%"], some["over_50"], some["imd_score"] / 10,
    ])  # fmt: skip
    logs = np.log(some["REGISTER"] / some["PRACTICE_LIST_SIZE"]).to_numpy()
    fitted, *_ = np.linalg.lstsq(about, logs, rcond=None)
    left = logs - about @ fitted
    chance = float((1 / some["REGISTER"]).mean())
    spread = np.sqrt(max(0.01, float(np.median(np.abs(left)) * 1.4826) ** 2 - chance))
    total = float(group["REGISTER"].sum() / group["PRACTICE_LIST_SIZE"].sum())
    return {
        "list_type": str(group["PATIENT_LIST_TYPE"][0]),
        "share": round(total, 5),
        "deprivation": round(float(fitted[3]), 3),
        "spread": round(float(spread), 3),
    }


def correlations(root: Path) -> dict[str, object]:
    """Correlations of normal scores: cross-section of 2019 with payments of 2018-19."""
    table = cross_section(root)
    pay = payments(root, "2018-19")
    pay = pay.select(
        code="Practice Code",
        weight=pl.col(weighted_heading(pay)) / pl.col(registered_heading(pay)),
        premises=pl.col("Premises Payments") / pl.col(weighted_heading(pay)),
        local=pl.col("Total Local Incentive Schemes") / pl.col(weighted_heading(pay)),
    )
    named = {
        name: pl.col(heading) for name, heading in CROSS_NAMES.items() if heading in table.columns
    }
    table = table.join(pay, on="code").select(
        "rural", *(expr.alias(name) for name, expr in named.items()), "weight", "premises", "local",
        list_size="TOTAL_PATIENTS", qof="QOF_TOTAL",
    ).drop_nulls()  # fmt: skip
    names = ORDER
    scores = np.column_stack([_normal_scores(table[name].to_numpy()) for name in names])
    return {"names": list(names), "matrix": np.round(np.corrcoef(scores.T), 2).tolist()}


ORDER = (
    "rural", "imd_2015", "aged_65_over_percent", "list_size", "weight", "gp_wte_per_10000",
    "overall_good_percent", "long_condition_percent", "qof", "items_per_patient", "premises",
    "local",
)  # fmt: skip


def _normal_scores(values: np.ndarray) -> np.ndarray:
    return norm.ppf((rankdata(values) - 0.5) / len(values))


def epraccur(root: Path) -> pl.DataFrame:
    names = [f"c{number}" for number in range(1, 28)]
    table = text(
        root / "nhsdigital-ods-epraccur/2023-02/epraccur.csv.gz",
        has_header=False,
        new_columns=names,
    )
    return table.filter(pl.col("c26") == "4")


def closures(root: Path) -> dict[str, object]:
    """Share of practices of 2018-19 that had closed by February 2023, by list size, a year."""
    codes = epraccur(root)
    pay = payments(root, "2018-19")
    lists = pay.select(c1="Practice Code", patients=pl.col(registered_heading(pay)))
    joined = lists.join(codes, on="c1", how="left").with_columns(
        closed=pl.col("c12").fill_null("").is_between(pl.lit("20190401"), pl.lit("20230228"))
    )
    edges = [0, 2000, 3000, 5000, 8000, 12000, 1_000_000]
    by_size = {}
    for low, high in pairwise(edges):
        share = joined.filter(pl.col("patients").is_between(low, high))["closed"].mean()
        by_size[low] = round(1 - (1 - float(share)) ** (1 / 3.92), 4)
    years = codes.filter(pl.col("c12") != "")["c12"].str.slice(0, 4).value_counts().sort("c12")
    opened = codes["c11"].str.slice(0, 4).value_counts().sort("c11")
    return {
        "yearly_share_by_list_size": by_size,
        "closed_in": {year: n for year, n in years.rows() if year >= "2017"},
        "opened_in": {year: n for year, n in opened.rows() if year >= "2015"},
        "status": shares(codes["c13"]),
    }


def care_quality(root: Path) -> dict[str, object]:
    table = text(
        root / "cqc-hsca-active-locations-gp/2026-01/HSCA_Active_Locations_GP_providers.csv.gz"
    )
    return {
        "rating": shares(table["Location Latest Overall Rating"]),
        "inherited": shares(table["Inherited Rating (Y/N)"]),
        "category": shares(table["Location Primary Inspection Category"], 4),
        "published_in": shares(table["Publication Date"].str.slice(6, 4), 14),
        "no_practice_code": round(table["Location ODS Code"].null_count() / table.height, 4),
    }


def describe(root: Path) -> dict[str, object]:
    cross = cross_section(root).with_columns(
        headcount_ratio=pl.col("TOTAL_GP_HC") / pl.col("TOTAL_GP_FTE")
    )
    first = payments(root, "2018-19")
    supplier = text(root / "nhsdigital-gpad/2025-08/Mapping.csv.gz")["SUPPLIER"]
    held = {name: quantiles(cross[heading]) for name, heading in CROSS_NAMES.items()}
    held["list_size"] = quantiles(first[registered_heading(first)])
    held["weight"] = quantiles(first[weighted_heading(first)] / first[registered_heading(first)])
    imd = numbers(text(root / "ohid-fingertips/imd2019-93553/indicator-data.csv.gz"), "Value")
    held["imd_2019"] = quantiles(imd.filter(pl.col("Area Type") == "GP")["Value"])
    new = numbers(
        text(root / "ohid-fingertips/imd2025-94240/fingertips-imd-2025-gp-practice.csv"),
        "IMD_SCORE",
    )
    held["imd_2025"] = quantiles(new["IMD_SCORE"])
    return {
        "probabilities": PROBABILITIES,
        "quantiles": held,
        "correlations": correlations(root),
        "qof_percent": qof(root),
        "age_profile": age_profile(root),
        "prevalence": prevalence(root),
        "closures": closures(root),
        "care_quality": care_quality(root),
        "contract": shares(first["Contract Type"]),
        "dispensing": shares(first["Dispensing Practice"]),
        "rurality": shares(first["Practice Rurality"]),
        "supplier_2025": shares(supplier),
        "supplier_2019": shares(cross["Principal_Supplier"].drop_nulls()),
        "single_handed": round(float(cross["SINGLE_HANDED"].mean()), 4),
        "payments": payment_parts(root),
    }


def main() -> None:
    root = Path(sys.argv[1])
    OUT.parent.mkdir(parents=True, exist_ok=True)
    words = "# Written by benchmarks/measure_england.py from published files. Do not edit it.\n"
    OUT.write_text(
        words + yaml.safe_dump(describe(root), sort_keys=False, default_flow_style=None, width=100)
    )
    print(f"wrote {OUT}")


if __name__ == "__main__":
    main()
