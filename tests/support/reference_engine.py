"""The engine once more, the slow and plain way: no masks, no increments, nothing kept.

Written from docs/engine.md alone, so that two readings of the same rules can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from frontline.domain.answers import AnswerValue, Money, is_open
from frontline.domain.findings import Band
from frontline.domain.identifiers import IndicatorCode, QuestionId
from frontline.domain.trafficking import (
    ADULT_COLUMNS,
    CHILD_COLUMNS,
    MEANS_DIMENSIONS,
    Dimension,
    Element,
    Strength,
    StrengthColumn,
)
from frontline.rules.conditions import All, Answered, AnyOf, AtLeast, Condition, IsIn, LessThan
from frontline.rules.definitions import Indicator, PackDefinition, Question
from frontline.screening.answering import indicators_shown

NO, OPEN, YES = 0, 1, 2
W, M, S = Strength.WEAK, Strength.MEDIUM, Strength.STRONG
# The smallest sets that make a dimension positive, as published.
SMALLEST = ((S, S), (S, M), (S, W), (M, M, M), (M, M, W))
_FAMILY = {
    StrengthColumn.ADULT_LABOUR: "labour",
    StrengthColumn.CHILD_LABOUR: "labour",
    StrengthColumn.ADULT_SEXUAL: "sexual",
    StrengthColumn.CHILD_SEXUAL: "sexual",
    StrengthColumn.OTHER: "other",
}


def is_positive(strengths: Iterable[Strength]) -> bool:
    have = Counter(strengths)
    return any(not Counter(smallest) - have for smallest in SMALLEST)


class Reference:
    """The reading of a set of shown indicators for one age."""

    def __init__(self, pack: PackDefinition, shown: Iterable[IndicatorCode], *, child: bool):
        self.pack = pack
        self.child = child
        self.shown = [pack.indicators[code] for code in shown]
        self.columns = CHILD_COLUMNS if child else ADULT_COLUMNS

    def forms_of(self, indicator: Indicator) -> list[str]:
        return [
            form
            for form in indicator.forms
            if form in self.pack.forms and (self.child or not self.pack.forms[form].children_only)
        ]

    def best(self, indicator: Indicator) -> Strength:
        return max(indicator.strength.get(column, Strength.ABSENT) for column in self.columns)

    def of(self, element: Element) -> list[Indicator]:
        return [i for i in self.shown if i.element is element and self.best(i)]

    def strengths(self, element: Element) -> list[Strength]:
        return [self.best(indicator) for indicator in self.of(element)]

    def families(self) -> set[str]:
        purposes = self.of(Element.PURPOSE)
        return {"labour"} | {self.pack.forms[form].family for i in purposes for form in i.forms}

    def holds(self, members: list[Indicator], columns: Iterable[StrengthColumn]) -> bool:
        """The combination rule in one of the columns that count."""
        return any(
            is_positive(i.strength[column] for i in members if column in i.strength)
            for column in columns
            if _FAMILY[column] in self.families()
        )

    def is_dimension_positive(self, dimension: Dimension) -> bool:
        return self.holds([i for i in self.shown if i.dimension is dimension], self.columns)

    def is_form_met(self) -> bool:
        own = [i for i in self.of(Element.PURPOSE) if i.dimension is None]
        for form in {form for indicator in own for form in self.forms_of(indicator)}:
            family = self.pack.forms[form].family
            columns = [column for column in self.columns if _FAMILY[column] == family]
            if self.holds([i for i in own if form in self.forms_of(i)], columns):
                return True
        return False

    def is_met(self, element: Element) -> bool:
        match element:
            case Element.ACT:
                return any(strength >= M for strength in self.strengths(Element.ACT))
            case Element.MEANS:
                return any(self.is_dimension_positive(each) for each in MEANS_DIMENSIONS)
            case _:
                in_work = self.is_dimension_positive(Dimension.EXPLOITATIVE_CONDITIONS)
                return in_work or self.is_form_met()

    def band(self) -> Band:
        return self._child_band() if self.child else self._adult_band()

    def _adult_band(self) -> Band:
        means = self.strengths(Element.MEANS)
        other_sign = self.strengths(Element.ACT) or self.strengths(Element.PURPOSE)
        if all(self.is_met(each) for each in (Element.ACT, Element.MEANS, Element.PURPOSE)):
            return Band.PRESUMED
        if self.is_met(Element.MEANS) or S in means:
            return Band.POSSIBLE
        if other_sign and (M in means or means.count(W) >= 2):
            return Band.POSSIBLE
        if self.is_form_met() and self.strengths(Element.ACT):
            return Band.POSSIBLE
        named = [i for i in self.of(Element.PURPOSE) if i.dimension is None and self.best(i) >= M]
        if named and self.is_met(Element.ACT):
            return Band.POSSIBLE
        return Band.NONE_OBSERVED

    def _child_band(self) -> Band:
        means, purposes = self.strengths(Element.MEANS), self.strengths(Element.PURPOSE)
        credible = self.is_met(Element.PURPOSE) or any(each >= M for each in purposes)
        if credible and self.is_met(Element.ACT):
            return Band.PRESUMED
        if purposes or S in self.strengths(Element.ACT):
            return Band.POSSIBLE
        if any(each >= M for each in means) or means.count(W) >= 2:
            return Band.POSSIBLE
        return Band.NONE_OBSERVED

    def forms(self) -> tuple[str, ...]:
        if self.band().rank < Band.POSSIBLE.rank:
            return ()
        return tuple(sorted({f for i in self.of(Element.PURPOSE) for f in self.forms_of(i)}))


class ReferenceAnswers:
    """What a set of answers shows and leaves open, read from scratch."""

    def __init__(
        self,
        pack: PackDefinition,
        scope: frozenset[QuestionId],
        answers: Mapping[QuestionId, AnswerValue],
    ):
        self.pack = pack
        self.scope = scope
        self.answers = answers

    def relevance(self, question: Question) -> int:
        return YES if question.when is None else self.truth(question.when)

    def truth(self, condition: Condition) -> int:
        match condition:
            case All(parts):
                return min(self.truth(part) for part in parts)
            case AnyOf(parts):
                return max(self.truth(part) for part in parts)
            case LessThan(left, right):
                return self._compared(left, right)
            case Answered(name) | IsIn(name) | AtLeast(name):
                relevance = self.relevance(self.pack.questions[name])
                return relevance if relevance != YES else self._of_one_answer(condition)
        raise AssertionError(condition)

    def _of_one_answer(self, condition: Answered | IsIn | AtLeast) -> int:
        value = self.answers.get(condition.question)
        if isinstance(condition, IsIn) and _has_one_of(value, condition.values):
            return YES
        if is_open(value):
            return OPEN
        if isinstance(condition, AtLeast):
            return YES if isinstance(value, int) and value >= condition.value else NO
        return YES if isinstance(condition, Answered) else NO

    def _compared(self, left: QuestionId, right: QuestionId) -> int:
        relevances = {self.relevance(self.pack.questions[name]) for name in (left, right)}
        if relevances != {YES}:
            return NO if NO in relevances else OPEN
        one, other = self.answers.get(left), self.answers.get(right)
        if isinstance(one, int) and isinstance(other, int):
            return YES if one < other else NO
        if isinstance(one, Money) and isinstance(other, Money) and one.currency == other.currency:
            return YES if one.minor < other.minor else NO
        return OPEN

    def shown(self) -> set[IndicatorCode]:
        return {
            code
            for question in self.pack.questions.values()
            if self.relevance(question) == YES and question.id in self.answers
            for code in indicators_shown(question, self.answers[question.id])
        }

    def open(self) -> set[IndicatorCode]:
        """Neither shown nor ruled out, by some question that is asked or was answered."""
        found: set[IndicatorCode] = set()
        for question in self.pack.questions.values():
            is_known_of = question.id in self.scope or question.id in self.answers
            relevance = self.relevance(question)
            is_undecided = relevance == OPEN or is_open(self.answers.get(question.id))
            if is_known_of and relevance != NO and is_undecided:
                found |= question.indicators
        return found - self.shown()


def _has_one_of(value: AnswerValue | None, wanted: tuple[str, ...]) -> bool:
    if isinstance(value, tuple):
        return bool(set(value) & set(wanted))
    return isinstance(value, str) and value in wanted
