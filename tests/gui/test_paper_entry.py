"""An interview led on paper: the sheet and the keys have the same numbers, and it stays marked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from frontline.domain.deeds import DeedKind
from frontline.errors import BadInputError
from frontline.services.answer_lists import answer_list
from frontline.services.screenings import ScreeningService
from frontline.ui.pack_words import PackWords
from frontline.ui.tasks import TaskRunner
from frontline.ui.views.paper_entry import PaperEntryView
from frontline.ui.widgets.answer_buttons import answer_codes
from frontline.ui.widgets.paper import pdf_of
from tests.support.gui import CONCERNING, RAPID, Gui, Held, settle
from tests.support.gui_paper import CHILD, a_sheet, answers_of, entry_of, paper_time
from tests.support.gui_words import texts_of
from tests.support.pdf_reading import text_of


def type_digits(view: PaperEntryView, digits: str) -> None:
    for digit in digits:
        QTest.keyClicks(QApplication.focusWidget() or view, digit)


def test_numbers_answer_and_go_on_by_themselves(gui: Gui) -> None:
    table = gui.table(instrument=RAPID)
    view = entry_of(gui, table)
    gui.show(view)
    pack, items = gui.definition, table.interview.instrument.items
    for _ in range(3):
        type_digits(view, "2")
        settle()
    given = gui.recorded(table)
    assert given == [
        (item.question, answer_codes(pack.questions[item.question])[1]) for item in items[:3]
    ]


def test_numbers_typed_before_the_disk_is_done_are_not_lost(gui: Gui) -> None:
    held = Held()
    table = gui.table(instrument=RAPID)
    view = entry_of(gui, table)
    gui.show(view)
    view._viewmodel._runner = TaskRunner(held)
    type_digits(view, "121")
    for _ in range(6):
        held.let_go()
    codes = [value for _question, value in gui.recorded(table)]
    assert codes == ["seen", "not_seen", "seen"]


def test_every_answer_carries_the_time_of_the_interview_and_the_mark(gui: Gui) -> None:
    table = gui.table(instrument=RAPID)
    begun = table.screening.started_at
    view = entry_of(gui, table)
    gui.show(view)
    type_digits(view, "1")
    settle()
    (event,) = gui.vault.cases.answers(table.case.id)
    assert event.answered_at == begun - timedelta(hours=7)
    deed = gui.vault.audit.deeds[-1]
    assert deed.kind is DeedKind.ANSWERS_FROM_PAPER
    assert deed.at > event.answered_at
    lines = [line for section in answer_list(gui.desk, table).sections for line in section.lines]
    assert [line.question for line in lines if line.is_from_paper] == [event.question]


def test_the_list_of_answers_tells_what_came_from_paper(gui: Gui) -> None:
    table = gui.table(instrument=RAPID)
    view = entry_of(gui, table)
    gui.show(view)
    type_digits(view, "1")
    settle()
    mark = "Entered afterwards from paper"
    assert texts_of(gui.show(answers_of(gui, table))).count(mark) == 1
    # What is corrected on the screen later is no paper any more.
    again = ScreeningService(gui.desk).resume(table.screening.id)
    question = table.log[0].question
    ScreeningService(gui.desk).answer(again, question, "not_seen")
    assert mark not in texts_of(gui.show(answers_of(gui, again)))


def test_what_is_asked_at_the_screen_has_no_mark(gui: Gui) -> None:
    table = gui.table(CONCERNING)
    shown = texts_of(gui.show(answers_of(gui, table)))
    assert shown
    assert "Entered afterwards from paper" not in shown


@pytest.mark.parametrize("hours", [0, 1])
def test_an_interview_cannot_be_later_than_its_entry(gui: Gui, hours: int) -> None:
    table = gui.table(instrument=RAPID)
    later = table.screening.started_at + timedelta(hours=hours)
    with pytest.raises(BadInputError):
        ScreeningService(gui.desk).enter_from_paper(table, later)
    assert table.paper_at is None


def test_back_and_on_work_by_keys(gui: Gui) -> None:
    table = gui.table(instrument=RAPID)
    view = entry_of(gui, table)
    gui.show(view)
    first = view._shown
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Return)
    settle()
    assert view._shown != first
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Backspace)
    settle()
    assert view._shown == first
    assert gui.recorded(table) == []


@pytest.mark.parametrize(
    ("typed", "is_taken"), [("0000", True), ("2359", False), ("2561", False), ("", False)]
)
def test_the_time_of_the_interview_is_asked_first_and_lies_before_now(
    gui: Gui, typed: str, is_taken: bool
) -> None:
    view = paper_time(gui)
    gui.show(view)
    view._time.setText(typed)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert bool(gui.told) is is_taken
    assert ("Enter a day and a time before now." in texts_of(view)) is not is_taken


def test_the_sheet_has_every_item_with_its_number(gui: Gui) -> None:
    read = text_of(pdf_of(a_sheet(gui, RAPID, "es")))
    pack, items = gui.definition, gui.table(instrument=RAPID).interview.instrument.items
    assert len(items) > 10
    for number, item in enumerate(items, start=1):
        text = pack.texts.get(f"question.{item.question}.text", "en").value
        assert "".join(f"{number}. {text}".split()) in read
        for key, code in enumerate(answer_codes(pack.questions[item.question]), start=1):
            answer = PackWords(pack, "en", "es").answer(pack.questions[item.question], code)
            assert "".join(f"{key}{answer}".split()) in read
    assert "Writenonameshere." in read


def test_the_sheet_has_what_is_said_in_the_persons_language(gui: Gui) -> None:
    said = gui.definition.texts.get("question.card_afraid.say", "es").value
    assert "".join(said.split()) in text_of(pdf_of(a_sheet(gui, CHILD, "es")))
