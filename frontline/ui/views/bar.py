"""The bar at the top of a page: where one is, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.sending import SendingState
from frontline.ui.views.outbox import connection_text, counts_text
from frontline.ui.widgets import keys
from frontline.ui.widgets.bar_buttons import BarButton, bar_button
from frontline.ui.widgets.icons import icon
from frontline.ui.widgets.texts import short_label

# Place, state of sending, words below the icons.
_LEFT_OUT = (
    (True, True, True),
    (True, False, True),
    (True, False, False),
    (False, False, False),
)


@dataclass(frozen=True, slots=True)
class BarActions:
    """None where there is no such way."""

    danger: Callable[[], None]
    glossary: Callable[[], None]
    pause: Callable[[], None]
    report: Callable[[], None] | None
    settings: Callable[[], None] | None
    hide: Callable[[], None]
    lock: Callable[[], None]
    # Only in the case of a member of a group.
    group: Callable[[], None] | None = None


class Bar(QFrame):
    """Where one is, whether there is a connection, and the ways out.

    The words below the icons give way last: first goes the state of sending, which the outbox
    has as well.
    """

    def __init__(self, around: Surroundings, actions: BarActions) -> None:
        super().__init__()
        self.setObjectName("bar")
        # A long page must not squeeze it: the ways out are always in the same place.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._around = around
        theme, gettext = around.theme, around.language.gettext
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(0.8), theme.px(0.2), theme.px(0.6), theme.px(0.2))
        layout.setSpacing(theme.px(0.2))
        self._place = short_label("Frontline", "strong")
        self._state = short_label("", "quiet")
        layout.addWidget(self._place)
        layout.addSpacing(theme.px(1))
        layout.addWidget(self._state)
        layout.addStretch(1)
        self._buttons: list[BarButton] = []
        to_group = (
            () if actions.group is None else (("person", gettext("Group"), "", actions.group),)
        )
        for name, words, key, act in (
            *to_group,
            ("alert", gettext("Danger"), keys.DANGER.first, actions.danger),
            ("book", gettext("Glossary"), keys.GLOSSARY.first, actions.glossary),
            ("pause", gettext("Break"), keys.BREAK.first, actions.pause),
            ("seal", gettext("Sealed report"), "", actions.report),
            ("gear", gettext("Settings"), "", actions.settings),
            ("cover", gettext("Hide"), keys.HIDE.first, actions.hide),
            ("lock", gettext("Lock"), keys.LOCK.first, actions.lock),
        ):
            if act is None:
                continue
            made = bar_button(words, key, act, name=f"bar-{name}")
            made.set_icons(
                icon(theme, name, theme.palette.bar_text), icon(theme, name, theme.palette.text)
            )
            made.setIconSize(QSize(theme.px(1.2), theme.px(1.2)))
            layout.addWidget(made)
            self._buttons.append(made)

    def show_place(self, text: str) -> None:
        self._place.setText(text)
        self._fit()

    def show_sending(self, state: SendingState) -> None:
        """Connected or not, and what waits."""
        language = self._around.language
        connection = connection_text(language, state.is_online)
        counts = counts_text(language, state.counts)
        self._state.setText(f"{connection}\n{counts}")
        self._state.setAccessibleName(f"{connection}. {counts}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Everything where there is room, else without the state, else icons alone. In the end
        the place goes too: no way out is ever squeezed."""
        for has_place, has_state, has_words in _LEFT_OUT:
            self._place.setVisible(has_place)
            self._state.setVisible(has_state)
            for made in self._buttons:
                made.show_word(is_shown=has_words)
            if self.sizeHint().width() <= self.width():
                return
