"""The self-test's last part: Qt, the fonts and the icons are there, and a window can be painted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial

from frontline.services.installation import Installation

OFFSCREEN = "offscreen"
# Letters, fields and a button give many shades; an empty surface gives one.
_FEWEST_COLOURS = 12


def window_checks(installation: Installation) -> Mapping[str, Callable[[], bool]]:
    """Each needs the ones before. None opens a window on the screen."""
    return {
        "window.fonts": partial(_fonts, installation),
        "window.icons": partial(_icons, installation),
        "window.sign-in": partial(_sign_in, installation),
    }


def _fonts(installation: Installation) -> bool:
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication

    from frontline.ui.theme import FAMILIES

    os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
    if QApplication.instance() is None:
        QApplication(["frontline"])
    files = sorted((installation.resources / "fonts").glob("*.[ot]tf"))
    # Not those of the system: it may have fonts of the same name.
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in files]
    families = {name for each in loaded for name in QFontDatabase.applicationFontFamilies(each)}
    return set(FAMILIES) <= families


def _icons(installation: Installation) -> bool:
    from frontline.ui.theme import Theme
    from frontline.ui.widgets.icons import pixmap

    theme = Theme(installation.resources)
    names = [path.stem for path in (installation.resources / "icons").glob("*.svg")]
    pictures = [pixmap(theme, name, theme.palette.text).toImage() for name in names]
    return bool(pictures) and all(
        any(
            picture.pixelColor(x, y).alpha()
            for x in range(picture.width())
            for y in range(picture.height())
        )
        for picture in pictures
    )


def _sign_in(installation: Installation) -> bool:
    from frontline.ui.language import Language
    from frontline.ui.surroundings import Surroundings
    from frontline.ui.theme import Theme
    from frontline.ui.views.sign_in import SignInView

    around = Surroundings(Theme(installation.resources), Language(installation.locale, "en"))
    page = SignInView(
        around, on_sign_in=lambda _name, _passphrase: None, on_language=lambda _code: None
    )
    page.resize(800, 600)
    picture = page.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(0, 800, 3) for y in range(0, 600, 3)}
    return len(colours) >= _FEWEST_COLOURS
