"""Which questions can still change the finding, the most telling first.

A question can still matter when showing what it could show raises the lower bound, or ruling out
what it and the questions behind it could show brings down the upper one. Where no question that
was not put yet does so alone, but several of them together raise the lower bound, those are
listed. So an empty list of questions not put means that asking on cannot change the finding.
"""

from __future__ import annotations

from typing import NamedTuple

from frontline.domain.findings import Band, Finding
from frontline.domain.identifiers import QuestionId
from frontline.rules.conditions import AnyOf, Condition, questions_read, walk
from frontline.rules.definitions import Concern
from frontline.screening.interview import Interview
from frontline.screening.scoring import MEDIUM, STRONG, WEAK
from frontline.screening.situation import indicator_mask
from frontline.screening.tally import Tally


class _Open(NamedTuple):
    """An open question; a tuple because dozens are made at every answer.

    `at` is its number, `opens` the mask of it and the questions behind it, and `behind` how many
    those are. `reach` is what all of them could show, `removable` what goes when they rule it out;
    both are masks of indicators.
    """

    question: QuestionId
    at: int
    position: int
    was_put: bool
    opens: int
    behind: int
    reach: int
    removable: int


def still_matter(
    interview: Interview, lower: Finding, upper: Finding, ages: tuple[int, ...]
) -> tuple[QuestionId, ...]:
    """Ids of visible questions of the instrument that nothing is known about yet."""
    candidates = _candidates(interview)
    # What must be known only bears on a finding of nothing: it is incomplete without.
    required = _required(interview) if lower.band is Band.NONE_OBSERVED else 0
    telling = _Telling(interview, lower, upper, ages)
    chosen = [each for each in candidates if each.opens & required or telling.matters(each)]
    if all(each.was_put for each in chosen):
        chosen += telling.together([each for each in candidates if not each.was_put])
    if not chosen and lower != upper:
        chosen = [each for each in candidates if each.removable]
    chosen.sort(key=lambda each: (telling.rank(each), each.position))
    return tuple(each.question for each in chosen)


def _required(interview: Interview) -> int:
    """A mask of the questions that must be put and were not, those still hidden included."""
    index_of = interview.compiled.index_of
    return sum(1 << index_of[question] for question in interview.required_open())


def _candidates(interview: Interview) -> list[_Open]:
    return [
        _candidate(interview, index, position)
        for position, (index, _required) in enumerate(interview.items)
        if interview.is_unanswered(index) and interview.is_askable(index)
    ]


def _candidate(interview: Interview, index: int, position: int) -> _Open:
    compiled = interview.compiled
    followers = compiled.followers[index]
    own = followed = interview.open_mask(index)
    for each in followers:
        followed |= interview.open_mask(each)
    hidden = _hidden_by(interview, index)
    reach, opens = followed, compiled.families[index]
    for each in hidden:
        reach |= interview.open_mask(each)
        opens |= 1 << each
    removable = own & interview.open_once
    if followers:
        removable = followed & interview.open_once
        removable |= _held_only_within(interview, followed & ~removable, index)
    return _Open(
        compiled.questions[index].id,
        index,
        position,
        interview.was_put(index),
        opens,
        len(followers) + len(hidden),
        reach,
        removable,
    )


def _hidden_by(interview: Interview, index: int) -> tuple[int, ...]:
    """What the closed gate hides, and what is behind that, where this question may open it."""
    compiled = interview.compiled
    if index not in compiled.gate_questions or not interview.is_gate_closed:
        return ()
    hidden = [each for each in compiled.gated if interview.is_in_scope(each)]
    behind = {other for each in hidden for other in compiled.followers[each]}
    return tuple({*hidden, *behind} - {index, *compiled.followers[index]})


def _held_only_within(interview: Interview, mask: int, question: int) -> int:
    """Indicators of `mask` that only this question and those behind it keep open."""
    others = ~interview.compiled.families[question]
    held = 0
    for indicator in interview.compiled.board.listed(mask):
        if not interview.held_open_by(indicator.index) & others:
            held |= indicator.bit
    return held


