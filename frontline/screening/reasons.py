"""Why a finding is what it is: rule, dimension, indicators, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from frontline.domain.findings import Band, Finding, Reason, Trace
from frontline.domain.identifiers import QuestionId
from frontline.domain.trafficking import Dimension, Element
from frontline.rules.conditions import walk
from frontline.rules.definitions import Concern
from frontline.screening.scoring import CHILD, Scoreboard, ScoredIndicator
from frontline.screening.situation import indicator_mask
from frontline.screening.tally import (
    ACT_AND_PURPOSE,
    CHILD_SIGN,
    FORM_WITH_ACT,
    MEANS_SHOWN,
    Tally,
)

ITEMS_UNASKED = "band.items_unasked"
ACT_SHOWN = "act.shown"
ACT_WEAK = "act.weak_sign"
NOT_ENOUGH = "dimension.not_enough"
ONE_FACT_FOR_CHILD = "purpose.one_fact_for_child"
URGENT_INDICATOR = "urgent.indicator"
URGENT_CHILD = "urgent.child"
CONCERN_INDICATOR = "concern.indicator"
CONCERN_RULE = "concern.rule"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What reasons are read from.

    `showing(i)`: the questions whose answers show indicator i. `unasked`: by indicator, the
    required questions that nothing is known about and that could show it.
    """

    board: Scoreboard
    tally: Tally
    age: int
    showing: Callable[[int], tuple[QuestionId, ...]]
    not_shown: int
    unasked: Mapping[int, tuple[QuestionId, ...]]
    concerns: Sequence[Concern]
    # One indicator stands in several reasons.
    _known: dict[int, Trace] = field(default_factory=dict, init=False, repr=False)

    def traces(self, mask: int) -> tuple[Trace, ...]:
        return tuple(map(self._trace, self.board.listed(mask)))

    def _trace(self, indicator: ScoredIndicator) -> Trace:
        known = self._known.get(indicator.index)
        if known is None:
            known = Trace(indicator.code, self.showing(indicator.index))
            self._known[indicator.index] = known
        return known

    def shown(self, element: Element) -> int:
        """The element's indicators that are shown and count for this age."""
        return self.for_age(self.tally.mask & self.board.element_masks[element])

    def for_age(self, mask: int) -> int:
        """Those of `mask` that say something about a person of this age."""
        return mask & self.board.age_masks[self.age]


def reasons_for(finding: Finding, evidence: Evidence) -> tuple[Reason, ...]:
    """Band first, then the elements, then urgency and concerns."""
    return (
        _band(finding, evidence),
        *_act(evidence),
        *_groups(evidence),
        *_urgent(finding, evidence),
        *(_concern(code, evidence) for code in finding.concerns),
    )


def _band(finding: Finding, evidence: Evidence) -> Reason:
    if finding.band is Band.INCOMPLETE:
        indicators = evidence.board.indicators
        unasked = evidence.unasked.items()
        traces = tuple(Trace(indicators[at].code, questions) for at, questions in unasked)
        return Reason("band", ITEMS_UNASKED, None, traces)
    rule = evidence.tally.rule(evidence.age)
    if finding.band is Band.NONE_OBSERVED:
        mask = evidence.for_age(evidence.not_shown)
        return Reason("band", rule, None, evidence.traces(mask))
    return Reason("band", rule, None, evidence.traces(_band_mask(rule, evidence)))


def _band_mask(rule: str, evidence: Evidence) -> int:
    act, means = evidence.shown(Element.ACT), evidence.shown(Element.MEANS)
    purpose = evidence.shown(Element.PURPOSE)
    if rule == MEANS_SHOWN:
        return means
    # A child's finding rests on act and purpose; means are described beside it.
    if rule in (FORM_WITH_ACT, CHILD_SIGN, ACT_AND_PURPOSE):
        return act | purpose
    return act | means | purpose


def _act(evidence: Evidence) -> Iterator[Reason]:
    mask = evidence.shown(Element.ACT)
    if mask:
        rule = ACT_SHOWN if evidence.tally.act_is_met(evidence.age) else ACT_WEAK
        yield Reason(Element.ACT, rule, None, evidence.traces(mask))


def _groups(evidence: Evidence) -> Iterator[Reason]:
    """Means and purpose, dimension by dimension and form by form; the same is said once."""
    board, shown = evidence.board, evidence.tally.mask
    said: set[tuple[Element, str, Dimension | None, int]] = set()
    for at, counted in enumerate(board.group_masks[evidence.age]):
        mask = shown & counted
        if mask:
            group = board.groups[at]
            subject = Element.MEANS if group.is_means else Element.PURPOSE
            rule = _group_rule(evidence, at, subject, mask)
            key = subject, rule, group.dimension, mask
            if key not in said:
                said.add(key)
                yield Reason(subject, rule, group.dimension, evidence.traces(mask))


def _group_rule(evidence: Evidence, group: int, subject: Element, mask: int) -> str:
    rule = evidence.tally.satisfied(group, evidence.age)
    if rule is not None:
        return rule
    if subject is Element.PURPOSE and evidence.age == CHILD:
        _weak, medium, strong = evidence.board.levels_for((CHILD,))
        if mask & (medium | strong):
            return ONE_FACT_FOR_CHILD
    return NOT_ENOUGH


def _urgent(finding: Finding, evidence: Evidence) -> Iterator[Reason]:
    if not finding.urgent:
        return
    mask = evidence.tally.mask & evidence.board.urgent_mask
    if mask:
        yield Reason("urgent", URGENT_INDICATOR, None, evidence.traces(mask))
    else:
        rule = evidence.tally.rule(evidence.age)
        yield Reason("urgent", URGENT_CHILD, None, evidence.traces(_band_mask(rule, evidence)))


def _concern(code: str, evidence: Evidence) -> Reason:
    tagged = evidence.tally.mask & evidence.board.concern_masks[code]
    if tagged:
        return Reason(f"concern:{code}", CONCERN_INDICATOR, None, evidence.traces(tagged))
    mask = 0
    for concern in evidence.concerns:
        if concern.code == code and concern.when is not None:
            for part in walk(concern.when):
                mask |= indicator_mask(evidence.board, part)
    traces = evidence.traces(evidence.tally.mask & mask)
    return Reason(f"concern:{code}", CONCERN_RULE, None, traces)
