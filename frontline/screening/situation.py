"""Whether a condition over answers and findings holds: notices, concerns, offers, exits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontline.domain.findings import Band
from frontline.rules.conditions import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    BandAtLeast,
    ChildProfile,
    ConcernRaised,
    Condition,
    ElementShown,
    IndicatorShown,
    IsIn,
    LessThan,
    Urgent,
)
from frontline.screening.scoring import Scoreboard

AnswerCondition = Answered | IsIn | AtLeast | LessThan


@dataclass(frozen=True, slots=True)
class Situation:
    """What conditions look at. `answer_holds` judges the parts that read answers."""

    board: Scoreboard
    mask: int
    is_child: bool
    answer_holds: Callable[[AnswerCondition], bool]
    band: Band = Band.INCOMPLETE
    is_urgent: bool = False
    concerns: tuple[str, ...] = ()

    def holds(self, condition: Condition | None) -> bool:
        """True when the condition holds; a missing one always does."""
        match condition:
            case None:
                return True
            case All(parts):
                return all(self.holds(part) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part) for part in parts)
            case Answered() | IsIn() | AtLeast() | LessThan():
                return self.answer_holds(condition)
            case IndicatorShown() | ElementShown():
                return bool(self.mask & indicator_mask(self.board, condition))
            case _:
                return self._holds_of_finding(condition)

    def _holds_of_finding(self, condition: Condition) -> bool:
        match condition:
            case ConcernRaised(concern):
                return concern in self.concerns
            case BandAtLeast(band):
                return self.band.rank >= band.rank
            case ChildProfile():
                return self.is_child
            case Urgent():
                return self.is_urgent
            case _:
                return False


def indicator_mask(board: Scoreboard, condition: Condition) -> int:
    """The indicators the condition itself looks at."""
    match condition:
        case IndicatorShown(code):
            return board.indicators[board.index_of[code]].bit
        case ElementShown(element):
            return board.element_masks[element]
        case _:
            return 0
