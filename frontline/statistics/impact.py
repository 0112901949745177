"""What measures do to the people they are meant for: rights-impact figures of referrals (S-130).

Each is a number of referrals, with how many it could have been. Where it could have been none it
is no data, and not zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from frontline.domain.assistance import AssistanceService
from frontline.domain.findings import Band
from frontline.statistics.facts import majority_of
from frontline.wire.ref_record import ConsentScope, RefRecord

_CHILD_HELP = frozenset(
    {
        AssistanceService.CHILD_ACCOMMODATION,
        AssistanceService.CHILD_EDUCATION,
        AssistanceService.CHILD_CARE,
        AssistanceService.CHILD_TRANSFER,
    }
)


class Harm(StrEnum):
    # A return is asked for while the danger of one has not been assessed.
    RETURN_DESPITE_FEAR = "return_despite_fear"
    # The consulate of a State is asked for somebody who seeks asylum.
    CONSULATE_DESPITE_ASYLUM = "consulate_despite_asylum"
    # A presumed victim is referred, and to no help at all.
    NO_HELP = "no_help"
    # A child is referred without any of the help that is for children.
    CHILD_WITHOUT_CHILD_HELP = "child_without_child_help"
    # An adult is referred on a duty that is one towards children alone.
    ADULT_WITHOUT_CONSENT = "adult_without_consent"


@dataclass(frozen=True, slots=True)
class Impact:
    """`people` had it of `out_of` who could have; None without data."""

    harm: Harm
    people: int | None
    out_of: int


_COULD: Mapping[Harm, Callable[[RefRecord], bool]] = {
    Harm.RETURN_DESPITE_FEAR: lambda record: record.do_not_return_before_assessment,
    Harm.CONSULATE_DESPITE_ASYLUM: lambda record: "asylum_claim" in record.concerns,
    Harm.NO_HELP: lambda record: record.band is Band.PRESUMED,
    Harm.CHILD_WITHOUT_CHILD_HELP: lambda record: majority_of(record) == "child",
    Harm.ADULT_WITHOUT_CONSENT: lambda record: majority_of(record) == "adult",
}
_DID: Mapping[Harm, Callable[[RefRecord], bool]] = {
    Harm.RETURN_DESPITE_FEAR: lambda record: AssistanceService.REPATRIATION in record.services,
    Harm.CONSULATE_DESPITE_ASYLUM: lambda record: AssistanceService.CONSULAR in record.services,
    Harm.NO_HELP: lambda record: not record.services,
    Harm.CHILD_WITHOUT_CHILD_HELP: lambda record: _CHILD_HELP.isdisjoint(record.services),
    Harm.ADULT_WITHOUT_CONSENT: lambda record: record.consent is ConsentScope.CHILD_PROTECTION,
}


def impacts(records: Iterable[RefRecord]) -> tuple[Impact, ...]:
    """In one pass: a nation's records are not held at once."""
    could, did = Counter[Harm](), Counter[Harm]()
    for record in records:
        for harm in Harm:
            if _COULD[harm](record):
                could[harm] += 1
                did[harm] += _DID[harm](record)
    return tuple(Impact(harm, did[harm] if could[harm] else None, could[harm]) for harm in Harm)
