"""YAML 1.2 text to plain data, with the line of every value.

Only what a pack needs: maps, lists, texts, whole numbers, true/false. Anchors, aliases, tags,
directives, duplicate keys, fractions, control characters and oversized files are faults, so that
reading is total and small, and a word such as `yes` means the same in every file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

from frontline.rules.faults import Fault

MAX_BYTES = 300_000
MAX_DEPTH = 24

Path = tuple[str | int, ...]
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
# What YAML 1.2 reads as empty, as a number in another base, or as a number that is not whole.
_REFUSED = re.compile(
    r"|~|null|Null|NULL|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
)
_BOOLEANS = {"true": True, "True": True, "TRUE": True}
_BOOLEANS.update({"false": False, "False": False, "FALSE": False})
# Written with an escape, since the raw characters are refused as syntax already.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(slots=True)
class YamlFile:
    """`data` is plain; `lines` gives the line of each path; `faults` what could not be read."""

    name: str
    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, code: str, path: Path, detail: str = "") -> Fault:
        return Fault(self.name, self.line_of(path), code, dotted(path), detail)


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path) or "-"


def read_yaml(name: str, content: bytes) -> YamlFile:
    """Never raises for bad content: what is wrong stands in `faults`."""
    found = YamlFile(name)
    if len(content) > MAX_BYTES:
        found.faults.append(Fault(name, 1, "yaml.too-large", "-"))
        return found
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found.faults.append(Fault(name, line, "yaml.not-utf8", "-"))
        return found
    try:
        events = YAML(typ="safe", pure=True).parse(text)
        found.data = _Builder(found, events).document()
    except _TooDeepError as error:
        found.faults.append(Fault(name, error.line, "yaml.too-deep", "-"))
    except (YAMLError, ValueError) as error:
        fault = Fault(name, _line(error, text), "yaml.syntax", "-", _problem(error))
        found.faults.append(fault)
    return found


def _line(error: Exception, text: str) -> int:
    if isinstance(error, ReaderError):
        return text.count("\n", 0, error.position) + 1
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        return int(error.problem_mark.line) + 1
    return 1


def _problem(error: Exception) -> str:
    return str(error.problem) if isinstance(error, MarkedYAMLError) else ""


class _TooDeepError(Exception):
    """Reading stops there: going on costs time, and nothing more is to be learned."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.line = _line_of(event)


class _Builder:
    """Builds from the parser's events, before anchors or tags are given a meaning."""

    def __init__(self, found: YamlFile, events: Iterator[Event]) -> None:
        self._found = found
        self._events = events

    def document(self) -> object:
        next(self._events)
        start = next(self._events)
        if isinstance(start, StreamEndEvent):
            self._refuse("yaml.empty", ())
            return None
        if isinstance(start, DocumentStartEvent) and (start.version is not None or start.tags):
            self._refuse("yaml.directive", ())
        first = next(self._events)
        data = self._value(first, (), _line_of(first))
        next(self._events)
        if not isinstance(next(self._events), StreamEndEvent):
            self._refuse("yaml.several-documents", ())
            return None
        return data

    def _value(self, event: Event, path: Path, line: int) -> object:
        self._found.lines[path] = line
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(event)
        if isinstance(event, AliasEvent):
            self._refuse("yaml.anchor", path)
            return None
        self._refuse_marks(event, path)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        return [
            self._value(part, (*path, index), _line_of(part))
            for index, part in enumerate(self._until_end())
        ]

    def _until_end(self) -> Iterator[Event]:
        while not isinstance(event := next(self._events), CollectionEndEvent):
            yield event

    def _mapping(self, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_event in self._until_end():
            key = self._key(key_event, path)
            value_event = next(self._events)
            if key is None:
                self._skip(value_event)
                continue
            # A value that was left out is told at the line of its key.
            is_left_out = isinstance(value_event, ScalarEvent) and _is_left_out(value_event)
            line = _line_of(key_event if is_left_out else value_event)
            data[key] = self._value(value_event, (*path, key), line)
        return data

    def _key(self, event: Event, path: Path) -> str | None:
        """The key, or None where the pair it begins is to be passed over."""
        if not isinstance(event, ScalarEvent) or not _is_plain_key(event):
            self._found.faults.append(
                Fault(self._found.name, _line_of(event), "yaml.key", dotted(path))
            )
            self._skip(event)
            return None
        key = str(event.value)
        if (*path, key) in self._found.lines:
            self._found.faults.append(
                Fault(
                    self._found.name,
                    _line_of(event),
                    "yaml.duplicate-key",
                    dotted((*path, key)),
                )
            )
            return None
        return key

    def _skip(self, event: Event) -> None:
        """Pass over all that belongs to `event`."""
        depth = _step(event)
        while depth:
            event = next(self._events)
            depth += _step(event)
            if depth > MAX_DEPTH:
                raise _TooDeepError(event)

    def _refuse_marks(self, event: Event, path: Path) -> None:
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self._refuse("yaml.anchor", path)
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            self._refuse("yaml.tag", path)

    def _scalar(self, event: ScalarEvent, path: Path) -> object:
        text = str(event.value)
        if _UNPRINTABLE.search(text):
            self._refuse("yaml.unprintable", path)
            return None
        is_plain = bool(event.implicit[0])
        if not is_plain:
            return text
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _REFUSED.fullmatch(text):
            self._refuse("yaml.value-kind", path)
            return None
        return text

    def _refuse(self, code: str, path: Path) -> None:
        self._found.faults.append(self._found.fault(code, path))


def _line_of(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _is_plain_key(event: ScalarEvent) -> bool:
    return event.anchor is None and event.tag is None and not _UNPRINTABLE.search(str(event.value))


def _is_left_out(event: ScalarEvent) -> bool:
    return bool(event.implicit[0]) and not event.value


def _step(event: Event) -> int:
    if isinstance(event, CollectionStartEvent):
        return 1
    return -1 if isinstance(event, CollectionEndEvent) else 0
