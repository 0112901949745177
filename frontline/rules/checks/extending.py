"""What a country pack may not do to the pack it extends: it adds, and takes nothing back."""

from __future__ import annotations

from collections.abc import Iterator

from frontline.rules.country_models import PayFloorModel, RetentionModel, Unknown
from frontline.rules.faults import Fault
from frontline.rules.source import PackSource, Places, section_part
from frontline.rules.source_models import PackModel

# Both packs have these, each in a file of its own.
_FILES = {"header", "protocols", "routing", "country", "person"}


class ExtensionCheck:
    """`base` is the pack that `own`, the source of `pack`, extends."""

    def __init__(self, base: PackModel, places: Places, own: PackSource, pack: PackModel) -> None:
        self._base = base
        self._base_places = places
        self._own = own
        self._pack = pack

    def faults(self) -> Iterator[Fault]:
        yield from self._header()
        yield from self._redefined()
        yield from self._additions()
        yield from self._country()

    def _header(self) -> Iterator[Fault]:
        header, base = self._pack.header, self._base.header
        fault = self._own.fault
        if base.extends is not None:
            yield fault("header", "extension.of-extension", "extends", "pack")
        if header.extends is not None and base.version < header.extends.version:
            detail = f"found {base.version}"
            yield fault("header", "extension.base-too-old", "extends", "version", detail=detail)
        if set(header.languages) != set(base.languages):
            detail = " ".join(base.languages)
            yield fault("header", "extension.languages", "languages", detail=detail)
        if header.standard_answers:
            yield fault("header", "extension.redefines", "standard_answers")
        if self._pack.protocols.privacy_gate is not None:
            yield fault("protocols", "extension.redefines", "privacy_gate")
        if self._pack.person.words is not None:
            yield fault("person", "extension.redefines", "words")

    def _redefined(self) -> Iterator[Fault]:
        for part in sorted(set(self._own.places) & set(self._base_places) - _FILES):
            file, path = self._base_places[part]
            detail = f"{part}, see {file.name}:{file.line_of(path)}"
            yield self._own.fault(part, "extension.redefines", detail=detail)

    def _additions(self) -> Iterator[Fault]:
        known = {instrument.id for instrument in self._base.instruments}
        for addition in self._pack.additions:
            if addition.instrument not in known:
                part = f"addition.{addition.instrument}"
                yield self._own.fault(part, "addition.unknown-instrument", "instrument")
            for section in addition.sections:
                part = section_part(addition.instrument, section.id)
                for at, item in enumerate(section.items):
                    # It would turn findings of the extended pack into incomplete ones.
                    if item.required:
                        yield self._own.fault(
                            part, "addition.required-item", "items", at, "required"
                        )

    def _retention(self, retention: RetentionModel | Unknown) -> Iterator[Fault]:
        """Who somebody is may never be kept longer than what it is about."""
        if not isinstance(retention, RetentionModel):
            return
        for band in type(retention.case).model_fields:
            if getattr(retention.identity, band) > getattr(retention.case, band):
                yield self._own.fault(
                    "country", "country.identity-outlives-case", "retention", "identity", band
                )

    def _country(self) -> Iterator[Fault]:
        country = self._pack.country
        if country is None:
            if self._own.places["country"][0].data is None:
                yield self._own.fault("header", "extension.country-missing")
            return
        floor = country.pay_floor
        if isinstance(floor, PayFloorModel):
            periods = {floor.per_day, floor.per_week, floor.per_month}
            if periods == {"unknown"}:
                yield self._own.fault("country", "country.pay-floor-empty", "pay_floor")
        yield from self._retention(country.retention)
        questions = {q.id for q in (*self._base.questions, *self._pack.questions)}
        indicators = {i.code for i in (*self._base.indicators, *self._pack.indicators)}
        protection = country.protection
        for name, codes, known in (
            ("sensitive", protection.sensitive, questions),
            ("urgent", protection.urgent, indicators),
            ("stays_local", protection.stays_local, questions | indicators),
        ):
            for at, code in enumerate(codes):
                if code not in known:
                    yield self._own.fault(
                        "country", "protection.unknown", "protection", name, at, detail=code
                    )
