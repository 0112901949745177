"""Hearing a question: only where it was recorded, only when asked for, no moment longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from frontline.app.leaving import cover_everything
from frontline.domain.identifiers import QuestionId
from frontline.services.clips import clips_name
from frontline.ui.views.change_answer import ChangeAnswerView
from frontline.ui.views.paper_entry import PaperEntryView
from frontline.ui.views.person_screen import PersonScreen
from frontline.ui.views.screening import ScreeningView
from frontline.ui.views.self_completion import HandOver, SelfCompletionView
from tests.support.clips import (
    HEADPHONES,
)
from tests.support.gui import (
    DEBT,
    PAPERS,
    Held,
    screening_ways,
    settle,
)
from tests.support.gui_listening import SOUNDS, SpokenPost, buttons, words

NOBODY_HERE = "No loudspeaker or headphones found."


@pytest.fixture
def post(qapp: QApplication, tmp_path: Path) -> Iterator[SpokenPost]:
    made = SpokenPost(tmp_path / "clips")
    yield made
    made.gui.close()


def test_nothing_is_heard_before_somebody_asks(post: SpokenPost) -> None:
    post.asked()
    post.person()
    assert post.player.heard == []


def test_p_plays_the_question_and_p_stops_it(post: SpokenPost) -> None:
    view = post.asked()
    post.press()
    assert post.player.heard == [(SOUNDS["ar"][PAPERS], "")]
    assert [b.text().strip() for b in buttons(view)] == ["Stop (P)"]
    post.press()
    assert not post.player.is_playing
    assert [b.text().strip() for b in buttons(view)] == ["Listen (P)"]


def test_the_button_does_as_the_key(post: SpokenPost) -> None:
    view = post.asked()
    buttons(view)[0].click()
    settle()
    assert post.player.is_playing
    buttons(view)[0].click()
    settle()
    assert not post.player.is_playing


def test_a_question_that_was_heard_out_can_be_heard_again(post: SpokenPost) -> None:
    view = post.asked()
    post.press()
    post.player.end()
    settle()
    assert [b.text().strip() for b in buttons(view)] == ["Listen (P)"]
    post.press()
    assert post.player.heard == [(SOUNDS["ar"][PAPERS], "")] * 2


@pytest.mark.parametrize(
    ("language", "at"), [("es", PAPERS), ("ar", QuestionId("citizenship")), ("en", PAPERS)]
)
def test_without_a_recording_there_is_no_button_and_no_word(
    post: SpokenPost, language: str, at: QuestionId
) -> None:
    view = post.asked(at, language)
    post.press()
    assert buttons(view) == []
    assert "headphones" not in words(view)
    assert (post.player.heard, post.player.asked) == ([], 0)


def test_a_file_of_clips_that_is_not_there_is_no_fault_of_the_officer(post: SpokenPost) -> None:
    pack = post.gui.definition
    (post.folder / clips_name(pack.id, pack.version)).unlink()
    assert buttons(post.asked()) == []


def test_the_officer_sees_who_else_may_hear_it(post: SpokenPost) -> None:
    view = post.asked()
    text = "Desk loudspeaker. Others may hear this. Use headphones if you can."
    assert text in words(view)


def test_the_chosen_headphones_are_named_and_played_on(post: SpokenPost) -> None:
    post.listen_on(HEADPHONES.id)
    view = post.asked()
    assert "Headphones. Others may hear this." in words(view)
    post.press()
    assert post.player.heard == [(SOUNDS["ar"][PAPERS], HEADPHONES.id)]


def test_a_machine_without_a_loudspeaker_says_so_and_goes_on(post: SpokenPost) -> None:
    post.player.there = ()
    view = post.asked()
    assert NOBODY_HERE in words(view)
    assert "Others may hear this" not in words(view)
    post.press()
    assert NOBODY_HERE in words(view)
    assert [b.text().strip() for b in buttons(view)] == ["Listen (P)"]
    # Connected in between: no restart, no other page.
    post.player.there = (HEADPHONES,)
    post.press()
    assert post.player.is_playing
    assert NOBODY_HERE not in words(view)


def test_a_changed_recording_is_told_and_not_played(post: SpokenPost) -> None:
    pack = post.gui.definition
    path = post.folder / clips_name(pack.id, pack.version)
    content = bytearray(path.read_bytes())
    content[pack.clips["ar"][PAPERS].at] ^= 1
    path.write_bytes(content)
    view = post.asked()
    post.press()
    assert post.player.heard == []
    assert "missing or was changed" in words(view)


def test_the_next_question_is_not_talked_over(post: SpokenPost) -> None:
    view = post.asked()
    post.press()
    view._viewmodel.go_to(DEBT)
    settle()
    assert not post.player.is_playing
    post.press()
    assert post.player.heard[-1] == (SOUNDS["ar"][DEBT], "")


def test_leaving_the_page_stops_it_at_once(post: SpokenPost) -> None:
    post.asked()
    post.press()
    post.gui.window.show_page(QWidget(), None)
    assert not post.player.is_playing


def test_a_window_out_of_sight_is_silent(post: SpokenPost) -> None:
    post.asked()
    post.press()
    post.gui.window.hide()
    assert not post.player.is_playing


def test_covering_everything_stops_it_before_it_returns(post: SpokenPost) -> None:
    """What hiding and locking begin with."""
    post.asked()
    post.press()
    cover_everything(post.gui.window, post.gui.around)
    assert not post.player.is_playing


def test_a_sound_that_was_on_its_way_does_not_come_after_the_page(post: SpokenPost) -> None:
    held = Held()
    view = post.asked()
    post.gui.runner._executor = held
    post.press()
    assert [b.text().strip() for b in buttons(view)] == ["Stop (P)"]
    post.gui.window.show_page(QWidget(), None)
    held.let_go()
    assert post.player.heard == []


def test_pressed_twice_before_it_was_read_nothing_is_heard(post: SpokenPost) -> None:
    held = Held()
    post.asked()
    post.gui.runner._executor = held
    post.press()
    post.press()
    held.let_go()
    assert post.player.heard == []


def test_the_person_hears_it_on_their_own_screen(post: SpokenPost) -> None:
    screen = post.person()
    assert [b.text() for b in buttons(screen)] == [""]
    assert [b.accessibleName() for b in buttons(screen)] == ["Listen (P)"]
    assert "headphones" not in words(screen)
    post.press()
    assert post.player.heard == [(SOUNDS["ar"][PAPERS], "")]
    post.press(Qt.Key.Key_Escape)
    post.gui.window.show_page(QWidget(), None)
    assert not post.player.is_playing


def test_the_person_is_not_told_of_the_machine_before_they_ask(post: SpokenPost) -> None:
    post.player.there = ()
    screen = post.person()
    assert NOBODY_HERE not in words(screen)
    post.press()
    assert NOBODY_HERE in words(screen)


def test_who_answers_alone_can_listen(post: SpokenPost) -> None:
    handed = HandOver("1234", give_back=post.gui.tell("back"), lock=post.gui.tell("lock"))
    view = SelfCompletionView(post.interview(), post.gui.around, handed)
    post.gui.window.show_page(view, None)
    post.gui.window.show()
    settle()
    while view._at != PAPERS:
        post.press(Qt.Key.Key_Return)
    post.press()
    assert post.player.heard == [(SOUNDS["ar"][PAPERS], "")]
    post.press(Qt.Key.Key_Return)
    assert not post.player.is_playing


def test_an_answer_that_is_changed_can_be_asked_aloud_again(post: SpokenPost) -> None:
    view = ChangeAnswerView(post.interview(), post.gui.around, PAPERS, post.gui.tell("done"))
    post.gui.show(view)
    post.press()
    assert post.player.is_playing


def test_what_comes_from_paper_is_not_read_aloud_to_nobody(post: SpokenPost) -> None:
    view = PaperEntryView(post.interview(), post.gui.around)
    post.gui.show(view)
    assert buttons(view) == []


def test_both_screens_say_that_it_plays(post: SpokenPost) -> None:
    model = post.interview()
    view = ScreeningView(model, post.gui.around, screening_ways(post.gui))
    post.gui.show(view)
    screen = PersonScreen(model, post.gui.around, post.gui.tell("back"))
    screen.show()
    settle()
    buttons(screen)[0].click()
    settle()
    assert [b.text().strip() for b in buttons(view)] == ["Stop (P)"]
    screen.hide()
    assert not post.player.is_playing
    screen.deleteLater()
    settle()
