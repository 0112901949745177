"""What a screening found, and why. No value here says that someone is not a victim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.identifiers import IndicatorCode, QuestionId
from frontline.domain.trafficking import AgeProfile, Dimension, Element


class Band(StrEnum):
    # Speaks of the asking, not of the person: nothing shown yet and required items unasked.
    INCOMPLETE = "incomplete"
    NONE_OBSERVED = "none_observed"
    POSSIBLE = "possible"
    PRESUMED = "presumed"

    @property
    def rank(self) -> int:
        return _RANK[self]


_RANK = {Band.INCOMPLETE: 0, Band.NONE_OBSERVED: 1, Band.POSSIBLE: 2, Band.PRESUMED: 3}


class ElementStatus(StrEnum):
    MET = "met"
    POSSIBLE = "possible"
    NOT_SHOWN = "not_shown"
    UNKNOWN = "unknown"


class DimensionStatus(StrEnum):
    POSITIVE = "positive"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class IndicatorStatus(StrEnum):
    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    band: Band
    urgent: bool
    concerns: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementFinding:
    status: ElementStatus
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """An indicator that is shown, and the questions whose answers showed it."""

    indicator: IndicatorCode
    questions: tuple[QuestionId, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """`subject` is what the reason is for ("act", "band", "concern:…"), `rule` a stable code."""

    subject: str
    rule: str
    dimension: Dimension | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole reading of a set of answers at one moment."""

    profile: AgeProfile
    finding: Finding
    lower: Finding
    upper: Finding
    is_settled: bool
    elements: dict[Element, ElementFinding]
    dimensions: dict[Dimension, DimensionStatus]
    reasons: tuple[Reason, ...]
    can_still_matter: tuple[QuestionId, ...]
