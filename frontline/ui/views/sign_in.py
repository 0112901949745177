"""The sign-in page: the first thing painted, before anything heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.ui.language import INTERFACE_LANGUAGES, LANGUAGE_NAMES
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.scrolling import centre
from frontline.ui.widgets.texts import label


class SignInView(QWidget):
    """Names are typed, never offered: the page tells nobody who works here."""

    def __init__(
        self,
        around: Surroundings,
        *,
        on_sign_in: Callable[[str, str], None],
        on_language: Callable[[str], None],
        on_restore: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._around = around
        self._on_sign_in = on_sign_in
        theme, gettext = around.theme, around.language.gettext
        self._name = text_input("sign-in-name")
        self._passphrase = text_input("sign-in-passphrase", is_secret=True)
        self._error = label("", "warn")
        self._error.hide()
        self._button = button(gettext("Sign in"), self._submit, style="primary", name="sign-in")
        # Offered only where the vault turned out to be damaged.
        self._restore = button(
            gettext("Restore from a backup"), on_restore or (lambda: None), name="restore-backup"
        )
        self._restore.hide()
        for line in (self._name, self._passphrase):
            line.returnPressed.connect(self._submit)
        names = [(code, LANGUAGE_NAMES[code]) for code in INTERFACE_LANGUAGES]
        languages = choice_list("interface-language", names, around.language.code)
        languages.activated.connect(lambda _index: on_language(str(languages.currentData())))
        box = card(
            theme,
            label("Frontline", "title"),
            label(
                gettext("Everything Frontline keeps here is encrypted. No connection is needed."),
                "quiet",
            ),
            Field(theme, gettext("Name you sign in with"), self._name),
            Field(theme, gettext("Passphrase"), self._passphrase),
            self._error,
            self._button,
            self._restore,
            Field(theme, gettext("Language"), languages),
        )
        box.setFixedWidth(theme.px(28))
        centre(theme, self, box)
        self._name.setFocus()

    def _submit(self) -> None:
        if self._button.isEnabled() and self._name.text().strip():
            self._on_sign_in(self._name.text(), self._passphrase.text())

    def show_busy(self, text: str) -> None:
        """While the key is derived, and after: no second try at the same time."""
        self._button.setEnabled(False)
        self._button.setText(text)
        self._error.hide()

    def show_error(self, text: str) -> None:
        self._button.setEnabled(True)
        self._button.setText(self._around.language.gettext("Sign in"))
        self._error.setText(text)
        self._error.show()
        self._passphrase.clear()
        self._passphrase.setFocus()

    def offer_restore(self) -> None:
        self._restore.show()
