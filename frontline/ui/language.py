"""The officer's language: texts by gettext. Dates and names of countries are in formats.py.

It can change at any moment, so views ask for each text when they build themselves and are built
anew when it changes. Standard library only, because sign-in shows before anything heavy loads.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from pathlib import Path

INTERFACE_LANGUAGES = ("en", "es", "pt", "fr")
# Each named in itself, so that it is found by whoever needs it.
LANGUAGE_NAMES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "fr": "Français",
    "ar": "العربية",
    "ht": "Kreyòl ayisyen",
    "zh": "中文",
    "ru": "Русский",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_CATALOGUE = "ui.mo"


class Language:
    """`code` is one of INTERFACE_LANGUAGES; `locale` the folder of compiled catalogues."""

    def __init__(self, locale: Path, code: str) -> None:
        self._locale = locale
        self.code = code
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        self.choose(code)

    def choose(self, code: str) -> None:
        """Speak another language from now on. An unknown one is English."""
        self.code = code if code in INTERFACE_LANGUAGES else "en"
        path = self._locale / self.code / "LC_MESSAGES" / _CATALOGUE
        self._catalogue = gettext.NullTranslations()
        if path.is_file():
            with path.open("rb") as file:
                self._catalogue = gettext.GNUTranslations(file)

    def spoken(self, code: str) -> Language | None:
        """The same texts in another language; None where they are not translated into it."""
        return Language(self._locale, code) if code in INTERFACE_LANGUAGES else None

    @property
    def gettext(self) -> Callable[[str], str]:
        return self._catalogue.gettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        return self._catalogue.ngettext


def is_right_to_left(code: str) -> bool:
    return code in RIGHT_TO_LEFT
