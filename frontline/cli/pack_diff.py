"""frontline pack diff: what a new version of a pack changes, and what that does to findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from frontline.cli.pack_files import read_any_pack
from frontline.cli.printing import print_json, refusals
from frontline.domain.findings import Finding
from frontline.rules.comparison import (
    Change,
    TranslationChanges,
    compare_packs,
    compare_translations,
)
from frontline.rules.compile import compile_pack
from frontline.screening.compiled import compile_for_interviews
from frontline.screening.effects import CaseEffect, effects

_Pack = Annotated[Path, typer.Argument(help="A pack's source folder, or a built file.")]


def diff_command(
    old: _Pack,
    new: _Pack,
    translations: Annotated[
        Path | None, typer.Option("--translations", help="Folder of catalogues.", file_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
) -> None:
    """What changed, in plain words, with the effect on the golden cases."""
    with refusals():
        before, before_texts = read_any_pack(old, translations)
        after, after_texts = read_any_pack(new, translations)
        cases = {case.id: case for case in (*before.cases, *after.cases)}
        compiled = [compile_for_interviews(compile_pack(pack, {})) for pack in (before, after)]
        tried = list(effects(compiled[0], compiled[1], cases.values()))
        changes = list(compare_packs(before, after))
        words = compare_translations(before_texts, after_texts)
        names = [f"{pack.header.pack} {pack.header.version}" for pack in (before, after)]
    if as_json:
        print_json(
            {
                "old": names[0],
                "new": names[1],
                "changes": [asdict(change) for change in changes],
                "translations": {language: asdict(each) for language, each in words.items()},
                "cases": [_case_json(effect) for effect in tried if effect.is_change],
                "cases_as_before": sum(not effect.is_change for effect in tried),
            }
        )
        return
    typer.echo(f"From {names[0]} to {names[1]}")
    _print_changes(changes)
    _print_translations(words)
    _print_cases(tried)


def _print_changes(changes: Iterable[Change]) -> None:
    thing = code = ""
    for change in changes:
        if change.thing != thing:
            thing, code = change.thing, ""
            typer.echo(f"\n{thing.capitalize()}")
        if change.code != code:
            code = change.code
            typer.echo(f"  {change.kind}: {code}" + (f" — {change.title}" if change.title else ""))
        if change.field:
            typer.echo(f"      {change.field}: {_told(change.before)} → {_told(change.after)}")


def _told(value: str) -> str:
    return value or "nothing"


def _print_translations(words: dict[str, TranslationChanges]) -> None:
    if words:
        typer.echo("\nTranslations")
    for language, each in words.items():
        counts = [
            f"{len(ids)} {name}"
            for name, ids in (
                ("added", each.added),
                ("removed", each.removed),
                ("changed", each.changed),
                ("reviewed", each.reviewed),
            )
            if ids
        ]
        typer.echo(f"  {language}: {', '.join(counts)}")


def _print_cases(tried: Iterable[CaseEffect]) -> None:
    typer.echo("\nFindings of the golden cases")
    as_before = 0
    for effect in tried:
        if effect.is_change:
            typer.echo(f"  {effect.case} — {effect.title}")
            typer.echo(f"      {_finding(effect.before)} → {_finding(effect.after)}")
        else:
            as_before += 1
    typer.echo(f"  as before: {as_before}")


def _finding(finding: Finding | None) -> str:
    if finding is None:
        return "cannot be tried"
    parts = [finding.band.value, *(["urgent"] if finding.urgent else [])]
    return ", ".join([*parts, *finding.concerns, *finding.forms])


def _case_json(effect: CaseEffect) -> dict[str, object]:
    return {
        "case": effect.case,
        "title": effect.title,
        "before": _finding_json(effect.before),
        "after": _finding_json(effect.after),
    }


def _finding_json(finding: Finding | None) -> dict[str, object] | None:
    if finding is None:
        return None
    return {
        "band": finding.band.value,
        "urgent": finding.urgent,
        "concerns": list(finding.concerns),
        "forms": list(finding.forms),
    }
