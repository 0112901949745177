"""J1 of the requirements, by keys alone: first look at an airport, private talk, one referral."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from frontline.app import demo_post as post
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.domain.referrals import ReferralState
from frontline.domain.trafficking import Element
from frontline.errors import InstrumentNotPermittedError
from frontline.hub.enrolment import enrol
from frontline.rules.checks.wording import banned_words
from frontline.services.interview_state import InterviewState
from frontline.services.screenings import ScreeningService
from frontline.ui.labels import band_text, referral_state_text
from frontline.ui.pack_words import PackWords
from frontline.wire.cards import DeviceCard, read_card
from tests.support.desktop import PlayedDesktop, at_the_desk
from tests.support.desktop_hand import InputCounter
from tests.support.desktop_keys import KeyHand
from tests.support.desktop_posts import AIRPORT, FARM, make_post
from tests.support.hub import new_hub, stored_referrals
from tests.support.hub_serving import RunningHub, running
from tests.support.played_route import codes_left_and_no_words, the_way_is_noted_place_by_place

pytestmark = pytest.mark.slow

RAPID, TALK = InstrumentId("immigration_rapid"), InstrumentId("second_line_interview")
LABOUR = InstrumentId("worker_short_screen")
# In the order of the page. The first four are marked one by one, the rest with one stroke.
SEEN = {
    "obs_asks_for_help": "not_seen",
    "obs_needs_care": "not_seen",
    "obs_papers_with_other": "seen",
    "obs_spoken_for": "seen",
    "obs_watched": "not_seen",
    "obs_belongings_with_other": "not_seen",
    "obs_led_group": "not_seen",
    "obs_child_unrelated": "not_seen",
}
MARKED_SINGLY, MOST_KEYS = 4, 12
ASKED = {"age_group": "adult", "journey_arranged_by": "acquaintance", "knows_plans": "no"}
CONDITIONS = (
    "private_now=yes",
    "interpreter=independent",
    "language=pt",
    "interviewer_wish=met",
    "informed=yes",
)
TALKED = {
    "offer_from": "acquaintance",
    "already_there": "no",
    "promises_broken": "unknown",
    "papers_with": "other_person",
    "debt": ["amount_unknown", "work_off"],
    "fear_of_return": "unknown",
    "referral_choice": "deidentified",
}


def test_a_woman_in_transit_is_met_talked_to_in_private_and_referred_once(
    qapp: QApplication, tmp_path: Path
) -> None:
    make_post(tmp_path / "post")
    card = tmp_path / "hub-card.json"
    with running(new_hub(tmp_path / "hub")) as hub, at_the_desk(tmp_path, card) as played:
        introduce(played, hub)
        hub.stop()
        keys = played.take_up(KeyHand)
        the_first_look_is_proposed_and_the_labour_talk_is_not_for_this_role(played)
        a_first_look_takes_twelve_keys_at_most_and_leads_to_an_offer(played, keys)
        sensitive_questions_wait_for_privacy(played)
        nothing_is_asked_again(played)
        agreeing_and_hardship_change_nothing(played)
        the_finding_names_answers_and_what_is_unasked(played)
        help_is_chosen_service_by_service(played)
        the_referral_leaves_by_itself_when_the_line_is_back(played, hub)
        nothing_said_decides_on_entry_and_the_record_of_deeds_holds(played)


def introduce(played: PlayedDesktop, hub: RunningHub) -> None:
    """Post and hub know each other, long before the day of the journey."""
    played.files.hub_card_path.write_bytes(hub.card.canonical())
    played.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    played.introduce_hub()
    enrol(
        read_card((played.files.root / "post-card.json").read_bytes(), DeviceCard), hub.hub.mailroom
    )
    played.lock()


def the_first_look_is_proposed_and_the_labour_talk_is_not_for_this_role(
    played: PlayedDesktop,
) -> None:
    hand = played.hand
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
    hand.choose("site", str(FARM.id))
    assert offered(played)[0] == TALK
    hand.choose("site", str(AIRPORT.id))
    assert offered(played)[0] == RAPID
    assert LABOUR not in offered(played)
    service = ScreeningService(played.workplace.desk)
    with pytest.raises(InstrumentNotPermittedError):
        played.in_vault(lambda: service.start(LABOUR, AIRPORT.id, "pt"))
    assert played.in_vault(service.unfinished) == ()


def offered(played: PlayedDesktop) -> list[str]:
    box = played.now.window.findChild(QComboBox, "instrument")
    assert isinstance(box, QComboBox)
    return [str(box.itemData(at)) for at in range(box.count())]


def a_first_look_takes_twelve_keys_at_most_and_leads_to_an_offer(
    played: PlayedDesktop, keys: KeyHand
) -> None:
    before = keys.pressed
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: keys.has("finish"), "the first look")
    marks = [number_of(played, *given) for given in {**SEEN, **ASKED}.items()]
    # As fast as the hand can, and without a look at where the page stands.
    keys.write("".join((*marks[:MARKED_SINGLY], "0", *marks[len(SEEN) :])))
    keys.press(Qt.Key.Key_Return)
    keys.wait(lambda: keys.has("go-on"), "the proposed talk")
    assert keys.pressed - before <= MOST_KEYS
    stored = played.interview().values
    assert {q: stored[QuestionId(q)] for q in {**SEEN, **ASKED}} == {**SEEN, **ASKED}
    keys.read(said(played, f"instrument.{RAPID}.exit.private_talk"))


def number_of(played: PlayedDesktop, question: str, answer: str) -> str:
    """What stands beside the answer on the page, where "not asked" is no answer."""
    codes = played.workplace.pack.questions[QuestionId(question)].answers
    return str([code for code in codes if code != "not_asked"].index(answer) + 1)


def sensitive_questions_wait_for_privacy(played: PlayedDesktop) -> None:
    hand = played.hand
    hand.click("go-on")
    hand.click("private_now=no")
    played.await_saved("private_now=no")
    hand.click("finish")
    hand.wait(lambda: played.position() != "", "the first question")
    interview = played.interview()
    assert interview.instrument.id == TALK
    assert {q: interview.values[QuestionId(q)] for q in {**SEEN, **ASKED}} == {**SEEN, **ASKED}
    assert not sensitive(interview) & visible(interview)
    hand.read(said(played, "notice.ask_in_private"))
    # What was told at the first look is passed over on the way on, and found on the way back.
    assert played.position() == "age_years"
    passed = [played.position()]
    while not hand.has("private_now=yes"):
        hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        hand.wait(partial(has_moved, played, passed[-1]), f"what comes before {passed[-1]}")
        passed.append(played.position())
    assert {"age_group", "obs_led_group"} <= set(passed)
    for role in CONDITIONS:
        hand.click(role)
        played.await_saved(role)
    interview = played.interview()
    recorded = {f"{question}={value}" for question, value in interview.values.items()}
    assert set(CONDITIONS) <= recorded
    assert len(sensitive(interview) & visible(interview)) > 8
    hand.click("finish")
    hand.wait(lambda: played.position() != "", "the first question")


def has_moved(played: PlayedDesktop, position: str) -> bool:
    return played.position() not in ("", position) or played.hand.has("private_now=yes")


def sensitive(interview: InterviewState) -> set[QuestionId]:
    own = {item.question for item in interview.instrument.items}
    return {q for q in own if interview.pack.questions[q].sensitive}


def visible(interview: InterviewState) -> set[QuestionId]:
    return {question for section in interview.sections for question in section.visible}


def nothing_is_asked_again(played: PlayedDesktop) -> None:
    """Up to what only the officer records."""
    put: list[str] = []
    while (question := played.position()) != "agreed_account":
        put.append(question)
        played.give(question, TALKED.get(question, "not_asked"))
        played.go_on()
    assert not set(put) & {*SEEN, *ASKED}
    assert len(put) == len(set(put))
    assert put.index("help_wanted") < put.index("referral_choice") < put.index("first_contact")
    found = played.assessment()
    assert set(found.elements[Element.ACT].codes) == {"RECRUITMENT", "TRANSPORTATION"}
    means, purpose = found.elements[Element.MEANS], found.elements[Element.PURPOSE]
    assert found.elements[Element.ACT].status is ElementStatus.MET
    assert means.status is purpose.status is ElementStatus.POSSIBLE
    assert set(means.codes) == {"DECEPTION", "OTHER_COERCION"}
    assert set(purpose.codes) == {"FORCED_LABOUR", "PROSTITUTION_OF_OTHERS"}


def agreeing_and_hardship_change_nothing(played: PlayedDesktop) -> None:
    hand, before = played.hand, played.assessment()
    notice = said(played, "notice.consent_has_no_effect")
    assert notice not in hand.words()
    played.give("agreed_account", "no")
    without = played.assessment()
    played.give("agreed_account", "yes")
    hand.read(notice)
    assert without.finding == played.assessment().finding == before.finding
    assert without.reasons == played.assessment().reasons == before.reasons
    played.go_on()
    played.go_on()
    assert played.position() == "circumstances"
    played.give("circumstances", ["no_work", "provider"])
    assert played.assessment().finding == before.finding
    assert played.assessment().elements == before.elements
    played.go_on()


def the_finding_names_answers_and_what_is_unasked(played: PlayedDesktop) -> None:
    # What Tango's own pack asks at the end.
    while (question := played.position()) != "":
        played.give(question, "not_asked")
        played.go_on()
    found = played.assessment()
    assert found.finding.band in (Band.POSSIBLE, Band.PRESUMED)
    page, words = played.hand.words(), pack_words(played)
    assert band_text(played.now.around.language, found.finding.band) in page
    values = played.interview().values
    traces = [trace for reason in found.reasons for trace in reason.traces]
    named = {question for trace in traces for question in trace.questions}
    assert {QuestionId("papers_with"), QuestionId("obs_spoken_for")} <= named
    for question in named:
        assert f"{words.question(question)} {words.value(question, values[question])}" in page
    unasked = found.can_still_matter
    assert unasked
    assert words.question(unasked[0]) in page


def help_is_chosen_service_by_service(played: PlayedDesktop) -> None:
    hand, details = played.hand, post.PersonDetails()
    hand.click("identity")
    hand.type("identity-names", details.names)
    hand.type("identity-notes", details.notes)
    hand.click("save-identity")
    hand.click("back")
    hand.click("plan")
    for choice in ("SHELTER=accepted", "LEGAL=accepted", "CONSULAR=later"):
        hand.click(choice)
    the_way_is_noted_place_by_place(played)
    hand.click("referral")
    hand.click("queue")
    played.close_screening("outbox")
    played.lock()
    played.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    played.review()
    played.lock()
    played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)


def the_referral_leaves_by_itself_when_the_line_is_back(
    played: PlayedDesktop, hub: RunningHub
) -> None:
    hand = played.hand
    hand.wait(lambda: played.sending().state.is_online is False, "no connection")
    assert played.sending().state.counts.waiting == 1
    assert stored_referrals(hub.folder) == {}
    with InputCounter() as inputs:
        hub.start()
        played.wait_for_receipts(1)
    assert inputs.count == 0
    assert played.states_seen == [ReferralState.ACKNOWLEDGED]
    (content,) = stored_referrals(hub.folder).values()
    codes_left_and_no_words(content)
    hand.click("outbox")
    state = referral_state_text(played.now.around.language, ReferralState.ACKNOWLEDGED)
    hand.read(state)


def nothing_said_decides_on_entry_and_the_record_of_deeds_holds(played: PlayedDesktop) -> None:
    played.in_vault(played.workplace.desk.vault.audit.verify)
    played.hand.look()
    shown = "\n".join(played.hand.shown)
    assert said(played, f"instrument.{RAPID}.exit.private_talk") in shown
    assert [found for code in ("es", "en", "pt") for found in banned_words(shown, code)] == []
    assert played.files.told == []


def pack_words(played: PlayedDesktop) -> PackWords:
    return PackWords(played.workplace.pack, "es", "pt")


def said(played: PlayedDesktop, string_id: str) -> str:
    return pack_words(played).text(string_id)
