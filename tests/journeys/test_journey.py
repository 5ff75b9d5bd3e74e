"""A practice from its selection to the decision on its readiness, seen from both sides."""


import pytest

pytestmark = pytest.mark.journey
LONG = 60_000
