"""What can be touched on a page, how a field is filled in, and what a widget is called."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.support.desktop_hand import _scroll_to

_FIELDS = (QLineEdit, QPlainTextEdit)
_TOUCHED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QDateEdit)


def touchable(window: QWidget) -> Iterator[QWidget]:
    """What somebody at the screen can touch now, wherever it has to be scrolled to."""
    # What Python once looked at stays in memory until the program ends, so that nothing is
    # looked at but what can be touched.
    for widget in (each for kind in _TOUCHED for each in window.findChildren(kind)):
        is_part = isinstance(widget.parentWidget(), QComboBox | QDateEdit)
        if is_part or not widget.isEnabled() or not widget.isVisible():
            continue
        if isinstance(widget, _FIELDS) and widget.isReadOnly():
            continue
        if isinstance(widget, QComboBox) and widget.count() == 0:
            continue
        if _is_hit(window, widget):
            yield widget


def _is_hit(window: QWidget, widget: QWidget) -> bool:
    """Not behind a panel. What has to be scrolled to is there to be touched."""
    middle = widget.mapTo(window, widget.rect().center())
    under = window.childAt(middle)
    if under is None or under is widget or widget.isAncestorOf(under):
        return True
    _scroll_to(widget)
    under = window.childAt(widget.mapTo(window, widget.rect().center()))
    return under is widget or (under is not None and widget.isAncestorOf(under))


def type_into(field: QWidget, text: str) -> None:
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    # Letters without a key of their own come as a whole, from what helps to write them.
    written = QInputMethodEvent()
    written.setCommitString(text)
    QApplication.sendEvent(field, written)


def named_widget(widget: QWidget) -> str:
    role = widget.property("role") or widget.objectName()
    return f"{role} {widget.accessibleName()}".strip()
