"""The indicators that are shown, in one bound, and the band they give.

How dimensions combine into a band is ours; docs/engine.md has it in prose. It is monotone: one
indicator more never lowers a band.

Strengths depend on the family of exploitation. The labour column always counts; the sexual one,
and the one of other forms, count once a purpose of that family is shown, so that no case is
judged by strengths that were made for another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from frontline.domain.findings import Band
from frontline.domain.trafficking import Element
from frontline.screening.combination import combination
from frontline.screening.scoring import ADULT, CHILD, FAMILY_OF_COLUMN, LABOUR, Scoreboard

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


@dataclass(frozen=True, slots=True)
class Tally:
    """`mask` has a bit for each indicator that is shown. Read it off for either age.

    What was read off once is kept: findings, reasons and bounds all ask for the same.
    """

    board: Scoreboard
    mask: int
    _rules: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _satisfied: dict[tuple[int, int], str | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def column_counts(self, column: int, age: int) -> bool:
        """True when the strengths of this column may be used for this age now."""
        family = FAMILY_OF_COLUMN[column]
        return family == LABOUR or self.mask & self.board.family_masks[age][family] != 0

    def satisfied(self, group: int, age: int) -> str | None:
        """The part of the combination rule that the group satisfies, or None."""
        shown = self.mask & self.board.group_masks[age][group]
        if not shown:
            return None
        known = self._satisfied
        if (group, age) not in known:
            known[group, age] = self._combined(shown, group, age)
        return known[group, age]

    def _combined(self, shown: int, group: int, age: int) -> str | None:
        levels = self.board.group_levels[group]
        for column in self.board.groups[group].columns[age]:
            if self.column_counts(column, age):
                weak, medium, strong = levels[column]
                rule = combination(
                    (shown & weak).bit_count(),
                    (shown & medium).bit_count(),
                    (shown & strong).bit_count(),
                )
                if rule is not None:
                    return rule
        return None

    def is_positive(self, group: int, age: int) -> bool:
        return self.satisfied(group, age) is not None

    def _any_positive(self, groups: tuple[int, ...], age: int) -> bool:
        masks, mask = self.board.group_masks[age], self.mask
        for group in groups:
            if mask & masks[group] and self.satisfied(group, age) is not None:
                return True
        return False

    def _count(self, element: Element, age: int) -> tuple[int, int, int]:
        """How many of the element's indicators are at best weak, medium and strong."""
        weak, medium, strong = self.board.element_levels[element][age]
        mask = self.mask
        return (mask & weak).bit_count(), (mask & medium).bit_count(), (mask & strong).bit_count()

    def act_is_met(self, age: int) -> bool:
        """One act is enough (Article 3); a merely weak sign of one is not."""
        return self._has_credible(Element.ACT, age)

    def means_are_met(self, age: int) -> bool:
        return self._any_positive(self.board.means_groups, age)

    def purpose_is_met(self, age: int) -> bool:
        return self._any_positive(self.board.purpose_groups, age)

    def _has_credible(self, element: Element, age: int) -> bool:
        """One fact that is more than weak."""
        _weak, medium, strong = self.board.element_levels[element][age]
        return self.mask & (medium | strong) != 0

    def has_any(self, element: Element, age: int) -> bool:
        return self.mask & self.board.element_masks[element] & self.board.age_masks[age] != 0

    def rule(self, age: int) -> str:
        """The rule that gives the band."""
        known = self._rules.get(age)
        if known is None:
            known = self._child_rule() if age == CHILD else self._adult_rule()
            self._rules[age] = known
        return known

    def band(self, age: int) -> Band:
        return _BANDS[self.rule(age)]

    def _adult_rule(self) -> str:
        weak, medium, strong = self._count(Element.MEANS, ADULT)
        act_or_purpose = self.has_any(Element.ACT, ADULT) or self.has_any(Element.PURPOSE, ADULT)
        if self.means_are_met(ADULT):
            if self.act_is_met(ADULT) and self.purpose_is_met(ADULT):
                return THREE_ELEMENTS
            return MEANS_SHOWN
        if strong:
            return MEANS_SHOWN
        if act_or_purpose and (medium or weak >= 2):
            return MEANS_WITH_SIGN
        return FORM_WITH_ACT if self._has_form_with_act() else NOTHING_SHOWN

    def _has_form_with_act(self) -> bool:
        # Bad conditions alone (D4) stay out: they are never a weak form of trafficking.
        if self.mask & self.board.named_form_mask and self.act_is_met(ADULT):
            return True
        is_acted = self.has_any(Element.ACT, ADULT)
        return is_acted and self._any_positive(self.board.form_groups, ADULT)

    def _child_rule(self) -> str:
        weak, medium, strong = self._count(Element.MEANS, CHILD)
        # One purpose fact that is more than weak is enough for a child.
        credible = self._has_credible(Element.PURPOSE, CHILD) or self.purpose_is_met(CHILD)
        if credible and self.act_is_met(CHILD):
            return ACT_AND_PURPOSE
        _weak, _medium, strong_act = self.board.element_levels[Element.ACT][CHILD]
        if self.has_any(Element.PURPOSE, CHILD) or self.mask & strong_act:
            return CHILD_SIGN
        if strong or medium or weak >= 2:
            return MEANS_SHOWN
        return NOTHING_SHOWN
