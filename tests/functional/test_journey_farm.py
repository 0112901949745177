"""J3 of the requirements: a fruit farm with twelve workers, one fact they share, and the end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.app import demo_post as post
from frontline.crypto.sealing import SealingKey
from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.domain.groups import Reply
from frontline.domain.identifiers import QuestionId
from frontline.domain.intel import RelatedCrime
from frontline.domain.sites import SiteKind
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.desktop_channels import (
    Written,
    hand_over,
    know_focal_point,
    know_key_of,
    opened_notes,
    write_note,
)
from tests.support.desktop_groups import (
    GroupHand,
    canaries_on_disk,
    make_group_post,
)
from tests.support.hub import new_hub
from tests.support.journeys import copied, services

pytestmark = pytest.mark.slow

EMPLOYER, AGENCY = "Quetzalvane-Fruit", "Agency-Brumolinde, nine hundred"
ALONE = ("private_now=yes", "interpreter=not_needed", "informed=yes", "age_group=adult")
OWED, FREE = range(1, 10), range(10, 13)
CHILD, SILENT = 12, 5
NAMED, NAMELESS = 1, 2
WORKER = "Zephyrgast Ondivarkel"
CONTROLLED = (
    "already_there=yes",
    "offer_from=agency",
    "journey_arranged_by=employer_or_agency",
    "on_arrival=lodged",
    "pay_problems=too_little",
    "work_conditions=long_days",
    "work_conditions=bad_housing",
    "held_there=go_out",
    "referral_choice=deidentified",
)


def test_a_farm_with_twelve_workers_is_visited_and_the_visit_closed(
    qapp: QApplication, tmp_path: Path
) -> None:
    make_group_post(tmp_path / "post", "farm")
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path, hub.card) as played:
        played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        hand = GroupHand(played)
        the_visit_begins_with_what_is_seen(hand)
        twelve_workers_are_added_and_flagged(hand)
        one_debt_is_entered_once_and_confirmed_by_nine(hand)
        the_pay_of_worker_three_is_compared(hand)
        what_is_known_of_the_firm_is_noted_without_a_worker(hand)
        help_is_the_same_for_who_has_no_papers_and_no_name(hand)
        a_worker_who_refuses_has_a_record_and_a_child_is_protected(hand)
        the_visit_is_closed_when_everybody_was_seen_to(hand)
        nothing_of_it_is_readable_on_the_disk_and_the_record_holds(hand)


def the_visit_begins_with_what_is_seen(hand: GroupHand) -> None:
    hand.begin("site_visit")
    hand.type("group-employer", EMPLOYER)
    hand.type("group-partners", "A union observer and a police liaison")
    hand.click("save-details")
    hand.click("place")
    for item in ("exits_locked", "papers_held", "pay_records_missing", "minors_at_work"):
        hand.click(f"{item}=seen")
        hand.wait(partial(hand.is_checked, f"{item}=seen"), f"{item} stored")
    hand.click("back")
    hand.read("Gates or exits locked or guarded")
    hand.shoot("visit begun")
    assert len(hand.board().place) == 4


def twelve_workers_are_added_and_flagged(hand: GroupHand) -> None:
    hand.choose("count", "12")
    hand.click("add")
    hand.read("Worker 12")
    for number in (11, CHILD):
        hand.note(number, "may_be_child")
    hand.note(SILENT, "watched")
    hand.note(3, "afraid")
    hand.read("Talk to next: 11, 12, 3, 5")
    hand.shoot("twelve workers")


def one_debt_is_entered_once_and_confirmed_by_nine(hand: GroupHand) -> None:
    hand.click("new-fact")
    hand.choose("fact-question", "debt")
    hand.click("fact-holds_now")
    hand.type("fact-note", AGENCY)
    hand.click("add-fact")
    hand.read("Confirmed: 0 · Denied: 0 · Not asked: 12")
    hand.choose("instrument", "worker_short_screen")
    for number in (*OWED, 10):
        talk_alone(hand, number)
    # Nobody is asked who was not talked to alone.
    hand.click("fact-1")
    hand.read(AGENCY)
    assert not hand.has("confirmed-11")
    for number in OWED:
        if number == SILENT:
            continue
        hand.click(f"confirmed-{number}")
        hand.wait(partial(replied, hand, number, Reply.CONFIRMED), f"{number} confirmed")
    hand.click("denied-10")
    hand.wait(partial(replied, hand, 10, Reply.DENIED), "10 denied")
    hand.shoot("shared fact")
    hand.click("back")
    hand.read("Confirmed: 8 · Denied: 1 · Not asked: 3")
    carried = {
        line.member.number
        for line in hand.board().lines
        if answer(hand, line.member.number, "debt") == ("holds_now",)
    }
    assert carried == set(OWED) - {SILENT}
    assert answer(hand, 10, "debt") == ()
    assert answer(hand, SILENT, "debt") is None


def replied(hand: GroupHand, number: int, reply: Reply) -> bool:
    board = hand.board()
    line = board.lines[number - 1]
    found = board.reply_of(board.facts[0], line.member.id)
    return found is not None and found.reply is reply


def answer(hand: GroupHand, number: int, question: str) -> object:
    """What stands in the log of a worker's case."""
    line = hand.board().lines[number - 1]
    if line.member.case is None:
        return None
    case = line.member.case
    log = hand.played.in_vault(lambda: hand.played.workplace.desk.vault.cases.answers(case))
    found = [event.value for event in log if event.question == QuestionId(question)]
    return found[-1] if found else None


