"""British National Grid to longitude and latitude.

Inverse transverse Mercator on Airy's 1830 ellipsoid, then the seven-parameter Helmert shift from
OSGB36 to WGS84: Ordnance Survey, "A guide to coordinate systems in Great Britain", section 6.6
and annexes A to C. The shift is good to about 5 metres; the projection to under a millimetre.
"""

from typing import NamedTuple

import numpy as np


class Ellipsoid(NamedTuple):
    """Half axes in metres, and the eccentricity squared."""

    major: float
    minor: float

    @property
    def eccentricity(self) -> float:
        return 1 - (self.minor / self.major) ** 2


AIRY_1830 = Ellipsoid(6_377_563.396, 6_356_256.909)
WGS84 = Ellipsoid(6_378_137.0, 6_356_752.314_245)
SCALE = 0.9996012717
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = np.radians(49.0), np.radians(-2.0)
ORIGIN_EAST, ORIGIN_NORTH = 400_000.0, -100_000.0
SHIFT = np.array([446.448, -125.157, 542.060])  # metres, from OSGB36 to WGS84
GROWTH = -20.4894e-6
TURN = np.radians(np.array([0.1502, 0.2470, 0.8421]) / 3600)  # seconds of arc


def to_wgs84(east: np.ndarray, north: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude in degrees of points on the British National Grid, in metres."""
    latitude, longitude = from_grid(east, north)
    return _geographic(_shifted(_geocentric(latitude, longitude)))


def _meridian(latitude: np.ndarray) -> np.ndarray:
    """Length of the meridian from the origin's latitude, on Airy's ellipsoid (annex C, C3)."""
    n = (AIRY_1830.major - AIRY_1830.minor) / (AIRY_1830.major + AIRY_1830.minor)
    less, more = latitude - ORIGIN_LATITUDE, latitude + ORIGIN_LATITUDE
    terms = (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * np.sin(less) * np.cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * np.sin(2 * less) * np.cos(2 * more)
        - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * more)
    )
    length: np.ndarray = AIRY_1830.minor * SCALE * terms
    return length


def _footpoint(north: np.ndarray) -> np.ndarray:
    """Latitude on the central meridian; each pass gains about five figures, six are plenty."""
    latitude = np.full_like(north, ORIGIN_LATITUDE)
    for _ in range(6):
        latitude = latitude + (north - ORIGIN_NORTH - _meridian(latitude)) / (
            AIRY_1830.major * SCALE
        )
    return latitude


def from_grid(east: np.ndarray, north: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude on Airy's ellipsoid, in radians (annex C, C2: terms VII to XIIA)."""
    foot = _footpoint(np.asarray(north, dtype=float))
    t, sec = np.tan(foot), 1 / np.cos(foot)
    across = 1 - AIRY_1830.eccentricity * np.sin(foot) ** 2
    nu = AIRY_1830.major * SCALE / np.sqrt(across)
    rho = nu * (1 - AIRY_1830.eccentricity) / across
    eta, x = nu / rho - 1, (np.asarray(east, dtype=float) - ORIGIN_EAST) / nu
    latitude = foot - t * nu / rho * (
        x**2 / 2
        - x**4 / 24 * (5 + 3 * t**2 + eta - 9 * t**2 * eta)
        + x**6 / 720 * (61 + 90 * t**2 + 45 * t**4)
    )
    longitude = ORIGIN_LONGITUDE + sec * (
        x
        - x**3 / 6 * (nu / rho + 2 * t**2)
        + x**5 / 120 * (5 + 28 * t**2 + 24 * t**4)
        - x**7 / 5040 * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    )
    return latitude, longitude


def _geocentric(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Metres from the centre of the earth along three axes, at height 0 on Airy's ellipsoid."""
    nu = AIRY_1830.major / np.sqrt(1 - AIRY_1830.eccentricity * np.sin(latitude) ** 2)
    return np.stack(
        [
            nu * np.cos(latitude) * np.cos(longitude),
            nu * np.cos(latitude) * np.sin(longitude),
            nu * (1 - AIRY_1830.eccentricity) * np.sin(latitude),
        ]
    )


def _shifted(points: np.ndarray) -> np.ndarray:
    """Helmert's transform for small turns."""
    x, y, z = TURN
    turning = np.array([[1 + GROWTH, -z, y], [z, 1 + GROWTH, -x], [-y, x, 1 + GROWTH]])
    shifted: np.ndarray = turning @ points + SHIFT[:, None]
    return shifted


def _geographic(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude in degrees on the WGS84 ellipsoid (annex B, by iteration)."""
    x, y, z = points
    flat = np.hypot(x, y)
    latitude = np.arctan2(z, flat * (1 - WGS84.eccentricity))
    for _ in range(6):
        nu = WGS84.major / np.sqrt(1 - WGS84.eccentricity * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + WGS84.eccentricity * nu * np.sin(latitude), flat)
    return np.degrees(np.arctan2(y, x)), np.degrees(latitude)
