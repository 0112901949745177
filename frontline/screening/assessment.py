"""The whole reading of an interview, or of bare indicator facts, at one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from frontline.domain.findings import (
    Assessment,
    Band,
    DimensionStatus,
    Finding,
    IndicatorStatus,
)
from frontline.domain.identifiers import IndicatorCode, QuestionId
from frontline.domain.trafficking import AgeProfile, Dimension
from frontline.errors import BadInputError
from frontline.rules.definitions import Concern
from frontline.screening.compiled import CompiledPack
from frontline.screening.elements import element_findings
from frontline.screening.interview import Interview
from frontline.screening.outcome import BOTH_AGES, greatest, least, outcome
from frontline.screening.reasons import Evidence, reasons_for
from frontline.screening.relevance import FALSE, TRUE, compile_condition
from frontline.screening.scoring import ADULT, CHILD, DIMENSIONS, Scoreboard
from frontline.screening.situation import AnswerCondition
from frontline.screening.still_matter import still_matter
from frontline.screening.tally import Tally


@dataclass(frozen=True, slots=True)
class Bounds:
    """`lower` reads what is open as not shown, `upper` as shown; `finding` is what stands now.

    `ages` are those the person may have; `age` is the one the finding is made by.
    """

    finding: Finding
    lower: Finding
    upper: Finding
    age: int
    ages: tuple[int, ...]

    @property
    def is_settled(self) -> bool:
        return self.lower == self.upper and self.finding.band is not Band.INCOMPLETE


def bounds_of(interview: Interview) -> Bounds:
    """Both bounds of an interview; cheap, no reasons."""
    compiled = interview.compiled
    return _bounds(
        interview.age,
        compiled.board,
        compiled.pack.concerns,
        (interview.lower, _answer_test(interview, TRUE)),
        (interview.upper, _answer_test(interview, FALSE + 1)),
        has_open_items=interview.has_required_open(),
    )


def assess(interview: Interview) -> Assessment:
    """Finding, bounds, elements, reasons and what can still matter."""
    compiled, bounds = interview.compiled, bounds_of(interview)
    evidence = Evidence(
        board=compiled.board,
        tally=interview.lower,
        age=bounds.age,
        showing=interview.showing,
        not_shown=_not_shown(interview),
        # Only said of a finding that is incomplete.
        unasked=_unasked(interview) if bounds.finding.band is Band.INCOMPLETE else {},
        concerns=compiled.pack.concerns,
    )
    return _assessment(
        bounds,
        interview.age,
        evidence,
        interview.upper,
        can_still_matter=still_matter(interview, bounds.lower, bounds.upper, bounds.ages),
    )


def assess_facts(
    compiled: CompiledPack,
    age: AgeProfile,
    facts: Mapping[IndicatorCode, IndicatorStatus],
) -> Assessment:
    """The same from indicators alone; one that is not named is open.

    Raises BadInputError for an indicator the pack does not have.
    """
    board = compiled.board
    unknown = sorted(set(facts) - set(board.index_of))
    if unknown:
        raise BadInputError(reason="unknown-indicator", indicator=unknown[0])
    shown = not_shown = every = 0
    for indicator in board.indicators:
        every |= indicator.bit
        status = facts.get(indicator.code, IndicatorStatus.OPEN)
        if status is IndicatorStatus.SHOWN:
            shown |= indicator.bit
        elif status is IndicatorStatus.NOT_SHOWN:
            not_shown |= indicator.bit
    lower, upper = Tally(board, shown), Tally(board, every & ~not_shown)
    open_now = (upper.mask & ~lower.mask) & board.scoring_mask
    bounds = _bounds(
        age,
        board,
        compiled.pack.concerns,
        (lower, lambda _condition: False),
        (upper, lambda _condition: False),
        has_open_items=bool(open_now),
    )
    evidence = Evidence(
        board=board,
        tally=lower,
        age=bounds.age,
        showing=lambda _indicator: (),
        not_shown=not_shown,
        unasked={i.index: () for i in board.listed(open_now)},
        concerns=compiled.pack.concerns,
    )
    return _assessment(bounds, age, evidence, upper, can_still_matter=())


_TalliedAnswers = tuple[Tally, Callable[[AnswerCondition], bool]]


def _bounds(
    age: AgeProfile | None,
    board: Scoreboard,
    concerns: Sequence[Concern],
    lower: _TalliedAnswers,
    upper: _TalliedAnswers,
    *,
    has_open_items: bool,
) -> Bounds:
    # Until it is asked, a person of unknown age is taken for a child (S-047).
    own = CHILD if age is None or age.counts_as_child else ADULT
    ages = BOTH_AGES if age is None else (own,)
    lowest = {each: outcome(lower[0], each, board, concerns, lower[1]) for each in ages}
    highest = [outcome(upper[0], each, board, concerns, upper[1]) for each in ages]
    finding = lowest[own]
    if finding.band is Band.NONE_OBSERVED and has_open_items:
        finding = replace(finding, band=Band.INCOMPLETE)
    return Bounds(finding, least(list(lowest.values())), greatest(highest), own, ages)


def _assessment(
    bounds: Bounds,
    age: AgeProfile | None,
    evidence: Evidence,
    upper: Tally,
    *,
    can_still_matter: tuple[QuestionId, ...],
) -> Assessment:
    return Assessment(
        profile=age or AgeProfile.IN_DOUBT,
        finding=bounds.finding,
        lower=bounds.lower,
        upper=bounds.upper,
        is_settled=bounds.is_settled,
        elements=element_findings(evidence.tally, upper, bounds.age, evidence.not_shown),
        dimensions=_dimensions(evidence.tally, upper, bounds.age),
        reasons=reasons_for(bounds.finding, evidence),
        can_still_matter=can_still_matter,
    )


def _dimensions(lower: Tally, upper: Tally, age: int) -> dict[Dimension, DimensionStatus]:
    found = {}
    for group, dimension in enumerate(DIMENSIONS):
        if lower.is_positive(group, age):
            found[dimension] = DimensionStatus.POSITIVE
        elif upper.is_positive(group, age):
            found[dimension] = DimensionStatus.POSSIBLE
        else:
            found[dimension] = DimensionStatus.IMPOSSIBLE
    return found


def _answer_test(interview: Interview, least_value: int) -> Callable[[AnswerCondition], bool]:
    """Judges a condition over answers: for the lower bound it must be TRUE, for the upper it may
    still be open."""
    index_of = interview.compiled.index_of

    def holds(condition: AnswerCondition) -> bool:
        return compile_condition(condition, index_of)(interview.seen) >= least_value

    return holds


def _not_shown(interview: Interview) -> int:
    """Indicators the instrument looks for and that were ruled out."""
    return interview.scope_mask & ~interview.upper.mask & interview.compiled.board.scoring_mask


def _unasked(interview: Interview) -> dict[int, tuple[QuestionId, ...]]:
    compiled = interview.compiled
    found: dict[int, tuple[QuestionId, ...]] = {}
    for question in interview.required_open():
        for indicator in compiled.raised[compiled.index(question)]:
            if indicator.bit & compiled.board.scoring_mask:
                found[indicator.index] = (*found.get(indicator.index, ()), question)
    return dict(sorted(found.items()))
