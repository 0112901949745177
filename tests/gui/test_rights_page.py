"""The rights checklist: what is known is read off, the rest is answered, and then it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from frontline.domain.rights import RightsLine
from frontline.services.rights_checklist import RightsChecklist
from frontline.services.screenings import OpenScreening
from frontline.ui.viewmodels.rights import RightsViewModel
from frontline.ui.views.rights import RightsActions, RightsView
from frontline.ui.widgets.answer_card import AnswerCard
from tests.support.gui import CONCERNING, Gui, settle
from tests.support.gui_words import texts_of

# What CONCERNING tells: the talk was private, and no interpreter was needed.
READ_OFF = {RightsLine.PRIVACY, RightsLine.INTERPRETER}


def rights_page(gui: Gui, table: OpenScreening) -> RightsView:
    model = RightsViewModel(RightsChecklist(gui.desk), gui.runner, table)
    view = RightsView(model, gui.around, RightsActions(gui.tell("back"), gui.tell("close")))
    settle()
    gui.show(view)
    return view


def cards(view: RightsView) -> dict[str, AnswerCard]:
    found = [card for card in view.findChildren(AnswerCard) if card.isVisible()]
    return {str(card.property("role")): card for card in found}


def close_button(view: RightsView) -> QPushButton:
    found = [b for b in view.findChildren(QPushButton) if b.property("role") == "close"]
    return next(b for b in found if b.isVisible())


def test_closing_with_open_lines_leads_to_the_checklist(gui: Gui) -> None:
    model = gui.case(gui.table(CONCERNING))
    model.rights_open.connect(lambda: gui.told.append("rights"))
    model.closed.connect(lambda: gui.told.append("closed"))
    model.close()
    settle()
    assert gui.told == ["rights"]
    assert model.state.error is not None


def test_only_what_nothing_tells_is_asked_and_then_it_can_be_closed(gui: Gui) -> None:
    view = rights_page(gui, gui.table(CONCERNING))
    asked = {role.split("=")[0] for role in cards(view)}
    assert asked == {line.value for line in RightsLine} - {line.value for line in READ_OFF}
    assert not close_button(view).isEnabled()
    assert cards(view)["informed=given"].hasFocus()
    for line in asked:
        cards(view)[f"{line}=safety_first"].click()
        settle()
    assert close_button(view).isEnabled()
    close_button(view).click()
    assert gui.told == ["close"]


def test_a_line_is_answered_and_corrected_by_keys_alone(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    view = rights_page(gui, table)
    cards(view)["informed=given"].setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        settle()
    assert cards(view)["informed=not_wanted"].isChecked()
    assert [value for name, value in gui.recorded(table) if name == "rights.informed"] == [
        "given",
        "not_wanted",
    ]
    assert "Interpreter" not in "".join(texts_of(view))
