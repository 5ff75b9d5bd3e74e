"""How a table is fitted to the screen."""

import json

import polars as pl
import pytest
from rich.console import Console

from mainstay.cli import output

REASON = "refused: heading 'colour': A heading is not one that Mainstay knows. Download it again."
TABLE = pl.DataFrame(
    {
        "file": ["/a/long/way/down/to/a/folder/of/downloads/QOF [final] 2019-20.csv"],
        "publication": ["patients-registered"],
        "period": ["2019-20"],
        "rows": [1_234_567],
        "result": [REASON],
    }
)


@pytest.fixture
def on_a_screen(monkeypatch, capsys):
    def printed(table, width):
        def screen(**options):
            return Console(force_terminal=True, **{**options, "width": width})

        monkeypatch.setattr(output, "Console", screen)
        output.emit(table, "table", empty="")
        return capsys.readouterr().out

    return printed


def test_a_narrow_screen_folds_what_is_long_and_keeps_the_rest_whole(on_a_screen):
    shown = on_a_screen(TABLE, 100)
    assert "…" not in shown
    for whole in ("patients-registered", "2019-20", "1,234,567"):
        assert whole in shown
    assert all(word in shown for word in REASON.split())


def test_brackets_in_a_name_are_printed(capsys):
    output.emit(TABLE, "table", empty="")
    assert "QOF [final] 2019-20.csv" in capsys.readouterr().out


def test_csv_has_its_headings_once_and_also_without_rows(capsys):
    output.emit(TABLE.clear(), "csv", empty="")
    assert capsys.readouterr().out == "file,publication,period,rows,result\n"
    many = pl.DataFrame({"n": range(output.PIECE + 1)})
    output.emit(many, "csv", empty="")
    assert capsys.readouterr().out == many.write_csv()


def test_numbers_beside_words_are_numbers_in_json_and_short_in_a_table(capsys):
    mixed = pl.DataFrame({"value": ["0.21539552085473596", "Good", None]})
    output.emit(output.numbers_as_numbers(mixed, "value"), "json", empty="")
    assert [one["value"] for one in json.loads(capsys.readouterr().out)] == [
        0.21539552085473596,
        "Good",
        None,
    ]
    assert output.to_four_decimals(mixed, "value")["value"].to_list() == [
        "0.2154",
        "Good",
        "No data",
    ]
