"""Input fields, each with a label that belongs to it and a place for what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from frontline.ui.theme import Theme
from frontline.ui.widgets.texts import label

# In heights of a line.
_LEAST_CHOICE = 18


class Field(QWidget):
    """A label over a widget; `show_error` puts the words at the field, not in passing."""

    def __init__(self, theme: Theme, text: str, widget: QWidget, hint: str = "") -> None:
        super().__init__()
        self.widget = widget
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(0.25))
        heading = label(text, "strong")
        heading.setBuddy(widget)
        widget.setAccessibleName(text)
        layout.addWidget(heading)
        layout.addWidget(widget)
        if hint:
            layout.addWidget(label(hint, "quiet"))
            widget.setAccessibleDescription(hint)
        self._error = label("", "warn")
        self._error.hide()
        layout.addWidget(self._error)

    def show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))


def text_input(name: str, *, is_secret: bool = False) -> QLineEdit:
    """A line of text; `name` finds it in tests."""
    line = QLineEdit()
    line.setObjectName(name)
    if is_secret:
        # It brings the hints along that nothing is learnt, guessed or capitalised.
        line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def text_area(name: str, theme: Theme, lines: int) -> QPlainTextEdit:
    area = QPlainTextEdit()
    area.setObjectName(name)
    area.setTabChangesFocus(True)
    area.setFixedHeight(theme.px(1.6 * lines + 1))
    return area


class ChoiceList(QComboBox):
    """As wide as its longest text where there is room, but it never makes a page wider."""

    def minimumSizeHint(self) -> QSize:
        wanted = super().sizeHint()
        least = _LEAST_CHOICE * self.fontMetrics().height()
        return QSize(min(wanted.width(), least), wanted.height())

    def showPopup(self) -> None:
        # Where the box is narrower than its texts, the list is not.
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0), self.window().width()))
        super().showPopup()


def choice_list(name: str, choices: list[tuple[str, str]], chosen: str = "") -> QComboBox:
    """A drop-down of (code, text)."""
    box = ChoiceList()
    box.setObjectName(name)
    for code, text in choices:
        box.addItem(text, code)
    at = box.findData(chosen)
    box.setCurrentIndex(max(0, at))
    return box
