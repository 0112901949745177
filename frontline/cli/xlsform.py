"""frontline pack import-xlsform: a questionnaire made for ODK or KoBo, taken into a pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.printing import print_json, refusals
from frontline.domain.officials import OfficialRole
from frontline.domain.sites import SiteKind
from frontline.errors_of_packs import PackSourceError
from frontline.rules.source import read_source

_Form = Annotated[Path, typer.Argument(help="An XLSForm (.xlsx).", exists=True, dir_okay=False)]
_Pack = Annotated[
    Path, typer.Argument(help="Source folder of your pack.", exists=True, file_okay=False)
]


def import_xlsform(
    form: _Form,
    pack: _Pack,
    role: Annotated[list[OfficialRole] | None, typer.Option(help="Who may use it.")] = None,
    site: Annotated[list[SiteKind] | None, typer.Option(help="Where it may be used.")] = None,
    language: Annotated[str, typer.Option(help="The form's language to take as source.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable report.")] = False,
) -> None:
    """Add an XLSForm to a pack's source, and tell what did not carry over.

    Questions come without indicators: which answer is a sign of what is for people to decide.
    """
    # The reader of spreadsheets is slow to load, and no other command needs it.
    from frontline.rules.xlsform.importing import read_xlsform  # noqa: PLC0415
    from frontline.rules.xlsform.writing import (  # noqa: PLC0415
        write_into_pack,
        write_translations,
    )

    with refusals():
        source = read_source(pack)
        if source.pack is None:
            raise PackSourceError(tuple(str(fault) for fault in source.faults))
        found = read_xlsform(form, language)
        write_into_pack(found, pack, role or list(OfficialRole), site or list(SiteKind))
        write_translations(found, source.pack.header, pack.parent.parent / "translations")
    notes = [{"where": n.where, "code": n.code, "detail": n.detail} for n in found.notes]
    if as_json:
        print_json({"instrument": found.id, "questions": len(found.questions), "notes": notes})
        return
    for note in notes:
        typer.echo(" ".join(part for part in note.values() if part))
    typer.echo(f"{found.id}: {len(found.questions)} questions in {len(found.sections)} sections")