def talk_alone(hand: GroupHand, number: int) -> None:
    """The conditions, and back to the board."""
    hand.talk(number)
    hand.answer(*ALONE)
    hand.to_group()


def the_pay_of_worker_three_is_compared(hand: GroupHand) -> None:
    hand.talk(3)
    hand.answer("already_there=yes")
    hand.give_money("pay_promised", "1200", "XTS")
    hand.answer("pay_period=month")
    hand.give_money("pay_received", "310", "XTS")
    hand.to_finding()
    hand.read("890.00 XTS")
    hand.read("490.00 XTS")
    hand.shoot("pay of worker 3")
    hand.to_group()


def what_is_known_of_the_firm_is_noted_without_a_worker(hand: GroupHand) -> None:
    """From the case of a presumed victim, who is not in it."""
    played = hand.played
    key = know_focal_point(played, "XD")
    presumed(hand, NAMED, "papers_with=employer_or_host")
    hand.describe(names=WORKER)
    hand.click("plan")
    crimes = (RelatedCrime.DOCUMENT_FORGERY, RelatedCrime.ORGANISED_CRIMINAL_GROUP)
    lines = {
        "firm-1-1": EMPLOYER,
        "note-text": "Contracts are changed afterwards, and tax is withheld and not paid.",
    }
    write_note(hand, Written(lines, [f"crime-{crime.value}" for crime in crimes], {}))
    hand.shoot("note on the firm")
    hand.click("seal-note")
    hand.wait(lambda: hand.has("write-note"), "the list of notes")
    (note,) = opened_notes(played, key)
    assert [firm.name for firm in note.firms] == [EMPLOYER]
    assert set(note.related_crimes) == set(crimes)
    case = played.case().case.table.case
    assert not [each for each in (*WORKER.split(), case.code) if each in note.model_dump_json()]
    hand.click("back")


def help_is_the_same_for_who_has_no_papers_and_no_name(hand: GroupHand) -> None:
    """On the plan of the one with a name; then the same for the other."""
    played = hand.played
    key = know_key_of(played, "delta", AssistanceService.LEGAL)
    offered = offered_and_referred(hand, key, WORKER)
    presumed(hand, NAMELESS, "papers_with=none")
    hand.click("plan")
    assert offered_and_referred(hand, key, "") == offered


