"""Answers as large cards. They are real radio buttons and check boxes, so a screen reader says
what they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from frontline.ui.theme import FAMILIES, Theme
from frontline.ui.widgets.icons import pixmap
from frontline.ui.widgets.keys import CARD_MOVE
from frontline.ui.widgets.pictures import FOLDER as PICTURES

# In text sizes: the height of a target for a thumb.
_SMALLEST = 3.2
# The side of a picture.
_PICTURE = 6.0
# Above and below the text together, in sizes of that text.
_AIR = 0.8
_TALL = 10_000
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class CardText:
    """`key` is the number that chooses the card ("" for none); `is_right_to_left` turns it;
    `picture` is one of resources/pictures, "" for none."""

    text: str
    key: str = ""
    is_right_to_left: bool = False
    picture: str = ""


class _CardPainter:
    """Measures and paints one card; shared by both kinds of button."""

    def __init__(self, theme: Theme, content: CardText, units: float) -> None:
        self._theme = theme
        self._content = content
        self._pixels = theme.px(units)
        # Layouts ask again and again for the same few widths.
        self._heights: dict[int, int] = {}

    def _font(self, *, is_bold: bool) -> QFont:
        font = QFont(list(FAMILIES))
        font.setPixelSize(self._pixels)
        font.setBold(is_bold)
        return font

    def _sides(self) -> tuple[int, int]:
        """Room left and right of the text, for the number and the tick."""
        pad, gutter = self._theme.px(0.6), self._theme.px(1.35)
        before = pad + gutter if self._content.key else self._pixels
        after = pad + gutter
        if self._content.picture:
            before = pad + self._theme.px(_PICTURE) + pad
        return (after, before) if self._content.is_right_to_left else (before, after)

    def _text_box(self, width: int, height: int) -> QRect:
        left, right = self._sides()
        return QRect(left, 0, max(1, width - left - right), height)

    def size(self) -> QSize:
        """With the text on one line."""
        left, right = self._sides()
        # Measured bold, so that choosing a card never makes its text wrap anew.
        text = QFontMetrics(self._font(is_bold=True)).horizontalAdvance(self._content.text)
        width = left + text + right + 1
        return QSize(width, self.height_for(width))

    def height_for(self, width: int) -> int:
        if width not in self._heights:
            text = QFontMetrics(self._font(is_bold=True)).boundingRect(
                self._text_box(width, _TALL), int(_WRAP), self._content.text
            )
            needed = text.height() + round(_AIR * self._pixels)
            self._heights[width] = max(self._least_height(), needed)
        return self._heights[width]

    def smallest(self) -> QSize:
        """As wide as the longest word, which is never broken; Chinese breaks anywhere."""
        left, right = self._sides()
        word = QFontMetrics(self._font(is_bold=True)).boundingRect(
            QRect(0, 0, 1, _TALL), int(_WRAP), self._content.text
        )
        return QSize(left + word.width() + right + 1, self._least_height())

    def _least_height(self) -> int:
        return self._theme.px(_PICTURE + 1 if self._content.picture else _SMALLEST)

    def paint(self, widget: QWidget, *, is_checked: bool, is_enabled: bool) -> None:
        palette = self._theme.palette
        painter = QPainter(widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(widget.rect())
        if widget.hasFocus():
            self._frame(painter, area, palette.card, palette.ring, 3)
            area.adjust(5, 5, -5, -5)
        else:
            area.adjust(3, 3, -3, -3)
        fill = palette.chosen if is_checked else palette.card
        border = palette.chosen_border if is_checked else palette.control
        self._frame(painter, area, fill, border, self._theme.line + is_checked)
        painter.setPen(QColor(palette.text if is_enabled else palette.quiet))
        self._texts(painter, widget, is_checked=is_checked)
        if is_checked:
            self._tick(painter, widget)
        painter.end()

    def _frame(self, painter: QPainter, area: QRectF, fill: str, border: str, line: int) -> None:
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(border), line))
        inner = area.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.drawRoundedRect(inner, self._theme.px(0.4), self._theme.px(0.4))

    def _texts(self, painter: QPainter, widget: QWidget, *, is_checked: bool) -> None:
        size, content = widget.size(), self._content
        box = self._text_box(size.width(), size.height())
        if content.is_right_to_left:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            key_box = QRect(box.right(), 0, size.width() - box.right(), size.height())
        else:
            side = Qt.AlignmentFlag.AlignLeft
            key_box = QRect(0, 0, box.left(), size.height())
        if content.picture:
            self._picture(painter, key_box)
        if content.key:
            painter.setFont(self._font(is_bold=False))
            painter.drawText(key_box, int(Qt.AlignmentFlag.AlignCenter), content.key)
        painter.setFont(self._font(is_bold=is_checked))
        painter.drawText(box, int(_WRAP | side), content.text)

    def _picture(self, painter: QPainter, room: QRect) -> None:
        theme = self._theme
        image = pixmap(theme, self._content.picture, theme.palette.text, _PICTURE, folder=PICTURES)
        side = theme.px(_PICTURE)
        corner = room.center() - QPoint(side // 2, side // 2)
        painter.drawPixmap(QRect(corner, QSize(side, side)), image)

    def _tick(self, painter: QPainter, widget: QWidget) -> None:
        """Chosen is shown by tick and thicker line, never by colour alone."""
        image = pixmap(self._theme, "check", self._theme.palette.chosen_border, 1.2)
        side = self._theme.px(1.2)
        gap = self._theme.px(0.6)
        left = gap if self._content.is_right_to_left else widget.width() - side - gap
        painter.drawPixmap(left, (widget.height() - side) // 2, side, side, image)


class AnswerCard(QRadioButton):
    """One of several answers."""

    def __init__(self, theme: Theme, content: CardText, units: float = 1.07) -> None:
        super().__init__()
        self.content = content
        self._card = _CardPainter(theme, content, units)
        _announce(self, content)

    def sizeHint(self) -> QSize:
        return self._card.size()

    def minimumSizeHint(self) -> QSize:
        return self._card.smallest()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._card.height_for(width)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        self._card.paint(self, is_checked=self.isChecked(), is_enabled=self.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        _press(super().keyPressEvent, event)


class AnswerBox(QCheckBox):
    """One answer of which several may be given."""

    def __init__(self, theme: Theme, content: CardText, units: float = 1.07) -> None:
        super().__init__()
        self.content = content
        self._card = _CardPainter(theme, content, units)
        _announce(self, content)

    def sizeHint(self) -> QSize:
        return self._card.size()

    def minimumSizeHint(self) -> QSize:
        return self._card.smallest()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._card.height_for(width)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        self._card.paint(self, is_checked=self.isChecked(), is_enabled=self.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        _press(super().keyPressEvent, event)


def _press(otherwise: Callable[[QKeyEvent], None], event: QKeyEvent) -> None:
    """Arrows belong to the group: they move the focus and answer nothing."""
    if CARD_MOVE.is_key_of(event):
        event.ignore()
    else:
        otherwise(event)


def _announce(button: QRadioButton | QCheckBox, content: CardText) -> None:
    button.setAccessibleName(content.text)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
