"""Every source, and whose a file is."""

import importlib
from typing import cast

from mainstay.sources.contract import Match, Sample, Source
from mainstay.terms.errors import SourceError

NAMES = (
    "ods_practices",
    "ods_pcns",
    "gp_payments",
    "qof_totals",
    "qof_prevalence",
    "qof_achievement",
    "qof_indicators",
    "qof_areas",
    "cqc_locations",
    "cqc_ratings",
    "patients_totals",
    "patients_ages",
    "patients_areas",
    "patients_lsoa",
    "gp_workforce",
    "gp_workforce_staff",
    "gpps_2018",
    "gpps_2024",
    "gpad",
    "gpad_areas",
    "fingertips",
    "nhsbsa_list_sizes",
    "practice_coordinates",
    "area_outlines",
    "derived_crosssection",
)


def sources() -> tuple[Source, ...]:
    """Every source's module, in a fixed order."""
    return tuple(
        cast(Source, importlib.import_module(f"mainstay.sources.{name}")) for name in NAMES
    )


def recognise(sample: Sample) -> tuple[Source, Match] | None:
    """Whose a file is, and where its table is; None when no source knows it.

    Raises SourceError when two sources both claim it: a mistake in the sources, not in the file.
    """
    claims = [
        (source, match) for source in sources() if (match := source.recognise(sample)) is not None
    ]
    if len(claims) > 1:
        names = " and ".join(source.PUBLICATION.id for source, _ in claims)
        raise SourceError(f"Two sources claim this file: {names}.", place=sample.name)
    return claims[0] if claims else None
