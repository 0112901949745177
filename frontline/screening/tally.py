"""A running count of shown indicators, and the band it gives. One for each bound.

How dimensions combine into a band is ours; docs/engine.md has it in prose. It is monotone: adding
never lowers a band.

Strengths depend on the family of exploitation. The labour column always counts; the sexual one,
and the one of other forms, count once a purpose of that family is shown, so that no case is
judged by strengths that were made for another.
"""

from __future__ import annotations

from frontline.domain.findings import Band
from frontline.domain.trafficking import Element, Strength
from frontline.screening.combination import combination
from frontline.screening.scoring import (
    ADULT,
    CHILD,
    COLUMNS,
    FAMILIES,
    FAMILY_OF_COLUMN,
    LABOUR,
    Scoreboard,
    ScoredIndicator,
)

WEAK, MEDIUM, STRONG = int(Strength.WEAK), int(Strength.MEDIUM), int(Strength.STRONG)

THREE_ELEMENTS = "band.adult_three_elements"
ACT_AND_PURPOSE = "band.child_act_and_purpose"
MEANS_SHOWN = "band.means_shown"
MEANS_WITH_SIGN = "band.means_with_act_or_purpose"
FORM_WITH_ACT = "band.exploitation_with_act"
CHILD_SIGN = "band.child_sign"
NOTHING_SHOWN = "band.nothing_shown"

_BANDS = {
    THREE_ELEMENTS: Band.PRESUMED,
    ACT_AND_PURPOSE: Band.PRESUMED,
    MEANS_SHOWN: Band.POSSIBLE,
    MEANS_WITH_SIGN: Band.POSSIBLE,
    FORM_WITH_ACT: Band.POSSIBLE,
    CHILD_SIGN: Band.POSSIBLE,
    NOTHING_SHOWN: Band.NONE_OBSERVED,
}


