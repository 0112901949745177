"""The sheet of keys lists what exists, and nothing exists that it does not list."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from frontline.ui.views.key_sheet import keys_text
from frontline.ui.widgets import keys
from frontline.ui.widgets.keys import SHORTCUTS, Shortcut
from tests.support.gui import CONCERNING, Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of
from tests.support.repository import ROOT

FRONTLINE = ROOT / "frontline"
TABLE = FRONTLINE / "ui" / "widgets" / "keys.py"
# Plays the interface as a person would, and so presses keys.
PLAYERS = {"watched.py"}
QUESTION = "debt"


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[SignedIn]:
    gui = Gui(surroundings())
    yield SignedIn(gui)
    gui.close()


def sources(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        if path.name not in PLAYERS and path.name != TABLE.name:
            yield path.name, ast.parse(path.read_text("utf-8"))


def keys_of_their_own(folder: Path) -> list[str]:
    """Where a key is named that does not come from the table."""
    found = []
    for name, module in sources(folder):
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                found.append(f"{name}: {node.attr}")
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QKeySequence":
                found.extend(
                    f"{name}: {each.value}"
                    for each in node.args
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )
    return found


def names_in_use(folder: Path) -> set[str]:
    """Every name that some other file takes from the table."""
    found: set[str] = set()
    for _name, module in sources(folder):
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "keys":
                found.add(node.attr)
            elif isinstance(node, ast.ImportFrom) and node.module == "frontline.ui.widgets.keys":
                found |= {each.name for each in node.names}
    return found


def test_every_key_of_the_program_comes_from_the_table() -> None:
    assert keys_of_their_own(FRONTLINE) == []


def test_a_key_of_its_own_is_found(tmp_path: Path) -> None:
    source = 'QKeySequence("Ctrl+T")\nif event.key() == Qt.Key.Key_F5:\n    pass\n'
    (tmp_path / "planted.py").write_text(source, "utf-8")
    assert sorted(keys_of_their_own(tmp_path)) == ["planted.py: Ctrl+T", "planted.py: Key_F5"]


def test_something_listens_to_every_key_of_the_table() -> None:
    named = {name for name in vars(keys) if isinstance(getattr(keys, name), keys.Shortcut)}
    assert len(named) == len(SHORTCUTS)
    assert named - names_in_use(FRONTLINE) == set()


def test_no_two_keys_of_one_place_are_the_same() -> None:
    for where in keys.Where:
        alone = [s for s in SHORTCUTS if s.where is where and where is not keys.Where.PAGE]
        pressed = [key for shortcut in alone for key in shortcut.keys]
        assert len(pressed) == len(set(pressed))


def test_the_shortcuts_of_a_question_are_those_of_the_sheet(desk: SignedIn) -> None:
    desk.navigator._open(desk.gui.table(CONCERNING))
    settle()
    found = {each.key().toString() for each in desk.gui.window.findChildren(QShortcut)}
    everywhere = {s.first for s in SHORTCUTS if s.where is keys.Where.EVERYWHERE}
    assert found == everywhere | {keys.BACK.first}


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_the_sheet_names_every_key_and_what_it_does(desk: SignedIn, language: str) -> None:
    desk.choose(language=language)
    desk.navigator._panels.show_keys()
    settle()
    shown, spoken = texts_of(desk.gui.window), desk.gui.around.language
    for shortcut in SHORTCUTS:
        assert spoken.gettext(shortcut.does) in shown
        assert keys_text(spoken, shortcut) in shown


@pytest.mark.parametrize(
    ("pressed", "text"), [(("0",), "0"), (("1", "2", "3"), "1 – 3"), (("Backspace",), "Retroceso")]
)
def test_keys_are_written_as_they_stand_on_the_keyboard(
    pressed: tuple[str, ...], text: str
) -> None:
    assert (
        keys_text(surroundings("es").language, Shortcut(keys.Where.QUESTION, pressed, "")) == text
    )


def test_the_sheet_opens_and_closes_by_one_key_and_gives_the_focus_back(desk: SignedIn) -> None:
    desk.navigator._open(desk.gui.table(CONCERNING))
    settle()
    before = QApplication.focusWidget()
    assert before is not None
    QTest.keyClicks(before, "?")
    settle()
    assert "Keys" in texts_of(desk.gui.window)
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert "Keys" not in texts_of(desk.gui.window)


def test_a_question_mark_in_a_field_is_text(desk: SignedIn) -> None:
    desk.press(Qt.Key.Key_F1)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "?")
    settle()
    assert line.text() == "?"
    assert "Keys" not in texts_of(desk.gui.window)
