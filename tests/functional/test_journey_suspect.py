"""J6 of the requirements: a man stopped with drugs, who may have been made to carry them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from frontline.app import demo_post as post
from frontline.domain.assistance import AssistanceService, Choice
from frontline.domain.findings import Band, ElementStatus
from frontline.domain.identifiers import QuestionId
from frontline.domain.intel import ChainRole, RelatedCrime
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import Element
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder, read_hub_card, read_processor_keys
from frontline.rules.definitions import Topic
from frontline.wire.bundle import open_bundle
from frontline.wire.cards import DeviceCard, read_card
from frontline.wire.frame import read_frame
from frontline.wire.ref_record import REF_KIND, read_ref
from tests.support.commands import frontline
from tests.support.desktop import at_the_desk
from tests.support.desktop_channels import Written, know_focal_point, opened_notes, write_note
from tests.support.desktop_groups import GroupHand, canaries_on_disk, make_group_post
from tests.support.hub import new_hub
from tests.support.journeys import copied, reading, services

pytestmark = pytest.mark.slow

SITE = SiteKind.CHECKPOINT
NAME, CARRIER = "Anselmo Quetzalvane", "Driver Brumolinde, forty, scar on the left hand"
CONDITIONS = ("private_now=yes", "interpreter=independent", "language=es", "informed=yes")
RIGHTS = ("help_first", "silence", "lawyer", "no_blame", "consulate")
SAFETY = {"obs_asks_for_help": "not_seen", "obs_needs_care": "not_seen"}
STOPPED = {
    "age_group": "adult",
    "age_years": 24,
    "citizenship": "XA",
    "offer_from": "acquaintance",
    "already_there": "yes",
    "journey_arranged_by": "acquaintance",
    "on_arrival": ["lodged"],
    "debt": ["holds_now"],
    "harm_there": ["threatened"],
    "asked_to_do": ["offences"],
}
MADE_TO = {
    "offending_terms": ["gain_to_others", "no_choice", "threatened"],
    "offending_kind": ["carry"],
    "planned_for": ["other"],
    "other_terms": "something_else",
    "other_gainer": "group",
    "other_control": ["debt", "threats"],
    "other_setting": "on_the_move",
    "fear_of_return": "unknown",
    "help_wanted": ["lawyer"],
    "referral_choice": "deidentified",
    "accused_of": ["drugs", "entry", "papers"],
    "acts_from_situation": ["drugs", "entry", "papers"],
    "first_contact": "declined",
    "others_affected": "declined",
    "agreed_account": "yes",
}
DESCRIBED = ("other_terms", "other_gainer", "other_control", "other_setting")
ACTS = ("drugs", "accused", "acts_from", "offend", "carry", "non_punishment", "Quetzalvane")
VARIED = {
    "citizenship": ("XD", "XT", "declined"),
    "language": ("ar", "other", "unknown"),
    "gender": ("male", "trans_male", "not_stated"),
}


def test_a_suspect_is_met_as_a_presumed_victim_and_his_acts_stay_here(
    qapp: QApplication, tmp_path: Path
) -> None:
    make_group_post(tmp_path / "post", "checkpoint", "es")
    hub = new_hub(tmp_path / "hub")
    with at_the_desk(tmp_path, hub.card) as played:
        played.sign_in(post.OFFICER, post.OFFICER_PASSPHRASE)
        hand = GroupHand(played)
        safety_and_rights_come_first(hand)
        a_form_without_a_name_is_described(hand)
        his_acts_bring_the_notice_of_non_punishment(hand)
        that_he_agreed_at_first_changes_nothing(hand)
        neither_silence_nor_where_he_is_from_weighs(hand)
        the_note_is_on_the_others_alone(hand)
        each_service_is_his_own_choice(hand)
        what_leaves_tells_of_no_act(hand, hub)
        played.in_vault(played.workplace.desk.vault.audit.verify)
        hand.unfit_words()
        hand.leave()
        assert canaries_on_disk(played.folder, ("Quetzalvane", "Brumolinde")) == 0


def safety_and_rights_come_first(hand: GroupHand) -> None:
    """Step 1."""
    played = hand.played
    hand.choose("person-language", "es")
    hand.click("start")
    for question, seen in SAFETY.items():
        hand.wait(partial(played.stands_at, question), question)
        played.give(question, seen)
        hand.click("continue")
    hand.wait(lambda: hand.has(CONDITIONS[0]), "the conditions")
    assert played.interview().instrument.id == "police_encounter"
    assert all(hand.has(f"rights_told={right}") for right in RIGHTS)
    hand.shoot("rights and a lawyer first")
    hand.conditions(*CONDITIONS, *(f"rights_told={right}" for right in RIGHTS))
    assert set(played.interview().values) == {
        *SAFETY,
        "rights_told",
        *(QuestionId(role.split("=")[0]) for role in CONDITIONS),
    }


def a_form_without_a_name_is_described(hand: GroupHand) -> None:
    """Step 2, in two talks: what came out at the encounter is not asked again."""
    hand.walk(STOPPED, until="asked_to_do")
    hand.shoot("first finding")
    hand.click("go-on")
    hand.conditions(*CONDITIONS)
    hand.walk(MADE_TO)
    played = hand.played
    found, values = played.assessment(), played.interview().values
    assert played.interview().instrument.id == "forced_criminality_suspect"
    assert found.finding.band is Band.PRESUMED
    assert {"TRANSPORTATION", "HARBOURING"} <= set(found.elements[Element.ACT].codes)
    assert found.elements[Element.MEANS].status is ElementStatus.MET
    assert set(found.elements[Element.MEANS].codes) == {"THREAT_OF_FORCE", "OTHER_COERCION"}
    assert "OTHER_UNNAMED" in found.finding.forms
    assert {question: values[QuestionId(question)] for question in DESCRIBED} == {
        question: tuple(told) if isinstance(told := MADE_TO[question], list) else told
        for question in DESCRIBED
    }


def his_acts_bring_the_notice_of_non_punishment(hand: GroupHand) -> None:
    """Step 3."""
    values = hand.played.interview().values
    for question in ("accused_of", "acts_from_situation"):
        assert values[QuestionId(question)] == ("drugs", "entry", "papers")
    hand.read(hand.says("notice.non_punishment"))
    hand.read(hand.says("notice.delta_non_punishment"))
    hand.shoot("finding")
    hand.click("plan")
    hand.read(hand.says("protocol.non_punishment.step.3"))
    hand.shoot("plan")
    # He was asked what help he wants before anything about his acts or about others.
    for question in ("accused_of", "first_contact", "others_affected"):
        assert hand.asked.index("help_wanted") < hand.asked.index(question)
    hand.click("back")


def that_he_agreed_at_first_changes_nothing(hand: GroupHand) -> None:
    """Step 4, and each step that follows leaves the finding as it was."""
    before = hand.played.assessment()
    for said in ("no", "yes"):
        hand.click("check")
        hand.click("change-agreed_account")
        hand.answer(f"agreed_account={said}")
        hand.click("changed")
        hand.click("finish")
        hand.wait(lambda: hand.has("plan"), "the finding")
        after = hand.played.assessment()
        assert (after.finding, after.elements, after.reasons) == (
            before.finding,
            before.elements,
            before.reasons,
        )


def neither_silence_nor_where_he_is_from_weighs(hand: GroupHand) -> None:
    """Steps 5 and 6."""
    table = hand.played.case().case.table
    told = table.interview
    copies = [copied(told, SITE, {name: code}) for name, codes in VARIED.items() for code in codes]
    assert {reading(each) for each in copies} == {reading(told)}
    named = copied(told, SITE, {"first_contact": "known_before", "others_affected": "yes"})
    assert services(named) == services(told)
    assert reading(copied(told, SITE, {"debt": ()})) != reading(told)


def the_note_is_on_the_others_alone(hand: GroupHand) -> None:
    """Steps 7 and 8: crimes are those of the group, and he is not in it."""
    played = hand.played
    key = know_focal_point(played, "XD")
    hand.describe(names=NAME)
    assert no_crime_can_be_said_of_him(hand)
    hand.click("plan")
    assert no_crime_can_be_said_of_him(hand)
    crimes = (RelatedCrime.DRUG_TRAFFICKING, RelatedCrime.DOCUMENT_FORGERY)
    written = Written(
        lines={"actor-1-1": CARRIER, "note-text": f"Told by {NAME}."},
        boxes=[f"crime-{crime.value}" for crime in crimes],
        chosen={"actor-1": ChainRole.TRANSPORTER.value},
    )
    write_note(hand, written)
    hand.click("seal-note")
    hand.read("quetzalvane")
    hand.shoot("note that names him")
    assert opened_notes(played, key) == []
    hand.type("note-text", "The truck leaves at night.")
    hand.click("seal-note")
    hand.wait(lambda: hand.has("write-note"), "the list of notes")
    hand.shoot("note sealed")
    (note,) = opened_notes(played, key)
    assert set(note.related_crimes) == set(crimes)
    assert [actor.description for actor in note.actors] == [CARRIER]
    content = note.model_dump_json()
    assert "Quetzalvane" not in content
    assert played.case().case.table.case.code not in content
    hand.click("back")


def no_crime_can_be_said_of_him(hand: GroupHand) -> bool:
    return not hand.played.hand.roles("crime-")


def each_service_is_his_own_choice(hand: GroupHand) -> None:
    """Step 9."""
    played = hand.played
    asked = played.interview().pack.questions.values()
    assert Topic.COOPERATION not in {question.topic for question in asked}
    for role in ("LEGAL=accepted", "SECURITY=accepted", "CONSULAR=declined"):
        hand.click(role)
        hand.wait(lambda: hand.is_checked(role), role)  # noqa: B023
    hand.shoot("choices")
    desk, case = played.workplace.desk, played.case().case.table.case
    hand.wait(lambda: len(played.in_vault(lambda: desk.vault.plans.choices(case.id))) == 3, "all")
    assert played.in_vault(lambda: desk.vault.plans.choices(case.id)) == {
        AssistanceService.LEGAL: Choice.ACCEPTED,
        AssistanceService.SECURITY: Choice.ACCEPTED,
        AssistanceService.CONSULAR: Choice.DECLINED,
    }
    # What a witness needs is offered in the plan and asked nowhere before it.
    assert not hand.is_checked("WITNESS_PROTECTION=accepted")


def what_leaves_tells_of_no_act(hand: GroupHand, hub: HubFolder) -> None:
    """Step 10: carried on a stick, opened with the hub's key, and seen among the new forms."""
    played = hand.played
    hand.click("referral")
    hand.wait(lambda: hand.has("queue"), "the preview")
    hand.shoot("preview")
    hand.click("queue")
    hand.wait(lambda: hand.has("close"), "the queued referral")
    played.close_screening("outbox")
    played.lock()
    played.sign_in(post.SUPERVISOR, post.SUPERVISOR_PASSPHRASE)
    played.introduce_hub()
    played.review()
    played.export()
    stick = played.files.root / "stick"
    key, of_hub = read_processor_keys(hub, None).identity, read_hub_card(hub).hub
    frames = [read_frame(path.read_bytes()) for path in stick.iterdir()]
    bundles = [open_bundle(frame, key, of_hub) for frame in frames]
    (item,) = [item for each in bundles for item in each.items if item.kind == REF_KIND]
    record = read_ref(item.content.encode())
    assert "OTHER_UNNAMED" in record.forms
    assert set(record.services) == {AssistanceService.LEGAL, AssistanceService.SECURITY}
    assert [act for act in ACTS if act in item.content] == []
    card = (played.files.root / "post-card.json").read_bytes()
    desk = HubDesk(hub, played.clock)
    desk.enrol(read_card(card, DeviceCard))
    desk.take_in(stick, looks_inside=True)
    shown = frontline("hub", "emerging", "--data", str(hub.root), "--json")
    (form,) = json.loads(shown.stdout)
    assert form["people"] == 1
