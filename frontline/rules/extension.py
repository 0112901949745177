"""Country packs: a pack and what a country adds to it, merged into one.

Merging only adds. What the extended pack says stays as it is, apart from protection that is
switched on; nothing has a way to switch it off.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from frontline.rules.checks.extending import ExtensionCheck
from frontline.rules.country_models import ProtectionModel
from frontline.rules.faults import Fault
from frontline.rules.person_models import PersonFile
from frontline.rules.source import HEADER, PackSource, read_source
from frontline.rules.source_models import (
    ExtendsModel,
    IndicatorModel,
    InstrumentModel,
    PackHeader,
    PackModel,
    ProtocolsFile,
    QuestionModel,
    RoutingFile,
    SectionModel,
)

PartT = TypeVar("PartT")


def read_pack(folder: Path) -> PackSource:
    """The pack in `folder`; a country pack's is merged with the pack beside it that it extends.

    Content never raises; faults are listed, those of the other pack under "../<its name>/".
    """
    own = read_source(folder)
    if own.pack is None or own.pack.header.extends is None:
        own.faults.extend(_nothing_extended(own))
        return own
    name = own.pack.header.extends.pack
    if not (folder.parent / name / HEADER).is_file():
        own.faults.append(own.fault("header", "extension.base-unknown", "extends", "pack"))
        return PackSource(None, own.faults, own.places)
    return extended_source(read_source(folder.parent / name, f"../{name}/"), own)


def _nothing_extended(own: PackSource) -> Iterator[Fault]:
    for part, (file, _path) in own.places.items():
        if part.startswith("addition.") or (part == "country" and file.data is not None):
            yield own.fault(part, "extension.nothing-extended")


def extended_source(base: PackSource, own: PackSource) -> PackSource:
    """Both sources as one. Each part keeps its file and line; what is there twice is a fault."""
    faults = [*base.faults, *own.faults]
    places = {**own.places, **base.places}
    for part in ("header", "country"):
        places[part] = own.places[part]
    if base.pack is None or own.pack is None:
        return PackSource(None, faults, places)
    faults.extend(ExtensionCheck(base.pack, base.places, own, own.pack).faults())
    return PackSource(merged_pack(base.pack, own.pack), faults, places, base.pack)


def merged_pack(base: PackModel, own: PackModel) -> PackModel:
    """`base` with all that `own` adds. Where both have a name, that of `base` stands."""
    protection = own.country.protection if own.country is not None else ProtectionModel()
    protocols, more = base.protocols, own.protocols
    return PackModel(
        header=_header(base, own),
        indicators=tuple(
            _protected_indicator(indicator, protection)
            for indicator in _both(base.indicators, own.indicators, "code")
        ),
        questions=tuple(
            _protected_question(question, protection)
            for question in _both(base.questions, own.questions, "id")
        ),
        instruments=_instruments(base, own),
        protocols=ProtocolsFile(
            privacy_gate=protocols.privacy_gate,
            concerns=_both(protocols.concerns, more.concerns, "code"),
            notices=_both(protocols.notices, more.notices, "id"),
            protocols=_both(protocols.protocols, more.protocols, "id"),
        ),
        routing=RoutingFile(offers=_both(base.routing.offers, own.routing.offers, "id")),
        cases=_both(base.cases, own.cases, "id"),
        country=own.country,
        person=PersonFile(
            words=base.person.words,
            rights=_both(base.person.rights, own.person.rights, "id"),
        ),
    )


def _both(base: tuple[PartT, ...], own: tuple[PartT, ...], key: str) -> tuple[PartT, ...]:
    known = {getattr(part, key) for part in base}
    return (*base, *(part for part in own if getattr(part, key) not in known))


def _header(base: PackModel, own: PackModel) -> PackHeader:
    person_languages = dict.fromkeys((*base.header.person_languages, *own.header.person_languages))
    return PackHeader(
        pack=own.header.pack,
        version=own.header.version,
        title=own.header.title,
        extends=ExtendsModel(pack=base.header.pack, version=base.header.version),
        languages=base.header.languages,
        person_languages=tuple(person_languages),
        forms=_both(base.header.forms, own.header.forms, "code"),
        standard_answers=base.header.standard_answers,
    )


def _instruments(base: PackModel, own: PackModel) -> tuple[InstrumentModel, ...]:
    added: dict[str, list[SectionModel]] = {}
    for addition in own.additions:
        added.setdefault(addition.instrument, []).extend(addition.sections)
    extended = tuple(
        instrument.model_copy(
            update={"sections": _both(instrument.sections, _listed(added, instrument.id), "id")}
        )
        for instrument in base.instruments
    )
    return _both(extended, own.instruments, "id")


def _listed(added: dict[str, list[SectionModel]], instrument: str) -> tuple[SectionModel, ...]:
    return tuple(added.get(instrument, ()))


def _protected_indicator(indicator: IndicatorModel, protection: ProtectionModel) -> IndicatorModel:
    changes: dict[str, bool] = {}
    if indicator.code in protection.urgent:
        changes["urgent"] = True
    if indicator.code in protection.stays_local:
        changes["stays_local"] = True
    return indicator.model_copy(update=changes) if changes else indicator


def _protected_question(question: QuestionModel, protection: ProtectionModel) -> QuestionModel:
    changes: dict[str, bool] = {}
    if question.id in protection.sensitive:
        changes["sensitive"] = True
    if question.id in protection.stays_local:
        changes["stays_local"] = True
    return question.model_copy(update=changes) if changes else question
