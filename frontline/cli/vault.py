"""frontline vault: look after a post's vault without the app.

Passphrases and recovery keys are typed at a prompt without echo, or read line by line from
standard input where that is no terminal. They are never arguments: those are seen by every
program on the machine, and kept in the shell's history.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.cli.typed import typed_secret
from frontline.cli.vault_backups import backup, restore
from frontline.cli.vault_making import create, new_passphrase, users
from frontline.domain.audit import DEVICE_SIGNER, AuditHead
from frontline.domain.clock import SystemClock
from frontline.errors import AuditBrokenError, BadInputError
from frontline.services.chance import SystemChance
from frontline.wire.audit_file import check_audit_file

if TYPE_CHECKING:
    from frontline.storage.keeper import SqlVaultKeeper
    from frontline.storage.vault import SqlVault

vault = typer.Typer(
    help="Make, check, back up or restore a vault, or give a user a new passphrase.",
    no_args_is_help=True,
)
vault.command("create")(create)
vault.command("users")(users)
vault.command("backup")(backup)
vault.command("restore")(restore)

_Folder = Annotated[Path, typer.Option("--data", help="The vault's folder.", file_okay=False)]
_Name = Annotated[str, typer.Option("--name", help="Who signs in.")]
_TwoHolders = Annotated[
    bool, typer.Option("--two-holders", help="Ask for the keys of two of the three holders.")
]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@vault.command()
def check(folder: _Folder, name: _Name, as_json: _AsJson = False) -> None:
    """Go through every page of the database and the whole audit chain."""
    with refusals(), _signed_in(folder, name) as opened:
        pages = opened.check_pages()
        entries, broken = _audit(opened)
        if as_json:
            print_json({"pages": list(pages), "entries": entries, "audit_broken_at": broken})
        else:
            for fault in pages:
                typer.echo(fault)
            typer.echo("pages: damaged" if pages else "pages: sound")
            typer.echo(f"audit: {'sound' if broken is None else f'broken at {broken}'}")
    if pages or broken is not None:
        raise typer.Exit(REFUSED)


@vault.command("verify-audit")
def verify_audit(
    folder: Annotated[
        Path | None, typer.Option("--data", help="The vault's folder.", file_okay=False)
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Who signs in.")] = "",
    export: Annotated[
        Path | None,
        typer.Option("--export", help="A saved history, checked alone.", dir_okay=False),
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """Go through the audit chain, and compare it with every row it vouches for."""
    if (folder is None or not name) == (export is None):
        raise typer.BadParameter("give --data and --name, or --export")
    with refusals():
        if export is not None:
            _verify_file(export, as_json=as_json)
        elif folder is not None:
            with _signed_in(folder, name) as opened:
                _say_head(opened.audit.verify(), as_json=as_json)


def _say_head(head: AuditHead, *, as_json: bool) -> None:
    if as_json:
        print_json({"entries": head.count, "head": head.digest})
    else:
        typer.echo(f"{head.count} entries hold, up to {head.digest}")


def _verify_file(export: Path, *, as_json: bool) -> None:
    """Says whose keys it was checked with: whether they are theirs, the file cannot know."""
    try:
        with export.open("rb") as lines:
            found = check_audit_file(lines)
    except OSError as error:
        raise BadInputError(reason="audit-file") from error
    keys = {DEVICE_SIGNER: found.opening.device_key, **found.opening.users}
    if as_json:
        signed = {
            signer: {"entries": count, "key": keys[signer]}
            for signer, count in found.signed_to.items()
        }
        head = found.opening.head
        print_json(
            {
                "entries": head.count,
                "head": head.digest,
                "device": found.opening.device,
                "signed": signed,
            }
        )
        return
    _say_head(found.opening.head, as_json=False)
    for signer, count in found.signed_to.items():
        typer.echo(f"{signer} signed up to {count} with {keys[signer]}")


@vault.command()
def recover(
    folder: _Folder, name: _Name, two_holders: _TwoHolders = False, as_json: _AsJson = False
) -> None:
    """Give a user a new passphrase by the recovery key of the sheet, or by two holders' keys."""
    with refusals():
        key = typed_secret("Recovery key")
        second = typed_secret("Second holder's recovery key") if two_holders else ""
        new = new_passphrase("New passphrase")
        _keeper(folder).recover(key, name, new, second)
        if as_json:
            print_json({"recovered": True})
        else:
            typer.echo("The new passphrase holds.")


def _audit(opened: SqlVault) -> tuple[int, int | None]:
    """How many entries there are, and the first that does not hold."""
    try:
        return opened.audit.verify().count, None
    except AuditBrokenError as error:
        return opened.audit.head().count, int(error.facts["sequence"])


@contextmanager
def _signed_in(folder: Path, name: str) -> Iterator[SqlVault]:
    opened, _session = _keeper(folder).sign_in(name, typed_secret("Passphrase"))
    try:
        yield opened
    finally:
        opened.close()


def _keeper(folder: Path) -> SqlVaultKeeper:
    # The database takes a while to import, which no other command should wait for.
    from frontline.storage.keeper import SqlVaultKeeper  # noqa: PLC0415

    return SqlVaultKeeper(folder, SystemClock(), SystemChance())
