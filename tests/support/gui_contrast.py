"""Contrast as it is painted, whatever the palette promised: of texts, of edges, of the focus."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from frontline.ui.widgets.side_panels import SectionButton
from tests.support.gui_checks import describe

# WCAG 2.2, 1.4.3 and 1.4.11.
TEXT, LINE = 4.5, 3.0
_TEXTS = (QLabel, QAbstractButton, QComboBox, QLineEdit)
_FRAMED = (QAbstractButton, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit)
# Frame, focus ring and the free line between them, which are no text.
_FRAME = 8
# Longer than a gap of a dashed line.
_DASH = 12


def brightness(colour: QColor) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    return _luminance(colour.rgb())


@lru_cache(maxsize=100_000)
def _luminance(rgb: int) -> float:
    """The same few thousand shades come again on every page."""
    parts = ((rgb >> 16 & 0xFF) / 0xFF, (rgb >> 8 & 0xFF) / 0xFF, (rgb & 0xFF) / 0xFF)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    return _ratio(brightness(one), brightness(other))


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def faint_texts(window: QWidget, grabbed: QImage | None = None) -> list[str]:
    """Texts whose darkest and lightest colours are too close to each other."""
    image = grabbed or window.grab().toImage()
    found = []
    for widget in window.findChildren(QWidget):
        area = _shown(window, widget)
        if not area.isNull() and _has_text(widget):
            measured = _spread(image, _inner(widget, area))
            if measured < TEXT:
                found.append(f"{describe(widget)}: {measured:.1f}")
    return found


def faint_edges(window: QWidget, grabbed: QImage | None = None) -> list[str]:
    """What can be used and cannot be told from what lies around it."""
    image = grabbed or window.grab().toImage()
    found = []
    for widget in window.findChildren(QWidget):
        area = _shown(window, widget)
        if area.isNull() or not isinstance(widget, _FRAMED) or isinstance(widget, SectionButton):
            continue
        if isinstance(widget.parentWidget(), QDateEdit | QComboBox):
            continue
        measured = _edge(image, area, is_box=isinstance(widget, QCheckBox))
        if measured < LINE:
            found.append(f"{describe(widget)}: {measured:.1f}")
    return found


def _shown(window: QWidget, widget: QWidget) -> QRect:
    """Its place in the window; nothing where a part of it is scrolled away."""
    if not widget.isVisible() or widget.visibleRegion().boundingRect() != widget.rect():
        return QRect()
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _has_text(widget: QWidget) -> bool:
    match widget:
        case AnswerCard() | AnswerBox():
            return True
        case QComboBox():
            return bool(widget.currentText())
        case QLineEdit():
            return bool(widget.text() or widget.placeholderText())
        case QLabel() | QAbstractButton():
            return bool(widget.text().strip())
        case _:
            return False


def _inner(widget: QWidget, area: QRect) -> QRect:
    is_framed = isinstance(widget, _FRAMED) or widget.objectName() in ("note", "warn", "urgent")
    frame = _FRAME if is_framed else 0
    return area.adjusted(frame, frame, -frame, -frame)


def _spread(image: QImage, area: QRect) -> float:
    """Contrast between what most of an area is painted in and what stands out most from that."""
    part = image.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    return _spread_of(bytes(part.constBits()))


# The bar and the ways back and on are the same on page after page.
@lru_cache(maxsize=500)
def _spread_of(pixels: bytes) -> float:
    shades = Counter(memoryview(pixels).cast("I"))
    ground = _luminance(shades.most_common(1)[0][0])
    return max(_ratio(ground, _luminance(shade)) for shade in shades)


def _edge(image: QImage, area: QRect, *, is_box: bool) -> float:
    """Contrast with what is left of the widget, or of the box in it, across its edge."""
    start = max(0, area.left() if is_box else area.left() - 1)
    middle = area.center().y()
    outside = QColor(image.pixel(start, middle))
    return max(
        contrast(outside, QColor(image.pixel(x, y)))
        for x in range(area.left(), area.left() + _FRAME)
        for y in range(middle - _DASH // 2, middle + _DASH // 2)
    )
