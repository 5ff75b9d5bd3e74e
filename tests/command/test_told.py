"""What the command says when it is asked for what cannot be."""

import pytest
from click.testing import CliRunner

from mainstay.cli import main


def run(*words):
    return CliRunner().invoke(main, list(map(str, words)))


def test_a_period_that_is_none_is_a_mistake_in_use(tmp_path):
    result = run("--home", tmp_path / "home", "import", tmp_path, "--period", "banana")
    assert result.exit_code == 2
    assert "'banana' is not a period" in result.output
    assert "2018-19" in result.output


@pytest.mark.parametrize("label", ["2018-19", "2019", "2016-Q1", "2026-07", "2026-07-01"])
def test_every_form_of_a_period_is_taken(tmp_path, label):
    (tmp_path / "letter.txt").write_text("Dear practice manager,\n")
    words = ("import", tmp_path / "letter.txt", "--period", label)
    assert run("--home", tmp_path / "home", *words).exit_code == 1
