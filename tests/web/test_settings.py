"""Every setting is documented, and every one that is read is listed."""

import re
from pathlib import Path

import mainstay
from mainstay.config.environment import SETTINGS

ROOT = Path(__file__).parents[2]
SOURCE = Path(mainstay.__file__).parent


def test_every_setting_is_documented():
    written = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(MAINSTAY_[A-Z_]+)`", written)) == set(SETTINGS)


def test_every_setting_that_is_read_is_listed():
    read = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        read |= set(re.findall(r"environment\.\w+\(\s*\"(MAINSTAY_[A-Z_]+)\"", text))
        read |= set(re.findall(r"(?:environ\S*|envvar=)[\[(]?\"(MAINSTAY_[A-Z_]+)\"", text))
    assert read == set(SETTINGS)
