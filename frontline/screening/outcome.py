"""From a tally to a Finding: band, urgency, concerns, forms. Used alike for both bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from frontline.domain.findings import Band, Finding
from frontline.rules.definitions import Concern
from frontline.screening.scoring import ADULT, CHILD, Scoreboard
from frontline.screening.situation import AnswerCondition, Situation
from frontline.screening.tally import Tally


def outcome(
    tally: Tally,
    age: int,
    board: Scoreboard,
    concerns: Sequence[Concern],
    answer_holds: Callable[[AnswerCondition], bool],
) -> Finding:
    """The finding for one age. Forms are named from `possible` upward only."""
    band, mask = tally.band(age), tally.mask
    is_child = age == CHILD
    has_band = band.rank >= Band.POSSIBLE.rank
    urgent = bool(mask & board.urgent_mask) or (is_child and has_band)
    raised = _concerns(Situation(board, mask, is_child, answer_holds, band, urgent), concerns)
    forms = tuple(form for form, bits in board.form_masks[age].items() if mask & bits)
    return Finding(band, urgent, raised, forms if has_band else ())


def _concerns(situation: Situation, concerns: Sequence[Concern]) -> tuple[str, ...]:
    masks = situation.board.concern_masks
    return tuple(
        sorted(
            concern.code
            for concern in concerns
            if situation.mask & masks[concern.code]
            or (concern.when is not None and situation.holds(concern.when))
        )
    )


def least(findings: Sequence[Finding]) -> Finding:
    """What holds for every age the person may still have."""
    first = findings[0]
    for other in findings[1:]:
        first = Finding(
            min(first.band, other.band, key=lambda band: band.rank),
            first.urgent and other.urgent,
            tuple(code for code in first.concerns if code in other.concerns),
            tuple(form for form in first.forms if form in other.forms),
        )
    return first


def greatest(findings: Sequence[Finding]) -> Finding:
    """What may hold for some age the person may still have."""
    first = findings[0]
    for other in findings[1:]:
        first = Finding(
            max(first.band, other.band, key=lambda band: band.rank),
            first.urgent or other.urgent,
            tuple(sorted({*first.concerns, *other.concerns})),
            tuple(sorted({*first.forms, *other.forms})),
        )
    return first


BOTH_AGES = (ADULT, CHILD)
