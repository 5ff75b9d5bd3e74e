"""How long the way between two places takes: the straight line, made longer."""

import math

from mainstay.terms.visits import Booking

EARTH_KM = 6371.0088
Place = tuple[float, float]  # latitude and longitude, in degrees


def kilometres(start: Place, end: Place) -> float:
    """Along the great circle, by the haversine formula (Sinnott 1984)."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, one)) for one in (start, end))
    bend = math.sin((lat_b - lat_a) / 2) ** 2
    turn = math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(bend + turn))


def minutes_between(start: Place | None, end: Place | None, assumed: Booking) -> int:
    """Whole minutes, rounded up; an assumption where one of the places is not on the map."""
    if start is None or end is None:
        return assumed.minutes_where_unknown
    hours = kilometres(start, end) * assumed.winding / assumed.km_an_hour
    return math.ceil(60 * hours) + assumed.parking_minutes
