"""`relevant` expressions of XLSForm as conditions of packs, as far as both can say the same.

    expression  := term ("or" term)*
    term        := factor ("and" factor)*
    factor      := "(" expression ")" | selected(${q}, 'code') | ${q} operator value
    operator    := = != >= >

Source: https://xlsform.org, form logic. What cannot be said without negation or arithmetic is
refused, and the importer then shows the question always.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?:(?P<question>\$\{\s*[\w.-]+\s*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+)"
    r"|(?P<operator>!=|>=|<=|=|>|<)|(?P<mark>[(),])|(?P<word>[A-Za-z_][\w:-]*))"
)
_MOST_TOKENS = 400
_MOST_DEPTH = 6

RawMapping = dict[str, object]


class NotCarriedError(Exception):
    """The expression says something a pack cannot, or is none. `part` is where it stopped."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, slots=True)
class Asked:
    """What an expression may look at: the question's new id, and its codes where it has any."""

    id: str
    codes: tuple[str, ...]


def carried_condition(expression: str, asked: Mapping[str, Asked]) -> RawMapping:
    """The condition in a pack's grammar. `asked`: earlier questions by their XLSForm name.

    Raises NotCarriedError.
    """
    return _Parser(_tokens(expression), asked).whole()


def _tokens(expression: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(expression.rstrip()):
        match = _TOKEN.match(expression, at)
        if match is None or match.lastgroup is None or len(found) >= _MOST_TOKENS:
            raise NotCarriedError(expression[at : at + 20].strip())
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], asked: Mapping[str, Asked]) -> None:
        self._tokens = tokens
        self._asked = asked
        self._at = 0
        self._depth = 0

    def whole(self) -> RawMapping:
        found = self._any()
        if self._at < len(self._tokens):
            raise NotCarriedError(self._tokens[self._at][1])
        return found

    def _any(self) -> RawMapping:
        return self._joined("or", "any")

    def _joined(self, word: str, operator: str) -> RawMapping:
        part = self._all if word == "or" else self._factor
        parts = [part()]
        while self._next_is("word", word):
            self._at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else {operator: parts}

    def _all(self) -> RawMapping:
        return self._joined("and", "all")

    def _factor(self) -> RawMapping:
        if self._next_is("mark", "("):
            self._depth += 1
            if self._depth > _MOST_DEPTH:
                raise NotCarriedError("(")
            self._at += 1
            found = self._any()
            self._take("mark", ")")
            self._depth -= 1
            return found
        if self._next_is("word", "selected"):
            return self._selected()
        return self._comparison(self._question())

    def _selected(self) -> RawMapping:
        self._at += 1
        self._take("mark", "(")
        question = self._question()
        self._take("mark", ",")
        code = self._take("text")[1:-1]
        self._take("mark", ")")
        return self._is(question, code)

    def _comparison(self, question: Asked) -> RawMapping:
        operator = self._take("operator")
        kind, value = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        self._at += 1
        if kind == "text" and operator == "=":
            return self._is(question, value[1:-1])
        if kind == "text" and operator == "!=" and value[1:-1] in question.codes:
            others = [code for code in question.codes if code != value[1:-1]]
            return {"in": {question.id: others}}
        if kind == "number" and operator in (">=", ">") and not question.codes:
            return {"at_least": {question.id: int(value) + (operator == ">")}}
        raise NotCarriedError(f"{operator} {value}")

    def _is(self, question: Asked, code: str) -> RawMapping:
        if code not in question.codes:
            raise NotCarriedError(code)
        return {"is": {question.id: code}}

    def _question(self) -> Asked:
        name = self._take("question")[2:-1].strip()
        if name not in self._asked:
            raise NotCarriedError(name)
        return self._asked[name]

    def _next_is(self, kind: str, value: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] == (kind, value)

    def _take(self, kind: str, value: str = "") -> str:
        have = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        if have[0] != kind or (value and have[1] != value):
            raise NotCarriedError(have[1])
        self._at += 1
        return have[1]
