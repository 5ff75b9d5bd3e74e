"""What published figures say beside a team's own answers."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings

from mainstay.analysis.differing import Differing, differing
from mainstay.terms.frameworks import Framework
from mainstay.web.layout.held import known_on, releases
from mainstay.web.practices.presenters import codes, findings


def questions(
    code: str, framework: Framework, steps: Mapping[str, int | None], on: date
) -> tuple[Differing, ...] | None:
    """Where figures known on a day point another way; None while there are no figures to ask."""
    if not releases():
        return None
    known = known_on(on)
    if not known.ready() or code not in codes(known):
        return None
    return differing(framework, steps, findings(known, code, settings.MAINSTAY_RULES).comparisons)