class _Telling:
    def __init__(
        self, interview: Interview, lower: Finding, upper: Finding, ages: tuple[int, ...]
    ) -> None:
        self._interview = interview
        self._board = interview.compiled.board
        self._ages = ages
        self._band_is_open = lower.band is not upper.band
        self._age_matters = lower != upper and len(ages) > 1
        self._flags, self._read = self._unsettled(lower, upper)
        self._lower, self._upper = interview.lower, interview.upper
        # Only what is not shown yet can be shown or ruled out.
        self._undecided = self._upper.mask & ~self._lower.mask
        self._levels = self._board.levels_for(ages)
        self._bands = self._bands_of(self._lower), self._bands_of(self._upper)

    def _unsettled(self, lower: Finding, upper: Finding) -> tuple[int, int]:
        """Masks of the indicators, and of the questions, that bear on an urgency, concern or form
        still undecided."""
        board, interview, questions = self._board, self._interview, 0
        mask = 0 if lower.urgent or not upper.urgent else board.urgent_mask
        for form in set(upper.forms) - set(lower.forms):
            for age in self._ages:
                mask |= board.form_masks[age].get(form, 0)
        for concern in interview.compiled.pack.concerns:
            if concern.code in upper.concerns and concern.code not in lower.concerns:
                mask |= board.concern_masks[concern.code] | self._rule_mask(concern)
                read = map(interview.compiled.index, questions_read(concern.when or AnyOf(())))
                questions |= sum(1 << index for index in read if interview.reads_open(index))
        return mask, questions

    def _rule_mask(self, concern: Concern) -> int:
        parts: tuple[Condition, ...] = tuple(walk(concern.when)) if concern.when else ()
        mask = 0
        for part in parts:
            mask |= indicator_mask(self._board, part)
        return mask

    def matters(self, candidate: _Open) -> bool:
        reach = candidate.reach & self._undecided
        removable = candidate.removable & self._undecided
        # What a concern asks about may stand behind the candidate, and be hidden until then.
        if (reach | removable) & self._flags or candidate.opens & self._read:
            return True
        if self._age_matters and candidate.at == self._interview.compiled.age_question:
            return True
        if not self._band_is_open:
            return False
        return self._raises(reach) or self._brings_down(removable)

    def _raises(self, mask: int) -> bool:
        """True when showing the indicators of `mask` raises the lower bound."""
        if not mask & self._board.scoring_mask:
            return False
        shown = Tally(self._board, self._lower.mask | mask)
        return self._bands_of(shown) != self._bands[0]

    def _brings_down(self, mask: int) -> bool:
        """True when ruling out the indicators of `mask` brings the upper bound down."""
        if not mask & self._board.scoring_mask:
            return False
        left = Tally(self._board, self._upper.mask & ~mask)
        return self._bands_of(left) != self._bands[1]

    def _bands_of(self, tally: Tally) -> list[Band]:
        return [tally.band(age) for age in self._ages]

    def together(self, candidates: list[_Open]) -> list[_Open]:
        """The fewest of `candidates` that together raise the lower bound, none if not even all of
        them do; the least telling go first."""
        kept = sorted(candidates, key=self.rank)
        if not self._raise_together(kept):
            return []
        for each in reversed(tuple(kept)):
            without = [other for other in kept if other is not each]
            if self._raise_together(without):
                kept = without
        return kept

    def _raise_together(self, candidates: list[_Open]) -> bool:
        mask = 0
        for each in candidates:
            mask |= each.reach
        return self._raises(mask & self._undecided)

    def rank(self, candidate: _Open) -> tuple[bool, int, int]:
        """Lower is more telling: not put yet, then what opens or closes most others, then by the
        strength of what it can show."""
        mask = candidate.removable & self._undecided
        weak, medium, strong = ((mask & level).bit_count() for level in self._levels)
        strength = WEAK * weak + MEDIUM * medium + STRONG * strong
        return candidate.was_put, -candidate.behind, -strength
