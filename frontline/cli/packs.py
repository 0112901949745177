"""frontline pack: check, build, compare, list and show rule packs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.pack_diff import diff_command
from frontline.cli.pack_files import checked_source, find_pack, signing_key
from frontline.cli.pack_page import pack_page
from frontline.cli.pack_sign import sign_command
from frontline.cli.printing import REFUSED, as_text, print_json, refusals
from frontline.cli.xlsform import import_xlsform
from frontline.errors_of_packs import PackSourceError
from frontline.rules.overview import pack_overview
from frontline.rules.schemas import source_schemas
from frontline.rules.source_models import PackModel
from frontline.wire.stick import put_whole, unusable

packs = typer.Typer(help="Check, build, compare and show rule packs.", no_args_is_help=True)
packs.command("diff")(diff_command)
packs.command("import-xlsform")(import_xlsform)
packs.command("sign")(sign_command)

_Folder = Annotated[Path, typer.Argument(help="The pack's source folder.", file_okay=False)]
_Translations = Annotated[
    Path | None, typer.Option("--translations", help="Folder of catalogues.", file_okay=False)
]
_AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


@packs.command()
def check(folder: _Folder, translations: _Translations = None, as_json: _AsJson = False) -> None:
    """Name file, line, code and field of every fault; run the golden cases."""
    faults: tuple[str, ...] = ()
    counts: dict[str, int] = {}
    with refusals():
        try:
            source = checked_source(folder, translations)
        except PackSourceError as error:
            faults = error.listing
        else:
            pack = source.pack
            counts = {
                "indicators": len(pack.indicators),
                "questions": len(pack.questions),
                "instruments": len(pack.instruments),
                "cases": len(pack.cases),
            }
    if as_json:
        print_json({"faults": list(faults), **counts})
    else:
        for line in faults:
            typer.echo(line)
        typer.echo(f"{len(faults)} faults" if faults else f"sound: {counts}")
    if faults:
        raise typer.Exit(REFUSED)


@packs.command()
def build(
    folder: _Folder,
    out: Annotated[Path, typer.Option("--out", help="Folder to write the built pack to.")],
    translations: _Translations = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="Signing key file; else the development key.")
    ] = None,
) -> None:
    """Compile pack and translations into one signed file; its clips, if any, into one beside it."""
    with refusals():
        for name, content in checked_source(folder, translations).built(signing_key(key)).items():
            _put(out, name, content)
            typer.echo(f"{name} {len(content)} bytes")


@packs.command("list")
def list_packs(as_json: _AsJson = False) -> None:
    """The packs this installation has, and accepts."""
    with refusals():
        found = find_pack(None)
        rows = [
            {
                "pack": pack.definition.id,
                "version": pack.definition.version,
                "signed_by": pack.signed_by[:16],
                "instruments": list(pack.definition.instruments),
            }
            for pack in found
        ]
        if as_json:
            print_json(rows)
        else:
            for row in rows:
                typer.echo(f"{row['pack']} {row['version']}  signed by {row['signed_by']}")


@packs.command()
def show(
    pack: Annotated[str, typer.Argument(help="Name of an installed pack.")] = "core",
    as_json: _AsJson = False,
) -> None:
    """One pack: indicators, questions, instruments, languages."""
    with refusals():
        found = find_pack(pack)[0]
        if as_json:
            print_json(pack_overview(found.definition))
        else:
            for line in pack_page(found):
                typer.echo(line)


@packs.command()
def schema(
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder to write one file to for each source file.")
    ] = None,
) -> None:
    """JSON Schema of a whole pack, or of each file of its source."""
    if out is None:
        print_json(PackModel.model_json_schema())
        return
    with refusals():
        for name, found in source_schemas().items():
            _put(out, f"{name}.json", f"{as_text(found)}\n".encode())
            typer.echo(f"{name}.json")


def _put(folder: Path, name: str, content: bytes) -> None:
    """Raises FolderUnusableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(error) from error
    put_whole(folder, name, content)
