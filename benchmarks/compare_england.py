"""Compare the made-up England with the real one, in tables, for the page that shows them.

    python benchmarks/compare_england.py /path/to/published/files [--practices 6300] [--seed 1]

The made-up files are in the publishers' layouts, so the same few lines read both. Rewrites the
part of docs/explanation/made-up-england.md between its two marks.
"""

import argparse
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent))
import measure_england as measure

from mainstay.synthetic import synthesise

PAGE = Path(__file__).resolve().parent.parent / "docs/explanation/made-up-england.md"
MARKS = ("<!-- tables begin -->", "<!-- tables end -->")
SHOWN = (0.05, 0.25, 0.5, 0.75, 0.95)
NEEDED = {
    "gp-payments", "qof-totals", "qof-prevalence", "patients-ages", "derived-crosssection",
    "fingertips", "cqc-locations", "ods-practices",
}  # fmt: skip
Values = np.ndarray


def write_made_up(folder: Path, practices: int, seed: int) -> None:
    for file in synthesise(practices, seed, publications=NEEDED):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def marginals(root: Path) -> dict[str, Values]:
    """Each quantity as an array, one value a practice."""
    found = _from_cross_section(root) | _from_payments(root) | _from_qof(root)
    found["Patients at a practice, 2026"] = measure.quin_age(root)["patients"].to_numpy()
    imd = measure.numbers(
        measure.text(root / "ohid-fingertips/imd2019-93553/indicator-data.csv.gz"), "Value"
    )
    found["Deprivation score (2019)"] = imd.filter(pl.col("Area Type") == "GP")["Value"].to_numpy()
    return found | _from_prevalence(root)


def _from_cross_section(root: Path) -> dict[str, Values]:
    table = measure.cross_section(root)
    names = {
        "GPs, whole time, per 10,000 patients (2019)": "GP_FTE_PER_10000",
        "Overall experience good, % (2019)": measure.CROSS_NAMES["overall_good_percent"],
        "Long-standing condition, % (2019)": "% with a long-standing health condition",
        "Aged 65 and over, %": "% aged 65+ years",
        "Aged under 18, %": "% aged under 18 years",
        "Items prescribed per patient": "items",
    }
    return {name: table[heading].drop_nulls().to_numpy() for name, heading in names.items()}


def _from_payments(root: Path) -> dict[str, Values]:
    found = {}
    for year in ("2018-19", "2022-23"):
        table = measure.payments(root, year)
        weighted = table[measure.weighted_heading(table)]
        found[f"Patients at a practice, {year}"] = table[
            measure.registered_heading(table)
        ].to_numpy()
        for label, heading in PAID.items():
            money = (table[heading] / weighted).to_numpy()
            found[f"{label}, £ per weighted patient, {year}"] = money
    return found


PAID = {
    "All payments": "Total NHS Payments to General Practice",
    "QOF": "Total QOF Payments",
    "Premises": "Premises Payments",
}


def _from_qof(root: Path) -> dict[str, Values]:
    found = {}
    for year in measure.QOF:
        table = measure.text(root / f"nhsdigital-qof-practice-totals/{year}/QOF {year}.csv.gz")
        last = table.columns[-1]
        found[f"QOF points, % of those on offer, {year}"] = (
            measure.numbers(table, last)[last].drop_nulls().to_numpy()
        )
    return found


def _prevalence_table(root: Path) -> pl.DataFrame:
    held = root / "nhsdigital-qof-raw/2020-21/PREVALENCE_2021_v2.csv.gz"
    if held.exists():
        return pl.read_csv(held)
    zipped = zipfile.ZipFile(root / "nhsdigital-qof-raw/2020-21/QOF_2021.zip")
    return pl.read_csv(zipped.read("PREVALENCE_2021.csv"))


def _from_prevalence(root: Path) -> dict[str, Values]:
    table = _prevalence_table(root).filter(pl.col("PRACTICE_LIST_SIZE") > 800)
    share = table.with_columns(share=100 * pl.col("REGISTER") / pl.col("PRACTICE_LIST_SIZE"))
    return {
        f"{name} on the register, % (2020-21)": share.filter(pl.col("GROUP_CODE") == code)[
            "share"
        ].to_numpy()
        for code, name in CONDITIONS.items()
    }


CONDITIONS = {"DM": "Diabetes", "HYP": "Hypertension", "COPD": "COPD", "AF": "Atrial fibrillation",
              "DEP": "Depression", "DEM": "Dementia"}  # fmt: skip


