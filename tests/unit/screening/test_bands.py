"""Every combination of elements, for adult, child and age in doubt (S-005, S-046)."""

from __future__ import annotations

from itertools import product

import pytest

from frontline.domain.findings import Band, ElementStatus, IndicatorStatus
from frontline.domain.identifiers import IndicatorCode
from frontline.domain.trafficking import AgeProfile, Element
from frontline.screening.assessment import assess_facts
from tests.support.packs import core

ACT = ("recruited_by_other",)
MEANS = ("papers_kept", "isolated_or_confined")
PURPOSE = ("begging_expected", "begging_gain_taken")
TABLE = list(product((False, True), repeat=3))


def facts_of(*shown: str) -> dict[IndicatorCode, IndicatorStatus]:
    every = {indicator.code: IndicatorStatus.NOT_SHOWN for indicator in core().board.indicators}
    return {**every, **{IndicatorCode(code): IndicatorStatus.SHOWN for code in shown}}


@pytest.mark.parametrize(("act", "means", "purpose"), TABLE)
def test_an_adult_is_presumed_a_victim_by_act_means_and_purpose_together(
    act: bool, means: bool, purpose: bool
) -> None:
    facts = facts_of(*ACT * act, *MEANS * means, *PURPOSE * purpose)

    found = assess_facts(core(), AgeProfile.ADULT, facts)

    assert (found.finding.band is Band.PRESUMED) is (act and means and purpose)
    assert (found.elements[Element.MEANS].status is ElementStatus.MET) is means
    assert (found.elements[Element.PURPOSE].status is ElementStatus.MET) is purpose


@pytest.mark.parametrize("age", [AgeProfile.CHILD, AgeProfile.IN_DOUBT])
@pytest.mark.parametrize(("act", "means", "purpose"), TABLE)
def test_a_child_is_presumed_a_victim_by_act_and_purpose(
    age: AgeProfile, act: bool, means: bool, purpose: bool
) -> None:
    facts = facts_of(*ACT * act, *MEANS * means, *PURPOSE * purpose)

    found = assess_facts(core(), age, facts)

    assert (found.finding.band is Band.PRESUMED) is (act and purpose)


@pytest.mark.parametrize("age", AgeProfile)
@pytest.mark.parametrize(("act", "means", "purpose"), TABLE)
def test_every_band_names_its_reasons(
    age: AgeProfile, act: bool, means: bool, purpose: bool
) -> None:
    shown = (*ACT * act, *MEANS * means, *PURPOSE * purpose)

    found = assess_facts(core(), age, facts_of(*shown))

    assert [reason for reason in found.reasons if reason.subject == "band"]
    if found.finding.band.rank >= Band.POSSIBLE.rank:
        named = {trace.indicator for reason in found.reasons for trace in reason.traces}
        assert named <= set(shown)
        assert named


def test_bad_conditions_without_means_are_a_concern_and_no_weak_form_of_trafficking() -> None:
    found = assess_facts(
        core(), AgeProfile.ADULT, facts_of("excessive_hours", "low_or_no_pay", "wage_manipulation")
    )

    assert found.finding.band is Band.NONE_OBSERVED
    assert "labour_violation" in found.finding.concerns
