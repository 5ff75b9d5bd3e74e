"""What the command says when it is asked for what cannot be."""

import socket
import subprocess
import sys

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


@pytest.mark.parametrize("style", ["csv", "json", "table"])
def test_a_reader_who_leaves_is_no_fault(tmp_path, style):
    words = ["--home", str(tmp_path), "releases", "--format", style]
    code = f"from mainstay.cli import main; main({words})"
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code], text=True, **pipes) as command:
        command.stdout.close()
        assert command.stderr.read() == ""


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    shown = run("--home", tmp_path / "file" / "home", "import", tmp_path)
    assert shown.exit_code == 1
    assert "Nothing can be written to" in shown.stderr
    words = ("synthesise", "--practices", "20", "--out", tmp_path / "file" / "out")
    made = run(*words)
    assert made.exit_code == 1
    assert "Check that the folder is there" in made.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("synthesise", "--seed", "-1", "--out", "x"),
        ("serve", "--port", "99999999"),
        ("serve", "--port", "0"),
    ],
)
def test_a_number_out_of_range_is_a_mistake_in_use(words):
    result = run(*words)
    assert result.exit_code == 2
    assert "is not in the range" in result.output


def test_a_port_that_another_program_shares_is_refused(tmp_path):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("--home", tmp_path, "serve", "--port", port)
    assert result.exit_code == 1
    assert f"port {port}" in result.stderr
    assert "--port" in result.stderr


def test_an_address_of_another_machine_is_refused(tmp_path):
    result = run("--home", tmp_path, "serve", "--host", "192.0.2.1")
    assert result.exit_code == 1
    assert "cannot listen" in result.stderr


@pytest.mark.parametrize("words", [("matrix",), ("indicators",), ("pack", "a1", "--out", "x")])
def test_an_empty_home_is_said_and_not_made(tmp_path, words):
    result = run("--home", tmp_path / "mistyped", *words)
    assert result.exit_code == 1
    assert "yet: mainstay import PATH takes files in." in result.stderr
    assert not (tmp_path / "mistyped").exists()


def test_an_empty_home_has_nothing_to_check(tmp_path):
    result = run("--home", tmp_path / "mistyped", "verify")
    assert (result.exit_code, "Nothing is held" in result.stdout) == (0, True)
    assert not (tmp_path / "mistyped").exists()


def test_made_up_data_are_marked_once_beside_the_answer(tmp_path):
    path = tmp_path / "files" / "2019-20" / "PREVALENCE.csv"
    path.parent.mkdir(parents=True)
    path.write_text(
        "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE\n"
        "Z00001,AF,95,TOTAL,4098\n"
    )
    for words in (("import", path), ("releases", "--format", "csv")):
        result = run("--home", tmp_path / "home", *words)
        assert result.stderr.count("Made-up data") == 1
        assert "Made-up data" not in result.stdout
