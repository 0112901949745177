"""What a new version of a signed document changes, for people who decide whether to take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from frontline.rules.built import BuiltPack
from frontline.rules.comparison import (
    Change,
    TranslationChanges,
    compare_packs,
    compare_translations,
)
from frontline.screening.compiled import compile_for_interviews
from frontline.screening.effects import CaseEffect, effects
from frontline.wire.directory import Directory, DirectoryEntry, FocalPoint
from frontline.wire.glossary import Glossary


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """`cases` are those of the golden cases that come out otherwise than before."""

    changes: tuple[Change, ...] = ()
    translations: tuple[tuple[str, TranslationChanges], ...] = ()
    cases: tuple[CaseEffect, ...] = ()


def pack_changes(old: BuiltPack, new: BuiltPack) -> DocumentChanges:
    before, after = (compile_for_interviews(each.definition) for each in (old, new))
    cases = {case.id: case for case in (*old.source.cases, *new.source.cases)}
    return DocumentChanges(
        tuple(compare_packs(old.source, new.source)),
        tuple(compare_translations(old.translations, new.translations).items()),
        tuple(each for each in effects(before, after, cases.values()) if each.is_change),
    )


def directory_changes(old: Directory, new: Directory) -> DocumentChanges:
    found = [
        *_compared("directory", {"": old}, {"": new}, left_out={"entries", "focal_points"}),
        *_compared("body", _bodies(old), _bodies(new)),
        *_compared("focal point", _points(old), _points(new)),
    ]
    return DocumentChanges(tuple(found))


def glossary_changes(old: Glossary, new: Glossary) -> DocumentChanges:
    before = {term.id: term for term in old.terms}
    after = {term.id: term for term in new.terms}
    return DocumentChanges(tuple(_compared("term", before, after)))


def _bodies(directory: Directory) -> dict[str, DirectoryEntry]:
    """By name; where a name is there twice, with its regions and services."""
    names = [entry.name for entry in directory.entries]
    return {
        entry.name
        if names.count(entry.name) == 1
        else " · ".join((entry.name, *entry.regions, *entry.services)): entry
        for entry in directory.entries
    }


def _points(directory: Directory) -> dict[str, FocalPoint]:
    return {f"{each.theme} {each.country} {each.level}": each for each in directory.focal_points}


def _compared(
    thing: str,
    old: Mapping[str, BaseModel],
    new: Mapping[str, BaseModel],
    left_out: set[str] | None = None,
) -> Iterator[Change]:
    for code in dict.fromkeys((*old, *new)):
        if code not in new:
            yield Change("removed", thing, code, _title(old[code]))
        elif code not in old:
            yield Change("added", thing, code, _title(new[code]))
        elif old[code] != new[code]:
            before, after = (each.model_dump(mode="json") for each in (old[code], new[code]))
            for field in before:
                if before[field] != after[field] and field not in (left_out or set()):
                    told = _told(before[field]), _told(after[field])
                    yield Change("changed", thing, code, _title(new[code]), field, *told)


def _title(part: BaseModel) -> str:
    name = getattr(part, "name", None) or getattr(part, "term", None) or ""
    return str(name.get("en", "")) if isinstance(name, Mapping) else str(name)


def _told(value: object) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return " · ".join(f"{name}: {_told(inner)}" for name, inner in value.items())
        case Sequence() if not isinstance(value, str):
            return ", ".join(map(_told, value))
        case _:
            return str(value)
