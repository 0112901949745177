"""What the officer should know and do now: notices, protocols, services to offer, the way on."""

from __future__ import annotations

from collections.abc import Mapping

from frontline.domain.assistance import AssistanceService, Choice, PlanLine
from frontline.rules.definitions import Exit
from frontline.screening.assessment import bounds_of
from frontline.screening.interview import Interview
from frontline.screening.relevance import TRUE, compile_condition
from frontline.screening.scoring import CHILD
from frontline.screening.situation import AnswerCondition, Situation


def situation_of(interview: Interview) -> Situation:
    """What holds for certain now."""
    bounds = bounds_of(interview)
    index_of = interview.compiled.index_of

    def holds(condition: AnswerCondition) -> bool:
        return compile_condition(condition, index_of)(interview.seen) == TRUE

    return Situation(
        board=interview.compiled.board,
        mask=interview.lower.mask,
        is_child=bounds.age == CHILD,
        answer_holds=holds,
        band=bounds.finding.band,
        is_urgent=bounds.finding.urgent,
        concerns=bounds.finding.concerns,
    )


def notices(interview: Interview) -> tuple[str, ...]:
    """Ids of the notices to show."""
    situation = situation_of(interview)
    return tuple(n.id for n in interview.compiled.pack.notices if situation.holds(n.when))


def protocols(interview: Interview) -> tuple[str, ...]:
    """Ids of the protocols to follow."""
    situation = situation_of(interview)
    return tuple(p.id for p in interview.compiled.pack.protocols if situation.holds(p.when))


def plan(interview: Interview, choices: Mapping[AssistanceService, Choice]) -> tuple[PlanLine, ...]:
    """Services to offer, in the order of AssistanceService, each with why and the person's choice.

    A service the person once chose stays in the plan although its reason may have gone.
    """
    situation = situation_of(interview)
    offers: dict[str, list[str]] = {}
    for offer in interview.compiled.pack.offers:
        if situation.holds(offer.when):
            offers.setdefault(offer.service, []).append(offer.id)
    return tuple(
        PlanLine(service, tuple(offers.get(service, ())), choices.get(service, Choice.NOT_ASKED))
        for service in AssistanceService
        if service in offers or service in choices
    )


def proposed_exit(interview: Interview) -> Exit | None:
    """The first way on whose condition holds."""
    situation = situation_of(interview)
    exits = interview.instrument.exits
    return next((way for way in exits if situation.holds(way.when)), None)
