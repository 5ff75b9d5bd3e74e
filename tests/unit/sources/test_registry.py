import importlib
import pkgutil

import pytest

from mainstay import sources
from mainstay.analysis.schemas import SCHEMAS
from mainstay.sources import registry
from mainstay.sources.contract import Match, Sample
from mainstay.terms.errors import SourceError
from tests.unit.sources.as_read import sample_of
from tests.unit.sources.test_qof_raw import ACHIEVEMENT, AREAS, INDICATORS_2020, PREVALENCE
from tests.unit.sources.test_qof_totals import YEAR_2017, YEAR_2019

SHARED = {
    "contract",
    "cqc_readings",
    "patients_rows",
    "reading",
    "recognising",
    "registry",
    "survey_results",
    "years",
}


def test_every_module_is_in_the_registry_once() -> None:
    found = {module.name for module in pkgutil.iter_modules(sources.__path__)} - SHARED
    assert sorted(registry.NAMES) == sorted(found)


def test_every_source_has_its_shape_and_its_publication_a_schema() -> None:
    publications = [source.PUBLICATION.id for source in registry.sources()]
    assert len(set(publications)) == len(publications)
    assert set(publications) <= set(SCHEMAS)
    for source in registry.sources():
        assert callable(source.recognise)
        assert callable(source.tidy)
        assert all(check.sentence for check in source.CHECKS)


@pytest.mark.parametrize(
    ("headings", "publication"),
    [
        (YEAR_2017, "qof-totals"),
        (YEAR_2019, "qof-totals"),
        (PREVALENCE, "qof-prevalence"),
        (ACHIEVEMENT, "qof-achievement"),
        (INDICATORS_2020, "qof-indicators"),
        (AREAS.format("STP", "CCG"), "qof-areas"),
        (AREAS.format("ICB", "SUB_ICB_LOC"), "qof-areas"),
    ],
)
def test_a_file_has_one_owner(headings: str, publication: str) -> None:
    found = registry.recognise(sample_of(f"{headings}\n"))
    assert found is not None
    assert found[0].PUBLICATION.id == publication


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Dear Sir,\nPlease find\n", ",,,\n,,,\n"])
def test_other_files_have_none(text: str) -> None:
    assert registry.recognise(sample_of(text)) is None


def test_two_owners_are_a_mistake_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    both = ("qof_totals", "qof_areas")
    monkeypatch.setattr(registry, "NAMES", both)
    for name in both:
        module = importlib.import_module(f"mainstay.sources.{name}")
        monkeypatch.setattr(module, "recognise", lambda sample: Match(period=None))
    with pytest.raises(SourceError, match="qof-totals and qof-areas"):
        registry.recognise(Sample("x.csv", "csv", {}))