def proportions(root: Path) -> dict[str, float]:
    """Shares of practices, in per cent."""
    cross, pay = measure.cross_section(root), measure.payments(root, "2018-19")
    care = measure.text(
        root / "cqc-hsca-active-locations-gp/2026-01/HSCA_Active_Locations_GP_providers.csv.gz"
    )
    rating = care["Location Latest Overall Rating"].fill_null("none")
    found = {
        "Practices with a list, 2018-19": float(pay.height),
        "Practices with a list, 2022-23": float(measure.payments(root, "2022-23").height),
        "Single-handed, % (2019)": 100 * float(cross["SINGLE_HANDED"].mean()),
        "Dispensing, %": 100 * float((pay["Dispensing Practice"] == "Yes").mean()),
        "Rural, %": 100 * float((pay["Practice Rurality"] == "Rural").mean()),
    }
    for kind in ("GMS", "PMS", "APMS"):
        found[f"{kind} contract, %"] = 100 * float((pay["Contract Type"] == kind).mean())
    for word in ("Outstanding", "Good", "Requires improvement", "Inadequate", "none"):
        found[f"Rated: {word}, % (2026)"] = 100 * float((rating == word).mean())
    return found | _closed(root)


def _closed(root: Path) -> dict[str, float]:
    folder = "2023-02" if (root / "nhsdigital-ods-epraccur/2023-02").exists() else "2023-03"
    names = [f"c{number}" for number in range(1, 28)]
    path = root / f"nhsdigital-ods-epraccur/{folder}/epraccur.csv.gz"
    codes = measure.text(path, has_header=False, new_columns=names)
    pay = measure.payments(root, "2018-19")
    lists = pay.select(c1="Practice Code", patients=pl.col(measure.registered_heading(pay)))
    joined = lists.join(codes, on="c1", how="left").with_columns(
        closed=pl.col("c12").fill_null("").is_between(pl.lit("20190401"), pl.lit("20230228"))
    )
    bands = ((0, 3000, "under 3,000"), (3000, 8000, "3,000 to 8,000"), (8000, 1e9, "over 8,000"))
    return {
        f"Closed April 2019 to February 2023, list {words}, %": 100
        * float(joined.filter(pl.col("patients").is_between(low, high))["closed"].mean())
        for low, high, words in bands
    }


def marginal_table(real: dict[str, Values], made: dict[str, Values]) -> list[str]:
    head = " | ".join(f"{point:.0%}" for point in SHOWN)
    lines = [f"| quantity | | {head} | mean |", "|---|---|" + "---:|" * (len(SHOWN) + 1)]
    for name, values in real.items():
        for label, held in (("real", values), ("made up", made[name])):
            held = held[np.isfinite(held)]
            cells = [*np.quantile(held, SHOWN), held.mean()]
            first = name if label == "real" else ""
            lines.append(
                f"| {first} | {label} | " + " | ".join(_number(cell) for cell in cells) + " |"
            )
    return lines


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def proportion_table(real: dict[str, float], made: dict[str, float]) -> list[str]:
    lines = ["| quantity | real | made up |", "|---|---:|---:|"]
    return lines + [
        f"| {name} | {_number(value)} | {_number(made[name])} |" for name, value in real.items()
    ]


def correlation_table(real: Path, made: Path) -> list[str]:
    """Above the diagonal the real correlations, below it the made-up ones."""
    first, second = measure.correlations(real), measure.correlations(made)
    names = first["names"]
    above, below = np.array(first["matrix"]), np.array(second["matrix"])
    lines = ["| | " + " | ".join(str(place + 1) for place in range(len(names))) + " |"]
    lines.append("|---|" + "---:|" * len(names))
    for row, name in enumerate(names):
        cells = [
            "" if row == column else f"{(above if column > row else below)[row, column]:.2f}"
            for column in range(len(names))
        ]
        lines.append(f"| {row + 1} {name.replace('_', ' ')} | " + " | ".join(cells) + " |")
    return lines


def write_page(tables: list[str]) -> None:
    words = PAGE.read_text(encoding="utf-8")
    before, rest = words.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    PAGE.write_text(
        "\n".join([before + MARKS[0], "", *tables, "", MARKS[1] + after]), encoding="utf-8"
    )


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("published", type=Path)
    asked.add_argument("--practices", type=int, default=6300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--made-up", type=Path, help="a folder already written")
    given = asked.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.made_up or Path(scratch)
        if given.made_up is None:
            write_made_up(folder, given.practices, given.seed)
        write_page(_tables(given.published, folder))


def _tables(real: Path, made: Path) -> list[str]:
    def both(read: Callable[[Path], dict]) -> tuple[dict, dict]:
        return read(real), read(made)

    return [
        "### Distributions over practices", "", *marginal_table(*both(marginals)), "",
        "### Shares and counts", "", *proportion_table(*both(proportions)), "",
        "### Correlations between qualities", "",
        "Correlations of normal scores: real above the diagonal, made up below it.", "",
        *correlation_table(real, made),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
