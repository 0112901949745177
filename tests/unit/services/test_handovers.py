"""Handing a person over to one service they chose, and hearing back from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frontline.crypto.sealing import new_sealing_key
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.handovers import (
    Basis,
    DutyReason,
    HandoverState,
    Need,
    Part,
)
from frontline.errors import SealedDataError
from frontline.errors_of_channels import (
    HandoverNotChosenError,
    HandoverStateError,
    ReceiptCodeError,
    ServiceKeyUnknownError,
)
from frontline.services.assistance import AssistancePlans
from frontline.services.follow_ups import FollowUps
from frontline.wire.handover import open_handover
from tests.support.channels import (
    DUE,
    LEGAL,
    OTHERS,
    PERSON,
    SHELTER,
    accept,
    describe,
    order_for,
)
from tests.support.handover_desks import CHILD, HandoverDesk, a_desk


@pytest.fixture
def at() -> HandoverDesk:
    return a_desk()


def test_the_service_that_was_chosen_opens_it_and_no_other_key_does(at: HandoverDesk) -> None:
    line = at.prepared()
    sealed = at.handovers.file(at.table.case, line.handover.id)

    sheet = open_handover(sealed, at.keys[SHELTER].identity)
    assert (sheet.names, sheet.contact, sheet.papers) == (PERSON.names, PERSON.contact, "")
    assert (sheet.service, sheet.basis, sheet.reason) == (SHELTER, Basis.CHOICE, None)
    assert sheet.case_code == at.table.case.code
    assert sheet.receipt_code == line.receipt_code
    own = at.office.desk.session.keys.identity
    for identity in (at.keys[LEGAL].identity, own, new_sealing_key().identity):
        with pytest.raises(SealedDataError):
            open_handover(sealed, identity)


def test_without_the_persons_choice_there_is_none(at: HandoverDesk) -> None:
    order = order_for(at.handovers, at.table)
    plans = AssistancePlans(at.office.desk)
    for choice in (Choice.DECLINED, Choice.LATER, Choice.NOT_ASKED):
        plans.choose(at.table, SHELTER, choice)
        with pytest.raises(HandoverNotChosenError):
            at.handovers.prepare(at.table, order)
    with pytest.raises(HandoverNotChosenError):
        at.handovers.prepare(at.table, order_for(at.handovers, at.table, LEGAL))
    assert at.handovers.listed(at.table.case) == ()


def test_a_change_of_mind_keeps_the_file_here(at: HandoverDesk) -> None:
    line = at.prepared()
    AssistancePlans(at.office.desk).choose(at.table, SHELTER, Choice.DECLINED)

    with pytest.raises(HandoverNotChosenError):
        at.handovers.file(at.table.case, line.handover.id)


def test_an_adult_is_never_handed_over_by_duty(at: HandoverDesk) -> None:
    AssistancePlans(at.office.desk).choose(at.table, SHELTER, Choice.DECLINED)
    order = order_for(at.handovers, at.table, reason=DutyReason.DANGER_NOW)

    assert not at.handovers.choice(at.table, SHELTER).duty
    with pytest.raises(HandoverNotChosenError):
        at.handovers.prepare(at.table, order)


def test_a_child_is_handed_over_by_duty_with_its_reason_and_only_to_who_takes_children() -> None:
    at = a_desk(CHILD)
    AssistancePlans(at.office.desk).choose(at.table, SHELTER, Choice.DECLINED)
    order = order_for(at.handovers, at.table, reason=DutyReason.NO_SAFE_CARER)

    line = at.handovers.prepare(at.table, order)

    assert at.handovers.choice(at.table, SHELTER).duty
    sealed = at.handovers.file(at.table.case, line.handover.id)
    sheet = open_handover(sealed, at.keys[SHELTER].identity)
    assert (sheet.basis, sheet.reason) == (Basis.CHILD_PROTECTION, DutyReason.NO_SAFE_CARER)
    assert line.handover.reason is DutyReason.NO_SAFE_CARER
    with pytest.raises(HandoverNotChosenError):
        at.handovers.prepare(
            at.table, order_for(at.handovers, at.table, LEGAL, DutyReason.NO_SAFE_CARER)
        )


def test_a_service_without_a_key_is_refused_and_none_is_guessed(at: HandoverDesk) -> None:
    medical = AssistanceService.MEDICAL
    accept(at.office.desk, at.table, medical)
    order = order_for(at.handovers, at.table, medical)
    forged = replace(
        order, to=order.to.model_copy(update={"recipient": new_sealing_key().recipient})
    )
    for each in (order, forged):
        with pytest.raises(ServiceKeyUnknownError):
            at.handovers.prepare(at.table, each)


def test_the_key_is_that_of_the_signed_directory_whatever_the_page_says(at: HandoverDesk) -> None:
    order = order_for(at.handovers, at.table)
    thief = new_sealing_key()
    forged = replace(order, to=order.to.model_copy(update={"recipient": thief.recipient}))

    line = at.handovers.prepare(at.table, forged)

    sealed = at.handovers.file(at.table.case, line.handover.id)
    assert open_handover(sealed, at.keys[SHELTER].identity).receipt_code == line.receipt_code
    with pytest.raises(SealedDataError):
        open_handover(sealed, thief.identity)


def test_what_was_not_agreed_to_stays_and_what_is_said_of_others_too(at: HandoverDesk) -> None:
    order = order_for(at.handovers, at.table)
    line = at.handovers.prepare(
        at.table, replace(order, agreed=frozenset({Part.CONTACT}), needs=frozenset())
    )

    sealed = at.handovers.file(at.table.case, line.handover.id)
    sheet = open_handover(sealed, at.keys[SHELTER].identity)
    assert (sheet.names, sheet.contact) == ("", PERSON.contact)
    assert line.handover.parts == (Part.CONTACT,)
    text = sheet.model_dump_json()
    assert not [canary for canary in OTHERS if canary in text]


def test_the_receipt_code_typed_back_closes_the_loop(at: HandoverDesk) -> None:
    line = at.prepared()
    case, handover = at.table.case, line.handover.id
    at.handovers.carried(case, handover)
    assert at.state() is HandoverState.CARRIED
    with pytest.raises(ReceiptCodeError):
        at.handovers.received(case, handover, "ABCD-2345")
    assert at.state() is HandoverState.CARRIED

    at.handovers.received(case, handover, line.receipt_code.lower().replace("-", " "))

    assert at.state() is HandoverState.RECEIVED
    with pytest.raises(HandoverStateError):
        at.handovers.carried(case, handover)
    with pytest.raises(HandoverStateError):
        at.handovers.refused(case, handover)
    with pytest.raises(HandoverStateError):
        at.handovers.received(case, handover, line.receipt_code)


def test_a_service_may_refuse_and_another_one_be_asked(at: HandoverDesk) -> None:
    line = at.prepared()
    at.handovers.refused(at.table.case, line.handover.id)
    assert at.state() is HandoverState.REFUSED

    at.prepared()
    assert len(at.handovers.listed(at.table.case)) == 2


def test_somebody_looks_after_the_answer_on_the_day_that_was_set(at: HandoverDesk) -> None:
    line = at.prepared()

    assert [each.due for each, _case in FollowUps(at.office.desk).open()] == [DUE]
    assert not line.handover.is_overdue(DUE)
    assert line.handover.is_overdue(date(2026, 12, 7))
    assert not replace(line.handover, state=HandoverState.RECEIVED).is_overdue(date(2027, 1, 1))


def test_each_step_is_recorded_by_its_kind_alone(at: HandoverDesk) -> None:
    line = at.prepared()
    at.handovers.carried(at.table.case, line.handover.id)
    at.handovers.received(at.table.case, line.handover.id, line.receipt_code)

    deeds = [deed for deed in at.office.vault.audit.deeds if "handover" in deed.kind]
    assert [deed.kind for deed in deeds] == [
        DeedKind.HANDOVER_PREPARED,
        DeedKind.HANDOVER_SAVED,
        DeedKind.HANDOVER_RECEIVED,
    ]
    assert {deed.target for deed in deeds} == {str(line.handover.id)}


def test_what_is_offered_is_what_there_is_and_what_the_service_may_know(at: HandoverDesk) -> None:
    choice = at.handovers.choice(at.table, SHELTER)
    assert (choice.is_accepted, choice.duty) == (True, False)
    assert choice.details == {Part.NAMES, Part.CONTACT}
    assert at.handovers.choice(at.table, LEGAL).details == set(Part)
    assert not at.handovers.choice(at.table, LEGAL).is_accepted
    assert at.handovers.choice(at.table, AssistanceService.ASYLUM).entries == ()

    describe(at.office.desk, at.table, PERSON.model_copy(update={"contact": ""}))
    assert at.handovers.choice(at.table, SHELTER).details == {Part.NAMES}


def test_needs_are_codes_and_only_those_the_service_is_told_of(at: HandoverDesk) -> None:
    accept(at.office.desk, at.table, LEGAL)
    order = order_for(at.handovers, at.table, LEGAL)

    line = at.handovers.prepare(at.table, order)

    sealed = at.handovers.file(at.table.case, line.handover.id)
    needs = open_handover(sealed, at.keys[LEGAL].identity).needs
    assert Need.MEDICINE not in needs
    assert Need.INTERPRETER in needs
