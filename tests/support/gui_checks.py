"""What a page must keep to: names, sizes of targets, room for its texts, a focus that shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.fields import ChoiceList, Field
from frontline.ui.widgets.side_panels import SectionButton

# Pixels at 100 %, for a finger.
TARGET = 48
_INPUTS = (QAbstractButton, QLineEdit, QComboBox, QDateEdit, QPlainTextEdit)
_MOST_STEPS = 200
# Names of the parts that are read one after the other.
_PARTS = frozenset({"bar", "page", "card"})


def inputs(root: QWidget) -> list[QWidget]:
    """Whatever can be pressed, chosen or filled in."""
    found = [each for each in root.findChildren(QWidget) if isinstance(each, _INPUTS)]
    return [each for each in found if each.isVisible() and not _is_part(each)]


def _is_part(widget: QWidget) -> bool:
    """A piece of another input, such as the line inside a date field."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QDateEdit | QLineEdit)


def said_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def unnamed(root: QWidget) -> list[str]:
    return [describe(widget) for widget in inputs(root) if not said_name(widget).strip()]


def too_small(root: QWidget, scale: int) -> list[str]:
    least = TARGET * scale // 100
    return [
        f"{describe(widget)}: {widget.width()} x {widget.height()}"
        for widget in inputs(root)
        if widget.height() < least or widget.width() < least
    ]


def describe(widget: QWidget) -> str:
    role = widget.property("role") or widget.objectName()
    return f"{type(widget).__name__} {role or said_name(widget)}"


def cut_texts(root: QWidget) -> list[str]:
    """Texts that have less room than they need, and widgets that stick out of what holds them."""
    found = [
        f"{describe(each)}: {_words(each)!r}"
        for each in root.findChildren(QWidget)
        if each.isVisible() and not _is_part(each) and _is_cut(each)
    ]
    return found + _sticking_out(root)


def _is_cut(widget: QWidget) -> bool:
    match widget:
        case AnswerCard() | AnswerBox() | SectionButton() | CheckBox():
            return widget.height() < widget.heightForWidth(widget.width()) or (
                widget.width() < widget.minimumSizeHint().width()
            )
        case QLabel():
            return _is_label_cut(widget)
        case QComboBox():
            return _is_choice_cut(widget)
        case QLineEdit():
            return _text_width(widget, widget.placeholderText()) > widget.width()
        case QAbstractButton():
            hint = widget.sizeHint()
            return widget.width() < hint.width() or widget.height() < hint.height()
        case _:
            return False


def _is_label_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if label.wordWrap():
        longest = max(label.text().split(), key=len, default="")
        return (
            label.height() < label.heightForWidth(label.width())
            or _text_width(label, longest) > label.width()
        )
    hint = label.sizeHint()
    return label.width() < hint.width() or label.height() < hint.height()


def _is_choice_cut(choice: QComboBox) -> bool:
    """The arrow beside the text is as wide as one line is high. Our own go on in a next line."""
    if not isinstance(choice, ChoiceList):
        return _text_width(choice, choice.currentText()) > choice.width() - choice.height()
    room = choice.width() - QComboBox.sizeHint(choice).height()
    lines = QFontMetrics(choice.font()).boundingRect(
        QRect(0, 0, room, 10 * choice.window().height()),
        int(Qt.TextFlag.TextWordWrap),
        choice.currentText(),
    )
    return lines.width() > room or lines.height() > choice.height()


def _text_width(widget: QWidget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text)


def _sticking_out(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or parent is None or isinstance(parent, QScrollArea):
            continue
        if _is_scrolled(widget):
            is_out = widget.width() > parent.width()
        else:
            is_out = not parent.rect().contains(widget.geometry())
        if is_out and _shows_something(widget):
            found.append(f"{describe(widget)} sticks out of {describe(parent)}")
    return found


def _is_scrolled(widget: QWidget) -> bool:
    """What a scroll area holds may be higher than it, but not wider."""
    parent = widget.parentWidget()
    above = parent.parentWidget() if parent is not None else None
    return isinstance(above, QScrollArea) and above.widget() is widget


def _shows_something(widget: QWidget) -> bool:
    return bool(_words(widget)) or bool(widget.findChildren(QLabel))


def _words(widget: QWidget) -> str:
    if isinstance(widget, AnswerCard | AnswerBox):
        return widget.content.text
    return widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""


def tab_order(visit: Callable[[QWidget], None] = lambda _widget: None) -> list[QWidget]:
    """What the tab key reaches, in its order, once round, beginning with what has the focus;
    `visit` is called while each has it."""
    first = QApplication.focusWidget()
    assert first is not None
    order, now = [first], first
    for _ in range(_MOST_STEPS):
        visit(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        following = QApplication.focusWidget()
        assert following is not None
        if following is first:
            return order
        order.append(following)
        now = following
    raise AssertionError("the tab key never comes back")


def backward_steps(order: list[QWidget]) -> list[str]:
    """Where the tab key goes against the order of reading, within what scrolls together."""
    found = []
    for now, following in pairwise(order):
        if _holder(now) is _holder(following) and _is_before(following, now):
            found.append(f"{describe(now)} -> {describe(following)}")
    return found


def _holder(widget: QWidget) -> QWidget:
    """The content of the scroll area around the widget, or else what the window is divided into."""
    now: QWidget = widget
    above: QWidget | None = widget.parentWidget()
    while above is not None:
        if above.objectName() in _PARTS:
            return above
        if isinstance(above.parentWidget(), QScrollArea):
            return now
        now, above = above, above.parentWidget()
    return now


def _is_before(one: QWidget, other: QWidget) -> bool:
    """Above it, or in the same line where reading begins."""
    holder = _holder(other)
    first, second = _place(one, holder), _place(other, holder)
    if first.bottom() < second.top() or second.bottom() < first.top():
        return first.bottom() < second.top()
    is_turned = holder.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return first.left() > second.left() if is_turned else first.left() < second.left()


def _place(widget: QWidget, holder: QWidget) -> QRect:
    """With the words that belong to it, which are read first."""
    field = widget.parentWidget()
    shown = field if isinstance(field, Field) else widget
    return QRect(shown.mapTo(holder, QPoint(0, 0)), shown.size())


def focus_first(root: QWidget) -> None:
    """Put the focus where reading begins."""
    usable = [each for each in inputs(root) if each.isEnabled()]
    places = [(each.mapTo(root, QPoint(0, 0)), each) for each in usable]
    min(places, key=lambda found: (found[0].y(), found[0].x()))[1].setFocus()


def ring_share(
    window: QWidget, widget: QWidget, ring: QColor, grabbed: QImage | None = None
) -> float:
    """How much of the way around a widget is drawn in the colour of the focus ring."""
    image = grabbed or window.grab().toImage()
    corner = widget.mapTo(window, QPoint(0, 0))
    area = QRect(corner, widget.size()).intersected(window.rect())
    wanted = ring.rgb()
    lines = [_hits(image, area, wanted, depth) for depth in range(6)]
    return max(lines) / max(1, 2 * (area.width() + area.height()))


def _hits(image: QImage, area: QRect, wanted: int, depth: int) -> int:
    """Pixels of that colour on the rectangle `depth` pixels inside `area`."""
    inner = area.adjusted(depth, depth, -depth, -depth)
    across = [
        (x, y)
        for x in range(inner.left(), inner.right() + 1)
        for y in (inner.top(), inner.bottom())
    ]
    down = [
        (x, y)
        for y in range(inner.top(), inner.bottom() + 1)
        for x in (inner.left(), inner.right())
    ]
    return sum(image.pixel(x, y) == wanted for x, y in across + down)
