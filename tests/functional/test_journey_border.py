"""J2 of the requirements: a family group with a child at a land border."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.app import demo_post as post
from frontline.domain.groups import MemberFlag, Relation, SeparationReason
from frontline.domain.identifiers import QuestionId
from frontline.services.referrals import Referrals
from frontline.services.screenings import ScreeningService
from tests.support.desktop import at_the_desk
from tests.support.desktop_groups import GroupHand, canaries_on_disk, make_group_post
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow

BODY = "Quetzalvane office for children"
BOY = 4
UNCLE, MOTHER, SIBLING, SON = (
    Relation.AUNT_OR_UNCLE,
    Relation.MOTHER,
    Relation.SIBLING,
    Relation.SON_OR_DAUGHTER,
)
LED = {
    "adult_relation": "sent_by_parents",
    "family_papers": ["permission_open"],
    "journey_arranged_by": "recent_contact",
    "child_with_whom": "recent_contact",
    "child_plans": ["work"],
}


def test_a_boy_among_three_adults_is_protected_before_the_group_is_closed(
    qapp: QApplication, tmp_path: Path
) -> None:
    make_group_post(tmp_path / "post", "border")
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path, hub.card) as played:
        played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        hand = GroupHand(played)
        four_people_are_linked_and_the_boy_may_be_under_18(hand)
        the_boy_is_a_child_from_the_first_question_on(hand)
        he_is_kept_apart_only_with_a_reason_and_a_named_body(hand)
        the_measures_for_him_are_on_the_board_and_he_stays_a_child(hand)
        the_group_is_not_closed_without_child_protection(hand)
        no_referral_tells_of_the_group(hand)
        hand.leave()
        assert canaries_on_disk(played.folder, ("Quetzalvane",)) == 0


def four_people_are_linked_and_the_boy_may_be_under_18(hand: GroupHand) -> None:
    hand.begin("family")
    hand.shoot("details of a family")
    hand.click("save-details")
    for number, relation in enumerate((UNCLE, MOTHER, SIBLING), 1):
        hand.choose("relation", relation.value)
        hand.click("add")
        hand.wait(partial(hand.has, f"talk-{number}"), f"person {number}")
    hand.choose("relation", SON.value)
    hand.click("may-be-child")
    hand.click("add")
    hand.read("Person 4 · Son or daughter · May be under 18")
    hand.read("Talk to next: 4, 1, 2, 3")
    hand.shoot("four people")
    board = hand.board()
    assert [line.member.relation for line in board.lines] == [UNCLE, MOTHER, SIBLING, SON]
    assert board.lines[BOY - 1].member.flags == {MemberFlag.MAY_BE_CHILD}


def the_boy_is_a_child_from_the_first_question_on(hand: GroupHand) -> None:
    hand.choose("instrument", "border_family_group")
    hand.talk(BOY)
    hand.conditions("private_now=yes", "interpreter=not_needed")
    hand.walk(LED)
    hand.shoot("finding of the boy")
    hand.to_group()
    line = hand.board().lines[BOY - 1]
    assert line.finding is not None
    assert "child_protection" in line.finding.concerns
    assert line.code != hand.board().lines[0].code


def he_is_kept_apart_only_with_a_reason_and_a_named_body(hand: GroupHand) -> None:
    hand.click(f"member-{BOY}")
    hand.click("separate")
    hand.read("Choose the reason and name the body that decides. Nothing was changed.")
    hand.shoot("separation refused")
    hand.choose("separation", SeparationReason.NOT_FAMILY.value)
    hand.click("separate")
    hand.read("Choose the reason and name the body that decides. Nothing was changed.")
    assert hand.board().lines[BOY - 1].member.separation is None
    hand.type("separation-body", BODY)
    hand.choose("separation", SeparationReason.NOT_FAMILY.value)
    hand.click("separate")
    hand.wait(lambda: hand.has("reunite"), "kept apart")
    assert hand.board().lines[BOY - 1].member.separation is SeparationReason.NOT_FAMILY


def the_measures_for_him_are_on_the_board_and_he_stays_a_child(hand: GroupHand) -> None:
    hand.click("settle-age")
    hand.read("Choose the reason and name the body that decides. Nothing was changed.")
    assert hand.board().lines[BOY - 1].member.may_be_child
    hand.click("back")
    hand.read("Kept apart from the adults")
    hand.read(
        "Child: safe accommodation, Child: schooling, Child: care, Child: supervised transfer"
    )
    hand.shoot("open measures")


def the_group_is_not_closed_without_child_protection(hand: GroupHand) -> None:
    hand.click("closing")
    hand.read("Person 4: bring child protection in")
    hand.click("close-group")
    hand.read("Something is still to be done before this is closed.")
    assert not hand.board().group.is_closed
    hand.click("back")
    hand.click(f"member-{BOY}")
    hand.click("child-protection")
    hand.read("Child protection was brought in, or a referral is under way.")
    hand.shoot("child protection brought in")
    hand.click("back")
    hand.talk(BOY)
    hand.close_talk()
    hand.click("closing")
    hand.read("Everybody was seen to.")
    hand.click("close-group")
    hand.wait(lambda: hand.board().group.is_closed, "the group closed")


def no_referral_tells_of_the_group(hand: GroupHand) -> None:
    played = hand.played
    board = hand.board()
    desk = played.workplace.desk

    def record() -> bytes:
        boy = board.lines[BOY - 1].member
        assert boy.case is not None
        (screening,) = desk.vault.cases.screenings(boy.case)
        table = ScreeningService(desk).resume(screening.id)
        assert table.interview.value(QuestionId("age_group")) == "in_doubt"
        return Referrals(desk).make(table).record

    content = played.in_vault(record)
    for line in board.lines:
        assert line.member.id.hex.encode() not in content
    assert board.group.id.hex.encode() not in content
    played.in_vault(desk.vault.audit.verify)
    hand.unfit_words()
    assert played.files.told == []
