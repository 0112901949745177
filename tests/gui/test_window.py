"""The window itself, as it is first shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from frontline.ui.views.window import FRAME, SMALLEST, WANTED, MainWindow

LAPTOP = QSize(1366, 768)


@pytest.mark.parametrize(
    "room", [LAPTOP, QSize(1366, 728), QSize(1280, 1024), QSize(1024, 768), SMALLEST]
)
def test_on_a_small_screen_the_window_takes_all_of_it(qtbot: QtBot, room: QSize) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_within(room)
    assert window.isMaximized()
    window.showNormal()
    # Nor does it reach beyond the edge where somebody makes it smaller again.
    assert window.size() == WANTED.boundedTo(room - FRAME).expandedTo(SMALLEST)


@pytest.mark.parametrize("room", [WANTED + FRAME, QSize(1920, 1040)])
def test_where_there_is_room_the_window_is_as_large_as_it_would_be(
    qtbot: QtBot, room: QSize
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_within(room)
    assert not window.isMaximized()
    assert window.size() == WANTED
