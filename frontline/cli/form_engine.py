"""Questionnaires of the form bench (`frontline-bench/1`), run by the network of real interviews.

The bench's rules differ from ours in two ways, so its conditions are compiled here: a comparison
with nothing is false (never open), and there is negation. Its weighted scores are counted here
too; nothing in Frontline adds up points.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from frontline.domain.answers import AnswerValue
from frontline.screening.network import Answers, Network
from frontline.screening.relevance import FALSE, RULED_OUT, TRUE, Test, Value, Values

# What a value adds to one score.
_Term = Callable[[Any], int]
_Raw = list[Any]


class BenchForm:
    """A questionnaire ready for sessions. `text` is trusted: it comes from the bench."""

    def __init__(self, text: str) -> None:
        source = json.loads(text)
        questions = source["questions"]
        self.ids: list[str] = [question["id"] for question in questions]
        self.index_of = {name: index for index, name in enumerate(self.ids)}
        tests: list[Test | None] = []
        dependents: list[list[int]] = [[] for _ in questions]
        for index, question in enumerate(questions):
            condition = question.get("rel")
            tests.append(None if condition is None else _test(condition, self.index_of))
            for read in set() if condition is None else _read(condition, self.index_of):
                dependents[read].append(index)
        self.network = Network(tuple(tests), tuple(map(tuple, dependents)))
        self.scores: list[str] = [score["id"] for score in source["scores"]]
        place = {name: at for at, name in enumerate(self.scores)}
        self.terms: list[list[tuple[int, _Term]]] = [[] for _ in questions]
        for at, score in enumerate(source["scores"]):
            for raw in score["terms"]:
                self.terms[self.index_of[raw[1]]].append((at, _term(raw)))
        outcome = source["outcome"]
        self.rules = [
            ([(place[name], limit) for name, limit in rule["any"]], rule["value"])
            for rule in outcome["rules"]
        ]
        self.otherwise: str = outcome["default"]


class BenchSession:
    def __init__(self, form: BenchForm, answers: Mapping[str, object] | None = None) -> None:
        given = answers or {}
        self._form = form
        self._answers = Answers(form.network, [_value(given.get(name)) for name in form.ids])
        self._counted: list[Value] = list(self._answers.seen)
        self._scores = [0] * len(form.scores)
        for index, value in enumerate(self._counted):
            if value is not None and value is not RULED_OUT:
                for at, term in form.terms[index]:
                    self._scores[at] += term(value)
        self._outcome = self._found_outcome()

    def answer(self, question: str, raw: object) -> None:
        form, seen, counted = self._form, self._answers.seen, self._counted
        has_moved = False
        for index in self._answers.put(form.index_of[question], _value(raw)):
            old, now = counted[index], seen[index]
            if old != now:
                counted[index] = now
                for at, term in form.terms[index]:
                    step = _points(term, now) - _points(term, old)
                    if step:
                        self._scores[at] += step
                        has_moved = True
        if has_moved:
            self._outcome = self._found_outcome()

    def visible(self, question: str) -> bool:
        return self._answers.relevance[self._form.index_of[question]] == TRUE

    def score(self, name: str) -> int | str:
        return self._outcome if name == "outcome" else self._scores[int(name[1:])]

    def snapshot(self) -> str:
        values = zip(self._form.ids, self._answers.values, strict=True)
        return json.dumps({name: value for name, value in values if value is not None})

    def _found_outcome(self) -> str:
        for limits, value in self._form.rules:
            if any(self._scores[at] >= limit for at, limit in limits):
                return str(value)
        return self._form.otherwise


def _value(raw: object) -> AnswerValue | None:
    return tuple(raw) if isinstance(raw, list) else raw  # type: ignore[return-value]


def _points(term: _Term, value: Value) -> int:
    return 0 if value is None or value is RULED_OUT else term(value)


def _read(condition: _Raw, index_of: Mapping[str, int]) -> set[int]:
    if condition[0] in ("and", "or", "not"):
        return {read for part in condition[1:] for read in _read(part, index_of)}
    return {index_of[condition[1]]}


def _test(condition: _Raw, index_of: Mapping[str, int]) -> Test:
    operator = condition[0]
    if operator in ("and", "or", "not"):
        return _combined(operator, [_test(part, index_of) for part in condition[1:]])
    index, wanted = index_of[condition[1]], condition[2]
    match operator:
        case "eq":
            return lambda values: TRUE if values[index] == wanted else FALSE
        case "has":
            return lambda values: TRUE if wanted in _several(values[index]) else FALSE
        case "ge":
            return lambda values: TRUE if _is_at_least(values[index], wanted) else FALSE
        case _:
            return lambda values: TRUE if _is_below(values[index], wanted) else FALSE


def _combined(operator: str, parts: list[Test]) -> Test:
    if operator == "not":
        (only,) = parts
        return lambda values: TRUE - only(values)

    def all_hold(values: Values) -> int:
        for part in parts:
            if part(values) == FALSE:
                return FALSE
        return TRUE

    def one_holds(values: Values) -> int:
        for part in parts:
            if part(values) == TRUE:
                return TRUE
        return FALSE

    return all_hold if operator == "and" else one_holds


def _several(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _is_at_least(value: Any, least: Any) -> bool:
    return value is not None and value is not RULED_OUT and bool(value >= least)


def _is_below(value: Any, limit: Any) -> bool:
    return value is not None and value is not RULED_OUT and bool(value < limit)


def _term(raw: _Raw) -> _Term:
    kind, _question, wanted, *weight = raw
    match kind:
        case "opt":
            return lambda value: weight[0] if value == wanted else 0
        case "hasw":
            return lambda value: weight[0] if wanted in value else 0
        case _:
            return lambda value: int(value * wanted)
