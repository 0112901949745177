"""The person answers alone: they reach their questions, and nothing of the officer's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from frontline.app.person_pages import PersonPages, other_place
from frontline.app.stage import Stage
from frontline.errors import DiskFullError
from frontline.ui.pack_words import PackWords
from frontline.ui.self_completion import open_questions
from frontline.ui.viewmodels.screening import ScreeningViewModel
from frontline.ui.views.hand_over import MOST_TRIES, HandOverView
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.self_completion import SelfCompletionView
from frontline.ui.widgets.answer_card import AnswerCard
from frontline.ui.widgets.person_question import PersonQuestion
from tests.support.gui import IN_PRIVATE, Gui, settle
from tests.support.gui_pages import sending
from tests.support.gui_paper import alone, child_alone, hand_over
from tests.support.gui_words import texts_of

DIGITS = "4711"
# Whatever a keyboard has that could lead somewhere.
EVERY_KEY = (
    *range(Qt.Key.Key_F1, Qt.Key.Key_F12),
    *range(Qt.Key.Key_A, Qt.Key.Key_Z + 1),
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Left,
    Qt.Key.Key_Home,
    Qt.Key.Key_Back,
    Qt.Key.Key_Menu,
    Qt.Key.Key_Help,
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def shown(gui: Gui, view: QWidget) -> None:
    gui.window.show_page(view, None)
    gui.window.show()
    settle()


def press(view: QWidget, role: str) -> None:
    found = [b for b in view.findChildren(QPushButton) if b.property("role") == role]
    next(b for b in found if b.isVisible()).click()
    settle()


def roles(view: QWidget) -> set[str]:
    found = [b for b in view.findChildren(QPushButton) if b.isVisible()]
    return {str(each.property("role")) for each in found}


def enter(view: QWidget, digits: str) -> None:
    for digit in digits:
        press(view, f"digit-{digit}")
    press(view, "digit-enter")


def cards(view: QWidget) -> list[AnswerCard]:
    return [each for each in view.findChildren(AnswerCard) if each.isVisible()]


def test_the_person_goes_through_every_open_question_and_ends_at_the_thanks(gui: Gui) -> None:
    table = gui.table(IN_PRIVATE, language="es")
    view = alone(gui, table)
    words = PackWords(gui.definition, "en", "es")
    assert open_questions(view._viewmodel.state.interview, words) > 0
    before = len(gui.recorded(table))
    shown(gui, view)
    seen = 0
    while cards(view) or view.findChildren(PersonQuestion)[-1:]:
        if "person-next" not in roles(view):
            break
        seen += 1
        # "I prefer not to answer" opens nothing more.
        cards(view)[-1].click()
        settle()
        press(view, "person-next")
    assert open_questions(view._viewmodel.state.interview, words) == 0
    assert seen > 0
    assert len(gui.recorded(table)) == before + seen
    assert "Gracias. Por favor, devuelva esto ahora." in texts_of(view)
    assert cards(view) == []
    assert gui.told == []


def test_only_the_right_digits_give_the_screen_back(gui: Gui) -> None:
    view = alone(gui, gui.table(IN_PRIVATE, language="es"))
    shown(gui, view)
    press(view, "give-back")
    for wrong in ("", "4", "4712", "47111"):
        enter(view, wrong)
        assert gui.told == []
    enter(view, DIGITS)
    assert gui.told == ["given back"]


def test_too_many_wrong_tries_lock_the_program(gui: Gui) -> None:
    view = alone(gui, gui.table(IN_PRIVATE, language="es"))
    shown(gui, view)
    for _ in range(MOST_TRIES):
        press(view, "give-back") if "give-back" in roles(view) else None
        assert gui.told == []
        enter(view, "0000")
        # Going back to the question and asking again gives no fresh tries.
        if "person-back" in roles(view):
            press(view, "person-back")
    assert gui.told == ["locked"]


def test_the_digits_can_be_typed_as_well(gui: Gui) -> None:
    view = alone(gui, gui.table(IN_PRIVATE, language="ar"))
    shown(gui, view)
    press(view, "give-back")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "471")
    QTest.keyClick(focus, Qt.Key.Key_1)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert gui.told == ["given back"]


def test_the_person_can_go_back_to_their_own_answers_and_to_no_others(gui: Gui) -> None:
    table = gui.table(IN_PRIVATE, language="es")
    view = alone(gui, table)
    shown(gui, view)
    first = view._at
    assert "person-back" not in roles(view)
    cards(view)[0].click()
    press(view, "person-next")
    assert view._at != first
    press(view, "person-back")
    assert view._at == first
    assert cards(view)[0].isChecked()
    assert "person-back" not in roles(view)


def test_an_answer_that_cannot_be_stored_ends_the_walk(gui: Gui) -> None:
    view = alone(gui, gui.table(IN_PRIVATE, language="es"))
    shown(gui, view)
    view._viewmodel._on_refused(DiskFullError())
    settle()
    assert roles(view) == {f"digit-{name}" for name in (*"0123456789", "delete", "enter")}


@pytest.mark.parametrize("digits", ["", "123"])
def test_too_few_digits_hand_nothing_over(gui: Gui, digits: str) -> None:
    view = hand_over("es")(gui)
    gui.show(view)
    enter(view, digits)
    assert gui.told == []
    assert "Choose at least 4 digits." in texts_of(view)


def test_where_the_language_lacks_the_questions_nothing_can_be_handed_over(gui: Gui) -> None:
    view = hand_over("xx")(gui)
    gui.show(view)
    assert roles(view) == {"back"} | (roles(view) & {""})
    assert any("with an interpreter" in text for text in texts_of(view))


class Held:
    """A window in which the machine was handed over, with all keys of a session."""

    def __init__(self, gui: Gui) -> None:
        self.gui = gui
        self.stage = Stage(gui.window, gui.around, sending(gui))
        keys = {"F9": gui.tell("danger"), "F1": gui.tell("glossary"), "Ctrl+P": gui.tell("break")}
        safe: dict[str, Callable[[], None]] = {"F12": gui.tell("hide"), "Ctrl+L": gui.tell("lock")}
        self.stage.set_keys({**keys, **safe}, safe)
        table = gui.table(IN_PRIVATE, language="es")
        self.model: ScreeningViewModel = gui.screening(table)
        self.pages = PersonPages(
            self.stage, self.model, on_back=gui.tell("question"), on_lock=gui.tell("lock")
        )
        gui.window.show()
        self.pages.ask_hand_over()
        settle()
        page = gui.window.page
        assert isinstance(page, HandOverView)
        enter(page, DIGITS)

    @property
    def page(self) -> QWidget:
        page = self.gui.window.page
        assert page is not None
        return page


@pytest.mark.parametrize("modifier", MODIFIERS)
def test_no_key_leads_anywhere_while_the_person_holds_the_machine(
    gui: Gui, modifier: Qt.KeyboardModifier
) -> None:
    held = Held(gui)
    assert isinstance(held.page, SelfCompletionView)
    page = held.page
    for key in EVERY_KEY:
        if (key, modifier) == (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier):
            continue
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key(key), modifier)
        settle()
    assert gui.told == []
    assert held.page is page
    assert roles(page) <= {"give-back", "person-back", "person-next"}


def test_nothing_the_program_does_by_itself_takes_the_persons_page_away(gui: Gui) -> None:
    held = Held(gui)
    page = held.page
    held.stage.show(QWidget)
    held.stage.aside("news", lambda _back: QWidget())
    held.model.finished.emit()
    assert held.page is page


def test_keys_that_end_the_session_work_all_the_time(gui: Gui) -> None:
    held = Held(gui)
    QTest.keyClick(held.page, Qt.Key.Key_F12)
    QTest.keyClick(held.page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert gui.told == ["hide", "lock"]


def test_given_back_everything_works_again(gui: Gui) -> None:
    held = Held(gui)
    press(held.page, "give-back")
    enter(held.page, DIGITS)
    assert gui.told == ["question"]
    QTest.keyClick(held.page, Qt.Key.Key_F9)
    assert gui.told == ["question", "danger"]
    other = QWidget()
    held.stage.show(lambda: other)
    assert held.page is other


def test_while_not_handed_over_the_same_keys_do_lead_somewhere(gui: Gui) -> None:
    """The control of the test that no key does."""
    held = Held(gui)
    held.stage.take_back()
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F1):
        QTest.keyClick(held.page, key)
    assert gui.told == ["danger", "glossary"]


def test_a_child_points_at_pictures(gui: Gui) -> None:
    view = child_alone(gui)
    shown(gui, view)
    for _ in range(3):
        assert cards(view)
        assert all(card.content.picture for card in cards(view))
        cards(view)[0].click()
        press(view, "person-next")


class OneScreen:
    def __init__(self, left: int) -> None:
        self.left = left

    def geometry(self) -> QRect:
        return QRect(self.left, 0, 800, 600)


def test_the_persons_screen_goes_to_another_screen_where_there_is_one() -> None:
    own, other = OneScreen(0), OneScreen(800)
    find: Callable[..., QRect | None] = other_place
    assert find(own, [own]) is None
    assert find(own, [own, other]) == QRect(800, 0, 800, 600)


def test_the_other_screen_follows_the_question_and_goes_with_the_page(gui: Gui) -> None:
    table = gui.table(IN_PRIVATE, language="es")
    model = gui.screening(table)
    screen = PersonScreen(model, gui.around, gui.window.hide_beside)
    gui.window.show_page(QWidget(), None)
    gui.window.show()
    gui.window.show_beside(screen, QRect(0, 0, 640, 480))
    settle()
    assert screen.isVisible()
    model.go_on()
    settle()
    first = texts_of(screen)
    model.go_on()
    settle()
    assert texts_of(screen) != first
    gui.window.show_page(QWidget(), None)
    settle()
    assert gui.window.beside is None
