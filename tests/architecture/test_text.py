"""Nothing in the repository tells of a machine, a registry, or how its text came about."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.repository import ROOT, tracked_files
from tests.support.repository_text import strange_words


def test_the_repository_speaks_of_frontline_alone() -> None:
    assert list(strange_words(ROOT, tracked_files(ROOT))) == []


# In pieces, or this file would be found itself.
PLANTED = [
    "see /wor" + "k/main/x",
    "in /roo" + "t/.cache",
    "C:\\User" + "s\\maria",
    "as in ../share" + "d/design.md",
    "--index-ur" + "l https://packages.example",
    "https://files.pythonhoste" + "d.org/packages",
    "made with an A" + "I",
    "an LL" + "M wrote this",
    "Co-Authored-B" + "y: somebody",
    "fixes issu" + "e #12",
]


@pytest.mark.parametrize("line", PLANTED)
def test_a_planted_word_is_found_with_its_place(line: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(f"first\n{line}\n", "utf-8")

    (found,) = strange_words(tmp_path, [path])

    assert found.startswith("notes.md:2: ")


@pytest.mark.parametrize(
    "line",
    [
        'Area.CARIBBEAN: "AG ' + 'AI AW"',
        "An agency or agent",
        "who issued the certificate",
        "typed at a prompt",
        "a session on a shared machine",
        "the home page",
        # In halves, as what is looked for: it only looks like a place of a machine.
        "nights/wor" + "k/hours",
    ],
)
def test_the_trades_own_words_are_free(line: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text(line, "utf-8")

    assert list(strange_words(tmp_path, [path])) == []


def test_files_not_yet_committed_count_and_ignored_ones_do_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)  # noqa: S607
    (tmp_path / ".gitignore").write_text("/build/\n", "utf-8")
    (tmp_path / "new.md").write_text("", "utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "out.txt").write_text("", "utf-8")

    assert sorted(path.name for path in tracked_files(tmp_path)) == [".gitignore", "new.md"]
