"""Whoever gives judgements is told which of them changed nothing."""

import pytest

from tests.command.test_command import AS_OF, rows_of

HEAD = "practice_code,criterion,level,reason,by,on\n"


@pytest.fixture
def code(run):
    return rows_of(run("matrix", "--as-of", AS_OF, "--format", "csv"))[0]["practice_code"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "judgements.csv"


def test_judgements_that_change_nothing_are_named(run, code, path):
    path.write_text(
        f"{HEAD}Z99999,8,high,Nobody knows it.,A. Officer,2025-01-01\n"
        f"{code},8,high,Not yet.,A. Officer,2030-01-01\n"
        f"{code},4,low,We know better.,A. Officer,2025-01-01\n"
    )
    result = run("matrix", "--as-of", AS_OF, "--judgements", path, "--format", "csv")
    assert result.exit_code == 0
    assert "No practice is known with the code Z99999." in result.stderr
    assert "1 judgement made after" in result.stderr
    assert "1 judgement of a measured criterion" in result.stderr
    row = next(one for one in rows_of(result) if one["practice_code"] == code)
    assert row["c04_level"] == "low"
    assert row["c08_level"] != "high"


def test_the_impact_of_support_is_in_the_pack(run, code, path, tmp_path):
    path.write_text(
        f"{HEAD}{code},impact,high,A merger could be helped.,A. Officer,2025-01-01\n"
        f"{code},3,high,A name that nobody should read.,B. Officer,2025-01-01\n"
    )
    out = tmp_path / "out"
    result = run("pack", code, "--as-of", AS_OF, "--judgements", path, "--out", out)
    assert result.exit_code == 0, result.output
    page = (out / f"{code}.html").read_text()
    assert "Impact that support would have:" in page
    assert "A merger could be helped. (A. Officer, 1 January 2025)" in page
    assert "A name that nobody should read" not in page
    assert "B. Officer" not in page
