"""How the code is laid out: sizes, names, package files, one door to the encrypted database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.repository import (
    MOST_LINES,
    ROOT,
    filled_inits,
    long_files,
    other_doors_to_the_driver,
    vague_names,
)

Detector = Callable[[Path], list[str]]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    assert long_files(ROOT) == []


def test_every_module_has_a_name_that_says_something() -> None:
    assert vague_names(ROOT) == []


def test_package_files_pass_no_names_on() -> None:
    assert filled_inits(ROOT) == []


def test_one_module_alone_opens_the_encrypted_database() -> None:
    assert other_doors_to_the_driver(ROOT) == []
    assert "sqlcipher3" in (ROOT / "frontline/storage/engine.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("detector", "name", "content"),
    [
        (long_files, "frontline/ui/page.py", "\n" * (MOST_LINES + 1)),
        (vague_names, "frontline/ui/utils.py", ""),
        (vague_names, "tests/helpers/one.py", ""),
        (filled_inits, "frontline/ui/__init__.py", "from frontline.ui.page import Page\n"),
        (other_doors_to_the_driver, "frontline/storage/backup.py", "import sqlcipher3.dbapi2\n"),
        (other_doors_to_the_driver, "frontline/cli/x.py", "from sqlcipher3 import dbapi2\n"),
        (
            other_doors_to_the_driver,
            "frontline/hub/x.py",
            'def f():\n    return importlib.import_module("sqlcipher3.dbapi2")\n',
        ),
    ],
)
def test_a_planted_fault_is_found(
    detector: Detector, name: str, content: str, tmp_path: Path
) -> None:
    for ordinary in ("frontline/storage/engine.py", "frontline/ui/window.py"):
        place(tmp_path / ordinary, "import sqlcipher3\n" if "engine" in ordinary else "")
    place(tmp_path / "frontline" / "__init__.py", "")
    assert detector(tmp_path) == []

    place(tmp_path / name, content)

    (found,) = detector(tmp_path)
    assert name in found


def place(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
