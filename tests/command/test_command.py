"""The command, run as a stranger would."""

import csv
import io
import json
import re
import zipfile

import pytest
from click.testing import CliRunner

from mainstay.cli import main
from mainstay.library.known import CSV_COLUMNS

AS_OF = "2025-12-31"
PREVALENCE = (
    "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
    "Z00001,AF,95,TOTAL,4098\n"
)
MATRIX_COLUMNS = [
    "practice_code", "practice_name", "area_code", "order", "order_low", "order_high",
    "high", "medium", "low", "no_data",
    *(f"c{n:02d}_{part}" for n in range(1, 17) for part in ("level", "value", "period")),
]  # fmt: skip


def rows_of(result):
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_help_says_what_each_command_does(run):
    shown = run("--help").stdout
    for name in main.commands:
        assert re.search(rf"^  {name} +\w", shown, re.MULTILINE), name
        assert run(name, "--help").exit_code == 0


def test_releases_in_each_format(run):
    listed = rows_of(run("releases", "--format", "csv"))
    assert {"publication", "period", "published", "rows", "sha256"} <= set(listed[0])
    assert len(json.loads(run("releases", "--format", "json").stdout)) == len(listed)
    assert "publication" in run("releases").stdout


def test_home_may_stand_before_or_after_the_command(run, made_up_folder):
    after = CliRunner().invoke(main, ["releases", "--home", str(made_up_folder), "--format", "csv"])
    assert after.stdout == run("releases", "--format", "csv").stdout


def test_an_empty_home_says_what_to_do(run, tmp_path):
    shown = run("releases", home=tmp_path / "new")
    assert shown.exit_code == 0
    assert "mainstay import" in shown.stdout


def test_indicators_have_the_promised_columns_and_say_why_a_value_is_missing(run):
    listed = rows_of(run("indicators", "--as-of", AS_OF, "--format", "csv"))
    assert list(listed[0]) == list(CSV_COLUMNS)
    for row in listed:
        assert bool(row["value"]) != bool(row["missing_reason"]), row


def test_indicators_of_one_practice_and_one_indicator(run):
    everything = rows_of(run("indicators", "--as-of", AS_OF, "--format", "csv"))
    code = everything[0]["practice_code"]
    mine = rows_of(
        run("indicators", "--practice", code, "--indicator", "list_size",
            "--as-of", AS_OF, "--format", "csv")
    )  # fmt: skip
    assert mine == [
        row
        for row in everything
        if (row["practice_code"], row["indicator_id"]) == (code, "list_size")
    ]


def test_the_matrix_has_the_promised_columns_and_its_counts_make_sixteen(run):
    listed = rows_of(run("matrix", "--as-of", AS_OF, "--format", "csv"))
    assert list(listed[0]) == MATRIX_COLUMNS
    for row in listed:
        assert sum(int(row[name]) for name in ("high", "medium", "low", "no_data")) == 16
        assert int(row["order_low"]) <= int(row["order"]) <= int(row["order_high"])


def test_the_matrix_of_an_area_holds_its_practices_only(run, made_up):
    from datetime import date

    known = made_up.known(date.fromisoformat(AS_OF))
    area = known.areas().filter(area_type="icb")["area_code"][0]
    listed = rows_of(run("matrix", "--area", area, "--as-of", AS_OF, "--format", "csv"))
    assert {row["practice_code"] for row in listed} == set(known.area_codes(area))
    assert min(int(row["order"]) for row in listed) == 1


def test_a_judgement_moves_a_level_and_keeps_its_reason(run, tmp_path):
    code = rows_of(run("matrix", "--as-of", AS_OF, "--format", "csv"))[0]["practice_code"]
    path = tmp_path / "judgements.csv"
    path.write_text(
        "practice_code,criterion,level,reason,by,on\n"
        f"{code},8,high,Two partners are leaving in spring.,A. Officer,2025-11-03\n"
    )
    listed = rows_of(run("matrix", "--as-of", AS_OF, "--judgements", path, "--format", "csv"))
    levels = {row["practice_code"]: row["c08_level"] for row in listed}
    assert levels.pop(code) == "high"
    assert set(levels.values()) == {"not_judged"} or set(levels.values()) == {"not_yet_judged"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("matrix", "--area", "NOWHERE"), "No area with the code 'NOWHERE'"),
        (("matrix", "--rules", "none"), "There is no rule set 'none'"),
        (("indicators", "--indicator", "none"), "There is no indicator 'none'"),
        (("indicators", "--practice", "z99999"), "No practice with the code Z99999"),
        (("pack", "Z99999", "--out", "x"), "No practice with the code Z99999"),
        (("pack", "--out", "x"), "Say which practices"),
        (("matrix", "--as-of", "31/12/2019"), "is not a date"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(run, words, says):
    result = run(*words)
    assert result.exit_code != 0
    assert says in result.output
    assert "Traceback" not in result.output


def test_verify_is_clean(run):
    result = run("verify")
    assert result.exit_code == 0, result.output
    assert "Every file and table is as it was taken in" in result.stdout


def test_importing_again_finds_everything_held(run, made_up_folder):
    files = made_up_folder.parent / "files"
    listed = rows_of(run("import", files, "--format", "csv"))
    assert {row["result"] for row in listed} == {"already held"}


def test_importing_a_zip_names_its_guide_and_fails_for_an_unknown_table_only(run, tmp_path):
    calm, odd = tmp_path / "calm.zip", tmp_path / "odd.zip"
    for path, name in ((calm, "guide.pdf"), (odd, "other.csv")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("2019-20/PREVALENCE.csv", PREVALENCE)
            archive.writestr(name, "colour,size\nred,4\n")
    words = ("import", "--period", "2019-20")
    first = run(*words, calm, home=tmp_path / "home")
    assert first.exit_code == 0, first.output
    assert re.search(r"calm\.zip/guide\.pdf .* not a data file", first.stdout)
    second = run(*words, odd, home=tmp_path / "home")
    assert second.exit_code == 1
    assert re.search(r"odd\.zip/other\.csv .* not recognised", second.stdout)


def test_a_pack_is_written_as_html_and_pdf(run, made_up, tmp_path):
    from datetime import date

    code = made_up.known(date.fromisoformat(AS_OF)).practices()["practice_code"][0]
    result = run("pack", code, "--as-of", AS_OF, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert (tmp_path / f"{code}.html").read_text().startswith("<!DOCTYPE html>")
    assert (tmp_path / f"{code}.pdf").read_bytes().startswith(b"%PDF-")


def test_an_area_has_a_pack_beside_those_of_its_practices(run, made_up, tmp_path):
    from datetime import date

    known = made_up.known(date.fromisoformat(AS_OF))
    smallest = known.areas().filter(area_type="pcn").sort("practices", "area_code")["area_code"][0]
    result = run("pack", "--area", smallest, "--as-of", AS_OF, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    wanted = {smallest, *known.area_codes(smallest)}
    assert {one.stem for one in tmp_path.iterdir()} == wanted
    assert len(list(tmp_path.iterdir())) == 2 * len(wanted)
    page = (tmp_path / f"{smallest}.html").read_text()
    assert all(code in page for code in wanted)
