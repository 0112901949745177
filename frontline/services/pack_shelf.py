"""Compiled packs, by name and version. Each is read and compiled once in a session."""

from __future__ import annotations

from collections.abc import Collection

from frontline.domain.identifiers import PackId
from frontline.errors import DocumentRefusedError
from frontline.rules.built import PACK_KIND, read_built_pack
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.services.stores import DocumentStore, StoredDocument

# The pack that all others extend.
FLOOR = "core"


class PackShelf:
    """Takes packs from the vault, so that a pinned version is there for as long as it is needed."""

    def __init__(self, documents: DocumentStore, trusted_keys: Collection[str]) -> None:
        self._documents = documents
        self._trusted_keys = trusted_keys
        self._compiled: dict[tuple[str, int], CompiledPack] = {}
        # By country, name and version: it is asked for at every step of a case.
        self._is_for_country: dict[tuple[str, str, int], bool] = {}

    def of_country(self, country: str) -> CompiledPack:
        """The pack in force for a country, by its ISO 3166 code; where there is none, core.

        Raises DocumentRefusedError where there is no core either.
        """
        floor: int | None = None
        for name, version in self._documents.versions_in_force(PACK_KIND):
            if self._is_for(country, name, version):
                return self.pinned(PackId(name), version)
            if name == FLOOR:
                floor = version
        if floor is None:
            raise DocumentRefusedError(reason="no-such-pack", name=FLOOR)
        return self.pinned(PackId(FLOOR), floor)

    def pinned(self, name: PackId, version: int) -> CompiledPack:
        """Exactly this version. Raises DocumentRefusedError where the vault does not have it."""
        known = self._compiled.get((name, version))
        if known is not None:
            return known
        stored = self._documents.version(PACK_KIND, name, version)
        if stored is None:
            raise DocumentRefusedError(reason="no-such-pack", name=name, version=version)
        return self._shelved(stored)

    def _is_for(self, country: str, name: str, version: int) -> bool:
        key = (country, name, version)
        if key not in self._is_for_country:
            stored = self._documents.version(PACK_KIND, name, version)
            self._is_for_country[key] = stored is not None and self._says(country, stored)
        return self._is_for_country[key]

    def _says(self, country: str, stored: StoredDocument) -> bool:
        # Canonical form writes it so. Reading a pack takes time, and most are not the one.
        if b'"country":{"code":"%s"' % country.encode() not in stored.content:
            return False
        found = self._shelved(stored).pack.country
        return found is not None and found.code == country

    def _shelved(self, stored: StoredDocument) -> CompiledPack:
        key = (stored.name, stored.version)
        if key not in self._compiled:
            pack = read_built_pack(stored.content, self._trusted_keys)
            self._compiled[key] = compile_for_interviews(pack.definition)
        return self._compiled[key]
