"""Sizes of practices: one definition, in which every practice has a band."""

import pytest

from mainstay.terms.errors import DefinitionError
from mainstay.terms.sizes import NOT_KNOWN, Band, band, band_names, bands, checked


def test_every_size_is_in_one_band():
    first, second = bands()[:2]
    assert band(0) == first.name
    assert band(first.below - 1) == first.name
    assert band(first.below) == second.name
    assert band(10**6) == bands()[-1].name
    assert band(None) == NOT_KNOWN
    assert band_names() == [*(one.name for one in bands()), NOT_KNOWN]


@pytest.mark.parametrize("limits", [(), (5,), (None, 5), (None, None), (5, 5, None), (9, 5, None)])
def test_bands_that_leave_a_practice_out_are_refused(limits):
    with pytest.raises(DefinitionError):
        checked(tuple(Band(str(one), one) for one in limits))
