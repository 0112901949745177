"""Input fields, each with a label that belongs to it and a place for what is wrong."""

from __future__ import annotations

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from frontline.ui.theme import Theme
from frontline.ui.widgets.texts import label

# In heights of a line.
_LEAST_CHOICE = 12
_EDGE = 2
_TALL = 10_000
# Qt.TextFlag.TextWordWrap and Qt.AlignmentFlag.AlignVCenter: sign-in is painted without the
# namespace `Qt` and the styles, which are named where a text wraps.
_WRAP = 0x1000 | 0x80


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
    """As wide as its longest text where there is room, but it never makes a page wider: what is
    chosen goes on in a next line instead."""

    def __init__(self) -> None:
        super().__init__()
        self.currentTextChanged.connect(lambda _text: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As high as what is chosen needs in the width there is now."""
        wanted, text, metrics = super().sizeHint(), self.currentText(), self.fontMetrics()
        room = self._text_room(self.width())
        if metrics.horizontalAdvance(text) <= room:
            return wanted
        lines = metrics.boundingRect(QRect(0, 0, max(1, room), _TALL), _WRAP, text)
        return wanted + QSize(0, lines.height() - metrics.height())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        least = _LEAST_CHOICE * self.fontMetrics().height()
        return QSize(min(wanted.width(), least), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def _text_room(self, width: int) -> int:
        """Without the arrow, which is as wide as one line is high, and the edges."""
        return width - super().sizeHint().height() - 2 * _EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        text, metrics = self.currentText(), self.fontMetrics()
        if metrics.horizontalAdvance(text) <= self._text_room(self.width()):
            super().paintEvent(event)
            return
        style = QtWidgets.QStyle
        painter, option = QtWidgets.QStylePainter(self), QtWidgets.QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(style.ComplexControl.CC_ComboBox, option)
        area = self.style().subControlRect(
            style.ComplexControl.CC_ComboBox,
            option,
            style.SubControl.SC_ComboBoxEditField,
            self,
        )
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(area.adjusted(_EDGE, 0, 0, 0), _WRAP, text)

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
