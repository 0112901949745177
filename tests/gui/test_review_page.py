"""The review desk at the end of a shift: what waits is seen in the right order, looked at, returned
or approved, and nothing on it changes an answer (S-116)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QPushButton, QWidget

from frontline.domain.findings import Band
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import ReferralState
from frontline.errors_of_review import CommentMissingError
from frontline.services.review_desk import ReviewDesk
from frontline.services.standing import standing_of
from frontline.ui.language import INTERFACE_LANGUAGES
from tests.support.desks import a_session
from tests.support.gui import Gui, settle, surroundings
from tests.support.gui_desk import SignedIn
from tests.support.gui_review import (
    WORDS,
    Post,
    filled,
    finding_of,
    home_with_returned,
    review_of,
    supervisors_home,
)
from tests.support.gui_words import texts_of


def press(view: QWidget, role: str) -> None:
    buttons = [b for b in view.findChildren(QAbstractButton) if b.isVisible()]
    next(b for b in buttons if b.property("role") == role).click()
    settle()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def roles(view: QWidget, prefix: str) -> list[str]:
    """In the order of the page."""
    found = [str(b.property("role")) for b in view.findChildren(QAbstractButton) if b.isVisible()]
    return [role for role in found if role.startswith(prefix)]


@pytest.fixture
def post(gui: Gui) -> Post:
    return filled(gui)


def test_urgent_ones_and_overrides_stand_above_the_rest(post: Post) -> None:
    _model, view = review_of(post)
    post.gui.show(view)

    texts = texts_of(view)
    assert "3 referrals wait for review · 0 are approved and not let go" in texts
    marked = [text for text in texts if text in ("Urgent", "Finding corrected")]
    assert marked == ["Urgent", "Finding corrected"]
    assert any(text.startswith("Rivas · waits 1 day") for text in texts)
    assert any("Not kept, or not noted: " in text for text in texts)


def test_one_is_returned_with_words_and_reaches_the_officer(post: Post) -> None:
    model, view = review_of(post)
    post.gui.show(view)
    press(view, roles(view, "look-")[0])

    press(view, "return")
    assert isinstance(model.state.error, CommentMissingError)
    area = view.findChild(QPlainTextEdit, "comment")
    assert area is not None
    area.setPlainText(WORDS)
    press(view, "return")

    assert len(roles(view, "look-")) == 2
    assert "Returned. The officer sees it with your words." in texts_of(view)
    (back,) = ReviewDesk(post.officer).returned()
    assert back.comment == WORDS


def test_words_that_were_typed_stay_when_something_is_refused(post: Post) -> None:
    model, view = review_of(post)
    post.gui.show(view)
    press(view, roles(view, "look-")[2])
    area = view.findChild(QPlainTextEdit, "comment")
    assert area is not None
    area.setPlainText("half a sentence")
    model._on_refused(CommentMissingError())
    settle()

    assert area.toPlainText() == "half a sentence"
    assert area.isVisible()


def test_several_are_approved_together(post: Post) -> None:
    _model, view = review_of(post)
    post.gui.show(view)
    for role in roles(view, "choose-")[:2]:
        press(view, role)
    press(view, "approve-chosen")

    states = [each.state for each in post.gui.vault.referrals.referrals()]
    assert states.count(ReferralState.REVIEWED) == 2
    assert "1 referral waits for review · 2 are approved and not let go" in texts_of(view)


def test_a_lower_finding_is_agreed_to_by_the_second_person(post: Post) -> None:
    _model, view = review_of(post)
    post.gui.show(view)
    (agree,) = roles(view, "agree-")
    press(view, agree)

    assert roles(view, "agree-") == []
    assert "Agreed. The lower finding stands; the history names you both." in texts_of(view)


def test_all_of_it_is_done_with_keys_alone(gui: Gui) -> None:
    _model, view = review_of(filled(gui))
    gui.show(view)
    gui.window.activateWindow()
    first = next(b for b in view.findChildren(QPushButton) if b.property("role") == "leaving")
    assert QApplication.focusWidget() is first

    for _step in range(60):
        if str(focus().property("role")).startswith("look-"):
            break
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    assert focus().property("role") == "approve"
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    settle()
    assert "2 referrals wait for review · 1 is approved and not let go" in texts_of(view)


def test_the_home_of_a_supervisor_leads_there_first(gui: Gui) -> None:
    view = gui.show(supervisors_home(gui))

    assert "4 referrals and findings wait for you" in texts_of(view)
    assert focus().property("role") == "review"
    press(view, "review")
    assert gui.told == ["review"]


def test_the_home_of_the_officer_says_what_came_back_and_why(gui: Gui) -> None:
    view = gui.show(home_with_returned(gui))

    texts = texts_of(view)
    assert WORDS in texts
    assert any("returned by Ines Duarte" in text for text in texts)
    assert roles(view, "returned-")
    assert "review" not in roles(view, "review")


def test_a_held_up_finding_is_told_and_asked_for_with_a_reason(gui: Gui) -> None:
    post = Post(gui)
    table = post.lowered()
    _model, view = finding_of(post, table)
    gui.show(view)
    texts = texts_of(view)
    assert "The higher finding stands" in texts
    assert "Indicators shown: possible trafficking" in texts

    press(view, "ask-lower")

    assert roles(view, "ask-lower") == []
    assert "A supervisor decides: The question or the answer was misunderstood" in texts_of(view)
    assert standing_of(post.officer, table).finding.band is Band.POSSIBLE


@pytest.fixture
def supervised(qapp: QApplication) -> Iterator[SignedIn]:
    gui = Gui(surroundings(), a_session(AccessRole.SUPERVISOR))
    yield SignedIn(gui)
    gui.close()


def test_the_ways_lead_from_home_to_each_page_and_back(supervised: SignedIn) -> None:
    desk = supervised
    desk.click("review")
    assert desk.title() == "Review desk"
    desk.click("figures")
    assert desk.title() == "Figures of the post"
    desk.click("back")
    desk.click("leaving")
    assert desk.title() == "What leaves next"
    desk.click("back")
    assert desk.title() == "Review desk"
    desk.click("home")
    desk.click("outbox")
    desk.click("export")
    assert desk.title() == "What leaves next"
    desk.click("back")
    assert desk.title() == "Outbox"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_each_language_has_the_desk(language: str, qapp: QApplication) -> None:
    gui = Gui(surroundings(language))
    view = gui.show(review_of(filled(gui))[1])
    others = gui.around.language.gettext("Review desk")
    assert others in texts_of(view)
    assert language == "en" or others != "Review desk"
    gui.close()
