"""Words for the closed lists of a hand-over to a service."""

from __future__ import annotations

from frontline.domain.handovers import DutyReason, HandoverState, Need, Part
from frontline.ui.language import Language
from frontline.ui.messages import mark

_PARTS = {
    Part.NAMES: mark("Names"),
    Part.CONTACT: mark("How to reach the person"),
    Part.PAPERS: mark("Papers"),
}
_NEEDS = {
    Need.INTERPRETER: mark("Needs an interpreter"),
    Need.CHILDREN_COME_ALONG: mark("Children come along"),
    Need.PLACE_KEPT_HIDDEN: mark("Nobody may learn where the person is"),
    Need.DO_NOT_CALL: mark("Do not call: somebody may be listening"),
    Need.SPEAK_WITH_A_WOMAN: mark("Wishes to speak with a woman"),
    Need.STEP_FREE: mark("Cannot take stairs"),
    Need.DOCTOR_SOON: mark("Should see a doctor soon"),
    Need.MEDICINE: mark("Takes medicine every day"),
}
_REASONS = {
    DutyReason.DANGER_NOW: mark("The child is in danger now"),
    DutyReason.NO_SAFE_CARER: mark("There is no adult with whom the child is safe"),
    DutyReason.CARER_MAY_EXPLOIT: mark("Who looks after the child may be exploiting them"),
    DutyReason.TOO_YOUNG_TO_CHOOSE: mark("The child is too young to choose"),
    DutyReason.LAW_REQUIRES: mark("The law requires it"),
}
_STATES = {
    HandoverState.PREPARED: mark("Prepared"),
    HandoverState.CARRIED: mark("Handed over, not confirmed yet"),
    HandoverState.RECEIVED: mark("Received by the service"),
    HandoverState.REFUSED: mark("Refused by the service"),
}


def part_text(language: Language, part: Part) -> str:
    return language.gettext(_PARTS[part])


def need_text(language: Language, need: Need) -> str:
    return language.gettext(_NEEDS[need])


def reason_text(language: Language, reason: DutyReason) -> str:
    return language.gettext(_REASONS[reason])


def state_text(language: Language, state: HandoverState) -> str:
    return language.gettext(_STATES[state])
