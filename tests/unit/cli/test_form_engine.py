"""The form bench's questionnaires on our network, against a plain reading of the bench's rules."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.cli.form_engine import BenchForm, BenchSession

pytestmark = pytest.mark.property

OPTIONS = ["a", "b", "c"]
KINDS = ["one", "multi", "number", "date"]
Form = dict[str, Any]


def values(kind: str) -> st.SearchStrategy[object]:
    match kind:
        case "one":
            return st.sampled_from(OPTIONS)
        case "multi":
            return st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True).map(sorted)
        case "number":
            return st.integers(0, 9)
        case _:
            return st.sampled_from(["2009-01-01", "2020-06-30", "2030-01-01"])


@st.composite
def conditions(draw: st.DrawFn, kinds: list[str], depth: int = 2) -> list[Any]:
    if depth and draw(st.integers(0, 2)) == 0:
        operator = draw(st.sampled_from(["and", "or", "not"]))
        parts = st.lists(conditions(kinds, depth - 1), min_size=2, max_size=3)
        below = [draw(conditions(kinds, depth - 1))] if operator == "not" else draw(parts)
        return [operator, *below]
    at = draw(st.integers(0, len(kinds) - 1))
    operators = {"one": ["eq"], "multi": ["has"], "number": ["ge", "lt"], "date": ["before"]}
    value = draw(values("one" if kinds[at] == "multi" else kinds[at]))
    return [draw(st.sampled_from(operators[kinds[at]])), f"q{at}", value]


@st.composite
def forms(draw: st.DrawFn) -> Form:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=8))
    questions: list[Form] = [{"id": f"q{at}", "type": kind} for at, kind in enumerate(kinds)]
    for at in range(1, len(kinds)):
        if draw(st.booleans()):
            questions[at]["rel"] = draw(conditions(kinds[:at]))
    terms = {"one": "opt", "multi": "hasw", "number": "num"}
    scored = [at for at, kind in enumerate(kinds) if kind in terms]
    scores = []
    for number in range(2):
        chosen = [at for at in scored if draw(st.booleans())]
        listed = [
            ["num", f"q{at}", 2]
            if kinds[at] == "number"
            else [terms[kinds[at]], f"q{at}", draw(st.sampled_from(OPTIONS)), 3]
            for at in chosen
        ]
        scores.append({"id": f"s{number}", "terms": listed})
    rules = [{"any": [["s0", 6], ["s1", 9]], "value": "refer"}]
    return {"questions": questions, "scores": scores, "outcome": {"rules": rules, "default": "go"}}


def holds(condition: list[Any], have: dict[str, Any]) -> bool:
    match condition:
        case ["and", *parts]:
            return all(holds(part, have) for part in parts)
        case ["or", *parts]:
            return any(holds(part, have) for part in parts)
        case ["not", part]:
            return not holds(part, have)
        case [operator, name, wanted]:
            return name in have and compared(operator, have[name], wanted)
    raise AssertionError(condition)


def compared(operator: str, have: Any, wanted: Any) -> bool:
    match operator:
        case "eq":
            return bool(have == wanted)
        case "has":
            return wanted in have
        case "ge":
            return bool(have >= wanted)
        case _:
            return bool(have < wanted)


def plain(form: Form, answers: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
    visible, have = [], dict[str, Any]()
    for question in form["questions"]:
        if "rel" not in question or holds(question["rel"], have):
            visible.append(question["id"])
            if question["id"] in answers:
                have[question["id"]] = answers[question["id"]]
    scores: dict[str, Any] = {
        score["id"]: sum(points(term, have) for term in score["terms"]) for score in form["scores"]
    }
    is_refer = scores["s0"] >= 6 or scores["s1"] >= 9
    return visible, {**scores, "outcome": "refer" if is_refer else "go"}


def points(term: list[Any], have: dict[str, Any]) -> int:
    if term[1] not in have:
        return 0
    value = have[term[1]]
    if term[0] == "num":
        return int(value * term[2])
    is_hit = value == term[2] if term[0] == "opt" else term[2] in value
    return int(term[3]) if is_hit else 0


@given(form=forms(), data=st.data())
def test_every_answer_leaves_what_a_plain_reading_finds(form: Form, data: st.DataObject) -> None:
    bench = BenchForm(json.dumps(form))
    session, answers = BenchSession(bench), dict[str, Any]()
    for _ in range(data.draw(st.integers(0, 12))):
        question = data.draw(st.sampled_from(form["questions"]))
        answers[question["id"]] = data.draw(values(question["type"]))
        session.answer(question["id"], answers[question["id"]])

        visible, scores = plain(form, answers)
        assert [name for name in bench.ids if session.visible(name)] == visible
        assert {name: session.score(name) for name in scores} == scores

    restored = BenchSession(bench, json.loads(session.snapshot()))
    assert [restored.visible(name) for name in bench.ids] == [
        session.visible(name) for name in bench.ids
    ]
    assert restored.score("outcome") == session.score("outcome")
