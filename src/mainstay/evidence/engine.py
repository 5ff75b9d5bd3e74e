"""The one exit from lazy expressions to answers."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

Expression = Callable[..., nw.LazyFrame[Any]]


def collect(frame: nw.LazyFrame[Any]) -> pl.DataFrame:
    """Run a question and bring its answer in."""
    return frame.collect("polars").to_native()


def collect_together(frames: Sequence[nw.LazyFrame[Any]]) -> list[pl.DataFrame]:
    """Run several questions at once: what they have in common is worked out once."""
    return pl.collect_all([frame.to_native() for frame in frames])


def asked(
    expression: Expression, tables: Mapping[str, nw.LazyFrame[Any]], **settings: Any
) -> nw.LazyFrame[Any]:
    """Call an expression with the table of each publication that its parameters name.

    The parameter `gp_workforce` takes the publication `gp-workforce`. Keyword-only parameters are
    settings.
    """
    wanted = [
        name.replace("_", "-")
        for name, one in inspect.signature(expression).parameters.items()
        if one.kind is one.POSITIONAL_OR_KEYWORD and name not in settings
    ]
    return expression(*(tables[name] for name in wanted), **settings)
