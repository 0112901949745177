"""frontline hub update: what the hub sends to its posts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontline.cli.hub_options import AsJson, Data, Server, hub_desk
from frontline.cli.printing import print_json, refusals
from frontline.crypto.signed_document import MAX_BYTES
from frontline.services.documents import checked
from frontline.services.installation import find_installation
from frontline.wire.stick import read_at_most
from frontline.wire.update import UpdateDocument, listed

if TYPE_CHECKING:
    from frontline.hub.updates import ListedUpdate

updates = typer.Typer(help="Send packs, directories and glossaries to posts.", no_args_is_help=True)


@updates.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(help="Signed documents that belong together.", exists=True, dir_okay=False),
    ],
    data: Data,
    server: Server = None,
    signer: Annotated[
        str,
        typer.Option(
            "--signer", help="Public key they are signed with; else the keys this program trusts."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Check documents, and give them out to every post from now on."""
    with refusals():
        trusted = frozenset({signer}) if signer else find_installation().trusted_keys
        documents = [_document(file, trusted) for file in files]
        _print((hub_desk(data, server).add_update(documents),), as_json=as_json)


@updates.command("list")
def list_updates(data: Data, server: Server = None, as_json: AsJson = False) -> None:
    """Every update that was made, and which are given out still."""
    with refusals():
        _print(hub_desk(data, server).updates(), as_json=as_json)


@updates.command()
def put(
    folder: Annotated[Path, typer.Argument(help="Folder or stick.", file_okay=False)],
    data: Data,
    server: Server = None,
) -> None:
    """Lay the updates that posts still need on a stick that brought no bundles."""
    with refusals():
        for name in hub_desk(data, server).put_updates(folder):
            typer.echo(name)


def _document(file: Path, trusted: frozenset[str]) -> UpdateDocument:
    content = read_at_most(file, MAX_BYTES)
    document = checked(content, trusted)
    return listed(document.kind, document.name, document.version, content)


def _print(found: tuple[ListedUpdate, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        state = "  overtaken" if each.is_overtaken else ""
        typer.echo(f"{each.number}  {each.made}  {each.size} bytes{state}")
        for kind, name, version in each.documents:
            typer.echo(f"  {kind} {name} {version}")
