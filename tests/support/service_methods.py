"""Which public methods of the services look at the table of permissions before they act."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LOOKS = frozenset({"require", "may"})


@dataclass(frozen=True)
class Services:
    """The modules of one folder; functions by their bare name, as they call each other."""

    modules: dict[str, ast.Module]
    functions: dict[str, ast.FunctionDef]

    @staticmethod
    def in_folder(folder: Path) -> Services:
        modules = {path.stem: ast.parse(path.read_text("utf-8")) for path in folder.glob("*.py")}
        functions = {
            node.name: node
            for module in modules.values()
            for node in module.body
            if isinstance(node, ast.FunctionDef)
        }
        return Services(modules, functions)

    def unguarded(self) -> set[str]:
        """`Class.method` of whatever takes a desk and never asks what its user may do."""
        return {
            f"{found.name}.{method.name}"
            for found in self._services()
            for method in _methods(found).values()
            if not method.name.startswith("_") and not self._looks(method, found, set())
        }

    def _services(self) -> Iterator[ast.ClassDef]:
        for module in self.modules.values():
            for node in module.body:
                if isinstance(node, ast.ClassDef) and _takes_desk(node):
                    yield node

    def _looks(self, node: ast.FunctionDef, owner: ast.ClassDef | None, seen: set[str]) -> bool:
        """Itself, or what it calls of its own class or of the services' functions."""
        if node.name in seen:
            return False
        seen.add(node.name)
        own = {} if owner is None else _methods(owner)
        for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
            match call.func:
                case ast.Attribute(attr=name) if name in _LOOKS:
                    return True
                case ast.Attribute(value=ast.Name(id="self"), attr=name) if name in own:
                    if self._looks(own[name], owner, seen):
                        return True
                case ast.Name(id=name) if name in self.functions:
                    if self._looks(self.functions[name], None, seen):
                        return True
        return False


def _methods(owner: ast.ClassDef) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in owner.body if isinstance(node, ast.FunctionDef)}


def _takes_desk(owner: ast.ClassDef) -> bool:
    init = _methods(owner).get("__init__")
    if init is None:
        return False
    return any(
        each.annotation and ast.unparse(each.annotation) == "Desk" for each in init.args.args
    )
