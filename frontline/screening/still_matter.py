"""Which questions can still change the finding, the most telling first.

A question can still matter when showing what it could show raises the lower bound, or ruling out
what it and the questions behind it could show brings down the upper one. Where no question that
was not put yet does so alone, but several of them together raise the lower bound, those are
listed. So an empty list of questions not put means that asking on cannot change the finding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import QuestionId
from frontline.rules.conditions import AnyOf, Condition, questions_read, walk
from frontline.rules.definitions import Concern
from frontline.screening.interview import Interview
from frontline.screening.scoring import ScoredIndicator
from frontline.screening.situation import indicator_mask
from frontline.screening.tally import Tally

_Step = Callable[[Tally, ScoredIndicator], None]


@dataclass(frozen=True, slots=True)
class _Open:
    """An open question. `reach` is what it and the questions behind it could show, `removable`
    what goes when all of them rule it out; both are masks. `behind`: how many those are."""

    question: QuestionId
    index: int
    position: int
    was_put: bool
    behind: int
    reach: int
    removable: int


def still_matter(
    interview: Interview, lower: Finding, upper: Finding, ages: tuple[int, ...]
) -> tuple[QuestionId, ...]:
    """Ids of visible questions of the instrument that nothing is known about yet."""
    candidates = _candidates(interview)
    # What must be known only bears on a finding of nothing: it is incomplete without.
    required = set(interview.required_open()) if lower.band is Band.NONE_OBSERVED else set()
    telling = _Telling(interview, lower, upper, ages)
    chosen = [each for each in candidates if telling.matters(each) or each.question in required]
    if all(each.was_put for each in chosen):
        chosen += telling.together([each for each in candidates if not each.was_put])
    if not chosen and lower != upper:
        chosen = [each for each in candidates if each.removable]
    chosen.sort(key=lambda each: (telling.rank(each), each.position))
    return tuple(each.question for each in chosen)


def _candidates(interview: Interview) -> list[_Open]:
    questions = interview.compiled.questions
    return [
        _Open(
            questions[index].id,
            index,
            position,
            interview.was_put(index),
            len(_behind(interview, index)),
            _reach(interview, index),
            _removable(interview, index),
        )
        for position, (index, _required) in enumerate(interview.items)
        if interview.is_unanswered(index) and interview.is_askable(index)
    ]


def _reach(interview: Interview, index: int) -> int:
    mask = interview.open_mask(index)
    for behind in _behind(interview, index):
        mask |= interview.open_mask(behind)
    return mask


def _behind(interview: Interview, index: int) -> tuple[int, ...]:
    """The questions that an answer can open: those after it, and what the closed gate hides."""
    compiled = interview.compiled
    behind = compiled.followers[index]
    if index in compiled.gate_questions and interview.is_gate_closed:
        return (*behind, *(each for each in compiled.gated if interview.is_in_scope(each)))
    return behind


def _removable(interview: Interview, index: int) -> int:
    """Indicators that only this question and those behind it keep open."""
    own, compiled = interview.open_mask(index), interview.compiled
    mask = own & interview.open_once
    behind = compiled.followers[index]
    if not behind:
        return mask
    holders: dict[int, int] = {}
    for member in (index, *behind):
        open_now = interview.open_mask(member)
        mask |= open_now & interview.open_once
        if open_now & ~interview.open_once:
            for indicator in compiled.raised[member]:
                if open_now & indicator.bit:
                    holders[indicator.index] = holders.get(indicator.index, 0) + 1
    return mask | sum(1 << at for at, times in holders.items() if times == interview.times_open(at))


class _Telling:
    def __init__(
        self, interview: Interview, lower: Finding, upper: Finding, ages: tuple[int, ...]
    ) -> None:
        self._interview = interview
        self._board = interview.compiled.board
        self._ages = ages
        self._band_is_open = lower.band is not upper.band
        self._age_matters = lower != upper and len(ages) > 1
        self._flags, self._questions = self._unsettled(lower, upper)
        # Only what is not shown yet can be shown or ruled out.
        self._undecided = interview.upper.mask & ~interview.lower.mask

    def _unsettled(self, lower: Finding, upper: Finding) -> tuple[int, frozenset[QuestionId]]:
        """Indicators, and questions, that bear on an urgency, concern or form still undecided."""
        board, questions = self._board, set[QuestionId]()
        mask = 0 if lower.urgent or not upper.urgent else board.urgent_mask
        for form in set(upper.forms) - set(lower.forms):
            for age in self._ages:
                mask |= board.form_masks[age].get(form, 0)
        for concern in self._interview.compiled.pack.concerns:
            if concern.code in upper.concerns and concern.code not in lower.concerns:
                mask |= board.concern_masks[concern.code] | self._rule_mask(concern)
                questions |= questions_read(concern.when or AnyOf(()))
        return mask, frozenset(questions)

    def _rule_mask(self, concern: Concern) -> int:
        parts: tuple[Condition, ...] = tuple(walk(concern.when)) if concern.when else ()
        mask = 0
        for part in parts:
            mask |= indicator_mask(self._board, part)
        return mask

    def matters(self, candidate: _Open) -> bool:
        reach = candidate.reach & self._undecided
        removable = candidate.removable & self._undecided
        if (reach | removable) & self._flags or candidate.question in self._questions:
            return True
        if self._age_matters and candidate.index == self._interview.compiled.age_question:
            return True
        if not self._band_is_open:
            return False
        return self._moves(self._interview.lower, reach, Tally.add, Tally.remove) or self._moves(
            self._interview.upper, removable, Tally.remove, Tally.add
        )

    def _moves(self, tally: Tally, mask: int, do: _Step, undo: _Step) -> bool:
        """True when the step on the indicators of `mask` changes a band."""
        if not mask & self._board.scoring_mask:
            return False
        before = [tally.band(age) for age in self._ages]
        indicators = self._board.listed(mask)
        for indicator in indicators:
            do(tally, indicator)
        moved = before != [tally.band(age) for age in self._ages]
        for indicator in indicators:
            undo(tally, indicator)
        return moved

    def together(self, candidates: list[_Open]) -> list[_Open]:
        """The fewest of `candidates` that together raise the lower bound, none if not even all of
        them do; the least telling go first."""
        kept = sorted(candidates, key=self.rank)
        if not self._raise(kept):
            return []
        for each in reversed(tuple(kept)):
            without = [other for other in kept if other is not each]
            if self._raise(without):
                kept = without
        return kept

    def _raise(self, candidates: list[_Open]) -> bool:
        mask = 0
        for each in candidates:
            mask |= each.reach
        mask &= self._undecided
        return self._moves(self._interview.lower, mask, Tally.add, Tally.remove)

    def rank(self, candidate: _Open) -> tuple[bool, int, int]:
        """Lower is more telling: not put yet, then what opens or closes most others, then by the
        strength of what it can show."""
        strengths = [
            max(indicator.best[age] for age in self._ages)
            for indicator in self._board.listed(candidate.removable & self._undecided)
        ]
        return candidate.was_put, -candidate.behind, -sum(strengths)
