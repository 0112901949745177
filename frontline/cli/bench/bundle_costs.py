"""What bundles cost, by how much is in them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import linear_regression, median


@dataclass(frozen=True, slots=True)
class BundleCost:
    """Seconds of one bundle. `processor`: of the hub's own process, without the database's."""

    taken_in: float
    looked_into: float
    processor: float
    bare: float


def _numbers() -> array[float]:
    return array("d")


@dataclass
class _Samples:
    """Of all bundles of one size."""

    elapsed: array[float] = field(default_factory=_numbers)
    processor: array[float] = field(default_factory=_numbers)
    sent: array[float] = field(default_factory=_numbers)


class BundleCosts:
    """Sums over all, and the middle one of each size: a machine with other work on it takes too
    long for some, and never too short."""

    def __init__(self) -> None:
        self._by_size: dict[int, _Samples] = {}
        self._taken_in = self._looked_into = self._bare = 0.0
        self._referrals = 0

    def note(self, size: int, cost: BundleCost, sent_bytes: int) -> None:
        """One bundle of `size` referrals, in `sent_bytes`."""
        samples = self._by_size.setdefault(size, _Samples())
        samples.elapsed.append(cost.taken_in + cost.looked_into)
        samples.processor.append(cost.processor)
        samples.sent.append(sent_bytes)
        self._taken_in += cost.taken_in
        self._looked_into += cost.looked_into
        self._bare += cost.bare
        self._referrals += size

    def told(self) -> dict[str, object]:
        """The costs of bundle and referral apart where there were bundles of several sizes."""
        spent = self._taken_in + self._looked_into
        told: dict[str, object] = {
            "ingest_seconds": round(self._taken_in, 2),
            "process_seconds": round(self._looked_into, 2),
            "bare_seconds": round(self._bare, 2),
            "ingest_to_bare": round(self._taken_in / self._bare, 2),
            "all_to_bare": round(spent / self._bare, 2),
            "referrals_per_second": round(self._referrals / spent),
        }
        if len(self._by_size) > 1:
            told |= self._apart("elapsed_ms", {n: s.elapsed for n, s in self._by_size.items()})
            told |= self._apart("processor_ms", {n: s.processor for n, s in self._by_size.items()})
        for size, samples in sorted(self._by_size.items()):
            told[f"sent_bytes_with_{size}"] = round(median(samples.sent))
        return told

    def stored(self, tables: Mapping[str, int]) -> dict[str, object]:
        """What stays of a bundle and of a referral, from the bytes of the hub's `tables`. Nothing
        where there are none."""
        if not tables:
            return {}
        bundles = sum(len(samples.sent) for samples in self._by_size.values())
        of_bundles = sum(tables[name] for name in ("bundles", "bundle_files", "imports"))
        return {
            "stored_bytes_a_bundle": round(of_bundles / bundles),
            "stored_bytes_a_referral": round(tables["referrals"] / self._referrals),
        }

    @staticmethod
    def _apart(name: str, samples: dict[int, array[float]]) -> dict[str, object]:
        """Milliseconds, by the straight line through the middle ones of each size."""
        slope, at_none = linear_regression(
            list(samples), [1000 * median(each) for each in samples.values()]
        )
        return {
            f"{name}_a_bundle": round(at_none, 2),
            f"{name}_a_referral": round(slope, 3),
        }
