"""The command line: one module for each group of commands."""

from __future__ import annotations

import typer

from frontline.cli.assess import assess_command
from frontline.cli.bundles import bundles
from frontline.cli.directories import directories
from frontline.cli.hub import hub
from frontline.cli.packs import packs
from frontline.cli.sealed_files import handovers, notes, reports
from frontline.cli.vault import vault


def command_line() -> typer.Typer:
    """All commands that need no window."""
    commands = typer.Typer(
        name="frontline",
        help="Screening, findings and safe referral, without a connection.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    commands.command("assess")(assess_command)
    commands.add_typer(packs, name="pack")
    commands.add_typer(bundles, name="bundle")
    commands.add_typer(handovers, name="handover")
    commands.add_typer(notes, name="note")
    commands.add_typer(reports, name="report")
    commands.add_typer(directories, name="directory")
    commands.add_typer(hub, name="hub")
    commands.add_typer(vault, name="vault")
    return commands
