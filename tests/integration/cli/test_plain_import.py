"""What PySide does for others while Qt is loaded is not done, and nothing of Qt is lost by it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

OURS = "from frontline.app.plain_import import load_qt; load_qt()"
THEIRS = "import PySide6.QtCore"
# Code by its file, expressions by their length.
WATCHED = """
import builtins, re, sys
compile_, expression = builtins.compile, re.compile
files, lengths = [], []
def watched(source, filename, *more, **named):
    files.append(str(filename) if source else "")
    return compile_(source, filename, *more, **named)
def measured(pattern, flags=0):
    lengths.append(len(pattern))
    return expression(pattern, flags)
builtins.compile, re.compile = watched, measured
{load}
print(sum(each.endswith(("enum_sig.py", "pyi_generator.py")) for each in files))
print(sum(each > 5_000 for each in lengths))
print(builtins.compile is watched and re.compile is measured)
"""
WRONG_ARGUMENT = """
{load}
from PySide6.QtCore import QPoint
try:
    QPoint("a", "b")
except TypeError as error:
    print(error)
"""


def said(script: str, load: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script.format(load=load)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_what_only_writes_signatures_down_is_not_compiled() -> None:
    assert said(WATCHED, OURS) == ["0", "0", "True"]


def test_pyside_alone_compiles_it() -> None:
    """Control: with another PySide it may be elsewhere, and then ours leaves nothing out."""
    writers, long_ones, _is_back = said(WATCHED, THEIRS)

    assert int(writers) == 2
    assert int(long_ones) == 3


def test_a_wrong_argument_is_told_as_by_pyside_alone() -> None:
    ours = said(WRONG_ARGUMENT, OURS)

    assert any("xpos: int, ypos: int" in line for line in ours)
    assert ours == said(WRONG_ARGUMENT, THEIRS)


def test_qt_may_be_loaded_twice() -> None:
    assert said(WATCHED, f"{OURS}; load_qt()") == ["0", "0", "True"]
