"""A funnel worked by hand: the formulas as printed, one practice at a time, in plain Python."""

from math import asin, exp, floor, log, pi, sin, sqrt


def transformed(kind, x, n):
    """The figure and its standard error on the scale where it is nearly normal."""
    if kind == "PR":
        return asin(sqrt(x / n)), 1 / (2 * sqrt(n))
    if kind == "SR-SHMI":
        return log(x / n), 1 / sqrt(n)
    if kind == "SR-CQC":
        return sqrt(x / n), 1 / (2 * sqrt(n))
    return (
        log((x + 0.5) / (n + 0.5)),
        sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2),
    )


def centre(kind, pairs):
    pooled = sum(x for x, _ in pairs) / sum(n for _, n in pairs)
    return {"PR": asin(sqrt(pooled)), "SR-SHMI": 0.0, "SR-CQC": 1.0, "RC": log(pooled)}[kind]


def brought_back(kind, y):
    if kind == "PR":
        return sin(min(max(y, 0), pi / 2)) ** 2
    return max(y, 0) ** 2 if kind == "SR-CQC" else exp(y)


def percentile(values, share):
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def trimmed(kind, scores, errors):
    """Pairs of score and error: the ends pulled in, or for the SHMI left out by tenths of rank."""
    if kind != "SR-SHMI":
        low, high = percentile(scores, 0.1), percentile(scores, 0.9)
        return [(min(max(z, low), high), s) for z, s in zip(scores, errors, strict=True)]
    kept = []
    for z, s in zip(scores, errors, strict=True):
        rank = sum(other < z for other in scores) + (sum(other == z for other in scores) + 1) / 2
        if 1 <= floor(rank * 10 / (len(scores) + 1)) <= 8:
            kept.append((z, s))
    return kept


def spread(kept):
    """phi and tau squared."""
    k = len(kept)
    phi = sum(z**2 for z, _ in kept) / k
    if k < 2 or k * phi < k - 1:
        return phi, 0.0
    w = [1 / s**2 for _, s in kept]
    return phi, (k * phi - (k - 1)) / (sum(w) - sum(each**2 for each in w) / sum(w))


def funnel(kind, pairs):
    """(phi, tau2, [(z, adjusted z, lower 95, upper 95, lower 99.8, upper 99.8), ...])."""
    middle = centre(kind, pairs)
    ys, errors = zip(*(transformed(kind, x, n) for x, n in pairs), strict=True)
    scores = [(y - middle) / s for y, s in zip(ys, errors, strict=True)]
    phi, tau2 = spread(trimmed(kind, scores, errors))
    units = []
    for y, s, z in zip(ys, errors, scores, strict=True):
        width = sqrt(s**2 + tau2)
        limits = [
            brought_back(kind, middle + sign * times * width)
            for times in (1.959964, 3.090232)
            for sign in (-1, 1)
        ]
        units.append((z, (y - middle) / width, *limits))
    return phi, tau2, units
