"""The outbox: what waits, what left, what arrived; and work goes on while it is carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtWidgets import QProgressBar, QPushButton

from frontline.domain.cases import FollowUp
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import FollowUpId, ReferralId
from frontline.domain.referrals import ReferralState
from frontline.domain.service_answers import (
    Outcome,
    ReceivedAnswer,
    RefusalReason,
    ServiceAnswer,
)
from frontline.errors import HubNotSetError, HubUnreachableError, ReceiptRefusedError
from frontline.services.outbox import Outbox
from frontline.services.referrals import Referrals
from frontline.services.roads import Delivery, Parcel
from frontline.services.service_answers import WantedLetters
from frontline.ui.answer_words import answer_text
from frontline.ui.tasks import TaskRunner
from frontline.ui.viewmodels.sending import SendingViewModel
from frontline.ui.views.outbox import OutboxActions, OutboxView
from frontline.wire.cards import HubCard
from tests.support.gui import CONCERNING, Gui, Held, settle
from tests.support.gui_pages import Unreachable, a_hub_card, sending
from tests.support.gui_words import texts_of


class Road:
    """Carries everything there is, and remembers what."""

    def __init__(self, *receipts: bytes) -> None:
        self.carried: list[Parcel] = []
        self._receipts = receipts

    def carry(self, parcels: Sequence[Parcel], hub: HubCard) -> Delivery:
        assert hub.recipients
        self.carried.extend(parcels)
        return Delivery(tuple(each.sequence for each in parcels), self._receipts)

    def letters(self, wanted: WantedLetters, hub: HubCard) -> tuple[bytes, ...]:
        assert (wanted.after, hub.recipients != ()) == (0, True)
        return ()

    def updates(self, _wanted: object, _hub: object) -> tuple[bytes, ...]:
        raise AssertionError("This desk takes none in.")


def states(gui: Gui) -> list[ReferralState]:
    return [referral.state for referral in gui.vault.referrals.referrals()]


def show(gui: Gui, model: SendingViewModel) -> OutboxView:
    view = OutboxView(model, gui.around, OutboxActions(gui.tell("send"), None, gui.tell("home")))
    gui.show(view)
    model.load()
    settle()
    return view


def test_what_waits_is_listed_by_its_case(gui: Gui) -> None:
    view = show(gui, sending(gui))
    texts = texts_of(view)
    ((case, _screening),) = gui.vault.cases.open_screenings()
    assert "1 waiting, 0 sent, 0 acknowledged" in texts
    assert f"Case {case.code}: waiting" in texts


def test_nothing_counts_as_arrived_without_a_receipt(gui: Gui) -> None:
    model, road = sending(gui), Road()
    view = show(gui, model)
    model.send(road)
    settle()
    assert len(road.carried) == 1
    assert states(gui) == [ReferralState.SENT]
    assert "0 waiting, 1 sent, 0 acknowledged" in texts_of(view)


def test_a_hub_that_does_not_answer_loses_nothing_and_is_tried_again(gui: Gui) -> None:
    model = sending(gui)
    view = show(gui, model)
    model.send(Unreachable())
    settle()
    assert isinstance(model.state.error, HubUnreachableError)
    assert any(text.startswith("The hub does not answer.") for text in texts_of(view))
    assert states(gui) == [ReferralState.QUEUED]
    road = Road()
    model.send(road)
    settle()
    assert [len(road.carried), states(gui)] == [1, [ReferralState.SENT]]
    assert not any("does not answer" in text for text in texts_of(view))


def test_a_forged_receipt_is_told_and_believed_in_nothing(gui: Gui) -> None:
    model = sending(gui)
    view = show(gui, model)
    model.send(Road(b"{}"))
    settle()
    assert isinstance(model.state.error, ReceiptRefusedError)
    assert states(gui) == [ReferralState.SENT]
    assert any(text.startswith("A receipt was refused") for text in texts_of(view))


def test_without_a_hub_everything_waits(gui: Gui) -> None:
    Referrals(gui.desk).make(gui.table(CONCERNING))
    model = SendingViewModel(
        Outbox(gui.desk), Referrals(gui.desk), gui.runner, gui.runner, gui.clock
    )
    model.send(Road())
    settle()
    assert isinstance(model.state.error, HubNotSetError)
    assert states(gui) == [ReferralState.QUEUED]


def test_a_second_send_while_one_runs_carries_nothing_twice(gui: Gui) -> None:
    model, held, road = sending(gui), Held(), Road()
    model._network = TaskRunner(held)
    view = show(gui, model)
    for _ in range(3):
        model.send(road)
        settle()
    bar = view.findChild(QProgressBar)
    assert bar is not None
    assert bar.isVisible()
    assert len(held.waiting) == 1
    held.let_go()
    assert len(road.carried) == 1
    assert not bar.isVisible()
    model.send(road)
    settle()
    held.let_go()
    # The bundle without a receipt goes out again, the same bytes.
    assert road.carried[0] == road.carried[1]


def test_the_connection_is_told_in_words(gui: Gui) -> None:
    model = sending(gui)
    view = show(gui, model)
    assert "Stored on this machine" in texts_of(view)
    model.note_connection(True)
    assert "Connected" in texts_of(view)
    model.note_connection(False)
    assert "No connection, stored on this machine" in texts_of(view)


def test_the_stick_is_for_those_who_may_carry_it(gui: Gui) -> None:
    model = sending(gui)
    officer = show(gui, model)
    roles = {b.property("role") for b in officer.findChildren(QPushButton)}
    assert "export" not in roles
    supervisor = OutboxView(
        model, gui.around, OutboxActions(gui.tell("send"), gui.tell("stick"), gui.tell("home"))
    )
    gui.show(supervisor)
    for button in supervisor.findChildren(QPushButton):
        button.click()
    assert sorted(gui.told) == ["home", "send", "stick"]
    assert a_hub_card()


def test_the_answer_of_a_service_stands_under_the_case(gui: Gui) -> None:
    model = sending(gui)
    (referral,) = gui.vault.referrals.referrals()
    answer = ServiceAnswer(referral.id, Outcome.ACCEPTED, None, date(2026, 12, 1))
    follow_up = FollowUp(
        FollowUpId(gui.desk.chance.uuid()), referral.case, date(2026, 12, 1), gui.session.user.id
    )
    gui.vault.service_answers.record(
        ReceivedAnswer(answer, "a" * 64, 1, 1, follow_up.id),
        follow_up,
        None,
        gui.desk.deed(DeedKind.ANSWER_RECEIVED, referral.id),
    )

    texts = texts_of(show(gui, model))

    assert any(text.startswith("The service accepts. Contact on") for text in texts)


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_reason_of_a_refusal_has_words(gui: Gui, reason: RefusalReason) -> None:
    answer = ServiceAnswer(ReferralId(gui.desk.chance.uuid()), Outcome.REFUSED, reason)

    text = answer_text(gui.around.language, answer)

    assert text.startswith("The service cannot help: it ")
    assert "{" not in text
