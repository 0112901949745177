"""Somebody who touches whatever there is to touch, at random, and remembers what was answered."""

from __future__ import annotations

import random
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from frontline.app.memory import give_memory_back
from frontline.cli.bench.measuring import resident_megabytes
from frontline.domain.answers import NONE_OF_THESE, AnswerValue
from frontline.domain.identifiers import CaseId, QuestionId
from frontline.errors import FrontlineError
from frontline.services.interview_state import interview_state
from frontline.services.screenings import laid_out
from frontline.ui.language import INTERFACE_LANGUAGES
from frontline.ui.views.cover import CoverView
from frontline.ui.views.practice import PracticeFrame
from frontline.ui.views.self_completion import SelfCompletionView
from frontline.ui.views.sign_in import SignInView
from frontline.ui.widgets import keys
from frontline.ui.widgets.bar_buttons import BarButton
from tests.support.desktop import PlayedDesktop
from tests.support.desktop_hand import _scroll_to
from tests.support.hub import seeded
from tests.support.touching import named_widget, touchable, type_into
from tests.support.vault_posts import OFFICER

# So many actions are told of when something goes wrong.
TOLD = 40
# One action in so many is a key of the program's own.
_KEY_IN = 12
# One in so many is at the bar; and of those that lock, so many are left out for each that is done.
_BAR_IN, _LOCK_IN = 8, 20
_COMPARED_EVERY = 5
_ENDING = frozenset({"bar-cover", "bar-lock"})
_TEXTS = ("", "7", "23", "1900", "Quilla Ondarra", "ñandú £ 漢", "a" * 60, "2580", "-4", "=1+1")
_KEYS = tuple(each for each in vars(keys).values() if isinstance(each, keys.Shortcut))


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was chosen on a page."""

    case: CaseId
    question: QuestionId
    code: str


@dataclass(slots=True)
class Monkey:
    """Whoever sees it fail repeats it with the same `seed`."""

    played: PlayedDesktop
    seed: int
    given: list[Given] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    compared: int = 0
    # Locks nothing, so that the session goes on.
    stays: bool = False
    _chance: random.Random = field(init=False)
    _last: deque[str] = field(init=False)

    def __post_init__(self) -> None:
        self._chance = seeded(self.seed)
        self._last = deque(maxlen=TOLD)

    def play(self, actions: int) -> None:
        """Raises AssertionError, with the seed and the last actions in a note."""
        try:
            goal, number = self.done.total() + actions, -1
            while self.done.total() < goal:
                number += 1
                assert number < 2 * actions, "nothing can be touched"
                self._act()
                self._settle()
                crashes = self.played.crashes()
                assert not crashes, "\n".join(crashes)
                if number % _COMPARED_EVERY == 0:
                    self.compare()
            self.compare_all()
        except BaseException as error:
            last = "\n".join(self._last)
            error.add_note(
                f"seed {self.seed}, after {self.done.total()} actions, the last:\n{last}"
            )
            raise

    def compare(self) -> None:
        """What the page says was answered is what the vault has, and the last click counts."""
        if not self._is_in_case():
            return
        self.compared += 1
        table = self.played.case().table
        shown = dict(self.played.interview().values)
        desk = self.played.workplace.desk

        def stored() -> dict[QuestionId, object]:
            kept = laid_out(desk, table.case, desk.vault.cases.screening(table.screening.id))
            return dict(interview_state(kept).values)

        assert self.played.in_vault(stored) == shown
        self._compare_case(table.case.id)

    def compare_all(self) -> None:
        """Every answer that was ever chosen is in the log of its case, in that order."""
        self._sign_in_again()
        for case in {each.case for each in self.given}:
            self._compare_case(case)

    def see_each_once(self) -> None:
        """The languages, and a practice: what those load stays, whoever comes to them first."""
        hand = self.played.hand
        for language in INTERFACE_LANGUAGES:
            self._go_home()
            hand.click("bar-gear")
            hand.choose("language", language)
            self._settle()
            hand.click("bar-book")
            hand.click("back")
        self._go_home()
        hand.click("practise")
        hand.wait(lambda: hand.has("leave-practice"), "the practice")
        self._go_home()

    def memory(self) -> float:
        """Megabytes, signed in and at the home page. A lock is a new process, so what is to be
        compared with this has to come from the same session: see `stays`."""
        self._go_home()
        give_memory_back()
        return resident_megabytes() or 0.0

    def _go_home(self) -> None:
        self._sign_in_again()
        self._take_back()
        # A practice has rules and a vault of its own, which go when it ends.
        while isinstance(self.played.now.window.page, PracticeFrame):
            if self.played.hand.has("leave-practice"):
                self.played.hand.click("leave-practice")
            else:
                self._act()
            self._settle()
            self._take_back()
        navigator = self.played.now.navigator
        assert navigator is not None
        navigator.show_home()
        self._settle()

    def _take_back(self) -> None:
        """Where the person holds the machine, as the officer's digits would."""
        for held in self.played.now.window.findChildren(SelfCompletionView):
            if held.isVisible():
                held._hand_over.give_back()
                self._settle()

    def _compare_case(self, case: CaseId) -> None:
        cases = self.played.workplace.desk.vault.cases
        log = self.played.in_vault(lambda: cases.answers(case))
        logged = iter([(each.question, _code(each.value)) for each in log])
        chosen = [(each.question, each.code) for each in self.given if each.case == case]
        lost = [each for each in chosen if each not in logged]
        assert lost == [], f"not in the vault: {lost[:3]}"

    def told(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.done.most_common())
        return f"{kinds}; {len(self.given)} answers, {self.compared} times compared"

    # What can be done

    def _act(self) -> None:
        page = self.played.now.window.page
        if isinstance(page, SignInView | CoverView):
            self._sign_in_again()
        elif self._chance.randrange(_KEY_IN) == 0:
            self._press()
        else:
            self._touch()

    def _sign_in_again(self) -> None:
        if isinstance(self.played.now.window.page, CoverView):
            self.played.hand.press(Qt.Key.Key_Space)
            self._settle()
        if self.played.now.workplace is None:
            self._note("sign-in", "")
            self.played.sign_in(OFFICER.name, OFFICER.passphrase)

    def _press(self) -> None:
        focus = self._focus()
        if focus is None:
            return
        shortcut = self._chance.choice(_KEYS)
        if shortcut in (keys.HIDE, keys.LOCK) and not self._may_end():
            return
        pressed = self._chance.choice(shortcut.keys)
        self._note("key", pressed)
        QTest.keySequence(focus, QKeySequence(pressed))

    def _focus(self) -> QWidget | None:
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.window() is self.played.now.window else None

    def _touch(self) -> None:
        is_bar = self._chance.randrange(_BAR_IN) == 0
        found = [
            each
            for each in touchable(self.played.now.window)
            if isinstance(each, BarButton) is is_bar
        ]
        widgets = [each for each in found if self._is_wanted(each)]
        if not widgets:
            self._press()
            return
        widget = self._chance.choice(widgets)
        self._note(type(widget).__name__, named_widget(widget))
        match widget:
            case QAbstractButton():
                self._click(widget)
            case QComboBox():
                self._choose(widget)
            case QLineEdit() | QPlainTextEdit():
                widget.setFocus()
                widget.clear()
                type_into(widget, self._chance.choice(_TEXTS))
            case _:
                key = self._chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down))
                QTest.keyClick(widget, key)

    def _is_wanted(self, widget: QWidget) -> bool:
        """A lock takes as long as twenty other actions."""
        return widget.property("role") not in _ENDING or self._may_end()

    def _may_end(self) -> bool:
        return self._chance.randrange(_LOCK_IN) == 0 and not self.stays

    def _click(self, button: QAbstractButton) -> None:
        given = self._answer_of(button)
        _scroll_to(button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        if given is not None:
            self.given.append(given)

    def _choose(self, box: QComboBox) -> None:
        at = self._chance.randrange(box.count())
        box.setCurrentIndex(at)
        box.activated.emit(at)

    def _answer_of(self, button: QAbstractButton) -> Given | None:
        """What a click would answer; None where it answers nothing, or nothing new."""
        role = str(button.property("role") or "")
        question, is_answer, code = role.partition("=")
        if not is_answer or not isinstance(button, QRadioButton) or not self._is_in_case():
            return None
        table = self.played.case().table
        known = table.interview.compiled.pack.questions.get(QuestionId(question))
        # Lines of the checklist of rights may be called as a question is, and answer none.
        is_told = known is not None and code in (*known.answers, NONE_OF_THESE)
        if not is_told or self._stands(question, code):
            return None
        return Given(table.case.id, QuestionId(question), code)

    def _stands(self, question: str, code: str) -> bool:
        return _code(self.played.interview().values.get(QuestionId(question))) == code

    def _is_in_case(self) -> bool:
        navigator = self.played.now.navigator
        is_practice = isinstance(self.played.now.window.page, PracticeFrame)
        return navigator is not None and navigator.case is not None and not is_practice

    def _note(self, kind: str, name: str) -> None:
        self.done[kind] += 1
        self._last.append(f"{kind} {name}")

    def _settle(self) -> None:
        """Until what was begun is done."""
        for _ in range(3):
            # Closed in the meantime, where it raises.
            with suppress(RuntimeError, FrontlineError):
                self.played.in_vault(lambda: None)
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _code(value: AnswerValue | None) -> AnswerValue | None:
    """As it is chosen: of a question that takes several answers, none of them is one as well."""
    return NONE_OF_THESE if value == () else value
