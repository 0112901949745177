"""What the journeys find things with does find them: each detector against what it looks for."""

from __future__ import annotations

import base64
import socket
import zlib
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from frontline.app import demo_post as post
from frontline.app.canaries import SHORTEST, count_canaries
from frontline.errors import BadInputError
from tests.support.desktop_hand import InputCounter
from tests.support.desktop_network import NoNetwork
from tests.support.hub import seeded

CANARY = "Quetzalvane"
SENTENCE = f"Her name is {CANARY}, as far as she told."
PLANTED = {
    "utf-8": SENTENCE.encode(),
    "utf-16-le": SENTENCE.encode("utf-16-le"),
    "utf-16-be": SENTENCE.encode("utf-16-be"),
    "hex": SENTENCE.encode().hex().encode(),
    "hex-upper": SENTENCE.encode().hex().upper().encode(),
    **{f"base64-{n}": base64.b64encode(b"x" * n + SENTENCE.encode()) for n in range(3)},
    "zlib": zlib.compress(SENTENCE.encode()),
    "zlib-fast": zlib.compress(SENTENCE.encode(), 1),
    "zlib-utf-16": zlib.compress(SENTENCE.encode("utf-16-le"), 9),
    "zlib-base64": zlib.compress(base64.b64encode(SENTENCE.encode())),
}


@pytest.mark.parametrize("form", PLANTED)
def test_a_planted_name_is_found_in_whatever_form_it_leaked(tmp_path: Path, form: str) -> None:
    around = seeded(7).randbytes(5_000)
    leak, clean = tmp_path / "leak", tmp_path / "clean"
    leak.write_bytes(around + PLANTED[form] + around)
    clean.write_bytes(around + around)
    assert count_canaries([leak, clean], [CANARY]) == 1
    assert count_canaries([clean], [CANARY]) == 0


def test_each_canary_counts_once_for_each_file_it_is_in(tmp_path: Path) -> None:
    twice, other = tmp_path / "twice", tmp_path / "other"
    twice.write_text(SENTENCE + SENTENCE, "utf-8")
    other.write_text(SENTENCE + post.SITE, "utf-8")
    assert count_canaries([twice, other], [CANARY, post.SITE]) == 3


def test_a_name_so_short_that_chance_could_write_it_is_no_canary() -> None:
    with pytest.raises(BadInputError):
        count_canaries([Path(__file__)], ["a" * (SHORTEST - 1)])


def test_every_door_to_the_network_is_shut_and_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as caller:
        address = server.getsockname()
        network = NoNetwork(monkeypatch)
        for knock in (
            lambda: caller.connect(address),
            lambda: caller.connect_ex(address),
            lambda: socket.create_connection(address),
            lambda: socket.getaddrinfo("localhost", 443),
        ):
            with pytest.raises(OSError, match="blocked"):
                knock()
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"https://127.0.0.1:{address[1]}/", trust_env=False)
    assert network.tries == ["MainThread"] * 5


def test_presses_are_counted_and_what_the_program_does_by_itself_is_not(qtbot: QtBot) -> None:
    button = QPushButton("Here")
    qtbot.addWidget(button)
    with InputCounter() as inputs:
        button.click()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert inputs.count == 2
