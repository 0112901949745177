"""YAML 1.2 text to plain data, with the line of every value.

Only what a pack needs: maps, lists, texts, whole numbers, true/false. Anchors, aliases, tags,
duplicate keys, fractions and oversized files are faults, so that reading is total and small.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frontline.rules.faults import Fault

MAX_BYTES = 1_000_000
MAX_DEPTH = 24

Path = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"


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
        node = YAML(typ="safe", pure=True).compose(content.decode("utf-8"))
    except UnicodeDecodeError:
        found.faults.append(Fault(name, 1, "yaml.not-utf8", "-"))
        return found
    except (YAMLError, ValueError, RecursionError) as error:
        found.faults.append(Fault(name, _line(error), "yaml.syntax", "-", _problem(error)))
        return found
    if node is None:
        found.faults.append(Fault(name, 1, "yaml.empty", "-"))
        return found
    found.data = _Builder(found).build(node, ())
    return found


def _line(error: Exception) -> int:
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        return int(error.problem_mark.line) + 1
    return 1


def _problem(error: Exception) -> str:
    return str(error.problem) if isinstance(error, MarkedYAMLError) else ""


class _Builder:
    def __init__(self, found: YamlFile) -> None:
        self._found = found
        self._seen: set[int] = set()

    def build(self, node: Node, path: Path) -> object:
        self._found.lines[path] = int(node.start_mark.line) + 1
        if node.anchor is not None or id(node) in self._seen:
            self._refuse("yaml.anchor", path)
            return None
        self._seen.add(id(node))
        if len(path) > MAX_DEPTH:
            self._refuse("yaml.too-deep", path)
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(part, (*path, index)) for index, part in enumerate(node.value)]
        return self._scalar(node, path) if isinstance(node, ScalarNode) else None

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or key_node.anchor is not None:
                self._refuse("yaml.key", path)
                continue
            key = str(key_node.value)
            if key in data:
                self._found.faults.append(
                    Fault(
                        self._found.name,
                        int(key_node.start_mark.line) + 1,
                        "yaml.duplicate-key",
                        dotted((*path, key)),
                    )
                )
                continue
            data[key] = self.build(value_node, (*path, key))
        return data

    def _scalar(self, node: ScalarNode, path: Path) -> object:
        build = _SCALARS.get(str(node.tag).removeprefix(_TAG))
        try:
            if build is not None:
                return build(str(node.value))
        except ValueError:
            pass  # a number the tag promises and the text does not hold: told below
        self._refuse("yaml.value-kind", path)
        return None

    def _refuse(self, code: str, path: Path) -> None:
        self._found.faults.append(self._found.fault(code, path))


_SCALARS: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": int,
    "bool": lambda text: text.lower() == "true",
}
