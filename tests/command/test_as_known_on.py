"""An answer as known on a day has the same bytes before and after later releases come in."""

from datetime import date

import mainstay
from mainstay.evidence.archive import sha256_of
from mainstay.evidence.importing import files_in
from tests.made_up import NOW

AS_OF = date(2019, 12, 31)


def answers(home, folder):
    known = home.known(AS_OF)
    known.build()
    codes = known.practices()["practice_code"][:2].to_list()
    packs = [path.read_bytes() for path in known.write_packs(codes, out=folder)]
    tables = known.figures().write_csv(), known.matrix().frame().write_csv()
    return known.fingerprint, tables, packs


def test_the_bytes_are_the_same(made_up, made_up_folder, tmp_path):
    held = made_up.releases()
    by_then = {one.original_sha256 for one in held if one.published <= AS_OF}
    files = list(files_in([made_up_folder.parent / "files"]))
    early = [path for path in files if sha256_of(path) in by_then]
    assert 0 < len(early) < len(files)

    home = mainstay.open_home(tmp_path / "home")
    home.take_in(early, now=NOW)
    before = answers(home, tmp_path / "before")
    home.take_in(files, now=NOW)
    after = answers(home, tmp_path / "after")
    assert len(home.releases()) == len(held)
    assert before == after
