"""The history: who did what and when, for those who may read it; and a break, told to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from frontline.domain.audit import AuditBreak, BreakKind
from frontline.domain.deeds import DeedKind
from frontline.domain.officials import AccessRole
from frontline.services.history import ENTRIES_ON_A_PAGE
from frontline.ui.deed_words import breaks_with_words, deeds_with_words
from frontline.wire.audit_file import check_audit_file
from tests.support.desks import a_session
from tests.support.gui import Gui, Held, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_history import A_BREAK, broken_home, history, home
from tests.support.gui_words import texts_of

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


@pytest.fixture
def overseer(qapp: QApplication) -> Iterator[Gui]:
    made = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    yield made
    made.close()


def click(view: QWidget, role: str) -> None:
    next(b for b in view.findChildren(QPushButton) if b.property("role") == role).click()
    settle()


def roles(view: QWidget) -> set[str]:
    buttons = [b for b in view.findChildren(QPushButton) if b.isVisible()]
    return {str(b.property("role")) for b in buttons}


def choose(view: QWidget, name: str, code: str) -> None:
    box = view.findChild(QComboBox, name)
    assert box is not None
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())
    settle()


def test_every_deed_and_every_break_has_words() -> None:
    assert deeds_with_words() == set(DeedKind)
    assert breaks_with_words() == set(BreakKind)


def test_entries_are_told_newest_first_with_who_and_what(overseer: Gui) -> None:
    view = history(overseer)
    overseer.show(view)
    told = [text for text in texts_of(view) if text.isdigit()]
    newest = overseer.vault.audit.head().count
    assert told[:ENTRIES_ON_A_PAGE] == [str(newest - n) for n in range(ENTRIES_ON_A_PAGE)]
    assert overseer.session.user.name in texts_of(view)
    assert "1" not in texts_of(view)
    read = texts_of(view)
    while "older" in roles(view):
        click(view, "older")
        read += texts_of(view)
    assert "looked at a person's details" in read
    assert "1" in texts_of(view)


def test_a_kind_or_a_person_alone_can_be_looked_at(overseer: Gui) -> None:
    view = history(overseer)
    overseer.show(view)
    choose(view, "history-kind", DeedKind.IDENTITY_VIEWED.value)
    assert {entry.kind for entry in view._viewmodel.state.entries} == {"identity.viewed"}
    choose(view, "history-person", overseer.session.user.id.hex)
    assert len(view._viewmodel.state.entries) == 2
    choose(view, "history-kind", DeedKind.RECOVERY_USED.value)
    choose(view, "history-kind", "")
    assert len(view._viewmodel.state.entries) == ENTRIES_ON_A_PAGE


def test_the_saved_history_holds_by_itself_and_saving_it_is_a_deed(
    overseer: Gui, tmp_path: Path
) -> None:
    view = history(overseer)
    overseer.show(view)
    view._viewmodel.export(tmp_path / "history.jsonl")
    settle()
    with (tmp_path / "history.jsonl").open("rb") as lines:
        found = check_audit_file(lines)
    assert found.opening.head == overseer.vault.audit.head()
    assert set(found.signed_to) == {"device", overseer.session.user.id.hex}
    assert "saved the history to a file" in texts_of(view)
    assert any(text.startswith("Saved. The file holds no names") for text in texts_of(view))


def test_a_folder_that_takes_no_file_is_told(overseer: Gui, tmp_path: Path) -> None:
    view = history(overseer)
    overseer.show(view)
    view._viewmodel.export(tmp_path / "none" / "history.jsonl")
    settle()
    assert any("This folder cannot be used" in text for text in texts_of(view))


@pytest.mark.parametrize("access", [AccessRole.SUPERVISOR, AccessRole.OVERSIGHT])
def test_who_oversees_gets_there_from_home(qapp: QApplication, access: AccessRole) -> None:
    signed = SignedIn(Gui(surroundings(), a_session(access)))
    signed.click("history")
    assert signed.title() == "History"
    signed.click("back")
    assert signed.title() == "Today"
    signed.gui.close()


def test_an_officer_has_no_way_to_it(qapp: QApplication) -> None:
    signed = SignedIn(Gui(surroundings()))
    assert "history" not in roles(signed.page)
    signed.gui.close()


def test_a_break_is_told_to_an_officer_who_cannot_wave_it_away(gui: Gui) -> None:
    view = broken_home(gui)
    gui.show(view)
    wanted = "A record that entry 17 vouches for was changed, removed or added."
    assert wanted in texts_of(view)
    assert "acknowledge-break" not in roles(view)
    assert gui.vault.audit.deeds[-1].kind is DeedKind.AUDIT_BROKEN_SEEN


def test_a_break_is_entered_once_and_told_until_a_supervisor_took_note(overseer: Gui) -> None:
    kinds = [DeedKind.AUDIT_BROKEN_SEEN, DeedKind.AUDIT_BREAK_ACKNOWLEDGED]

    def entered() -> list[int]:
        deeds = [deed.kind for deed in overseer.vault.audit.deeds]
        return [deeds.count(kind) for kind in kinds]

    broken_home(overseer)
    view = broken_home(overseer)
    overseer.show(view)
    assert entered() == [1, 0]
    click(view, "acknowledge-break")
    assert entered() == [1, 1]
    assert not any("entry 17" in text for text in texts_of(view))
    again = broken_home(overseer)
    overseer.show(again)
    assert not any("entry 17" in text for text in texts_of(again))
    overseer.vault.audit.broken.append(AuditBreak(18, BreakKind.ENTRY, "b" * 32))
    broken_home(overseer)
    assert entered() == [2, 1]


def test_the_check_goes_on_in_steps_and_says_how_far_it_is(qapp: QApplication) -> None:
    held = Held()
    gui = Gui(surroundings())
    gui.vault.audit.broken.append(A_BREAK)
    view = home(gui)
    gui.show(view)
    gui.runner._executor = held
    view._record.start()
    assert "Checking the history: 0 %" in texts_of(view)
    held.let_go(1)
    assert "Checking the history: 50 %" in texts_of(view)
    # What an officer does now comes before the next step.
    done = list[str]()
    gui.runner.submit(lambda: done.append("answer"), done=lambda _none: None, failed=_unexpected)
    held.let_go(2)
    assert done == ["answer"]
    held.let_go()
    held.let_go()
    assert not any("Checking" in text for text in texts_of(view))
    assert any("entry 17" in text for text in texts_of(view))
    gui.close()


def test_a_lock_ends_the_check(qapp: QApplication) -> None:
    held = Held()
    gui = Gui(surroundings())
    view = home(gui)
    gui.show(view)
    gui.runner._executor = held
    view._record.start()
    gui.runner.stop()
    held.let_go()
    assert held.waiting == []
    gui.close()


def _unexpected(error: Exception) -> None:
    raise error
