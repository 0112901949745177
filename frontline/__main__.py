"""Starts the desktop app, or the command named on the command line."""

from __future__ import annotations


def main() -> None:
    from frontline.cli.main import command_line

    command_line()()


if __name__ == "__main__":
    main()
