"""Files the officer picks, and a stick that is taken out in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from frontline.app.files import QtFileDialogs
from frontline.errors import BadInputError, FolderUnusableError
from frontline.services.installation import find_installation
from frontline.ui.language import Language
from frontline.ui.messages import error_text

LANGUAGE = Language(find_installation().locale, "en")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts = list[str]()
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: texts.append(text))
    return texts


@pytest.fixture
def dialogs(qtbot: QtBot) -> QtFileDialogs:
    parent = QWidget()
    qtbot.addWidget(parent)
    return QtFileDialogs(parent, LANGUAGE)


def test_what_can_be_read_is_taken_and_what_cannot_is_told(
    dialogs: QtFileDialogs, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").write_bytes(b"a document")
    picked = [str(tmp_path / "gone"), str(tmp_path / "there")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_n: (picked, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_n: (picked[0], ""))
    assert dialogs.documents() == (b"a document",)
    assert dialogs.hub_card() is None
    assert told == [error_text(LANGUAGE, BadInputError())] * 2


def test_a_card_that_cannot_be_saved_is_told(
    dialogs: QtFileDialogs, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, is_saved in (("card.json", True), ("gone/card.json", False)):
        target = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, t=target: (t, ""))
        assert dialogs.save_card(b"card") is is_saved
    assert (tmp_path / "card.json").read_bytes() == b"card"
    assert told == [error_text(LANGUAGE, FolderUnusableError())]
