"""Where practices are, as the evidence knows it."""

from datetime import date

from django.conf import settings

import mainstay
from mainstay.programme.engagement.visits.planning import Places


def places(today: date) -> Places:
    """Latitude and longitude by practice code; nothing while no figures are worked out."""
    known = mainstay.open_home(settings.MAINSTAY_HOME).known(today)
    if known.empty or not known.ready():
        return {}
    table = known.practices().drop_nulls(["latitude", "longitude"])
    rows = table.select("practice_code", "latitude", "longitude").iter_rows()
    return {code: (latitude, longitude) for code, latitude, longitude in rows}
