"""The sheet of keys, made from the keys themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from frontline.ui.language import Language
from frontline.ui.messages import mark
from frontline.ui.surroundings import Surroundings
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.keys import SHORTCUTS, Shortcut, Where
from frontline.ui.widgets.layouts import Flow
from frontline.ui.widgets.overlay import Overlay
from frontline.ui.widgets.texts import label

# Keys that are called by a word on the keyboard itself. Both keys for Enter have one name.
_NAMES = {
    "Return": mark("Enter"),
    "Enter": mark("Enter"),
    "Esc": mark("Esc"),
    "Backspace": mark("Backspace"),
    "PgUp": mark("Page up"),
    "PgDown": mark("Page down"),
    "Up": mark("Arrow up"),
    "Down": mark("Arrow down"),
    "Left": mark("Arrow left"),
    "Right": mark("Arrow right"),
    "Alt": mark("Alt"),
    "Ctrl": mark("Ctrl"),
}


def keys_text(language: Language, shortcut: Shortcut) -> str:
    """As they are written on the keyboard: "Alt + Arrow left", "1 – 9", "Enter"."""
    names = list(dict.fromkeys(_key_text(language, key) for key in shortcut.keys))
    if len(names) > 1 and all(key.isdigit() for key in shortcut.keys):
        return f"{names[0]} – {names[-1]}"
    return ", ".join(names)


def _key_text(language: Language, key: str) -> str:
    return " + ".join(
        language.gettext(_NAMES[part]) if part in _NAMES else part for part in key.split("+")
    )


def key_sheet(around: Surroundings) -> tuple[Overlay, QWidget]:
    """The panel, and the part of it that gets the focus."""
    language, theme = around.language, around.theme
    panel = Overlay(theme, language.gettext("Keys"), width=50)
    body = panel.scrolled()
    for where in Where:
        body.insertWidget(body.count() - 1, label(language.gettext(where.value), "heading"))
        body.insertWidget(body.count() - 1, _rows(around, where))
    panel.body.addWidget(
        label(language.gettext("While you type in a field, letters and digits are text."), "quiet")
    )
    footer = Flow(theme.px(0.8))
    close = button(
        language.gettext("Close"), panel.close_panel, style="primary", name="close-panel"
    )
    footer.add(close, to_right=True)
    panel.body.addLayout(footer)
    return panel, close


def _rows(around: Surroundings, where: Where) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(around.theme.px(1))
    grid.setVerticalSpacing(around.theme.px(0.3))
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    shown = [shortcut for shortcut in SHORTCUTS if shortcut.where is where]
    for row, shortcut in enumerate(shown):
        grid.addWidget(label(keys_text(around.language, shortcut), "strong"), row, 0)
        grid.addWidget(label(around.language.gettext(shortcut.does)), row, 1)
    return holder
