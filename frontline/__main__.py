"""Starts the desktop app, or the command named on the command line."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import typer

    from frontline.app.watched import WatchedDesktop
    from frontline.services.installation import Installation

# As in frontline.app.locking, which is not imported here: a command must not load Qt.
_DESKTOP_STARTS = ("--covered", "--locked")
_WITH_WINDOW = ("demo", "gallery", "selftest", "bench", "--help")


def main() -> None:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in _DESKTOP_STARTS:
        # Until the window stands nothing becomes garbage, and to look for some takes its time.
        # From then on the window's thread looks for it: app/garbage.py.
        gc.disable()
        _load_qt()
        from frontline.app.main import run_desktop

        sys.exit(run_desktop(*arguments[:1]))
    from frontline.cli.main import command_line

    commands = command_line()
    if arguments[0] in _WITH_WINDOW:
        _add_commands_with_window(commands, arguments[0])
    commands()


def _add_commands_with_window(commands: typer.Typer, asked: str) -> None:
    """Only loaded when one is meant; Qt itself only where it is used."""
    if asked in ("selftest", "--help"):
        # It sets up a hub, and what that loads would be measured with the desktop by the bench.
        from frontline.app.window_checks import window_checks
        from frontline.cli.selftest import selftest_command

        commands.command("selftest")(selftest_command(window_checks))
    from frontline.app.demo import demo_command
    from frontline.app.gallery_command import gallery_command
    from frontline.cli.bench.command import bench_commands

    commands.command("demo")(demo_command)
    commands.command("gallery")(gallery_command)
    commands.add_typer(bench_commands(_watched_desktop), name="bench")


def _watched_desktop(installation: Installation, folder: Path) -> WatchedDesktop:
    _load_qt()
    from frontline.app.watched import WatchedDesktop

    return WatchedDesktop(installation, folder)


def _load_qt() -> None:
    from frontline.app.plain_import import load_qt

    load_qt()


if __name__ == "__main__":
    main()
