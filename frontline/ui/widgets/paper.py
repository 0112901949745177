"""Texts, lines and codes put on sheets of paper one below the other, in either direction.

Draws on whatever has pages: a PDF in memory, a printer, or its preview.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextOption,
)

from frontline.errors import StorageUnwritableError
from frontline.ui.theme import FAMILIES

_DOTS_PER_INCH = 300
_MM_PER_INCH = 25.4
_INCHES_PER_METRE = 1000 / _MM_PER_INCH
_PER_MM = _DOTS_PER_INCH / _MM_PER_INCH
_FAMILIES = list(FAMILIES)
# Modules of white around a code, without which readers do not find it.
_QUIET = 4
_POINTS_PER_INCH = 72
# In sizes of the letters: from line to line, and in that the share above the baseline.
_LINE, _BASELINE = 1.42, 0.77
# Categories of letters that leave no mark: spaces, breaks, marks of direction.
_NOT_DRAWN = frozenset({"Cc", "Cf", "Zs"})
_SCALE_STEP, _SMALLEST_SCALE = 0.04, 0.78


class PaperSize(Enum):
    """Width, height and margin in millimetres."""

    WALLET = (85.6, 54.0, 3.5)
    A5 = (148.0, 210.0, 12.0)
    A4 = (210.0, 297.0, 14.0)

    @property
    def layout(self) -> QPageLayout:
        width, height, margin = self.value
        size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter)
        margins = QMarginsF(margin, margin, margin, margin)
        way = QPageLayout.Orientation.Portrait
        return QPageLayout(size, way, margins, QPageLayout.Unit.Millimeter)


@dataclass(frozen=True, slots=True)
class Words:
    """A text that wraps; `points` its size, `gap` the millimetres below it. `indent` is where it
    begins, in millimetres. `stays` keeps it on one sheet with what follows. `is_right_to_left` None
    leaves its direction to the paper."""

    text: str
    points: float
    is_bold: bool = False
    gap: float = 1.0
    indent: float = 0.0
    stays: bool = False
    is_right_to_left: bool | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of `side` millimetres, quiet zone included."""

    content: str
    side: float
    gap: float = 1.0


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What follows begins on the next sheet."""


Block = Words | Code | NewSheet


@dataclass(frozen=True, slots=True)
class Paper:
    """`is_right_to_left` turns all of it."""

    size: PaperSize
    blocks: tuple[Block, ...]
    is_right_to_left: bool
    title: str

    @property
    def text(self) -> str:
        """All that is written on it."""
        written = (block.text for block in self.blocks if isinstance(block, Words))
        return "\n".join((self.title, *written))


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF; nothing of it touches a disk."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(paper.title)
    writer.setCreator("")
    print_on(paper, writer)
    del writer
    return bytes(content.data())


def print_on(paper: Paper, device: QPagedPaintDevice) -> None:
    """Raises StorageUnwritableError where the device takes nothing."""
    device.setPageLayout(paper.size.layout)
    painter, sheets = QPainter(), _Sheets(paper)
    if not painter.begin(device):
        raise StorageUnwritableError(kind="paper")
    try:
        painter.scale(device.logicalDpiX() / _DOTS_PER_INCH, device.logicalDpiY() / _DOTS_PER_INCH)
        for number in range(sheets.count):
            if number:
                device.newPage()
            sheets.draw(number, painter)
    finally:
        painter.end()


def pictures_of(paper: Paper, height: int) -> list[QImage]:
    """Each sheet as it will be printed, `height` pixels high."""
    width_mm, height_mm, margin = paper.size.value
    sheets, pictures = _Sheets(paper), []
    for number in range(sheets.count):
        picture = QImage(round(height * width_mm / height_mm), height, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        factor = height * _MM_PER_INCH / height_mm / _DOTS_PER_INCH
        painter.scale(factor, factor)
        painter.translate(margin * _PER_MM, margin * _PER_MM)
        sheets.draw(number, painter)
        painter.end()
        pictures.append(picture)
    return pictures


def has_letters(text: str) -> bool:
    """Whether our own fonts can write it; boxes would help nobody."""
    metrics = QFontMetricsF(QFont(_FAMILIES))
    drawn = (letter for letter in text if unicodedata.category(letter) not in _NOT_DRAWN)
    return all(metrics.inFontUcs4(ord(letter)) for letter in drawn)


class _Sheets:
    """The blocks with their places, in dots of one resolution, so that paper and preview never
    differ. Letters are made smaller, a little, where there would be more sheets than planned."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        # Texts are measured as if for this.
        self._yardstick = QImage(1, 1, QImage.Format.Format_RGB32)
        dots = round(_DOTS_PER_INCH * _INCHES_PER_METRE)
        self._yardstick.setDotsPerMeterX(dots)
        self._yardstick.setDotsPerMeterY(dots)
        width, height, margin = paper.size.value
        self._width, self._height = (width - 2 * margin) * _PER_MM, (height - 2 * margin) * _PER_MM
        self._scale = 1.0
        planned = 1 + sum(isinstance(block, NewSheet) for block in paper.blocks)
        while self.count > planned and self._scale > _SMALLEST_SCALE:
            self._scale -= _SCALE_STEP

    @property
    def count(self) -> int:
        return 1 + max((sheet for _block, sheet, _top in self._places()), default=0)

    def draw(self, number: int, painter: QPainter) -> None:
        for block, sheet, top in self._places():
            if sheet != number:
                continue
            match block:
                case Words():
                    left = 0.0 if self._paper.is_right_to_left else block.indent * _PER_MM
                    self._layout(block).draw(painter, QPointF(left, top))
                case Code():
                    self._draw_code(painter, block, top)
                case NewSheet():
                    pass

    def _places(self) -> Iterator[tuple[Block, int, float]]:
        """Each block, its sheet, and how far down it stands there."""
        sheet, top = 0, 0.0
        for at, block in enumerate(self._paper.blocks):
            is_over = top > 0 and top + self._kept_together(at) > self._height
            if isinstance(block, NewSheet) or is_over:
                sheet, top = sheet + 1, 0.0
            yield block, sheet, top
            if not isinstance(block, NewSheet):
                top += self._height_of(block) + block.gap * _PER_MM * self._scale

    def _kept_together(self, at: int) -> float:
        """The height of a block and of what it stays with."""
        block = self._paper.blocks[at]
        height = self._height_of(block)
        if isinstance(block, Words) and block.stays and at + 1 < len(self._paper.blocks):
            height += block.gap * _PER_MM + self._kept_together(at + 1)
        return height

    def _height_of(self, block: Block) -> float:
        match block:
            case Words():
                return self._layout(block).lineCount() * self._line(block)
            case Code():
                return block.side * _PER_MM
            case NewSheet():
                return 0.0

    def _line(self, block: Words) -> float:
        """From one line to the next. Fonts of some scripts ask for twice the room."""
        return block.points * self._scale * _LINE * _DOTS_PER_INCH / _POINTS_PER_INCH

    def _layout(self, block: Words) -> QTextLayout:
        font = QFont(_FAMILIES)
        font.setPointSizeF(block.points * self._scale)
        font.setBold(block.is_bold)
        layout = QTextLayout(block.text, font, self._yardstick)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        is_turned = block.is_right_to_left
        if self._paper.is_right_to_left if is_turned is None else is_turned:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        number = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width - block.indent * _PER_MM)
            # All baselines are as far apart, whatever the height the font asks for.
            down = (number + _BASELINE) * self._line(block) - line.ascent()
            line.setPosition(QPointF(0, down))
            number += 1
        layout.endLayout()
        return layout

    def _draw_code(self, painter: QPainter, block: Code, top: float) -> None:
        # With what it asks for it takes two megabytes; few sheets have a code.
        import segno  # noqa: PLC0415

        matrix = segno.make(block.content, error="m", micro=False).matrix
        side = block.side * _PER_MM
        module = side / (len(matrix) + 2 * _QUIET)
        left = self._width - side if self._paper.is_right_to_left else 0.0
        # Smoothed, each module would leave a pale seam to the next.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for row, modules in enumerate(matrix):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    x, y = left + (column + _QUIET) * module, top + (row + _QUIET) * module
                    painter.fillRect(QRectF(x, y, module, module), QColor("black"))
