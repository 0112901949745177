"""The command line: one module for each group of commands."""

from __future__ import annotations

import typer

from frontline.cli.assess import assess_command
from frontline.cli.bundle_desk import export_bundles, import_bundles
from frontline.cli.bundles import bundles
from frontline.cli.directories import directories
from frontline.cli.hub import hub
from frontline.cli.pack_sign import sign_command
from frontline.cli.packs import packs
from frontline.cli.sealed_files import handovers, notes, reports
from frontline.cli.vault import vault
from frontline.cli.vault_backups import backup, restore
from frontline.cli.vault_making import create, users
from frontline.cli.xlsform import import_xlsform


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
    packs.command("import-xlsform")(import_xlsform)
    packs.command("sign")(sign_command)
    commands.add_typer(packs, name="pack")
    bundles.command("export")(export_bundles)
    bundles.command("import")(import_bundles)
    commands.add_typer(bundles, name="bundle")
    commands.add_typer(handovers, name="handover")
    commands.add_typer(notes, name="note")
    commands.add_typer(reports, name="report")
    commands.add_typer(directories, name="directory")
    commands.add_typer(hub, name="hub")
    vault.command("create")(create)
    vault.command("users")(users)
    vault.command("backup")(backup)
    vault.command("restore")(restore)
    commands.add_typer(vault, name="vault")
    return commands
