"""The columns of NHS Payments besides its parts: who the practice is, and what is added up."""

import re
from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl

from mainstay.synthetic.streams import Floats, Ints

EXCEL_EPOCH = date(1899, 12, 30)
SERIALS_TO = 2019
DEDUCTED = 0.085

_SAME = {
    "totallocalenhancedservices": "localincentiveschemes",
    "totallocalincentiveschemes": "localincentiveschemes",
    "gpextendedhoursaccess": "extendedhoursaccess",
    "generalpracticetransformation": "generalpracticetransformation",
    "informationmanagementandtechnology": "informationmanagementandtechnology",
}


def part_key(heading: str) -> str:
    """A part's name without spaces, capitals and footnote numbers, the same in every year."""
    plain = re.sub(r"[^a-z]", "", heading.lower())
    return _SAME.get(plain, plain)


def opening_columns(
    held: pl.DataFrame,
    year: int,
    names: list[str],
    patients: Floats,
    weighted: Floats,
    months: Ints,
) -> dict[str, pl.Series]:
    """The columns up to the number of patients, whatever this year's headings call them."""
    patients = np.where(months == 0, 0, patients)
    weighted = np.where(months == 0, 0, weighted).round(2)
    values = {
        "practicecode": held["code"],
        "practicename": held["name"].str.to_uppercase(),
        "practiceaddress": (held["street"] + " " + held["town"] + "  ").str.to_uppercase(),
        "practicepostcode": _padded(held["postcode"], year),
        "practiceopendate": _dates(held["open_date"], year),
        "practiceclosedate": _dates(_already(held["close_date"], year), year),
        "contracttype": _unknown(held["contract"], months, year),
        "dispensingpractice": _unknown(_words(held["dispensing"], "Yes", "No"), months, year),
        "practicetype": _same("GP practice", held.height),
        "practicerurality": _words(held["rural"], "Rural", "Urban"),
        "atypicalcharacteristics": _atypical(months, year),
        "quarterusedforpatientdata": _quarters(months),
        "pcncode": held["pcn_code"],
        "pcnname": held["pcn_name"].str.to_uppercase(),
        "ccgcode": held["sub_icb_code"], "subicbcode": held["sub_icb_code"],
        "ccgname": held["sub_icb_name"].str.to_uppercase(),
        "subicbname": held["sub_icb_name"].str.to_uppercase(),
    }  # fmt: skip
    found = {name: values[key] for name in names if (key := part_key(name)) in values}
    found |= _region(held, names)
    return found | _people(names, patients, weighted)


def _region(held: pl.DataFrame, names: list[str]) -> dict[str, pl.Series]:
    """The first two columns: a local office to 2018-19, then a region."""
    office = "local office" in names[0]
    code = held["icb_code"] if office else held["region_code"]
    plain = held["icb_plain"] if office else held["region_name"] + " COMMISSIONING REGION"
    return {names[0]: code, names[1]: plain.str.to_uppercase()}


def _people(names: list[str], patients: Floats, weighted: Floats) -> dict[str, pl.Series]:
    found = {}
    for name in names:
        key = part_key(name)
        if key.startswith(("numberof", "averagenumberof")):
            found[name] = _money(patients if "registered" in key else weighted)
    return found


def ending_columns(
    names: list[str], parts: dict[str, Floats], patients: Floats, weighted: Floats
) -> dict[str, pl.Series]:
    """The parts, their totals and averages: the totals are exact sums of what is written."""
    primary = sum_of(parts, lambda key: not _is_covid(key) and not _is_network(key))
    covid, networks = sum_of(parts, _is_covid), sum_of(parts, _is_network)
    taken = -(DEDUCTED * primary).round(2)
    found = {name: _money(values) for name, values in parts.items()}
    for name in names:
        key = part_key(name)
        if key.startswith("deductions"):
            found[name] = _money(taken)
        elif key.startswith(("totalnhs", "averagepayments")):
            extra = covid * ("covid" in key) + networks * ("pcn" in key)
            less = taken if key.endswith("minusdeductions") else 0.0
            whole = primary + extra + less
            people = (
                1.0 if key.startswith("total") else patients if "registered" in key else weighted
            )
            found[name] = _money(_over(whole, people))
    return found


def _is_covid(key: str) -> bool:
    return key.startswith(("covid", "longcovid"))


def _is_network(key: str) -> bool:
    return key.startswith("pcn") and key != "pcnparticipation"


def _over(money: Floats, people: Floats | float) -> Floats:
    return np.where(np.asarray(people) > 0, money / np.maximum(people, 1e-9), 0.0)


def sum_of(parts: dict[str, Floats], wanted: Callable[[str], bool]) -> Floats:
    chosen = [values for name, values in parts.items() if wanted(part_key(name))]
    return np.asarray(sum(chosen, np.zeros(len(next(iter(parts.values()))))))


def _money(values: Floats) -> pl.Series:
    """Two decimals at most and no `.0`."""
    return (
        pl.Series(values).round(2).cast(pl.String).str.strip_suffix(".0").str.replace(r"^-0$", "0")
    )


def _padded(postcodes: pl.Series, year: int) -> pl.Series:
    """Eight characters wide to 2019-20, as those files have it; one space since."""
    if year > SERIALS_TO:
        return postcodes
    outward = postcodes.str.split(" ").list.get(0)
    return outward.str.pad_end(5) + postcodes.str.split(" ").list.get(1)


def _already(days: pl.Series, year: int) -> pl.Series:
    """A close date that had come by the end of the financial year, else nothing."""
    shown = days.is_not_null() & (days <= date(year + 1, 3, 31))
    return days.zip_with(
        shown.fill_null(False), pl.Series([None], dtype=pl.Date).new_from_index(0, len(days))
    )


def _dates(days: pl.Series, year: int) -> pl.Series:
    """Excel's day numbers to 2019-20, then dd/mm/yyyy."""
    if year > SERIALS_TO:
        return days.dt.strftime("%d/%m/%Y")
    serial = (days - pl.Series([EXCEL_EPOCH])).dt.total_days()
    text = serial.cast(pl.String)
    return text.fill_null(" ") if year == 2018 else text


def _unknown(words: pl.Series, months: Ints, year: int) -> pl.Series:
    """UNKNOWN for most practices without patients: in capitals to 2020-21."""
    word = "UNKNOWN" if year <= 2020 else "Unknown"
    return words.zip_with(pl.Series(months > 0), _same(word, len(words)))


def _words(flags: pl.Series, yes: str, no: str) -> pl.Series:
    return pl.Series(np.where(flags.to_numpy(), yes, no))


def _same(word: str, count: int) -> pl.Series:
    return pl.Series([word]).new_from_index(0, count)


def _atypical(months: Ints, year: int) -> pl.Series:
    nobody = "| No known registered patients |" if year == 2017 else "| No registered patients |"
    words = np.select([months == 0, months < 4], [nobody, "| Part year of data |"], "")
    return pl.Series(words).replace("", None)


def _quarters(months: Ints) -> pl.Series:
    """The last quarter with patients (2017-18 only)."""
    words = [f"Q{number}" if number else "NO KNOWN PATIENTS" for number in months.tolist()]
    return pl.Series(words)
