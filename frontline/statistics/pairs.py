"""Which methods occur together, which help is asked for together, and which numbers may be shown.

Two codes divide all people into four: both, one, the other, neither. Each of the four can be
told from the numbers of both, one, other and all, so a pair is shown only where none of the four is
few people, in this release and in what it has more than earlier ones. A 0/1 function that sums of
pair numbers can tell is a union of such cells, so none of those is few people either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from frontline.statistics.facts import Fact
from frontline.statistics.guarded import THRESHOLD, is_few, is_within
from frontline.statistics.tables import Dated, Extent

# Two codes in order; twice the same one stands for it alone.
Pair = tuple[str, str]


class Paired(StrEnum):
    """What people may have several of."""

    METHODS = "methods"
    SERVICES = "services"


_OF: Mapping[Paired, Callable[[Fact], frozenset[str]]] = {
    Paired.METHODS: lambda fact: fact.methods,
    Paired.SERVICES: lambda fact: fact.services,
}


def count_pairs(facts: Iterable[Dated], extent: Extent, what: Paired) -> Counter[Pair]:
    """How many people have both, and, under (a, a), how many have each."""
    counted: Counter[Pair] = Counter()
    for fact, since in facts:
        if extent.counts(fact, since):
            found = sorted(_OF[what](fact))
            counted.update((each, each) for each in found)
            counted.update(combinations(found, 2))
    return counted


def shown_pairs(
    facts: Sequence[Dated],
    extent: Extent,
    what: Paired,
    earlier: Sequence[Extent],
    threshold: int = THRESHOLD,
) -> dict[Pair, int | None]:
    """The number of each pair, None where it is hidden; a pair that is not there is of nobody.

    `earlier`: extents whose pairs were released.
    """
    counted = count_pairs(facts, extent, what)
    layers = [_Layer(facts, extent, what)]
    for other in earlier:
        if other != extent:
            layers += _differences(facts, extent, other, what)
    codes = sorted(one for one, other in counted if one == other)
    shown: dict[Pair, int | None] = {}
    for pair in (*((code, code) for code in codes), *combinations(codes, 2)):
        if not all(layer.may_show(pair, threshold) for layer in layers):
            shown[pair] = None
        elif counted[pair]:
            shown[pair] = counted[pair]
    return dict(sorted(shown.items()))


class _Layer:
    """People that somebody can count pairs of, from one release or from two."""

    def __init__(self, facts: Iterable[Dated], extent: Extent, what: Paired) -> None:
        counted = [each for each in facts if extent.counts(each.fact, each.since)]
        self._all = len(counted)
        self._pairs: Mapping[Pair, int] = count_pairs(counted, extent, what)

    def may_show(self, pair: Pair, threshold: int) -> bool:
        one, other = pair
        first, second = self._number((one, one)), self._number((other, other))
        both = self._number(pair)
        four = (both, first - both, second - both, self._all - first - second + both)
        return not any(is_few(number, threshold) for number in four)

    def _number(self, pair: Pair) -> int:
        return self._pairs.get(pair, 0)


def _differences(
    facts: Sequence[Dated], extent: Extent, other: Extent, what: Paired
) -> list[_Layer]:
    """What one of two releases counts more than the other, where it counts all of the other's."""
    found = []
    for smaller, larger in ((other, extent), (extent, other)):
        if is_within(smaller, larger):
            rest = [each for each in facts if not smaller.counts(each.fact, each.since)]
            found.append(_Layer(rest, larger, what))
    return found
