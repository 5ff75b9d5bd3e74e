"""The made-up island: a coast of three arms in the North Sea, nothing like England's, cut into
areas. Metres on the British National Grid, turned into degrees where asked.
"""

import numpy as np

from mainstay.synthetic.streams import Flags, Floats

CENTRE = np.array([566_000.0, 850_000.0])  # open sea, far from any coast of Britain
FULL_SIZE = np.array([264_000.0, 490_000.0])  # about England's area, for 6,300 practices
FULL_PRACTICES = 6300
LEAST_SCALE = 0.12


def coast(practices: int, rng: np.random.Generator) -> Floats:
    """The outline, points x 2, in grid metres; smaller for fewer practices, to keep distances."""
    angles = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    arms = 0.80 + 0.24 * np.cos(3 * angles + 0.6) + 0.09 * np.cos(5 * angles - 1.1)
    rough = sum(
        rng.normal(0, 0.05 / wave**0.6) * np.cos(wave * angles + rng.uniform(0, 2 * np.pi))
        for wave in range(7, 60, 4)
    )
    shape = (arms + rough)[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    shape = (shape - shape.min(axis=0)) / np.ptp(shape, axis=0) - 0.5
    scale = np.clip(np.sqrt(practices / FULL_PRACTICES), LEAST_SCALE, 1)
    return np.asarray((CENTRE + shape * FULL_SIZE * scale).round(1))


def inside(points: Floats, outline: Floats) -> Flags:
    """Whether each point is inside a closed outline (even-odd rule)."""
    x, y = points[:, :1], points[:, 1:]
    ax, ay = outline.T
    bx, by = np.roll(outline, -1, axis=0).T
    crosses = (ay > y) != (by > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = (bx - ax) * (y - ay) / (by - ay) + ax
    return (crosses & (x < at)).sum(axis=1) % 2 == 1


def scatter(count: int, outline: Floats, rng: np.random.Generator) -> Floats:
    """`count` points spread evenly inside an outline."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    found = np.empty((0, 2))
    while len(found) < count:
        tried = rng.uniform(low, high, (count * 3 + 8, 2))
        found = np.vstack([found, tried[inside(tried, outline)]])
    return found[:count]


def cut(outline: Floats, normal: Floats, offset: float) -> tuple[Floats, Floats]:
    """Cut an outline by a straight line into the part below and the part above it."""
    side = outline @ normal - offset
    return _clip(outline, side), _clip(outline, -side)


def _clip(outline: Floats, side: Floats) -> Floats:
    kept: list[Floats] = []
    for here, there, a, b in zip(
        outline, np.roll(outline, -1, axis=0), side, np.roll(side, -1), strict=True
    ):
        if a <= 0:
            kept.append(here)
        if (a <= 0) != (b <= 0):
            kept.append(here + (there - here) * (a / (a - b)))
    return np.array(kept).round(1)


def area(outline: Floats) -> float:
    """Square metres inside an outline; positive when it runs against the clock."""
    x, y = outline.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


_A, _B = 6377563.396, 6356256.909  # Airy 1830
_F0, _LAT0, _LON0, _E0, _N0 = 0.9996012717, np.radians(49.0), np.radians(-2.0), 4e5, -1e5
_E2 = 1 - (_B / _A) ** 2
_NN = (_A - _B) / (_A + _B)


def degrees(points: Floats) -> Floats:
    """Grid metres to latitude and longitude (Ordnance Survey's series on the Airy ellipsoid).

    The shift from OSGB36 to WGS84, about a hundred metres, is left out: the island is made up.
    """
    east, north = points[:, 0] - _E0, points[:, 1]
    lat = _footpoint(north)
    sine, cosine, tangent = np.sin(lat), np.cos(lat), np.tan(lat)
    nu = _A * _F0 / np.sqrt(1 - _E2 * sine**2)
    rho = _A * _F0 * (1 - _E2) / (1 - _E2 * sine**2) ** 1.5
    eta = nu / rho - 1
    t2 = tangent**2
    latitude = lat - tangent / (2 * rho * nu) * east**2
    latitude += tangent / (24 * rho * nu**3) * (5 + 3 * t2 + eta - 9 * t2 * eta) * east**4
    longitude = _LON0 + east / (cosine * nu)
    longitude -= east**3 / (6 * cosine * nu**3) * (nu / rho + 2 * t2)
    longitude += east**5 / (120 * cosine * nu**5) * (5 + 28 * t2 + 24 * t2**2)
    return np.degrees(np.column_stack([latitude, longitude])).round(6)


def _footpoint(north: Floats) -> Floats:
    lat = (north - _N0) / (_A * _F0) + _LAT0
    for _ in range(6):
        lat = lat + (north - _N0 - _meridian(lat)) / (_A * _F0)
    return lat


def _meridian(lat: Floats) -> Floats:
    n, n2, n3 = _NN, _NN**2, _NN**3
    less, more = lat - _LAT0, lat + _LAT0
    return (
        _B * _F0 * (
            (1 + n + 1.25 * n2 + 1.25 * n3) * less
            - (3 * n + 3 * n2 + 21 / 8 * n3) * np.sin(less) * np.cos(more)
            + (15 / 8 * (n2 + n3)) * np.sin(2 * less) * np.cos(2 * more)
            - 35 / 24 * n3 * np.sin(3 * less) * np.cos(3 * more)
        )
    )  # fmt: skip
