"""Forms that have no name yet: referrals that describe the same in codes, put together (S-008).

For the people at the hub who look after the rule packs; it is not published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from frontline.domain.trafficking import Purpose
from frontline.wire.ref_record import RefRecord

# Two descriptions are of one kind when they share this part of all their codes.
ALIKE = 0.5
_Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class EmergingForm:
    """`shared`: codes of all of them; `frequent`: of at least half. Months are the first and the
    last one; `settings`: where they were met; `places`: how many first-level regions."""

    people: int
    shared: tuple[str, ...]
    frequent: tuple[str, ...]
    first_month: str
    last_month: str
    settings: tuple[str, ...]
    places: int


def emerging_forms(
    records: Iterable[RefRecord], known: Collection[str] = ()
) -> tuple[EmergingForm, ...]:
    """Largest first. Whatever order the records come in, the groups are the same.

    `known`: forms that got their name since, which need no other.
    """
    unnamed = [
        record
        for record in records
        if Purpose.OTHER_UNNAMED in record.forms and not set(known).intersection(record.forms)
    ]
    by_codes: dict[_Codes, list[RefRecord]] = {}
    for record in unnamed:
        by_codes.setdefault(described(record), []).append(record)
    groups = _linked(sorted(by_codes, key=sorted))
    found = [_form([each for codes in group for each in by_codes[codes]]) for group in groups]
    return tuple(sorted(found, key=lambda form: (-form.people, form.shared, form.frequent)))


def described(record: RefRecord) -> frozenset[str]:
    """What a referral tells of a form: signs of what others gain and of control, and means."""
    return frozenset((*record.indicators, *record.means.codes))


def _linked(descriptions: Sequence[_Codes]) -> list[list[_Codes]]:
    """Groups in which each is alike to at least one other."""
    groups: list[list[_Codes]] = []
    for codes in descriptions:
        near = [group for group in groups if any(_are_alike(codes, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([codes, *(other for group in near for other in group)])
    return groups


def _are_alike(one: _Codes, other: _Codes) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _form(records: Sequence[RefRecord]) -> EmergingForm:
    counted = Counter(code for record in records for code in described(record))
    months = sorted(record.month for record in records)
    return EmergingForm(
        people=len(records),
        shared=tuple(sorted(code for code, n in counted.items() if n == len(records))),
        frequent=tuple(sorted(code for code, n in counted.items() if 2 * n >= len(records))),
        first_month=months[0],
        last_month=months[-1],
        settings=tuple(sorted({record.site_setting.value for record in records})),
        places=len({record.region or record.country for record in records}),
    )
