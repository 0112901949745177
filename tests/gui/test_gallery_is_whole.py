"""The gallery shows every page there is: each view module of the program is reached from it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

from tests.support.packs import ROOT

VIEWS = ROOT / "frontline" / "ui" / "views"
GALLERY = ROOT / "frontline" / "app"
PACKAGE = "frontline.ui.views."
# Drawn on paper, not in a window.
ON_PAPER = {"recovery_sheet"}


def views_used_by(module: Path) -> set[str]:
    """The views that a module imports, by the names of their modules."""
    found = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    modules = (each.module or "" for each in found if isinstance(each, ast.ImportFrom))
    return {name.removeprefix(PACKAGE) for name in modules if name.startswith(PACKAGE)}


def reached(first: set[str], uses: Mapping[str, set[str]]) -> set[str]:
    """These, and those that they are made of."""
    found, waiting = set[str](), list(first)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += uses[name]
    return found


def shown() -> set[str]:
    uses = {path.stem: views_used_by(path) for path in VIEWS.glob("*.py")}
    first = set[str]().union(*map(views_used_by, GALLERY.glob("gallery*.py")))
    return reached(first, uses)


def views() -> set[str]:
    return {path.stem for path in VIEWS.glob("*.py")} - {"__init__"} - ON_PAPER


def test_each_view_has_a_page_in_the_gallery() -> None:
    assert views() - shown() == set()


def test_what_is_drawn_on_paper_makes_no_widget() -> None:
    for name in ON_PAPER:
        assert "QtWidgets" not in (VIEWS / f"{name}.py").read_text(encoding="utf-8")


def test_a_view_that_no_page_is_made_of_is_found(tmp_path: Path) -> None:
    page = tmp_path / "gallery_some_pages.py"
    page.write_text("from frontline.ui.views.group import GroupView\n")
    uses = {"group": {"group_board"}, "group_board": set[str](), "review": set[str]()}
    assert reached(views_used_by(page), uses) == {"group", "group_board"}
