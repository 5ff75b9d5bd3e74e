"""The command on the made-up England."""

import pytest
from click.testing import CliRunner

from mainstay.cli import main


@pytest.fixture
def run(made_up_folder):
    def go(*words, home=made_up_folder):
        return CliRunner().invoke(main, ["--home", str(home), *map(str, words)])

    return go
