"""The command palette: anywhere by typing, and nowhere that somebody may not go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frontline.app.commands import CaseCommands, PageWays, commands
from frontline.domain.officials import AccessRole
from frontline.services.permissions import PERMITTED, Action
from frontline.ui.viewmodels.palette import Command, CommandKind, matching
from frontline.ui.views.palette import Palette
from frontline.ui.widgets.answer_card import AnswerCard
from tests.support.desks import a_session
from tests.support.gui import CONCERNING, Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_words import texts_of

pytestmark = pytest.mark.slow

CONTROL = Qt.KeyboardModifier.ControlModifier
NEEDS = {
    "Find a case": Action.SEARCH,
    "New screening": Action.SCREEN,
    "Outbox": Action.SEND_BUNDLES,
    "History": Action.VIEW_AUDIT,
    "How cases were dealt with": Action.READ_DEIDENTIFIED,
    "Review desk": Action.REVIEW,
    "Figures of the post": Action.READ_POST_FIGURES,
    "Forms that have a name now": Action.NAME_FORM,
    "Groups": Action.READ_GROUP,
    "People": Action.MANAGE_USERS,
    "Updates": Action.INSTALL_DOCUMENTS,
    "Backups and keeping": Action.BACKUP,
    "Sealed report": Action.WRITE_INTEGRITY_REPORT,
    "Questions": Action.SCREEN,
    "Finding": Action.READ_OWN_CASES,
    "Help and plan": Action.READ_OWN_CASES,
    "Referral": Action.MAKE_REFERRAL,
    "Route": Action.READ_OWN_CASES,
    "Person's details": Action.READ_IDENTITY,
    "Colleagues": Action.SHARE_CASE,
    "Hand-overs to services": Action.CARRY_HANDOVER,
    "Notes for the police": Action.CARRY_NOTE,
}
FOR_ALL = {
    "Today",
    "Immediate danger",
    "Glossary",
    "Directory",
    "Keys",
    "Settings",
    "A break",
    "Practice interview",
    "Hide",
    "Lock",
}


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[SignedIn]:
    gui = Gui(surroundings())
    yield SignedIn(gui)
    gui.close()


def nowhere() -> None: ...


def everywhere(ways: type[PageWays | CaseCommands]) -> list[Callable[[], None]]:
    return [nowhere for _way in fields(ways)]


def offered(role: AccessRole) -> set[str]:
    pages, case = PageWays(*everywhere(PageWays)), CaseCommands(*everywhere(CaseCommands))
    found = commands(surroundings().language, a_session(role), pages, case)
    return {command.words for command in found}


def open_palette(desk: SignedIn) -> Palette:
    desk.press(Qt.Key.Key_K, CONTROL)
    (found,) = [each for each in desk.gui.window.findChildren(Palette) if each.isVisible()]
    return found


def lines(palette: Palette) -> list[str]:
    shown = palette._list
    return [shown.item(at).text().strip() for at in range(shown.count())]


def type_into(desk: SignedIn, text: str) -> Palette:
    palette = open_palette(desk)
    QTest.keyClicks(palette.field, text)
    settle()
    return palette


@pytest.mark.parametrize("role", AccessRole)
def test_each_role_is_offered_what_the_table_permits(role: AccessRole) -> None:
    permitted = {words for words, action in NEEDS.items() if action in PERMITTED[role]}
    assert offered(role) == FOR_ALL | permitted


def test_a_role_that_loses_a_right_loses_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "History" in offered(AccessRole.SUPERVISOR)
    fewer = {a: t for a, t in PERMITTED[AccessRole.SUPERVISOR].items() if a != Action.VIEW_AUDIT}
    monkeypatch.setitem(PERMITTED, AccessRole.SUPERVISOR, fewer)
    assert "History" not in offered(AccessRole.SUPERVISOR)


def test_escape_leads_back_to_the_very_place(desk: SignedIn) -> None:
    table = desk.gui.table(CONCERNING)
    desk.navigator._open(table)
    settle()
    before, recorded = QApplication.focusWidget(), desk.gui.recorded(table)
    assert isinstance(before, AnswerCard)
    type_into(desk, "1 f s")
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert desk.gui.recorded(table) == recorded
    assert desk.gui.window.findChildren(Palette) == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [("outb", "Outbox"), ("glos", "Glossary"), ("dire", "Directory"), ("brea", "A break")],
)
def test_a_page_is_reached_by_typing_and_enter(desk: SignedIn, typed: str, title: str) -> None:
    type_into(desk, typed)
    desk.press(Qt.Key.Key_Return)
    assert desk.title() == title


def test_the_arrows_choose(desk: SignedIn) -> None:
    palette = type_into(desk, "re")
    first, second = lines(palette)[:2]
    desk.press(Qt.Key.Key_Down)
    assert palette._list.currentItem().text().strip() == second
    desk.press(Qt.Key.Key_Up)
    assert palette._list.currentItem().text().strip() == first
    assert QApplication.focusWidget() is palette.field


def test_a_word_opens_above_the_page_that_stays(desk: SignedIn) -> None:
    page = desk.page
    type_into(desk, "reflection")
    desk.press(Qt.Key.Key_Return)
    assert desk.page is page
    assert desk.workplace.lexicon.terms["reflection_period"].meaning["en"] in texts_of(
        desk.gui.window
    )


def test_a_case_is_opened_by_its_code_and_only_the_code_is_shown(desk: SignedIn) -> None:
    table = desk.gui.table(CONCERNING)
    code = table.case.code
    palette = type_into(desk, code[:3].lower())
    assert lines(palette)[0] == f"{code}  ·  Case"
    assert not any("acquaintance" in line for line in lines(palette))
    desk.press(Qt.Key.Key_Return)
    assert desk.navigator.case is not None
    assert desk.navigator.case.table.case.code == code


def test_who_may_not_search_finds_no_case(qapp: QApplication) -> None:
    gui = Gui(surroundings(), a_session(AccessRole.ADMINISTRATOR))
    desk = SignedIn(gui)
    palette = open_palette(desk)
    assert palette._viewmodel._cases is None
    gui.close()


def test_it_is_off_while_the_person_looks_at_the_screen(desk: SignedIn) -> None:
    desk.navigator._open(desk.gui.table(CONCERNING))
    settle()
    desk.press(Qt.Key.Key_F)
    desk.press(Qt.Key.Key_K, CONTROL)
    assert desk.gui.window.findChildren(Palette) == []


def test_nothing_is_made_of_it_before_it_is_asked_for(desk: SignedIn) -> None:
    assert desk.navigator._panels._palette is None
    open_palette(desk)
    assert desk.navigator._panels._palette is not None


def test_what_begins_like_the_typed_comes_first() -> None:
    made = [
        Command(CommandKind.PAGE, words, nowhere)
        for words in ("Safe return", "Return", "Día de retorno", "Other")
    ]
    assert [each.words for each in matching(made, "ret")] == [
        "Return",
        "Safe return",
        "Día de retorno",
    ]
    assert [each.words for each in matching(made, "dia")] == ["Día de retorno"]
