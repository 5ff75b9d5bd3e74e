"""The columns of every tidy table: what a source gives and an expression may read.

One entry for each publication id. Evidence adds the columns in `RELEASE` when it scans a release.
A number that a publisher can hide or leave out has a companion `X_missing` that says why.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import narwhals as nw
import polars as pl

Schema = Mapping[str, type[pl.DataType]]

RELEASE: Schema = MappingProxyType(
    {"period": pl.String, "period_end": pl.Date, "published": pl.Date, "release": pl.String}
)


def _columns(kind: type[pl.DataType], *names: str) -> dict[str, type[pl.DataType]]:
    return dict.fromkeys(names, kind)


def _hideable(kind: type[pl.DataType], *names: str) -> dict[str, type[pl.DataType]]:
    """Columns with the companions that say why a value is not there."""
    found: dict[str, type[pl.DataType]] = {}
    for name in names:
        found |= {name: kind, f"{name}_missing": pl.String}
    return found


def _text(*names: str) -> dict[str, type[pl.DataType]]:
    return _columns(pl.String, *names)


def _numbers(*names: str) -> dict[str, type[pl.DataType]]:
    return _columns(pl.Float64, *names)


def _counts(*names: str) -> dict[str, type[pl.DataType]]:
    return _columns(pl.Int64, *names)


def _dates(*names: str) -> dict[str, type[pl.DataType]]:
    return _columns(pl.Date, *names)


def _flags(*names: str) -> dict[str, type[pl.DataType]]:
    return _columns(pl.Boolean, *names)


_PRACTICE = _text("practice_code", "practice_name")
_PARENTS = _text(
    "pcn_code", "pcn_name", "sub_icb_code", "sub_icb_name",
    "icb_code", "icb_name", "region_code", "region_name",
)  # fmt: skip
_AREAS = _PRACTICE | _text("postcode") | _PARENTS | _text("supplier")
_SURVEY = ("overall_good_share", "preferred_gp_share", "confidence_share", "needs_met_share")
MONEY = (
    "global_sum", "mpig", "pms_balance", "qof", "childhood_immunisation", "extended_hours",
    "enhanced_services", "local_incentives", "premises", "seniority", "doctors_retainer", "locums",
    "pco_admin", "information_technology", "forward_view", "pcn_participation",
    "prescribing_fees", "dispensing_fees", "drug_reimbursement", "covid", "other",
    "total", "deductions", "total_net",
)  # fmt: skip

_TABLES: dict[str, dict[str, type[pl.DataType]]] = {
    "ods-practices": _PRACTICE
    | _text("address", "postcode", "national_grouping_code", "health_geography_code")
    | _dates("open_date", "close_date")
    | _text("status", "commissioner_code")
    | _dates("joined_date", "left_date")
    | _text("prescribing_setting"),
    "ods-pcns": _PRACTICE
    | _text("pcn_code", "pcn_name", "sub_icb_code")
    | _dates("joined_date", "left_date"),
    "gp-payments": _PRACTICE
    | _text("postcode", "region_code", "sub_icb_code", "sub_icb_name", "pcn_code", "pcn_name")
    | _dates("open_date", "close_date")
    | _text("contract")
    | _flags("dispensing")
    | _text("practice_type", "rurality", "atypical")
    | _numbers("patients", "weighted_patients", *MONEY),
    "qof-totals": _PRACTICE
    | _counts("list_size")
    | _numbers("points", "points_national", "points_available")
    | _PARENTS,
    "qof-prevalence": _text("practice_code", "condition_code")
    | _counts("register")
    | _text("list_type")
    | _counts("list_size"),
    "qof-achievement": _text("practice_code", "indicator_code", "measure") | _numbers("value"),
    "qof-indicators": _text("indicator_code")
    | _numbers("points")
    | _text("group_code", "group_name", "domain_code", "domain_name", "list_type"),
    "qof-areas": _AREAS,
    "gpad-areas": _AREAS,
    "patients-areas": _AREAS,
    "cqc-locations": _text("practice_code", "location_id", "location_name", "category")
    | _flags("dormant")
    | _text("rating", "rating_missing")
    | _dates("rating_date")
    | _flags("inherited")
    | _text("postcode")
    | _numbers("latitude", "longitude")
    | _text("local_authority"),
    "cqc-ratings": _text("practice_code", "location_id", "location_name", "category", "domain")
    | _text("rating", "rating_missing")
    | _dates("rating_date")
    | _text("report_type")
    | _flags("inherited"),
    "patients-totals": _text("practice_code", "postcode", "sub_icb_code") | _counts("patients"),
    "patients-ages": _text("practice_code", "sex") | _counts("age_low", "age_high", "patients"),
    "patients-lsoa": _text("practice_code", "lsoa_code", "sex") | _counts("patients"),
    "gp-workforce": _PRACTICE
    | _hideable(pl.Int64, "patients", "gp_headcount")
    | _hideable(
        pl.Float64, "gp_wte", "gp_qualified_wte", "gp_permanent_wte", "gp_locum_vacancy_wte"
    )
    | _hideable(
        pl.Int64,
        "gp_partner_headcount",
        "gp_headcount_55_over",
        "gp_headcount_age_known",
        "nurse_headcount",
    )
    | _hideable(pl.Float64, "nurse_wte", "direct_care_wte", "admin_wte"),
    "gp-workforce-staff": _PRACTICE
    | _text("staff_group", "role", "measure")
    | _hideable(pl.Float64, "value"),
    "gpps-2018": _PRACTICE
    | _numbers("distributed", "received")
    | _hideable(
        pl.Float64, "response_share", "phone_easy_share", "appointment_good_share", *_SURVEY
    ),
    "gpps-2024": _PRACTICE
    | _numbers("distributed", "received")
    | _hideable(pl.Float64, "response_share", "phone_easy_share", "contact_good_share", *_SURVEY),
    "gpad": _text("practice_code")
    | _dates("month")
    | _text("staff_type", "mode", "category", "wait", "status")
    | _counts("appointments"),
    "fingertips": _text("practice_code")
    | _counts("fingertips_id")
    | _text("fingertips_name", "sex", "age")
    | _hideable(pl.Float64, "value")
    | _numbers("lower", "upper", "count", "denominator"),
    "nhsbsa-list-sizes": _PRACTICE
    | _text("sub_icb_code", "sex")
    | _counts("age_low", "age_high", "patients"),
    "practice-coordinates": _text("practice_code") | _numbers("latitude", "longitude"),
    "area-outlines": _text("area_code", "area_name", "area_type", "geometry"),
    "derived-crosssection": _text("practice_code")
    | _hideable(pl.Int64, "patients", "gp_headcount")
    | _hideable(pl.Float64, "gp_wte")
    | _hideable(pl.Boolean, "single_handed")
    | _hideable(pl.Int64, "dispensing_patients", "list_size")
    | _hideable(
        pl.Float64,
        "imd_score",
        "overall_good_share",
        "long_condition_share",
        "aged_65_over_share",
        "aged_under_18_share",
    )
    | _text("sub_icb_code")
    | _hideable(pl.Float64, "prescribing_items", "qof_clinical_points", "qof_points")
    | _text("rurality_code", "rurality", "supplier"),
}

SCHEMAS: Mapping[str, Schema] = MappingProxyType(
    {name: MappingProxyType(columns | dict(RELEASE)) for name, columns in _TABLES.items()}
)

# What every indicator expression returns.
RESULT: Schema = MappingProxyType(
    {
        "practice_code": pl.String,
        "period": pl.String,
        "period_end": pl.Date,
        "value": pl.Float64,
        "category": pl.String,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "missing_reason": pl.String,
        "release": pl.String,
    }
)


def empty(publication: str) -> nw.LazyFrame[pl.LazyFrame]:
    """A table of a publication of which nothing is held: its columns and no rows."""
    return nw.from_native(pl.LazyFrame(schema=dict(SCHEMAS[publication])))


def frame(publication: str, rows: Sequence[Mapping[str, object]] = ()) -> pl.DataFrame:
    """A tidy table from rows that may leave columns out: these are null."""
    schema = SCHEMAS[publication]
    unknown = {name for row in rows for name in row} - set(schema)
    if unknown:
        raise KeyError(f"{publication} has no column {sorted(unknown)}")
    filled = [{name: row.get(name) for name in schema} for row in rows]
    return pl.DataFrame(filled, schema=dict(schema))
