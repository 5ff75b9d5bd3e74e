import gzip
import re

import numpy as np

from mainstay.synthetic import names
from tests.published import published


def test_places_differ():
    found = names.places(3000, np.random.default_rng(1))
    assert len(set(found)) == 3000


def test_practices_differ():
    towns = names.places(40, np.random.default_rng(1)) * 20
    found = names.practices(towns, np.random.default_rng(2))
    assert len(set(found)) == len(found)


def test_postcodes_are_in_an_area_that_does_not_exist():
    found = names.postcodes(200, np.random.default_rng(1))
    assert all(re.fullmatch(r"ZZ\d{1,2} \d[A-Z]{2}", code) for code in found)


def test_no_made_up_place_is_a_word_in_a_real_address():
    path = published("nhsdigital-ods-epraccur/2023-02/epraccur.csv.gz")
    real = set(re.findall(r"[A-Z]+", gzip.decompress(path.read_bytes()).decode().upper()))
    made_up = {first + last for first in names._FIRST for last in names._LAST}
    assert {name for name in made_up if name.upper() in real} == set()
    assert len(real) > 10_000
