"""Copy styles, scripts and fonts from node_modules to where the package serves them.

Run after `npm ci`. The NHS logo, its icons and the Frutiger typeface are left behind: using them
needs permission.
"""

import gzip
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
STATIC = ROOT / "src/mainstay/web/static/vendor"
FONTS = ROOT / "src/mainstay/reports/fonts"
FRONTEND = MODULES / "nhsuk-frontend/dist/nhsuk"
ARIMO = MODULES / "@expo-google-fonts/arimo"
FACES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
FRONTEND_NOTICE = """NHS.UK frontend, copyright NHS England, MIT licence.
https://github.com/nhsuk/nhsuk-frontend
Changed here: the Frutiger typeface and the NHS logo are taken out.
"""
ICONS = ("arrow", "chevron", "cross", "minus", "plus", "search", "tick", "user")


def main() -> None:
    for folder in (STATIC, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    copy_frontend()
    shutil.copy(MODULES / "htmx.org/dist/htmx.min.js", STATIC / "htmx.min.js")
    copy_fonts()
    copy_licences()
    compress()


def copy_frontend() -> None:
    """Styles with Arial in place of Frutiger, and icons that carry no logo."""
    styles = (FRONTEND / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    (STATIC / "nhsuk-frontend.min.css").write_text(without_frutiger(styles), encoding="utf-8")
    script = (FRONTEND / "nhsuk-frontend.min.js").read_text(encoding="utf-8")
    (STATIC / "nhsuk-frontend.min.js").write_text(without_map(script), encoding="utf-8")
    (STATIC / "images").mkdir()
    for icon in sorted((FRONTEND / "assets/images").glob("nhsuk-icon-*.svg")):
        if icon.stem.removeprefix("nhsuk-icon-").startswith(ICONS):
            shutil.copy(icon, STATIC / "images" / icon.name)


def without_frutiger(styles: str) -> str:
    """The same styles with no remote font and with icons found beside the style sheet."""
    styles = re.sub(r"@font-face\s*{[^}]*}", "", styles)
    styles = styles.replace("Frutiger W01,", "").replace("/assets/images/", "images/")
    return without_map(styles)


def without_map(text: str) -> str:
    """Source maps are not shipped, so the browser is not told to look for one."""
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+(\s*\*/)?", "", text)


def copy_fonts() -> None:
    for face in FACES:
        shutil.copy(ARIMO / face / f"Arimo_{face}.ttf", FONTS / f"Arimo_{face}.ttf")


def copy_licences() -> None:
    shutil.copy(ARIMO / "LICENSE_FONT", FONTS / "LICENSE")
    shutil.copy(MODULES / "htmx.org/LICENSE", STATIC / "htmx-LICENSE")
    (STATIC / "nhsuk-frontend-NOTICE").write_text(FRONTEND_NOTICE, encoding="utf-8")


def compress() -> None:
    """A copy of each style sheet and script for slow lines; the server gives it to who takes it."""
    for path in sorted(STATIC.glob("*.min.*")):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
