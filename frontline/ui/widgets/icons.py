"""Line icons in any colour. Symbols inside texts would fall back to another font and misalign."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton

from frontline.ui.theme import Theme

# Drawn at twice the size, so that they stay crisp on dense screens.
_DENSITY = 2


def icon(theme: Theme, name: str, colour: str, units: float = 1.4) -> QIcon:
    """`name` is a file of resources/icons, `units` the side in text sizes."""
    return QIcon(pixmap(theme, name, colour, units))


def pixmap(
    theme: Theme, name: str, colour: str, units: float = 1.4, folder: str = "icons"
) -> QPixmap:
    source = (theme.resources / folder / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("#000000", colour).encode()))
    side = theme.px(units) * _DENSITY
    image = QPixmap(QSize(side, side))
    image.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(_DENSITY)
    return image


def with_icon(made: QPushButton, theme: Theme, name: str, colour: str) -> QPushButton:
    made.setIcon(icon(theme, name, colour))
    made.setIconSize(QSize(theme.px(1.3), theme.px(1.3)))
    # Icon and text would touch.
    made.setText(f" {made.text()}")
    return made