def presumed(hand: GroupHand, number: int, papers: str) -> None:
    """To the finding of a worker in the hands of the agency."""
    hand.talk(number)
    hand.answer(*CONTROLLED, papers)
    hand.to_finding()
    assert hand.played.assessment().finding.band is Band.PRESUMED


def offered_and_referred(hand: GroupHand, key: SealingKey, names: str) -> set[str]:
    """The services of the plan; a hand-over is made for the one that was accepted, and the
    referral is queued."""
    played = hand.played
    hand.read(hand.says("offer.legal_base.reason"))
    interview = played.case().case.table.interview
    offered = {line.service.value for line in services(interview)}
    for country in ("XD", "XA", "unknown"):
        copy = copied(interview, SiteKind.FARM, {"citizenship": country})
        assert {line.service.value for line in services(copy)} == offered
    assert played.hand.roles("hand-over-") == ()
    hand.click("LEGAL=accepted")
    parts = ["names"] if names else []
    sheet = hand_over(hand, AssistanceService.LEGAL, key, parts)
    assert (sheet.names, sheet.service) == (names, AssistanceService.LEGAL)
    hand.click("back")
    hand.wait(lambda: hand.has("LEGAL=accepted"), "the plan")
    # Nothing is handed over but what was accepted.
    assert played.hand.roles("hand-over-") == ("hand-over-LEGAL",)
    hand.click("referral")
    hand.click("queue")
    hand.wait(lambda: hand.has("close"), "the queued referral")
    played.close_screening("groups")
    return offered


def a_worker_who_refuses_has_a_record_and_a_child_is_protected(hand: GroupHand) -> None:
    """Worker 5 declines; 12 may be a child; 11 was taken over by another body."""
    hand.talk(SILENT)
    hand.answer("debt=declined")
    hand.close_talk()
    assert answer(hand, SILENT, "debt") == "declined"
    for number in (11, CHILD):
        hand.talk(number)
        hand.to_group()
        assert answer(hand, number, "age_group") == "in_doubt"
        hand.click(f"member-{number}")
        hand.click("child-protection")
        hand.read("Child protection was brought in, or a referral is under way.")
        hand.shoot(f"child {number}")
        hand.click("back")


def the_visit_is_closed_when_everybody_was_seen_to(hand: GroupHand) -> None:
    hand.click("closing")
    hand.read("Worker 11: finish the talk, or say why there is none")
    hand.shoot("not yet closed")
    hand.click("close-group")
    hand.read("Something is still to be done before this is closed.")
    hand.click("back")
    for number in sorted({point.number for point in hand.board().open_points}):
        hand.click(f"member-{number}")
        hand.choose("no-record", "other_body")
        hand.click("save-no-record")
        hand.wait(partial(has_reason, hand, number), "the reason stored")
        hand.click("back")
    hand.click("closing")
    hand.read("Everybody was seen to.")
    hand.click("close-group")
    hand.read("Something is still to be done before this is closed.")
    hand.choose("next-visit", "30")
    hand.click("close-group")
    hand.read("Next visit: Dec 22, 2026")
    hand.shoot("visit closed")
    board = hand.board()
    assert board.group.is_closed
    assert board.lines[3].finding is not None
    assert board.lines[3].finding.band in (Band.POSSIBLE, Band.PRESUMED, Band.INCOMPLETE)


def has_reason(hand: GroupHand, number: int) -> bool:
    return hand.board().lines[number - 1].member.no_record is not None


def nothing_of_it_is_readable_on_the_disk_and_the_record_holds(hand: GroupHand) -> None:
    played: PlayedDesktop = hand.played
    played.in_vault(played.workplace.desk.vault.audit.verify)
    assert played.files.told == []
    hand.unfit_words()
    hand.leave()
    assert canaries_on_disk(played.folder, ("Quetzalvane", "Brumolinde", "Zephyrgast")) == 0
