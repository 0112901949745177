"""Hiding cells until nobody can tell how many people a hidden one stands for.

A number of few people is safe when the same publications, this one and all before it, would read
the same for other facts, in which that number is another one. So such facts are looked for, in
steps that exchange one class between two people or give one person another class, and every cell
that a step changes is hidden. A number counts as safe when it could be any of `threshold` numbers
in a row. As no shown cell changes on the way, no sum or difference of shown cells can tell it,
whatever they come from. Cells that earlier releases showed cannot be hidden any more, so steps that
change them are not taken; where none is left, a view of the new release is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from frontline.errors_of_figures import ReleaseRefusedError
from frontline.statistics.guarded import THRESHOLD, FewPeople, few_people
from frontline.statistics.population import Kind, Members, Population, Seen, neighbours
from frontline.statistics.tables import Cell, Dated, View

# Steps that are compared before the cheapest is taken; one that hides nothing more ends the search.
_COMPARED = 80
# How many others are looked at where several classes have to change at once.
_NEWCOMERS = 12
_PARTNERS = 40
# Kinds that lose a person and kinds that gain one.
Step = tuple[tuple[Kind, int], ...]


class Hidden:
    """Which cells are hidden, of earlier releases for good and of the new one so far."""

    def __init__(self, earlier: Mapping[View, frozenset[Cell] | None], new: Sequence[View]) -> None:
        """`earlier`: the hidden cells of each view that was released; None: it was withheld."""
        self.views = (*earlier, *new)
        self._new_from = len(earlier)
        self._cells: list[set[Cell] | None] = [
            None if hidden is None else set(hidden) for hidden in earlier.values()
        ]
        self._cells += [set() for _ in new]

    def has(self, seen: Seen) -> bool:
        hidden = self._cells[seen[0]]
        return hidden is None or seen[1] in hidden

    def can_hide(self, seen: Seen) -> bool:
        return seen[0] >= self._new_from

    def hide(self, seen: Seen) -> None:
        hidden = self._cells[seen[0]]
        if hidden is not None:
            hidden.add(seen[1])

    def withhold_largest(self) -> bool:
        """False where nothing is left to be withheld."""
        shown = [n for n in range(self._new_from, len(self.views)) if self._cells[n] is not None]
        if not shown:
            return False
        self._cells[max(shown, key=lambda n: len(self.views[n].dimensions))] = None
        return True

    def of(self, view: View) -> frozenset[Cell] | None:
        """None where the view is withheld."""
        hidden = self._cells[self.views.index(view)]
        return None if hidden is None else frozenset(hidden)


def protect(facts: Sequence[Dated], hidden: Hidden, threshold: int = THRESHOLD) -> None:
    """Hide what has to be hidden. Raises ReleaseRefusedError where that would be everything."""
    search = _Search(Population(facts, hidden.views), hidden, threshold - 1)
    for few in few_people(hidden.views, facts, threshold):
        while not search.could_be_others(few):
            if not hidden.withhold_largest():
                raise ReleaseRefusedError(reason="isolates")


class _Search:
    """For other facts that would have been published alike."""

    def __init__(self, population: Population, hidden: Hidden, needed: int) -> None:
        self._population = population
        self._hidden = hidden
        self._needed = needed

    def could_be_others(self, few: FewPeople) -> bool:
        members = Members(few, self._population)
        fewer = self._walk(members, -1, self._needed)
        return fewer + self._walk(members, 1, self._needed - fewer) >= self._needed

    def _walk(self, members: Members, direction: int, needed: int) -> int:
        """How far the number can be moved, at most `needed`; hides what that changes."""
        numbers = Counter(self._population.numbers)
        for taken in range(needed):
            steps = self._out(members, numbers) if direction < 0 else self._in(members, numbers)
            step = self._cheapest(members, direction, steps)
            if step is None and direction > 0:
                step = self._cheapest(members, direction, self._from_afar(members, numbers))
            if step is None:
                return taken
            for seen in self._changed(step):
                self._hidden.hide(seen)
            for kind, sign in step:
                numbers[kind] += sign
        return needed

    def _cheapest(self, members: Members, direction: int, steps: Iterator[Step]) -> Step | None:
        best: Step | None = None
        lowest = 0
        for tried, step in enumerate(steps):
            if sum(sign for kind, sign in step if members.has(kind)) != direction:
                continue
            cost = self._cost(step)
            if cost is not None and (best is None or cost < lowest):
                best, lowest = step, cost
            if best is not None and (lowest == 0 or tried >= _COMPARED):
                break
        return best

    def _out(self, members: Members, numbers: Mapping[Kind, int]) -> Iterator[Step]:
        """Somebody of them changes a class, alone or with somebody else's."""
        there = (members.places, members.releases, members.cells)
        for kind in self._population.in_cells(*there):
            if numbers[kind] > 0 and members.may_count(kind):
                for place in members.places:
                    yield from self._exchanges(kind, place, self._population.kinds, numbers)
                    for value in self._population.by_class[place]:
                        if value != kind.classes[place]:
                            yield self._alone(kind, place, value)

    def _in(self, members: Members, numbers: Mapping[Kind, int]) -> Iterator[Step]:
        """Somebody who is nearly one of them gets the class that is missing."""
        population = self._population
        for kind, place, wanted in neighbours(members, population):
            if numbers[kind] > 0 and members.may_count(kind):
                partners = population.by_class[place].get(wanted, [])
                yield from self._exchanges(kind, place, partners, numbers)
                yield self._alone(kind, place, wanted)

    def _from_afar(self, members: Members, numbers: Mapping[Kind, int]) -> Iterator[Step]:
        """Somebody gets several classes, one after the other, each from whom it costs least."""
        population = self._population
        able = (kind for kind in population.kinds if numbers[kind] > 0 and members.may_count(kind))
        nearest = sorted(able, key=lambda kind: len(members.missing(kind)))
        for start in islice(nearest, _NEWCOMERS):
            kind = start
            step: Step = ((start, -1),)
            for place, wanted in members.missing(start):
                options: list[tuple[Step, Kind]] = []
                for value in wanted:
                    changed = population.with_class(kind, place, value)
                    options.append(((*step, (changed, 1)), changed))
                    # With one of them nothing is won: they would stop being one.
                    with_class = population.by_class[place].get(value, [])
                    partners = (each for each in with_class if not members.has(each))
                    options += [
                        ((*step, *exchange[1:]), changed)
                        for exchange in islice(
                            self._exchanges(kind, place, partners, numbers), _PARTNERS
                        )
                    ]
                step, kind = min(options, key=lambda option: self._cost_or_more(option[0]))
                step = (*step, (kind, -1))
            step = (*step, (kind, 1))
            if _is_possible(step, numbers):
                yield step

    def _exchanges(
        self, kind: Kind, place: int, partners: Iterable[Kind], numbers: Mapping[Kind, int]
    ) -> Iterator[Step]:
        own, population = kind.classes[place], self._population
        for partner in partners:
            theirs = partner.classes[place]
            if theirs != own and numbers[partner] > 0:
                yield (
                    (kind, -1),
                    (partner, -1),
                    (population.with_class(kind, place, theirs), 1),
                    (population.with_class(partner, place, own), 1),
                )

    def _alone(self, kind: Kind, place: int, value: str) -> Step:
        return ((kind, -1), (self._population.with_class(kind, place, value), 1))

    def _changed(self, step: Step) -> list[Seen]:
        changes: dict[Seen, int] = {}
        for kind, sign in step:
            for seen in self._population.seen(kind):
                changes[seen] = changes.get(seen, 0) + sign
        return [seen for seen, change in changes.items() if change]

    def _cost(self, step: Step) -> int | None:
        """How many people are in the cells it hides; None where it would change a shown cell of
        an earlier release."""
        cost = 0
        for seen in self._changed(step):
            if not self._hidden.has(seen):
                if not self._hidden.can_hide(seen):
                    return None
                cost += 1 + self._population.sizes[seen]
        return cost

    def _cost_or_more(self, step: Step) -> tuple[bool, int]:
        cost = self._cost(step)
        return (cost is None, cost or 0)


def _is_possible(step: Step, numbers: Mapping[Kind, int]) -> bool:
    """No kind loses people that are not there."""
    changes: Counter[Kind] = Counter()
    for kind, sign in step:
        changes[kind] += sign
    return all(numbers[kind] + change >= 0 for kind, change in changes.items())
