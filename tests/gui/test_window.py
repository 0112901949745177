"""The window itself, before it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from frontline.ui.views.window import FRAME, SMALLEST, WANTED, MainWindow

LAPTOP = QSize(1366, 768)


@pytest.mark.parametrize(
    "room", [LAPTOP, QSize(1366, 728), QSize(1280, 1024), QSize(1024, 768), SMALLEST]
)
def test_on_a_small_screen_the_window_takes_all_of_it(qapp: QApplication, room: QSize) -> None:
    window = MainWindow()
    window.fit(room)
    assert window.isMaximized()
    # Nor does it reach beyond the edge where somebody makes it smaller again.
    assert window.size() == WANTED.boundedTo(room - FRAME).expandedTo(SMALLEST)


@pytest.mark.parametrize("room", [WANTED + FRAME, QSize(1920, 1040)])
def test_where_there_is_room_the_window_is_as_large_as_it_would_be(
    qapp: QApplication, room: QSize
) -> None:
    window = MainWindow()
    window.fit(room)
    assert not window.isMaximized()
    assert window.size() == WANTED
