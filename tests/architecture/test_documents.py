"""The pages say what is so: links lead somewhere, commands and make targets are those there are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from frontline.__main__ import _add_commands_with_window, main
from frontline.cli.main import command_line
from tests.support.commands import frontline
from tests.support.documents import (
    broken_links,
    pages,
    pages_that_are_not_there,
    section,
)
from tests.support.repository import ROOT

README = ROOT / "README.md"
MOST_PICTURE_BYTES = 200 * 1024
_TABLE_COMMAND = re.compile(r"^\| `(frontline [a-z -]+|make [a-z]+)` \|", re.MULTILINE)
_MAKE = re.compile(r"`make ([a-z]+)|^make ([a-z]+)(?: +#|$)", re.MULTILINE)
_HELP_ROW = re.compile(r"^│ ([a-z]+) ", re.MULTILINE)


def listed(page: Path, program: str) -> list[str]:
    """The commands of a program that have a row in the page's tables."""
    return [
        found.removeprefix(f"{program} ")
        for found in _TABLE_COMMAND.findall(page.read_text("utf-8"))
        if found.startswith(f"{program} ")
    ]


def shown_by_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """What `frontline --help` lists."""
    monkeypatch.setattr(sys, "argv", ["frontline", "--help"])
    with pytest.raises(SystemExit):
        main()
    return set(_HELP_ROW.findall(capsys.readouterr().out))


def with_their_parts(names: set[str]) -> set[str]:
    """Each command, or for a group of commands each of the group's, and the group itself where it
    does something."""
    top: object = get_command(every_command())
    groups: dict[str, object] = getattr(top, "commands", {})
    return {full for name in names for full in _with_parts(name, groups.get(name))}


def _with_parts(name: str, command: object) -> set[str]:
    parts = {f"{name} {part}" for part in getattr(command, "commands", {})}
    return (
        parts if parts and not getattr(command, "invoke_without_command", False) else {name, *parts}
    )


def every_command() -> typer.Typer:
    """With those that a window may need, which are loaded only when one is meant."""
    commands = command_line()
    _add_commands_with_window(commands, "--help")
    return commands


def make_targets(makefile: Path) -> set[str]:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile.read_text("utf-8"), re.MULTILINE)
    return set(phony.split())


def unmade_targets(makefile: Path) -> set[str]:
    """Targets that are named and have no rule."""
    rules = set(re.findall(r"^([a-z]+):(?!=)", makefile.read_text("utf-8"), re.MULTILINE))
    return make_targets(makefile) - rules


def test_every_link_leads_somewhere() -> None:
    assert len(pages(ROOT)) > 10
    assert list(broken_links(ROOT)) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.md").write_text("# One two\n\n[up](../README.md#here)\n", "utf-8")
    (tmp_path / "README.md").write_text(
        "# Here\n[a](docs/one.md) [b](docs/one.md#one-two) [c](#here) [d](https://example.org)\n"
        "[e](docs/two.md) [f](docs/one.md#three) ![g](docs/p.png)\n```\n[h](docs/h.md)\n```\n",
        "utf-8",
    )

    assert list(broken_links(tmp_path)) == [
        "README.md: docs/two.md",
        "README.md: docs/one.md#three",
        "README.md: docs/p.png",
    ]


def test_the_readme_lists_the_commands_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = with_their_parts(shown_by_help(monkeypatch, capsys))

    assert {"assess", "demo", "hub serve"} <= commands
    assert sorted(listed(README, "frontline")) == sorted(commands)


def test_a_command_that_is_left_out_or_made_up_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(README.read_text("utf-8").replace("`frontline hub serve`", "`frontline fly`"))

    assert set(listed(README, "frontline")) - set(listed(page, "frontline")) == {"hub serve"}
    assert set(listed(page, "frontline")) - set(listed(README, "frontline")) == {"fly"}


def test_the_readme_lists_the_make_targets_there_are() -> None:
    targets = make_targets(ROOT / "Makefile")

    assert unmade_targets(ROOT / "Makefile") == set()
    assert sorted(listed(README, "make")) == sorted(targets)


def test_pages_name_no_make_target_that_is_not_there() -> None:
    found = [match for page in pages(ROOT) for match in _MAKE.findall(page.read_text("utf-8"))]
    named = {quoted or typed for quoted, typed in found}

    assert {"run", "test"} <= named
    assert named - make_targets(ROOT / "Makefile") == set()


def test_a_target_without_a_rule_is_found(tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    makefile.write_text(".PHONY: run fly\nrun:\n\techo\n", "utf-8")

    assert unmade_targets(makefile) == {"fly"}


def test_what_must_pass_is_make_test() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert re.search(r"^(exec )?make test$", script.read_text("utf-8"), re.MULTILINE)


def test_the_pictures_are_small_and_shown() -> None:
    shown = README.read_text("utf-8")

    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < MOST_PICTURE_BYTES
        assert f"(docs/pictures/{picture.name})" in shown


def test_the_example_of_the_readme_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = '{"age": "child", "indicators": {"papers_kept": "shown"}}'
    arguments = ["assess", "--indicators", "-"]

    done = frontline(*arguments, typed=facts)

    example = section(README, "For administrators: the command line")
    assert facts in example
    assert done.exit_code == 0
    shown = done.stdout.splitlines()[:9]
    assert "\n".join(shown) in example
    assert json.loads(done.stdout)["finding"]["band"] == "possible"


def test_comments_point_to_pages_that_are_there() -> None:
    files = [*(ROOT / "frontline").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")]

    assert list(pages_that_are_not_there(ROOT, files)) == []


def test_a_comment_that_points_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("", "utf-8")
    code = tmp_path / "code.py"
    code.write_text('"""As in README.md, plan.md and docs/plan.md."""\n', "utf-8")

    found = list(pages_that_are_not_there(tmp_path, [code]))

    assert found == ["code.py: plan.md", "code.py: docs/plan.md"]


_SAFEGUARD = re.compile(r"\bS-[0-9]{3}\b")


def safeguards_named(root: Path) -> set[str]:
    """The safeguards that the code names by number."""
    files = [*(root / "frontline").rglob("*.py"), *(root / "tests" / "unit").rglob("*.py")]
    return {number for path in files for number in _SAFEGUARD.findall(path.read_text("utf-8"))}


def test_every_safeguard_the_code_names_is_explained() -> None:
    explained = set(_SAFEGUARD.findall((ROOT / "docs" / "safeguards.md").read_text("utf-8")))

    assert {"S-005", "S-038"} <= safeguards_named(ROOT)
    assert safeguards_named(ROOT) == explained


def test_a_safeguard_without_an_explanation_is_seen(tmp_path: Path) -> None:
    (tmp_path / "frontline").mkdir()
    (tmp_path / "frontline" / "one.py").write_text("# for S-" + "999\n", "utf-8")

    assert safeguards_named(tmp_path) == {"S-" + "999"}


def run_script(**environment: str) -> subprocess.CompletedProcess[str]:
    """What `make run` starts, with a program in place of the app that only says it was started."""
    return subprocess.run(
        ["sh", "packaging/run.sh", "echo"],  # noqa: S607
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only there a screen may be missing")
def test_without_a_screen_make_run_says_so_and_offers_the_demo() -> None:
    refused, started = run_script(), run_script(DISPLAY=":0")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "no screen" in refused.stderr
    assert "make demo" in refused.stderr
    assert (started.returncode, started.stdout) == (0, "-m frontline\n")
