"""What can be said of the repository by reading its files. Each reader takes a root, so that a
control can give it a tree with a planted fault."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("frontline", "tests", "packaging")
MOST_LINES = 300
_VAGUE = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "base", "misc"})
_DRIVER = "sqlcipher3"
_DRIVERS_DOOR = "frontline/storage/engine.py"


def tracked_files(root: Path) -> list[Path]:
    """Every file that is in the repository, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def code_files(root: Path) -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((root / folder).rglob("*.py"))


def long_files(root: Path) -> list[str]:
    counts = {path: len(path.read_text("utf-8").splitlines()) for path in code_files(root)}
    return [f"{_name(path, root)}: {n} lines" for path, n in counts.items() if n > MOST_LINES]


def vague_names(root: Path) -> list[str]:
    """Modules and packages whose name says nothing about what is in them."""
    return [
        _name(path, root)
        for path in code_files(root)
        if _VAGUE & {path.stem, *path.relative_to(root).parts[:-1]}
    ]


def filled_inits(root: Path) -> list[str]:
    """Package files that hold something, and so could pass names on."""
    return [
        _name(path, root)
        for path in code_files(root)
        if path.name == "__init__.py" and path.read_text("utf-8").strip()
    ]


def other_doors_to_the_driver(root: Path) -> list[str]:
    """Modules of the program that import the SQLCipher driver, but for the one that may."""
    return [
        _name(path, root)
        for path in sorted((root / "frontline").rglob("*.py"))
        if _name(path, root) != _DRIVERS_DOOR and _imports_driver(path.read_text("utf-8"))
    ]


def _imports_driver(code: str) -> bool:
    """At once, or by its name later."""
    return _DRIVER in code and any(
        name.partition(".")[0] == _DRIVER
        for node in ast.walk(ast.parse(code))
        for name in _imported(node)
    )


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(module)):
            return [module]
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _imports(node):
            return [name]
        case _:
            return []


def _imports(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[-1] in ("import_module", "__import__")


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
