"""A live interview: answers go in, what is relevant and what is shown is kept up to date.

Only what depends on an answer is touched by it. Questions outside the instrument count where
they were answered before, so a second instrument starts with what is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontline.domain.answers import AnswerValue, is_open
from frontline.domain.findings import IndicatorStatus
from frontline.domain.identifiers import InstrumentId, QuestionId
from frontline.domain.sites import SiteKind
from frontline.domain.trafficking import AgeProfile
from frontline.errors import InstrumentNotFoundError
from frontline.rules.definitions import Instrument
from frontline.screening.answering import check_value
from frontline.screening.compiled import CompiledPack
from frontline.screening.network import Answers
from frontline.screening.relevance import FALSE, OPEN, RULED_OUT, TRUE, Value
from frontline.screening.scoring import ScoredIndicator
from frontline.screening.tally import Tally


class Interview:
    """Not thread-safe; one owner. Raises AnswerNotAllowedError for a value that does not fit."""

    def __init__(
        self,
        compiled: CompiledPack,
        instrument: InstrumentId,
        answers: Mapping[QuestionId, AnswerValue] | None = None,
        site: SiteKind | None = None,
    ) -> None:
        """Without a `site`, items of every site stand."""
        found = compiled.pack.instruments.get(instrument)
        if found is None:
            raise InstrumentNotFoundError(instrument=instrument)
        self.compiled = compiled
        self.instrument: Instrument = found if site is None else found.at(site)
        # The indicators that are shown, and those that are or may still be.
        self._shown_mask = 0
        self._upper_mask = 0
        self._lower = self._upper = Tally(compiled.board, 0)
        count = len(compiled.questions)
        self._in_scope = [False] * count
        # Question index and "is required", in the order of the instrument.
        self.items = tuple(
            (compiled.index(item.question), item.required) for item in self.instrument.items
        )
        for index, _required in self.items:
            self._in_scope[index] = True
        self.scope_mask = 0
        for index, raised in enumerate(compiled.raises_mask):
            if self._in_scope[index]:
                self.scope_mask |= raised
        # What each question shows and keeps open, and by which questions each indicator is.
        self._shown = [0] * count
        self._open = [0] * count
        self._shown_by = [0] * len(compiled.board.indicators)
        self._held_open_by = [0] * len(compiled.board.indicators)
        # The indicators that one single question keeps open.
        self.open_once = 0
        values: list[AnswerValue | None] = [None] * count
        for name, value in (answers or {}).items():
            index = compiled.index(name)
            check_value(compiled.questions[index], value)
            values[index] = value
        self._answers = Answers(compiled.network, values)
        for index in range(count):
            self._review_contribution(index)

    @property
    def lower(self) -> Tally:
        """What is open read as not shown."""
        if self._lower.mask != self._shown_mask:
            self._lower = Tally(self.compiled.board, self._shown_mask)
        return self._lower

    @property
    def upper(self) -> Tally:
        """What is open read as shown."""
        if self._upper.mask != self._upper_mask:
            self._upper = Tally(self.compiled.board, self._upper_mask)
        return self._upper

    @property
    def seen(self) -> list[Value]:
        """The answers as conditions see them, by question index."""
        return self._answers.seen

    def answer(self, question: QuestionId, value: AnswerValue) -> None:
        """Record or correct one answer."""
        start = self.compiled.index(question)
        check_value(self.compiled.questions[start], value)
        for index in self._answers.put(start, value):
            self._review_contribution(index)

    def value(self, question: QuestionId) -> AnswerValue | None:
        return self._answers.values[self.compiled.index(question)]

    def answers(self) -> dict[QuestionId, AnswerValue]:
        """What was recorded, answers to questions that are hidden now included."""
        return {
            question.id: value
            for question, value in zip(self.compiled.questions, self._answers.values, strict=True)
            if value is not None
        }

    def is_in_scope(self, index: int) -> bool:
        return self._in_scope[index]

    def is_visible(self, question: QuestionId) -> bool:
        """True when the question may be put now."""
        return self.is_askable(self.compiled.index(question))

    def is_askable(self, index: int) -> bool:
        return self._answers.relevance[index] == TRUE and not self._is_gate_closed_for(index)

    def is_withheld(self, question: QuestionId) -> bool:
        """Relevant, but hidden until the person can speak in private."""
        index = self.compiled.index(question)
        return self._answers.relevance[index] == TRUE and self._is_gate_closed_for(index)

    def _is_gate_closed_for(self, index: int) -> bool:
        return index in self.compiled.gated and self.is_gate_closed

    @property
    def is_gate_closed(self) -> bool:
        """The gate only hides. What it hides stays open: it is never "not shown"."""
        gate = self.compiled.gate
        return gate is not None and gate(self.seen) != TRUE

    def relevance(self, index: int) -> int:
        return self._answers.relevance[index]

    def is_unanswered(self, index: int) -> bool:
        """Nothing is known: not yet put, or put without an answer."""
        return is_open(self._answers.values[index])

    def reads_open(self, index: int) -> bool:
        """Conditions find nothing known; an answer that is hidden for now is not known either."""
        value = self.seen[index]
        return value is not RULED_OUT and is_open(value)

    def was_put(self, index: int) -> bool:
        value = self._answers.values[index]
        return value is not None and value != "not_asked"

    def open_mask(self, index: int) -> int:
        """The indicators this question keeps open at present."""
        return self._open[index]

    def held_open_by(self, indicator: int) -> int:
        """A mask with a bit for the index of each question that keeps the indicator open."""
        return self._held_open_by[indicator]

    def showing(self, indicator: int) -> tuple[QuestionId, ...]:
        """The questions whose answers show the indicator."""
        bit, compiled = 1 << indicator, self.compiled
        return tuple(
            compiled.questions[index].id
            for index in compiled.raisers[indicator]
            if self._shown[index] & bit
        )

    def indicator_status(self, indicator: int) -> IndicatorStatus:
        if self._shown_by[indicator]:
            return IndicatorStatus.SHOWN
        if self._held_open_by[indicator]:
            return IndicatorStatus.OPEN
        return IndicatorStatus.NOT_SHOWN

    @property
    def age(self) -> AgeProfile | None:
        """None while nothing is known; "in doubt" is a decision, not a gap in the answers."""
        index = self.compiled.age_question
        value = self._answers.values[index] if index is not None else None
        return next((profile for profile in AgeProfile if profile == value), None)

    def required_open(self) -> tuple[QuestionId, ...]:
        """Required items that nothing is known about and that are not ruled out."""
        return tuple(
            self.compiled.questions[index].id
            for index, is_required in self.items
            if is_required and self._is_required_open(index)
        )

    def has_required_open(self) -> bool:
        return any(is_required and self._is_required_open(at) for at, is_required in self.items)

    def _is_required_open(self, index: int) -> bool:
        return self._answers.relevance[index] != FALSE and is_open(self._answers.values[index])

    def _review_contribution(self, index: int) -> None:
        shown, open_now = self._contribution(index)
        changed = (shown ^ self._shown[index]) | (open_now ^ self._open[index])
        if changed:
            self._shown[index], self._open[index] = shown, open_now
            for indicator in self.compiled.board.listed(changed):
                self._review_indicator(indicator, index)

    def _contribution(self, index: int) -> tuple[int, int]:
        """What the question shows, and what it keeps open."""
        compiled, value = self.compiled, self._answers.values[index]
        can_show = compiled.raises_mask[index]
        when = self._answers.relevance[index]
        if not can_show or when == FALSE or (value is None and not self._in_scope[index]):
            return 0, 0
        if when == OPEN or value is None:
            return 0, can_show
        shown = compiled.shown_mask(index, value)
        return shown, can_show & ~shown if is_open(value) else 0

    def _review_indicator(self, indicator: ScoredIndicator, question: int) -> None:
        """Note what the question now says of the indicator."""
        at, bit, asker = indicator.index, indicator.bit, 1 << question
        shown_by = _switched(self._shown_by[at], asker, on=self._shown[question] & bit)
        held_by = _switched(self._held_open_by[at], asker, on=self._open[question] & bit)
        self._shown_by[at], self._held_open_by[at] = shown_by, held_by
        self._shown_mask = _switched(self._shown_mask, bit, on=shown_by)
        self._upper_mask = _switched(self._upper_mask, bit, on=shown_by | held_by)
        self.open_once = _switched(self.open_once, bit, on=held_by and not held_by & (held_by - 1))


def _switched(mask: int, bit: int, *, on: int) -> int:
    return mask | bit if on else mask & ~bit
