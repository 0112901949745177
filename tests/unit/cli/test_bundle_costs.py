"""What a bundle costs is told apart from what a referral in it costs."""

from __future__ import annotations

import pytest

from frontline.cli.bench.bundle_costs import BundleCost, BundleCosts

BUNDLE, REFERRAL = 0.004, 0.0005


def of_size(costs: BundleCosts, size: int, times: int, disturbed: float = 0.0) -> None:
    """Bundles on a machine of which each takes the same, but the last, which is disturbed."""
    for at in range(times):
        spent = BUNDLE + size * REFERRAL + (disturbed if at == times - 1 else 0.0)
        cost = BundleCost(spent / 4, spent * 3 / 4, spent / 2, spent / 8)
        costs.note(size, cost, 70_000 + 300 * size)


def test_the_line_through_several_sizes_gives_both_costs() -> None:
    costs = BundleCosts()
    for size in (1, 10, 100):
        of_size(costs, size, 5, disturbed=3.0)

    told = costs.told()

    assert told["elapsed_ms_a_bundle"] == pytest.approx(1000 * BUNDLE)
    assert told["elapsed_ms_a_referral"] == pytest.approx(1000 * REFERRAL)
    assert told["processor_ms_a_bundle"] == pytest.approx(500 * BUNDLE)
    assert told["processor_ms_a_referral"] == pytest.approx(500 * REFERRAL)
    assert (told["sent_bytes_with_1"], told["sent_bytes_with_100"]) == (70_300, 100_000)


def test_with_one_size_nothing_is_guessed() -> None:
    costs = BundleCosts()
    of_size(costs, 10, 2)

    told = costs.told()

    assert not [name for name in told if name.endswith(("_a_bundle", "_a_referral"))]
    assert told["all_to_bare"] == 8
    assert told["ingest_to_bare"] == 2
    assert told["referrals_per_second"] == round(10 / (BUNDLE + 10 * REFERRAL))


def test_what_stays_is_told_by_the_tables_of_a_server_alone() -> None:
    costs = BundleCosts()
    of_size(costs, 10, 2)
    tables = {"bundles": 100, "bundle_files": 900, "imports": 200, "referrals": 400, "devices": 8}

    assert costs.stored({}) == {}
    assert costs.stored(tables) == {"stored_bytes_a_bundle": 600, "stored_bytes_a_referral": 20}
