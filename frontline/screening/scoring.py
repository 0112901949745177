"""Indicators laid out for counting: each with its strengths, and the groups it counts in.

A group is what the combination rule is applied to: one for each dimension, and one for each form
of exploitation whose purpose indicators stand outside the dimensions (intended exploitation, and
forms the labour and sexual lists do not cover).
"""

from __future__ import annotations

from dataclasses import dataclass

from frontline.domain.identifiers import IndicatorCode
from frontline.domain.trafficking import (
    ADULT_COLUMNS,
    CHILD_COLUMNS,
    MEANS_DIMENSIONS,
    Dimension,
    Element,
    Strength,
    StrengthColumn,
)
from frontline.rules.definitions import Indicator, PackDefinition

ADULT, CHILD = 0, 1
COLUMNS = tuple(StrengthColumn)
DIMENSIONS = tuple(Dimension)
_AGE_COLUMNS = (
    tuple(COLUMNS.index(column) for column in ADULT_COLUMNS),
    tuple(COLUMNS.index(column) for column in CHILD_COLUMNS),
)
FAMILIES = ("labour", "sexual", "other")
LABOUR = FAMILIES.index("labour")
_FAMILY_COLUMNS = {
    "labour": (StrengthColumn.ADULT_LABOUR, StrengthColumn.CHILD_LABOUR),
    "sexual": (StrengthColumn.ADULT_SEXUAL, StrengthColumn.CHILD_SEXUAL),
    "other": (StrengthColumn.OTHER, StrengthColumn.OTHER),
}
FAMILY_OF_COLUMN = tuple(
    next(FAMILIES.index(family) for family, columns in _FAMILY_COLUMNS.items() if column in columns)
    for column in COLUMNS
)


@dataclass(frozen=True, slots=True)
class Group:
    """`columns[age]` are the strength columns the rule may be tried on; one positive is enough.

    Which of them count at a moment depends on the families of exploitation shown: see Tally.
    """

    dimension: Dimension | None
    form: str | None
    is_means: bool
    columns: tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """`best[age]` is the indicator's highest strength for that age; `bit` its place in masks.

    `families` are those of its forms, for purpose indicators only. `names_form`: it tells of a
    form of exploitation, and not of conditions of work.
    """

    index: int
    bit: int
    code: IndicatorCode
    element: Element
    element_codes: tuple[str, ...]
    forms: tuple[str, ...]
    strengths: tuple[int, ...]
    best: tuple[int, int]
    groups: tuple[int, ...]
    families: tuple[int, ...]
    names_form: bool


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """All indicators of a pack, numbered, and the groups they count in.

    `form_masks[age]` holds, for each form, the purpose indicators that say something about a
    person of that age.
    """

    indicators: tuple[ScoredIndicator, ...]
    index_of: dict[IndicatorCode, int]
    groups: tuple[Group, ...]
    urgent_mask: int
    scoring_mask: int
    element_masks: dict[Element, int]
    form_masks: tuple[dict[str, int], dict[str, int]]
    concern_masks: dict[str, int]

    def mask(self, codes: frozenset[IndicatorCode]) -> int:
        """The bits of `codes` together."""
        return sum(1 << self.index_of[code] for code in codes)

    def listed(self, mask: int) -> tuple[ScoredIndicator, ...]:
        """The indicators of `mask`, in pack order."""
        found = []
        while mask:
            lowest = mask & -mask
            found.append(self.indicators[lowest.bit_length() - 1])
            mask ^= lowest
        return tuple(found)


def build_scoreboard(pack: PackDefinition) -> Scoreboard:
    ordered = list(pack.indicators.values())
    groups, group_of_form = _groups(pack, ordered)
    scored = tuple(
        _scored(index, indicator, group_of_form, pack) for index, indicator in enumerate(ordered)
    )
    element_masks = dict.fromkeys(Element, 0)
    concern_masks = {concern.code: 0 for concern in pack.concerns}
    urgent_mask = 0
    for indicator, entry in zip(ordered, scored, strict=True):
        element_masks[indicator.element] |= entry.bit
        if indicator.urgent:
            urgent_mask |= entry.bit
        for concern in indicator.concerns:
            concern_masks[concern] |= entry.bit
    return Scoreboard(
        indicators=scored,
        index_of={entry.code: entry.index for entry in scored},
        groups=groups,
        urgent_mask=urgent_mask,
        scoring_mask=sum(entry.bit for entry in scored if entry.element is not Element.CONTEXT),
        element_masks=element_masks,
        form_masks=(_form_masks(pack, scored, ADULT), _form_masks(pack, scored, CHILD)),
        concern_masks=concern_masks,
    )


def _form_masks(
    pack: PackDefinition, scored: tuple[ScoredIndicator, ...], age: int
) -> dict[str, int]:
    masks: dict[str, int] = {}
    for entry in scored:
        if entry.element is Element.PURPOSE and entry.best[age]:
            for form in entry.forms:
                if age == CHILD or not pack.forms[form].children_only:
                    masks[form] = masks.get(form, 0) | entry.bit
    return dict(sorted(masks.items()))


def _groups(
    pack: PackDefinition, indicators: list[Indicator]
) -> tuple[tuple[Group, ...], dict[str, int]]:
    groups = [
        Group(dimension, None, dimension in MEANS_DIMENSIONS, _AGE_COLUMNS)
        for dimension in DIMENSIONS
    ]
    used = {
        form
        for indicator in indicators
        if indicator.element is Element.PURPOSE and indicator.dimension is None
        for form in indicator.forms
    }
    group_of_form: dict[str, int] = {}
    for code, form in pack.forms.items():
        if code in used:
            adult, child = _FAMILY_COLUMNS[form.family]
            for_adults = () if form.children_only else (COLUMNS.index(adult),)
            columns = (for_adults, (COLUMNS.index(child),))
            group_of_form[code] = len(groups)
            groups.append(Group(None, code, False, columns))
    return tuple(groups), group_of_form


def _scored(
    index: int, indicator: Indicator, group_of_form: dict[str, int], pack: PackDefinition
) -> ScoredIndicator:
    strengths = tuple(int(indicator.strength.get(column, Strength.ABSENT)) for column in COLUMNS)
    if indicator.dimension is not None:
        groups: tuple[int, ...] = (DIMENSIONS.index(indicator.dimension),)
    elif indicator.element is Element.PURPOSE:
        groups = tuple(group_of_form[form] for form in indicator.forms)
    else:
        groups = ()
    return ScoredIndicator(
        index=index,
        bit=1 << index,
        code=indicator.code,
        element=indicator.element,
        element_codes=indicator.element_codes,
        forms=indicator.forms,
        strengths=strengths,
        best=(
            max(strengths[column] for column in _AGE_COLUMNS[ADULT]),
            max(strengths[column] for column in _AGE_COLUMNS[CHILD]),
        ),
        groups=groups,
        families=tuple(
            sorted({FAMILIES.index(pack.forms[form].family) for form in indicator.forms})
        )
        if indicator.element is Element.PURPOSE
        else (),
        names_form=indicator.element is Element.PURPOSE and indicator.dimension is None,
    )