class Tally:
    """Add and remove indicators; read off elements and band for either age."""

    def __init__(self, board: Scoreboard) -> None:
        self.board = board
        self._groups = board.groups
        self.mask = 0
        # By group and column: how many are absent, weak, medium, strong.
        self.counts = [[[0, 0, 0, 0] for _ in COLUMNS] for _ in board.groups]
        self._positive = [[False, False] for _ in board.groups]
        # Of the indicators of each element, how many have this best strength, for either age.
        self._levels = {element: ([0, 0, 0, 0], [0, 0, 0, 0]) for element in Element}
        # For either age, how many purpose indicators of each family are shown that say something
        # about a person of that age.
        self._family_count = ([0] * len(FAMILIES), [0] * len(FAMILIES))
        self._means_positive = [0, 0]
        self._purpose_positive = [0, 0]
        self._form_positive = [0, 0]
        # For either age, purpose indicators outside working conditions that are more than weak.
        self._named_forms = [0, 0]

    def add(self, indicator: ScoredIndicator) -> None:
        self.mask |= indicator.bit
        self._change(indicator, 1)

    def remove(self, indicator: ScoredIndicator) -> None:
        self.mask &= ~indicator.bit
        self._change(indicator, -1)

    def _change(self, indicator: ScoredIndicator, step: int) -> None:
        levels = self._levels[indicator.element]
        levels[ADULT][indicator.best[ADULT]] += step
        levels[CHILD][indicator.best[CHILD]] += step
        if indicator.names_form:
            for age in (ADULT, CHILD):
                self._named_forms[age] += step * (indicator.best[age] >= MEDIUM)
        for group in indicator.groups:
            counts = self.counts[group]
            for column, strength in enumerate(indicator.strengths):
                counts[column][strength] += step
        if self._opens_or_closes_family(indicator, step):
            for group in range(len(self._groups)):
                self._review(group)
        else:
            for group in indicator.groups:
                self._review(group)

    def _opens_or_closes_family(self, indicator: ScoredIndicator, step: int) -> bool:
        changed = False
        for age in (ADULT, CHILD) if indicator.families else ():
            if indicator.best[age]:
                counts = self._family_count[age]
                for family in indicator.families:
                    counts[family] += step
                    # Just opened by the first of its signs, or just closed with the last one.
                    is_edge = counts[family] == (1 if step > 0 else 0)
                    changed = changed or (is_edge and family != LABOUR)
        return changed

    def column_counts(self, column: int, age: int) -> bool:
        """True when the strengths of this column may be used for this age now."""
        family = FAMILY_OF_COLUMN[column]
        return family == LABOUR or self._family_count[age][family] > 0

    def satisfied(self, group: int, age: int) -> str | None:
        """The part of the combination rule that the group satisfies, or None."""
        counts = self.counts[group]
        for column in self._groups[group].columns[age]:
            if self.column_counts(column, age):
                rule = combination(counts[column])
                if rule is not None:
                    return rule
        return None

    def _review(self, group: int) -> None:
        definition, positive = self._groups[group], self._positive[group]
        for age in (ADULT, CHILD):
            now = self.satisfied(group, age) is not None
            if now is not positive[age]:
                positive[age] = now
                step = 1 if now else -1
                if definition.is_means:
                    self._means_positive[age] += step
                else:
                    self._purpose_positive[age] += step
                    if definition.form is not None:
                        self._form_positive[age] += step

    def is_positive(self, group: int, age: int) -> bool:
        return self._positive[group][age]

    def act_is_met(self, age: int) -> bool:
        """One act is enough (Article 3); a merely weak sign of one is not."""
        levels = self._levels[Element.ACT][age]
        return levels[MEDIUM] + levels[STRONG] > 0

    def means_are_met(self, age: int) -> bool:
        return self._means_positive[age] > 0

    def purpose_is_met(self, age: int) -> bool:
        return self._purpose_positive[age] > 0

    def has_credible_purpose(self, age: int) -> bool:
        """One purpose fact that is more than weak: enough for a child."""
        levels = self._levels[Element.PURPOSE][age]
        return levels[MEDIUM] + levels[STRONG] > 0

    def has_any(self, element: Element, age: int) -> bool:
        levels = self._levels[element][age]
        return levels[WEAK] + levels[MEDIUM] + levels[STRONG] > 0

    def rule(self, age: int) -> str:
        """The rule that gives the band."""
        return self._child_rule() if age == CHILD else self._adult_rule()

    def band(self, age: int) -> Band:
        return _BANDS[self.rule(age)]

    def _adult_rule(self) -> str:
        means = self._levels[Element.MEANS][ADULT]
        act_or_purpose = self.has_any(Element.ACT, ADULT) or self.has_any(Element.PURPOSE, ADULT)
        if self.means_are_met(ADULT):
            if self.act_is_met(ADULT) and self.purpose_is_met(ADULT):
                return THREE_ELEMENTS
            return MEANS_SHOWN
        if means[STRONG]:
            return MEANS_SHOWN
        if act_or_purpose and (means[MEDIUM] or means[WEAK] >= 2):
            return MEANS_WITH_SIGN
        # Bad conditions alone (D4) stay out: they are never a weak form of trafficking.
        is_met_with_act = self._form_positive[ADULT] and self.has_any(Element.ACT, ADULT)
        if is_met_with_act or (self._named_forms[ADULT] and self.act_is_met(ADULT)):
            return FORM_WITH_ACT
        return NOTHING_SHOWN

    def _child_rule(self) -> str:
        means = self._levels[Element.MEANS][CHILD]
        credible = self.purpose_is_met(CHILD) or self.has_credible_purpose(CHILD)
        if credible and self.act_is_met(CHILD):
            return ACT_AND_PURPOSE
        if self.has_any(Element.PURPOSE, CHILD) or self._levels[Element.ACT][CHILD][STRONG]:
            return CHILD_SIGN
        if means[STRONG] or means[MEDIUM] or means[WEAK] >= 2:
            return MEANS_SHOWN
        return NOTHING_SHOWN
