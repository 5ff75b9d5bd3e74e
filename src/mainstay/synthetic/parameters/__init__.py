"""What the made-up England is made from: measured on real files, or assumed and saying so.

`measured.yaml` is written by benchmarks/measure_england.py; `assumed.yaml` is by hand, each
entry with its reason. docs/explanation/made-up-england.md compares the outcome with the real.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from scipy.special import ndtr

from mainstay.synthetic.streams import Floats


@cache
def _load(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)


def measured() -> dict[str, Any]:
    """Quantiles, shares, correlations and coefficients of the real files."""
    return _load("measured.yaml")


def assumed() -> dict[str, Any]:
    """What the held files do not say: national trends, dates, rates from memory."""
    return _load("assumed.yaml")


def at_quantile(scores: Floats, values: list[float]) -> Floats:
    """Turn normal scores into a measured distribution, given at the measured probabilities."""
    return np.interp(ndtr(scores), measured()["probabilities"], values)


def quantile(name: str, scores: Floats) -> Floats:
    """As `at_quantile`, for one of the distributions in measured.yaml."""
    return at_quantile(scores, measured()["quantiles"][name])


def for_year(table: dict[int, Any], year: int) -> Any:
    """The entry of a table by year for the nearest year that it holds."""
    return table[min(table, key=lambda held: abs(held - year))]
