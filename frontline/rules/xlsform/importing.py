"""An XLSForm questionnaire (https://xlsform.org) as the questions and the instrument of a pack.

What a pack cannot hold is left out and named in the notes; nothing is guessed. Questions come
without indicators: which answer is a sign of what is for people to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from frontline.errors import BadInputError
from frontline.rules.xlsform.relevance import Asked, NotCarriedError, carried_condition

_KINDS = {
    "select one": "choice",
    "select all that apply": "multi",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "text": "account",
}
# Written by the form tools themselves.
_OF_THE_TOOL = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "instanceID"}
)
_STANDARD = {
    "unknown": frozenset({"unknown", "dk", "dont_know", "do_not_know", "98", "-98", "998"}),
    "declined": frozenset({"declined", "refused", "prefer_not", "99", "-99", "999"}),
}
_NOT_CODE = re.compile(r"[^a-z0-9_]+")
_LANGUAGE = re.compile(r"\(([a-z]{2,3}(?:_[A-Za-z]{2,4})?)\)\s*$")
_UNTITLED: Mapping[str, Any] = {"label": "Questions"}
_LONGEST_CODE = 64
_LONGEST_TEXT = 600


@dataclass(frozen=True, slots=True)
class Note:
    """Something that did not carry over as it was. `code` is stable, `where` the XLSForm name."""

    where: str
    code: str
    detail: str = ""


@dataclass(slots=True)
class Imported:
    """`questions` and `sections` in the shape of pack source; `strings` are translations by
    language and string id of the pack."""

    id: str
    title: str
    questions: list[dict[str, Any]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    strings: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def read_xlsform(path: Path, source_language: str = "en") -> Imported:
    """Raises BadInputError for a file that is no XLSForm, or that has no text in English."""
    # Only authors need the library; it is not part of what an officer's machine installs.
    try:
        from pyxform.errors import PyXFormError  # noqa: PLC0415
        from pyxform.xls2json import parse_file_to_json  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise BadInputError(reason="author-tools-not-installed") from error
    warnings: list[str] = []
    try:
        tree = parse_file_to_json(str(path), warnings=warnings)
    except (PyXFormError, OSError, ValueError, KeyError) as error:
        raise BadInputError(reason="xlsform", file=path.name) from error
    found = _Importer(tree, source_language).imported()
    found.notes.extend(Note("-", "xlsform.warning", text) for text in warnings)
    return found


class _Importer:
    def __init__(self, tree: Mapping[str, Any], source_language: str) -> None:
        self._tree = tree
        self._language = source_language
        self._default = str(tree.get("default_language", "default"))
        # By XLSForm name, the questions that later ones may look at.
        self._asked: dict[str, Asked] = {}
        title = tree.get("title") or tree.get("id_string") or "Questionnaire"
        form_id = _as_code(str(tree.get("id_string") or tree.get("name") or "form"))
        self._found = Imported(form_id, str(title)[:_LONGEST_TEXT])
        self._prefix = form_id

    def imported(self) -> Imported:
        loose: list[Mapping[str, Any]] = []
        for child in self._tree.get("children", ()):
            if child.get("type") in ("group", "repeat"):
                self._section("questions", _UNTITLED, loose)
                loose = []
                self._group(child)
            else:
                loose.append(child)
        self._section("questions", _UNTITLED, loose)
        if not self._found.questions:
            raise BadInputError(reason="xlsform-empty")
        return self._found

    def _group(self, group: Mapping[str, Any]) -> None:
        name = str(group.get("name", ""))
        if name == "meta":
            return
        if group.get("type") == "repeat":
            self._note(name, "xlsform.repeat-asked-once")
        if "relevant" in group.get("bind", {}):
            self._note(name, "xlsform.group-condition", group["bind"]["relevant"])
        self._section(_as_code(name), group, list(_leaves(group)))

    def _section(
        self, wanted: str, group: Mapping[str, Any], children: list[Mapping[str, Any]]
    ) -> None:
        items = [item for child in children if (item := self._question(child)) is not None]
        if items:
            name = _free(wanted, {section["id"] for section in self._found.sections})
            title = self._text(group.get("label"), name) or name
            self._found.sections.append({"id": name, "title": title, "items": items})
            self._translate(f"instrument.{self._found.id}.section.{name}", group, "label")

    def _question(self, child: Mapping[str, Any]) -> dict[str, Any] | None:
        """The item of the instrument, once its question was taken over."""
        name, kind = str(child.get("name", "")), _KINDS.get(str(child.get("type")))
        if child.get("type") in _OF_THE_TOOL or name in _OF_THE_TOOL:
            return None
        if kind is None:
            self._note(name, "xlsform.kind-not-carried", str(child.get("type")))
            return None
        text = self._text(child.get("label"), name)
        if text is None:
            self._note(name, "xlsform.no-source-text", self._language)
            return None
        made = self._new_id(name)
        question: dict[str, Any] = {"id": made, "kind": kind, "text": text}
        if hint := self._text(child.get("hint"), name):
            question["help"] = hint
        codes = self._answers(child, question)
        self._condition(child, question)
        self._notes_of(child, kind)
        self._asked[name] = Asked(made, codes)
        self._found.questions.append(question)
        self._translate(f"question.{made}.text", child, "label")
        self._translate(f"question.{made}.help", child, "hint")
        return {"question": made, "required": True} if _is_required(child) else {"question": made}

    def _answers(self, child: Mapping[str, Any], question: dict[str, Any]) -> tuple[str, ...]:
        """Own answers of a choice; `unknown` and `declined` are standard in every pack."""
        choices = child.get("choices") or ()
        if not choices:
            return ()
        codes = {str(choice["name"]): self._code(str(choice["name"])) for choice in choices}
        own = [c for c in choices if codes[str(c["name"])] not in _STANDARD]
        if question["kind"] == "choice" and {codes[str(c["name"])] for c in own} == {"yes", "no"}:
            question["kind"] = "yes_no"
            return ("yes", "no")
        answers = []
        for choice in own:
            code = codes[str(choice["name"])]
            label = self._text(choice.get("label"), code) or code
            answers.append({"code": code, "label": label})
            self._translate(f"question.{question['id']}.answer.{code}.label", choice, "label")
        question["answers"] = answers
        return tuple(answer["code"] for answer in answers)

    def _code(self, name: str) -> str:
        lowered = name.lower()
        for standard, spellings in _STANDARD.items():
            if lowered in spellings:
                return standard
        return _as_code(name)

    def _condition(self, child: Mapping[str, Any], question: dict[str, Any]) -> None:
        expression = str(child.get("bind", {}).get("relevant", "")).strip()
        if not expression:
            return
        try:
            question["when"] = carried_condition(expression, self._asked)
        except NotCarriedError as error:
            self._note(str(child["name"]), "xlsform.condition-not-carried", error.part)
        else:
            if "!=" in expression:
                self._note(str(child["name"]), "xlsform.unequal-needs-an-answer", expression)

    def _notes_of(self, child: Mapping[str, Any], kind: str) -> None:
        name, bind = str(child["name"]), child.get("bind", {})
        for part, code in (
            ("constraint", "xlsform.constraint-not-carried"),
            ("calculate", "xlsform.calculation-not-carried"),
        ):
            if part in bind:
                self._note(name, code, str(bind[part]))
        if child.get("type") in ("decimal", "range"):
            self._note(name, "xlsform.whole-numbers-only")
        if kind == "account":
            self._note(name, "xlsform.text-is-sealed")
        if child.get("media"):
            self._note(name, "xlsform.media-not-carried")

    def _text(self, raw: object, name: str) -> str | None:
        """The text in the source language, cut to what a pack may hold."""
        if isinstance(raw, Mapping):
            by_language = {self._code_of(str(key)): str(value) for key, value in raw.items()}
            raw = by_language.get(self._language)
        if not isinstance(raw, str) or not raw.strip():
            return None
        if len(raw) > _LONGEST_TEXT:
            self._note(name, "xlsform.text-cut")
        return raw.strip()[:_LONGEST_TEXT]

    def _translate(self, string_id: str, child: Mapping[str, Any], part: str) -> None:
        raw = child.get(part) if part else None
        if isinstance(raw, Mapping):
            for key, value in raw.items():
                language = self._code_of(str(key))
                if language != self._language and str(value).strip():
                    self._found.strings.setdefault(language, {})[string_id] = str(value).strip()

    def _code_of(self, language: str) -> str:
        match = _LANGUAGE.search(language)
        if match is not None:
            return match.group(1)
        return self._language if language == self._default else _as_code(language)[:3]

    def _new_id(self, name: str) -> str:
        wanted = _as_code(f"{self._prefix}_{name}")
        made = _free(wanted, {question["id"] for question in self._found.questions})
        self._note(name, "xlsform.named", made)
        return made

    def _note(self, where: str, code: str, detail: str = "") -> None:
        self._found.notes.append(Note(where, code, detail))


def _leaves(group: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for child in group.get("children", ()):
        if child.get("type") in ("group", "repeat"):
            yield from _leaves(child)
        else:
            yield child


def _is_required(child: Mapping[str, Any]) -> bool:
    return str(child.get("bind", {}).get("required", "")).lower() in ("yes", "true", "true()")


def _as_code(name: str) -> str:
    code = _NOT_CODE.sub("_", name.strip().lower()).strip("_")
    if not code or not code[0].isalpha():
        code = f"q_{code}"
    return (code if len(code) > 1 else f"{code}_")[:_LONGEST_CODE].rstrip("_") or "q_0"


def _free(wanted: str, taken: set[str]) -> str:
    found, number = wanted, 2
    while found in taken:
        found = f"{wanted[: _LONGEST_CODE - 4]}_{number}"
        number += 1
    return found
