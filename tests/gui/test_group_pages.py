"""The pages of a group: what is clicked is recorded once, and what is recorded is shown."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from frontline.domain.answers import Observation
from frontline.domain.groups import GroupKind, MemberFlag, PlaceItem, Reply
from frontline.services.group_board import GroupBoards
from frontline.ui.widgets.answer_card import AnswerBox, AnswerCard
from tests.support.gui import Gui, Held, settle, surroundings
from tests.support.gui_groups import GroupAtWork
from tests.support.gui_words import texts_of


@pytest.fixture
def work(gui: Gui) -> GroupAtWork:
    made = GroupAtWork(gui)
    made.fill()
    gui.show(made.load())
    return made


def click(work: GroupAtWork, role: str, kind: Any = QPushButton) -> None:
    (found,) = [b for b in work.view.findChildren(kind) if b.property("role") == role]
    found.click()
    settle()


def test_the_board_tells_how_far_everybody_is(work: GroupAtWork) -> None:
    shown = texts_of(work.view)
    assert "People: 4 · Talks: 2 · Open: 2" in shown
    assert "Talk to next: 3" in shown
    assert "Worker 2 · May be under 18 · Afraid" in shown
    assert "Confirmed: 1 · Denied: 0 · Not asked: 3" in shown
    assert "Worker 2: bring child protection in" in shown


def test_what_is_seen_at_the_place_is_stored_at_once(work: GroupAtWork) -> None:
    work.model.show_place()
    settle()
    click(work, "minors_at_work=seen", AnswerCard)
    click(work, "exits_locked=not_seen", AnswerCard)
    place = work.gui.vault.groups.place(work.group.id)
    assert place[PlaceItem.MINORS_AT_WORK] is Observation.SEEN
    assert place[PlaceItem.EXITS_LOCKED] is Observation.NOT_SEEN


def test_signs_are_saved_together_and_that_of_a_child_is_not_taken_back(work: GroupAtWork) -> None:
    child = work.members[1]
    work.model.show_member(child)
    settle()
    boxes = {box.property("role"): box for box in work.view.findChildren(AnswerBox)}
    assert not boxes["flag-may_be_child"].isEnabled()
    boxes["flag-afraid"].click()
    boxes["flag-hurt"].click()
    click(work, "save-member")
    stored = work.gui.vault.groups.members(work.group.id)[1]
    assert stored.flags == {MemberFlag.MAY_BE_CHILD, MemberFlag.HURT}


def test_only_who_can_be_asked_has_buttons_to_reply(work: GroupAtWork) -> None:
    assert work.fact is not None
    work.model.show_fact(work.fact)
    settle()
    roles = {str(b.property("role")) for b in work.view.findChildren(QPushButton)}
    assert {"confirmed-1", "denied-1"} <= roles
    assert not roles & {f"{reply.value}-{number}" for reply in Reply for number in (2, 3, 4)}
    click(work, "denied-1")
    board = GroupBoards(work.gui.desk).read(work.group.id)
    reply = board.reply_of(work.fact, work.members[0].id)
    assert reply is not None
    assert reply.reply is Reply.DENIED


def test_a_talk_is_begun_once_however_often_it_is_clicked(qapp: QApplication) -> None:
    held = Held()
    gui = Gui(surroundings(), executor=held)
    work = GroupAtWork(gui, GroupKind.OPERATION)
    gui.show(work.view)
    work.model.load()
    held.let_go()
    for _ in range(3):
        work.model.talk(work.members[0])
        work.model.add_people(2)
    held.let_go()
    assert len(gui.told) == 1
    assert len(gui.vault.groups.members(work.group.id)) == 4
    work.model.add_people(2)
    work.model.add_people(2)
    held.let_go()
    assert len(gui.vault.groups.members(work.group.id)) == 6
    gui.close()


def test_a_click_while_the_board_is_read_is_not_lost(qapp: QApplication) -> None:
    held = Held()
    gui = Gui(surroundings(), executor=held)
    work = GroupAtWork(gui)
    gui.show(work.view)
    work.model.load()
    held.let_go()
    work.model.load()
    work.model.talk(work.members[2])
    held.let_go()
    assert len(gui.told) == 1
    gui.close()
