"""Indicators laid out for counting: each with its strengths, and the groups it counts in.

A group is what the combination rule is applied to: one for each dimension, and one for each form
of exploitation whose purpose indicators stand outside the dimensions (intended exploitation, and
forms the labour and sexual lists do not cover).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

WEAK, MEDIUM, STRONG = int(Strength.WEAK), int(Strength.MEDIUM), int(Strength.STRONG)
Levels = tuple[int, int, int]


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
    person of that age; `age_masks[age]` all indicators that do, `group_masks[age]` those of each
    group whose strengths count for that age, `family_masks[age]` the purpose indicators of each
    family. `named_form_mask`: those that tell an adult's form of exploitation, and are more than
    weak. Levels are the masks of what is weak, medium and strong: by group and column, and by
    element and age.
    """

    indicators: tuple[ScoredIndicator, ...]
    index_of: dict[IndicatorCode, int]
    groups: tuple[Group, ...]
    urgent_mask: int
    scoring_mask: int
    element_masks: dict[Element, int]
    form_masks: tuple[dict[str, int], dict[str, int]]
    concern_masks: dict[str, int]
    age_masks: tuple[int, int]
    group_masks: tuple[tuple[int, ...], tuple[int, ...]]
    family_masks: tuple[tuple[int, ...], tuple[int, ...]]
    named_form_mask: int
    group_levels: tuple[tuple[Levels, ...], ...]
    element_levels: dict[Element, tuple[Levels, Levels]]
    means_groups: tuple[int, ...]
    purpose_groups: tuple[int, ...]
    form_groups: tuple[int, ...]

    def levels_for(self, ages: Sequence[int]) -> Levels:
        """What is at best weak, medium and strong for a person of one of these ages."""
        weak = medium = strong = 0
        for element in self.element_levels.values():
            for age in ages:
                weak |= element[age][0]
                medium |= element[age][1]
                strong |= element[age][2]
        return weak & ~medium & ~strong, medium & ~strong, strong

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
    numbered = tuple(enumerate(groups))
    return Scoreboard(
        indicators=scored,
        index_of={entry.code: entry.index for entry in scored},
        groups=groups,
        urgent_mask=_bits(e for e in scored if pack.indicators[e.code].urgent),
        scoring_mask=_bits(e for e in scored if e.element is not Element.CONTEXT),
        element_masks={each: _bits(e for e in scored if e.element is each) for each in Element},
        form_masks=(_form_masks(pack, scored, ADULT), _form_masks(pack, scored, CHILD)),
        concern_masks={
            concern.code: _bits(
                e for e in scored if concern.code in pack.indicators[e.code].concerns
            )
            for concern in pack.concerns
        },
        age_masks=(_age_mask(scored, ADULT), _age_mask(scored, CHILD)),
        group_masks=(_group_masks(groups, scored, ADULT), _group_masks(groups, scored, CHILD)),
        family_masks=(_family_masks(scored, ADULT), _family_masks(scored, CHILD)),
        named_form_mask=_bits(e for e in scored if e.names_form and e.best[ADULT] >= MEDIUM),
        group_levels=tuple(_group_levels(scored, at) for at, _group in numbered),
        element_levels={each: _element_levels(scored, each) for each in Element},
        means_groups=tuple(at for at, group in numbered if group.is_means),
        purpose_groups=tuple(at for at, group in numbered if not group.is_means),
        form_groups=tuple(at for at, group in numbered if group.form is not None),
    )


def _bits(entries: Iterable[ScoredIndicator]) -> int:
    return sum(entry.bit for entry in entries)


def _age_mask(scored: tuple[ScoredIndicator, ...], age: int) -> int:
    return _bits(entry for entry in scored if entry.best[age])


def _group_masks(
    groups: tuple[Group, ...], scored: tuple[ScoredIndicator, ...], age: int
) -> tuple[int, ...]:
    return tuple(
        _bits(
            entry
            for entry in scored
            if at in entry.groups and any(entry.strengths[each] for each in group.columns[age])
        )
        for at, group in enumerate(groups)
    )


def _family_masks(scored: tuple[ScoredIndicator, ...], age: int) -> tuple[int, ...]:
    return tuple(
        _bits(entry for entry in scored if family in entry.families and entry.best[age])
        for family in range(len(FAMILIES))
    )


def _group_levels(scored: tuple[ScoredIndicator, ...], group: int) -> tuple[Levels, ...]:
    members = [entry for entry in scored if group in entry.groups]
    return tuple(
        (
            _bits(entry for entry in members if entry.strengths[column] == WEAK),
            _bits(entry for entry in members if entry.strengths[column] == MEDIUM),
            _bits(entry for entry in members if entry.strengths[column] == STRONG),
        )
        for column in range(len(COLUMNS))
    )


def _element_levels(scored: tuple[ScoredIndicator, ...], element: Element) -> tuple[Levels, Levels]:
    members = [entry for entry in scored if entry.element is element]
    adult, child = (
        (
            _bits(entry for entry in members if entry.best[age] == WEAK),
            _bits(entry for entry in members if entry.best[age] == MEDIUM),
            _bits(entry for entry in members if entry.best[age] == STRONG),
        )
        for age in (ADULT, CHILD)
    )
    return adult, child


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
