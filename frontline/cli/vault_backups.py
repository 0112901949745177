"""frontline vault backup and restore: a copy of the vault elsewhere, and the way back from it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.printing import print_json, refusals
from frontline.cli.typed import typed_secret
from frontline.domain.clock import SystemClock
from frontline.services.backup_store import Backup, RestoreKey
from frontline.services.chance import SystemChance

_Folder = Annotated[Path, typer.Option("--data", help="The vault's folder.", file_okay=False)]
_Name = Annotated[str, typer.Option("--name", help="Who signs in.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


def backup(
    folder: _Folder,
    to: Annotated[Path, typer.Option("--to", help="Where backups are kept.", file_okay=False)],
    name: _Name,
    as_json: _AsJson = False,
) -> None:
    """Copy the vault into a folder of its own below --to, and go through the copy."""
    with refusals():
        made = _backed_up(folder, to, name, typed_secret("Passphrase"))
        if as_json:
            print_json(asdict(made) | {"made_at": made.made_at.isoformat()})
        else:
            typer.echo(f"{to / made.name}: {made.entries} entries, gone through")


def restore(
    source: Annotated[Path, typer.Option("--from", help="One backup's folder.", file_okay=False)],
    folder: _Folder,
    name: _Name,
    by_recovery_key: Annotated[
        bool, typer.Option("--recovery-key", help="Ask for the key of the recovery sheet.")
    ] = False,
    two_holders: Annotated[
        bool, typer.Option("--two-holders", help="The recovery keys of two holders.")
    ] = False,
    as_json: _AsJson = False,
) -> None:
    """Put a backup where no vault is. It is gone through before anything is written there."""
    with refusals():
        by_recovery_key = by_recovery_key or two_holders
        secret = typed_secret("Recovery key" if by_recovery_key else "Passphrase")
        second = typed_secret("Second holder's recovery key") if two_holders else ""
        # The database takes a while to import, which no other command should wait for.
        from frontline.storage.restoring import SqlVaultRestorer  # noqa: PLC0415

        restorer = SqlVaultRestorer(folder, SystemClock(), SystemChance())
        restorer.restore(source, RestoreKey(name, secret, by_recovery_key, second))
        if as_json:
            print_json({"restored": source.name})
        else:
            typer.echo("Restored. The hub must get to know this post anew: bring it the new card.")


def _backed_up(folder: Path, to: Path, name: str, passphrase: str) -> Backup:
    from frontline.services.backups import Backups  # noqa: PLC0415
    from frontline.services.desk import Desk  # noqa: PLC0415
    from frontline.services.pack_shelf import PackShelf  # noqa: PLC0415
    from frontline.storage.keeper import SqlVaultKeeper  # noqa: PLC0415

    clock, chance = SystemClock(), SystemChance()
    vault, session = SqlVaultKeeper(folder, clock, chance).sign_in(name, passphrase)
    with closing(vault):
        # No rules are looked at, so none need be trusted.
        shelf = PackShelf(vault.documents, frozenset())
        return Backups(Desk(vault, session, clock, chance, shelf)).make(to)
