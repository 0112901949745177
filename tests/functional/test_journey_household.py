"""J4 of the requirements: a household called at twice, and a hand-over that one key opens."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from frontline.app import demo_post as post
from frontline.app.locking import COVERED
from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.domain.assistance import AssistanceService
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.handovers import HandoverState
from frontline.domain.identifiers import QuestionId
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Element
from frontline.errors import SealedDataError
from frontline.errors_of_channels import ReceiptCodeError
from frontline.rules.definitions import Topic
from frontline.services.audit_log import HistoryFilter
from frontline.ui.labels import service_text
from frontline.ui.messages import error_text
from frontline.wire.handover import open_handover
from tests.support.desktop import at_the_desk
from tests.support.desktop_channels import hand_over, know_key_of
from tests.support.desktop_groups import GroupHand, canaries_on_disk, make_group_post
from tests.support.desktop_papers import saved_paper
from tests.support.hub import new_hub

pytestmark = pytest.mark.slow

CALL = "household_call"
TIP = "Somebody heard crying at night, Quetzalvane Street"
NAME, PHONE = "Brumolinde Zephyrgast", "sister, after eight, 555 0134"
AT_THE_DOOR = {
    "obs_asks_for_help": "not_seen",
    "obs_needs_care": "not_seen",
    "diplomatic_household": "no",
    "obs_employer_stays": "seen",
}
WATCHED = ("private_now=no", "interpreter=linked")
ALONE = ("private_now=yes", "interpreter=independent", "language=fr", "informed=yes")
TOLD = {
    "talk_now": "now",
    "age_group": "adult",
    "already_there": "yes",
    "offer_from": "family_or_partner",
    "journey_arranged_by": "family_or_partner",
    "on_arrival": ["lodged"],
    "obs_sleeping_place": "seen",
    "home_life": ["no_own_place", "no_key", "phone"],
    "papers_with": "self",
    "pay_problems": ["to_other"],
    "work_conditions": ["no_free_day"],
    "harm_there": ["report"],
    "kept_by_need": ["depends"],
    "asked_to_do": ["home_service"],
    "fear_of_return": "no",
    "referral_choice": "deidentified",
    "agreed_account": "yes",
}
SENSITIVE = {"papers_with", "debt", "asked_to_do", "planned_for", "promises_broken"}
RETURN_DAY = date(2026, 11, 29)


def test_a_household_is_called_at_twice_and_one_shelter_learns_who_comes(
    qapp: QApplication, tmp_path: Path
) -> None:
    make_group_post(tmp_path / "post", "household", "fr")
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path, hub.card) as played:
        played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        hand = GroupHand(played)
        the_visit_has_its_tip_and_the_questions_for_a_home(hand)
        at_the_door_nothing_is_asked_that_could_harm_her(hand)
        who_cannot_speak_now_is_come_back_to(hand)
        the_second_talk_begins_with_what_is_known(hand)
        alone_she_tells_of_servitude(hand)
        that_she_agreed_and_wants_no_police_changes_nothing(hand)
        key = the_shelter_is_handed_what_she_agreed_to(hand)
        one_key_opens_it_and_the_code_comes_back(hand, key)
        after_two_weeks_she_is_looked_after_again(hand)
        played.in_vault(played.workplace.desk.vault.audit.verify)
        hand.unfit_words()
        hand.leave()
        canaries = ("Quetzalvane", "Brumolinde", "Zephyrgast")
        assert canaries_on_disk(played.folder, canaries) == 0


def the_visit_has_its_tip_and_the_questions_for_a_home(hand: GroupHand) -> None:
    """Step 1."""
    played = hand.played
    hand.begin("site_visit")
    hand.type("group-notes", TIP)
    hand.shoot("the tip")
    hand.click("save-details")
    hand.choose("count", "1")
    hand.click("add")
    hand.wait(lambda: hand.has("talk-1"), "the worker")
    box = played.now.window.findChild(QComboBox, "instrument")
    assert box is not None
    assert box.currentData() == CALL
    hand.talk(1)
    hand.wait(lambda: played.position() != "", "the first question")
    (site,) = played.in_vault(played.workplace.desk.vault.sites.sites)
    assert (site.id, site.kind) == (played.case().case.table.case.site, SiteKind.HOUSEHOLD)


def at_the_door_nothing_is_asked_that_could_harm_her(hand: GroupHand) -> None:
    """Step 2, with the key that hides everything while the employer comes near."""
    played = hand.played
    for question, seen in AT_THE_DOOR.items():
        hand.wait(partial(played.stands_at, question), question)
        played.give(question, seen)
        hand.click("continue")
    hand.wait(partial(played.stands_at, "talk_now"), "the door")
    hand.read(hand.says("question.talk_now.help"))
    hand.shoot("at the door")
    group = hand.board().group.id
    played.hand.press(Qt.Key.Key_F12)
    hand.wait(lambda: played.replaced[-1:] == [COVERED], "the cover")
    assert played.now.workplace is None
    assert len(played.hand.words()) <= len("23:59")
    played.hand.press(Qt.Key.Key_Space)
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.click("groups")
    hand.click(f"open-group-{group}")
    hand.talk(1)
    hand.wait(partial(played.stands_at, "talk_now"), "the same question")


def who_cannot_speak_now_is_come_back_to(hand: GroupHand) -> None:
    """Step 3."""
    played = hand.played
    for question, said in (("talk_now", "later"), ("safe_contact", ["place"])):
        hand.wait(partial(played.stands_at, question), question)
        played.give(question, said)
        hand.click("continue")
    hand.wait(partial(played.stands_at, "safe_return_day"), "the day")
    hand.shoot("day to come back")
    hand.choose_day(RETURN_DAY)
    hand.conditions(*WATCHED)
    interview = played.interview()
    visible = {question for section in interview.sections for question in section.visible}
    assert not SENSITIVE & visible
    assert interview.values[QuestionId("safe_return_day")] == RETURN_DAY
    assert "employer_stays_close" in {
        trace.indicator for reason in played.assessment().reasons for trace in reason.traces
    }
    hand.walk({"age_group": "adult"}, until="age_group")
    hand.read(hand.says(f"instrument.{CALL}.exit.later"))
    hand.read(hand.says("notice.ask_in_private"))
    hand.shoot("not now")
    card = saved_paper(hand, "card", "WALLET")
    assert hand.says("person.word.title").split()[0] in card
    hand.click("plan")
    played.close_screening("groups")
    finding = hand.board().lines[0].finding
    assert finding is not None
    assert finding.band is Band.INCOMPLETE


def the_second_talk_begins_with_what_is_known(hand: GroupHand) -> None:
    """Step 4, begun from what is due: it waits from the day that was agreed."""
    played = hand.played
    played.lock()
    played.clock.advance(timedelta(days=7))
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.read("29 nov. 2026")
    hand.shoot("due today")
    hand.click(*played.hand.roles("look-after-"))
    hand.wait(lambda: hand.has("go-on"), "the first finding")
    hand.click("check")
    hand.wait(lambda: not hand.has("check"), "the answers")
    assert not played.hand.roles("change-")
    hand.click("finish")
    hand.click("go-on")
    hand.wait(lambda: played.position() != "", "the second talk")
    assert set(AT_THE_DOOR) <= set(played.interview().values)
    assert QuestionId("private_now") not in played.interview().values


def alone_she_tells_of_servitude(hand: GroupHand) -> None:
    played = hand.played
    played.give("talk_now", "now")
    hand.conditions(*ALONE)
    hand.walk(TOLD)
    found = played.assessment()
    means = found.elements[Element.MEANS]
    assert found.finding.band is Band.PRESUMED
    assert means.status is ElementStatus.MET
    assert {"OTHER_COERCION", "ABUSE_OF_VULNERABILITY", "PAYMENT_TO_CONTROLLER"} <= set(means.codes)
    assert {"SERVITUDE", "DOMESTIC_SERVITUDE"} <= set(found.finding.forms)
    assert not set(AT_THE_DOOR) & set(hand.asked)
    hand.shoot("finding of servitude")


def that_she_agreed_and_wants_no_police_changes_nothing(hand: GroupHand) -> None:
    """Step 5."""
    hand.read(hand.says("notice.consent_has_no_effect"))
    pack = hand.played.interview().pack
    assert Topic.COOPERATION not in {question.topic for question in pack.questions.values()}
    # Nobody had asked what help she wants, so it was offered before the question about others.
    assert hand.offered_before == ["others_affected"]


def the_shelter_is_handed_what_she_agreed_to(hand: GroupHand) -> SealingKey:
    """Step 6."""
    played = hand.played
    key = know_key_of(played, "delta", AssistanceService.SHELTER)
    hand.describe(names=NAME, contact=PHONE)
    hand.click("plan")
    for role in ("SHELTER=accepted", "CONSULAR=declined", "JUSTICE=later"):
        hand.click(role)
        hand.wait(partial(hand.is_checked, role), role)
    hand.shoot("plan of help")
    # What she said no to stands on no paper.
    written, language = saved_paper(hand, "plan"), played.now.around.language
    for service in (AssistanceService.SHELTER, AssistanceService.JUSTICE):
        assert service_text(language, service).split()[0] in written
    assert "consul" in service_text(language, AssistanceService.CONSULAR)
    assert "consul" not in written
    sheet = hand_over(hand, AssistanceService.SHELTER, key, ["names"])
    assert (sheet.names, sheet.contact) == (NAME, "")
    hand.shoot("hand-over sealed")
    return key


def one_key_opens_it_and_the_code_comes_back(hand: GroupHand, key: SealingKey) -> None:
    """Step 7."""
    played, around = hand.played, hand.played.now.around
    (save,) = played.hand.roles("save-")
    handover = save.removeprefix("save-")
    hand.click(save)
    sealed = played.files.root / "document.age"
    hand.wait(sealed.exists, "the sealed file")
    hand.read(around.language.gettext("Saved. Carry it to the service with the sheet."))
    with pytest.raises(SealedDataError):
        open_handover(sealed.read_bytes(), new_sealing_key().identity)
    sheet = open_handover(sealed.read_bytes(), key.identity)
    hand.type(f"code-{handover}", "WRONG")
    hand.click(f"received-{handover}")
    hand.read(error_text(around.language, ReceiptCodeError()))
    hand.type(f"code-{handover}", sheet.receipt_code)
    hand.click(f"received-{handover}")
    hand.wait(lambda: not hand.has(f"received-{handover}"), "the receipt")
    hand.shoot("received")
    case, vault = played.case().case.table.case.id, played.workplace.desk.vault
    (kept,) = played.in_vault(lambda: vault.handovers.handovers(case))
    assert kept.state is HandoverState.RECEIVED
    hand.click("back")
    assert NAME not in "\n".join(played.hand.shown)


def after_two_weeks_she_is_looked_after_again(hand: GroupHand) -> None:
    """Step 8."""
    played = hand.played
    code = played.case().case.table.case.code
    hand.choose("follow-up-days", "14")
    hand.click("follow-up")
    played.close_screening("outbox")
    played.lock()
    played.clock.advance(timedelta(days=15))
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    language = played.now.around.language
    said = language.gettext("Case {code} · was due on {day}")
    hand.read(said.format(code=code, day="13 déc. 2026"))
    hand.shoot("overdue")
    # By the code on her slip, as somebody would who is called on the telephone.
    hand.click("search")
    hand.type("search", code)
    hand.click("find")
    hand.click(f"open-{code}")
    hand.click("plan")
    hand.wait(lambda: hand.is_checked("SHELTER=accepted"), "what she chose")
    hand.click("back")
    hand.click("leave")
    hand.wait(lambda: hand.has(f"follow-up-{code}"), "what is due")
    vault = played.workplace.desk.vault
    for left in (2, 1, 0):
        hand.click(f"follow-up-{code}")
        hand.wait(partial(are_left, hand, left), f"{left} to look after")
    assert played.in_vault(vault.follow_ups.open_follow_ups) == ()
    deeds = played.in_vault(lambda: vault.audit.history(HistoryFilter(), None, 100))
    assert DeedKind.FOLLOW_UP_DONE in {each.kind for each in deeds}


def are_left(hand: GroupHand, number: int) -> bool:
    """On the page, and in the vault."""
    vault = hand.played.workplace.desk.vault
    stored = hand.played.in_vault(vault.follow_ups.open_follow_ups)
    shown = hand.played.hand.roles("follow-up-")
    return len(stored) == len(shown) == number and hand.has("search")
