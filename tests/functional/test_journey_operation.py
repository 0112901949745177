"""J5 of the requirements: a police operation, with several talks open side by side."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.app import demo_post as post
from frontline.crypto.sealing import new_sealing_key
from frontline.domain.findings import Band
from frontline.domain.groups import StartReason
from frontline.domain.identifiers import QuestionId
from frontline.domain.intel import AccountKind, AdvertPhase, ChainRole, RelatedCrime
from frontline.domain.rights import Kept
from frontline.errors import FrontlineError
from frontline.services.rights_checklist import RightsChecklist
from frontline.wire.intel import open_note
from tests.support.desktop import at_the_desk
from tests.support.desktop_channels import Written, know_focal_point, opened_notes, write_note
from tests.support.desktop_groups import (
    COLLEAGUE,
    COLLEAGUES_PASSPHRASE,
    GroupHand,
    canaries_on_disk,
    make_group_post,
)
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow

SAFE_PLACE = "Quetzalvane house"
CANARIES = ("Quetzalvane", "Zephyrgast", "Ondivarkel", "Brumolinde")
TOLD = ("rights_told=help_first", "private_now=yes", "interpreter=not_needed", "age_group=adult")
CONTROLLED = (
    "already_there=yes",
    "offer_from=acquaintance",
    "papers_with=employer_or_host",
    "debt=holds_now",
    "held_there=leave",
    "asked_to_do=sexual",
    "sexual_terms=earnings",
)
A, B, C, SIX = 1, 2, 3, 6
PERSON = "Ondivarkel Zephyrgast"
MANAGER = Written(
    lines={
        "actor-1-1": "Brumolinde, about fifty, rings",
        "vehicle-1-1": "QQX 471",
        "account-1-1": "+990 555 0147",
        "advert-1-1": "chat",
        "advert-1-2": "@brumolinde.nights",
    },
    boxes=("crime-money_laundering", "crime-bribery"),
    chosen={
        "actor-1": ChainRole.CONTROLLER.value,
        "account-1": AccountKind.PHONE.value,
        "advert-1": AdvertPhase.SALE.value,
    },
)


def test_six_people_are_met_side_by_side_and_the_operation_ends(
    qapp: QApplication, tmp_path: Path
) -> None:
    make_group_post(tmp_path / "post", "hotel")
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path, hub.card) as played:
        played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        hand = GroupHand(played)
        without_a_safe_place_it_starts_with_a_reason_alone(hand)
        six_people_are_met_side_by_side(hand)
        nothing_is_lost_by_going_from_one_to_another(hand)
        danger_leads_back_to_the_same_place(hand)
        the_case_of_a_is_shared(hand)
        a_second_officer_counts_as_a_second_interview(hand)
        what_is_still_to_be_done_is_listed(hand)
        what_is_known_of_the_manager_goes_to_the_police_alone(hand)
        help_is_offered_and_her_rights_are_looked_through(hand)
        the_others_are_seen_to(hand)
        the_operation_ends_when_everybody_was_seen_to(hand)
        hand.leave()
        assert canaries_on_disk(played.folder, CANARIES) == 0


def without_a_safe_place_it_starts_with_a_reason_alone(hand: GroupHand) -> None:
    hand.begin("operation")
    hand.type("group-partners", "A women's organisation and a child-protection officer")
    hand.click("save-details")
    hand.click("start")
    hand.read("No safe place or no service stands ready for those who are found.")
    hand.shoot("start refused")
    assert hand.board().group.started_at is None
    hand.click("details")
    hand.type("group-safe_place", SAFE_PLACE)
    hand.type("group-briefing", "Presumed victims, help first")
    hand.shoot("details of an operation")
    hand.click("save-details")
    # A place, and nobody there to help.
    hand.click("start")
    hand.read("No safe place or no service stands ready for those who are found.")
    hand.choose("start-reason", StartReason.ON_THE_WAY.value)
    hand.click("start")
    hand.read("Place and services are on their way")
    assert hand.board().group.start_reason is StartReason.ON_THE_WAY


def six_people_are_met_side_by_side(hand: GroupHand) -> None:
    hand.choose("count", str(SIX))
    hand.click("add")
    hand.read("Person 6")
    hand.note(C, "may_be_child")
    hand.choose("instrument", "police_operation")
    for number in range(1, SIX + 1):
        hand.talk(number)
        hand.to_group()
    hand.read("People: 6 · Talks: 6 · Open: 6")
    hand.shoot("six talks open")


def nothing_is_lost_by_going_from_one_to_another(hand: GroupHand) -> None:
    """A answers in two parts, with B in between; the bands are those of the moment."""
    hand.talk(A)
    hand.answer(*TOLD)
    hand.to_group()
    hand.talk(B)
    hand.answer(*TOLD, "already_there=no", "offer_from=nobody", "papers_with=self")
    hand.to_group()
    hand.talk(A)
    assert all(hand.is_checked(role) for role in TOLD)
    hand.answer(*CONTROLLED)
    hand.to_group()
    board = hand.board()
    first, second = board.lines[A - 1].finding, board.lines[B - 1].finding
    assert first is not None
    assert second is not None
    assert first.band is Band.PRESUMED
    assert second.band.rank < Band.POSSIBLE.rank
    assert board.totals.by_band[Band.PRESUMED] == 1
    assert sum(board.totals.by_band.values()) == SIX
    hand.shoot("bands live")


def danger_leads_back_to_the_same_place(hand: GroupHand) -> None:
    hand.talk(C)
    assert hand.is_checked("age_group=in_doubt")
    hand.click("bar-alert")
    hand.click("back-from-danger")
    hand.wait(partial(hand.is_checked, "age_group=in_doubt"), "the same talk")
    hand.answer("obs_asks_for_help=seen")
    hand.to_group()
    hand.read("Urgent: ")
    finding = hand.board().lines[C - 1].finding
    assert finding is not None
    assert finding.urgent


def the_case_of_a_is_shared(hand: GroupHand) -> None:
    played = hand.played
    hand.click("team")
    colleague = next(
        user
        for user in played.in_vault(played.workplace.desk.vault.users.users)
        if user.name == COLLEAGUE
    )
    hand.choose("share-with", str(colleague.id))
    hand.click("share")
    hand.wait(partial(hand.has, f"take-back-{colleague.id}"), "the colleague let in")
    hand.click("back")
    # The case of A is shared from its own page.
    hand.talk(A)
    hand.to_finding()
    hand.click("sharing")
    hand.choose("share-with", str(colleague.id))
    hand.click("share")
    hand.wait(partial(hand.has, f"take-back-{colleague.id}"), "the case shared")
    hand.click("bar-person")
    hand.read("Interviews: 1")


def a_second_officer_counts_as_a_second_interview(hand: GroupHand) -> None:
    played = hand.played
    played.lock()
    played.sign_in(COLLEAGUE, COLLEAGUES_PASSPHRASE)
    hand.click("groups")
    group = hand.board().group
    hand.click(f"open-group-{group.id}")
    hand.read("With a colleague: 5")
    assert not hand.has(f"talk-{B}")
    hand.talk(A)
    assert all(hand.is_checked(role) for role in (*TOLD, *CONTROLLED))
    hand.answer("pay_problems=none")
    hand.to_group()
    hand.read("Interviews: 2")
    hand.shoot("a second officer")
    assert hand.board().lines[A - 1].interviews == 2
    played.lock()
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.click("groups")
    hand.click(f"open-group-{group.id}")
    hand.read("People: 6 · Talks: 6 · Open: 6")


def what_is_still_to_be_done_is_listed(hand: GroupHand) -> None:
    hand.click("closing")
    hand.read("Person 1: offer help, and record the choice")
    hand.read("Person 3: bring child protection in")
    hand.shoot("before closing")
    hand.click("close-group")
    hand.read("Something is still to be done before this is closed.")
    hand.click("back")


def what_is_known_of_the_manager_goes_to_the_police_alone(hand: GroupHand) -> None:
    """Written from the case of A, who is not in it."""
    played = hand.played
    key = know_focal_point(played, "XD")
    hand.talk(A)
    hand.to_finding()
    hand.describe(names=PERSON)
    hand.click("plan")
    write_note(hand, MANAGER)
    hand.shoot("note on the manager")
    hand.click("seal-note")
    hand.wait(lambda: hand.has("write-note"), "the list of notes")
    (note,) = opened_notes(played, key)
    assert [each.role for each in note.actors] == [ChainRole.CONTROLLER]
    assert [each.plate for each in note.vehicles] == ["QQX 471"]
    assert [each.kind for each in note.accounts] == [AccountKind.PHONE]
    assert [each.phase for each in note.adverts] == [AdvertPhase.SALE]
    assert set(note.related_crimes) == {RelatedCrime.MONEY_LAUNDERING, RelatedCrime.BRIBERY}
    content, case = note.model_dump_json(), played.case().case.table.case
    assert not [each for each in (*PERSON.split(), case.code) if each in content]
    sealed = played.in_vault(lambda: played.workplace.desk.vault.notes.notes()[0].sealed)
    with pytest.raises(FrontlineError):
        open_note(sealed, new_sealing_key().identity)
    hand.click("back")


def help_is_offered_and_her_rights_are_looked_through(hand: GroupHand) -> None:
    """Nothing is closed before each line of the checklist has its answer."""
    played = hand.played
    hand.click("SHELTER=accepted")
    hand.wait(lambda: hand.is_checked("SHELTER=accepted"), "what she chose")
    table, desk = played.case().case.table, played.workplace.desk
    checklist = RightsChecklist(desk)
    entries = played.in_vault(lambda: checklist.entries(table))
    due = {each.line for each in entries if each.kept is Kept.NOT_RECORDED}
    assert due
    hand.click("close")
    hand.wait(lambda: all(hand.has(f"{line}=given") for line in due), "the rights")
    hand.shoot("her rights")
    assert hand.played.hand.roles("close") == ()
    hand.click("back")
    played.close_screening("groups")
    kept = {each.kept for each in played.in_vault(lambda: checklist.entries(table))}
    assert Kept.NOT_RECORDED not in kept
    assert table.screening.is_closed


def the_others_are_seen_to(hand: GroupHand) -> None:
    hand.click(f"member-{C}")
    hand.click("child-protection")
    hand.read("Child protection was brought in, or a referral is under way.")
    hand.click("back")
    hand.talk(C)
    hand.close_talk()
    for point in hand.board().open_points:
        assert point.number != A, point
        hand.talk(point.number)
        hand.to_finding()
        hand.click("plan")
        hand.click("LEGAL=later")
        hand.to_group()


def the_operation_ends_when_everybody_was_seen_to(hand: GroupHand) -> None:
    hand.click("closing")
    hand.read("Everybody was seen to.")
    hand.click("close-group")
    hand.wait(lambda: hand.board().group.is_closed, "the operation closed")
    board = hand.board()
    assert board.totals.talks == board.totals.people == SIX
    hand.shoot("operation closed")
    presumed = [line for line in board.lines if line.finding and line.finding.band is Band.PRESUMED]
    assert presumed
    assert all(line.standing and line.standing.is_offered for line in presumed)
    case = board.lines[A - 1].member.case
    assert case is not None
    vault = hand.played.workplace.desk.vault
    log = hand.played.in_vault(lambda: vault.cases.answers(case))
    assert len({event.answered_by for event in log}) == 2
    assert QuestionId("pay_problems") in {event.question for event in log}
    hand.played.in_vault(vault.audit.verify)
    hand.unfit_words()
    assert hand.played.files.told == []
