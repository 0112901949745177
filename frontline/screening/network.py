"""Answers and the conditions over them: an answer touches only what depends on it.

Questions are numbered so that each condition looks only at questions before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from frontline.domain.answers import AnswerValue
from frontline.screening.relevance import FALSE, RULED_OUT, TRUE, Test, Value


@dataclass(frozen=True, slots=True)
class Network:
    """`tests[q]` is the condition of q, `dependents[q]` those whose conditions look at q."""

    tests: tuple[Test | None, ...]
    dependents: tuple[tuple[int, ...], ...]


class Answers:
    """`values` as recorded, `relevance` of each question, and `seen`: the answer as conditions see
    it, where a hidden question has none. A hidden answer is kept and comes back."""

    __slots__ = ("_network", "relevance", "seen", "values")

    def __init__(self, network: Network, values: Sequence[AnswerValue | None]) -> None:
        self._network = network
        self.values = list(values)
        self.seen: list[Value] = list(values)
        self.relevance = [TRUE] * len(self.values)
        seen, relevance = self.seen, self.relevance
        for index, test in enumerate(network.tests):
            if test is not None:
                when = test(seen)
                if when != TRUE:
                    relevance[index] = when
                    seen[index] = RULED_OUT if when == FALSE else None

    def put(self, index: int, value: AnswerValue | None) -> list[int]:
        """Record a value. Gives the questions whose relevance or seen answer may have changed,
        each once and in order, `index` first."""
        self.values[index] = value
        tests, dependents, seen = self._network.tests, self._network.dependents, self.seen
        touched: list[int] = []
        # Indexes are in the order of dependence, so the smallest waiting one is always ripe.
        waiting = [index]
        while waiting:
            at = heappop(waiting)
            if touched and at == touched[-1]:
                continue
            touched.append(at)
            test = tests[at]
            when = TRUE if test is None else test(seen)
            self.relevance[at] = when
            now: Value = self.values[at] if when == TRUE else RULED_OUT if when == FALSE else None
            if now != seen[at]:
                seen[at] = now
                for dependent in dependents[at]:
                    heappush(waiting, dependent)
        return touched
