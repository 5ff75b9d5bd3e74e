"""Codes of practices and areas."""

import re

PRACTICE_PATTERN = r"^[A-Z][0-9]{5}$"
SYNTHETIC_PRACTICE_PATTERN = r"^Z[0-9]{5}$"
SYNTHETIC_AREA_PATTERN = r"^Z[0-9A-Z]*$"


def is_practice_code(code: str) -> bool:
    """True for a letter and five digits, as the Organisation Data Service gives them."""
    return re.match(PRACTICE_PATTERN, code) is not None


def is_synthetic_practice(code: str) -> bool:
    """True for a code that only the made-up England uses: no real practice has a Z."""
    return re.match(SYNTHETIC_PRACTICE_PATTERN, code) is not None
