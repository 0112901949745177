"""Starts the desktop app, or the command named on the command line."""

from __future__ import annotations

import sys

# As in frontline.app.locking, which is not imported here: a command must not load Qt.
_DESKTOP_STARTS = ("--covered", "--locked")


def main() -> None:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in _DESKTOP_STARTS:
        from frontline.app.main import run_desktop

        sys.exit(run_desktop(*arguments[:1]))
    from frontline.cli.main import command_line

    commands = command_line()
    if arguments[0] in ("demo", "--help"):
        # The one command with a window; it is only loaded when it is meant.
        from frontline.app.demo import demo_command

        commands.command("demo")(demo_command)
    commands()


if __name__ == "__main__":
    main()
