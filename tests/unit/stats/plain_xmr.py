"""An XmR chart worked by hand: one series, one point and one rule at a time, in plain Python.

A point is a number or None. Returns, for each point, (mean, lower, upper, rule).
"""

from itertools import pairwise


def chart(points, starts=(), screen=True):
    account = [None] * len(points)
    edges = sorted({0, *starts, len(points)})
    for first, last in pairwise(edges):
        account[first:last] = baseline(points[first:last], screen)
    return account


def baseline(points, screen):
    held = [p for p in points if p is not None]
    if not held:
        return [(None, None, None, 0)] * len(points)
    mean = sum(held) / len(held)
    width = average_range(points, screen)
    if width is None:
        lower = upper = None
    else:
        lower, upper = mean - 2.66 * width, mean + 2.66 * width
    return [
        (mean, lower, upper, rule(points, i, mean, width) if p is not None else 0)
        for i, p in enumerate(points)
    ]


def average_range(points, screen):
    pairs = pairwise(points)
    ranges = [abs(b - a) for a, b in pairs if a is not None and b is not None]
    if not ranges:
        return None
    average = sum(ranges) / len(ranges)
    if screen and average > 0:
        ranges = [r for r in ranges if r < 3.267 * average]
        average = sum(ranges) / len(ranges)
    return average


def rule(points, i, mean, width):
    if width is not None and abs(points[i] - mean) > 2.66 * width:
        return 1
    if any(trend(window) for window in windows(points, i, 7)):
        return 2
    if width is not None and near(points[i], mean, width):
        for window in windows(points, i, 3):
            if one_side(window, mean) and sum(near(p, mean, width) for p in window) >= 2:
                return 3
    if any(one_side(window, mean) for window in windows(points, i, 7)):
        return 4
    return 0


def near(p, mean, width):
    return 2 / 3 * 2.66 * width < abs(p - mean) <= 2.66 * width


def windows(points, i, size):
    for start in range(max(0, i - size + 1), min(i, len(points) - size) + 1):
        window = points[start : start + size]
        if None not in window:
            yield window


def trend(window):
    steps = [b - a for a, b in pairwise(window)]
    return all(s > 0 for s in steps) or all(s < 0 for s in steps)


def one_side(window, mean):
    return all(p > mean for p in window) or all(p < mean for p in window)
