"""frontline pack: check, build, compare, list and show rule packs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.pack_diff import diff_command
from frontline.cli.pack_files import checked_source, find_pack, signing_key
from frontline.cli.printing import REFUSED, print_json, refusals
from frontline.domain.trafficking import Element
from frontline.errors import PackSourceError
from frontline.rules.built import build_pack
from frontline.rules.definitions import PackDefinition
from frontline.rules.overview import country_facts, pack_overview
from frontline.rules.source_models import PackModel
from frontline.rules.texts import SOURCE_LANGUAGE
from frontline.services.installation import DOCUMENT_SUFFIX
from frontline.wire.stick import put_whole, unusable

packs = typer.Typer(help="Check, build, compare and show rule packs.", no_args_is_help=True)
packs.command("diff")(diff_command)

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
            pack, _texts = checked_source(folder, translations)
        except PackSourceError as error:
            faults = error.listing
        else:
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
    """Compile pack and translations into one signed file."""
    with refusals():
        pack, texts = checked_source(folder, translations)
        content = build_pack(pack, texts, signing_key(key))
        name = f"{pack.header.pack}-{pack.header.version}{DOCUMENT_SUFFIX}"
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
        definition = find_pack(pack)[0].definition
        if as_json:
            print_json(pack_overview(definition))
        else:
            _print_page(definition)


@packs.command()
def schema() -> None:
    """JSON Schema of the source format."""
    print_json(PackModel.model_json_schema())


def _put(folder: Path, name: str, content: bytes) -> None:
    """Raises FolderUnusableError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(error) from error
    put_whole(folder, name, content)


def _print_page(pack: PackDefinition) -> None:
    typer.echo(f"{_text(pack, 'pack.title')} ({pack.id} {pack.version})")
    for language, share in pack.texts.completeness().items():
        typer.echo(f"  {language}: {share:.0%} of the strings")
    if pack.country is not None:
        for name, fact in country_facts(pack.country).items():
            typer.echo(f"  {name.replace('_', ' ')}: {_fact(fact)}")
    for instrument in pack.instruments.values():
        stem = f"instrument.{instrument.id}"
        typer.echo(f"\n{_text(pack, f'{stem}.title')} [{instrument.id}]")
        for section in instrument.sections:
            typer.echo(f"  {_text(pack, f'{stem}.section.{section.id}')}")
            for item in section.items:
                mark = "*" if item.required else " "
                typer.echo(f"   {mark} {_text(pack, f'question.{item.question}.text')}")
    _print_indicators(pack)


def _fact(fact: object) -> str:
    if isinstance(fact, dict):
        return ", ".join(f"{name.replace('_', ' ')} {each}" for name, each in fact.items())
    return " ".join(fact) if isinstance(fact, list) else str(fact)


def _print_indicators(pack: PackDefinition) -> None:
    for element in Element:
        typer.echo(f"\nIndicators of {element.value}")
        for indicator in pack.indicators.values():
            if indicator.element is element:
                sign = _text(pack, f"indicator.{indicator.code}.text")
                typer.echo(f"  {indicator.code}: {sign}")


def _text(pack: PackDefinition, string_id: str) -> str:
    return pack.texts.get(string_id, SOURCE_LANGUAGE).value
