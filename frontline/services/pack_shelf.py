"""Compiled packs, by name and version. Each is read and compiled once in a session."""

from __future__ import annotations

from collections.abc import Collection

from frontline.domain.identifiers import PackId
from frontline.errors import DocumentRefusedError
from frontline.rules.built import PACK_KIND, read_built_pack
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.services.stores import DocumentStore, StoredDocument


class PackShelf:
    """Takes packs from the vault, so that a pinned version is there for as long as it is needed."""

    def __init__(self, documents: DocumentStore, trusted_keys: Collection[str]) -> None:
        self._documents = documents
        self._trusted_keys = trusted_keys
        self._compiled: dict[tuple[str, int], CompiledPack] = {}

    def newest(self, name: str = "core") -> CompiledPack:
        """The newest version of a pack. Raises DocumentRefusedError where there is none."""
        for stored in self._documents.newest(PACK_KIND):
            if stored.name == name:
                return self._shelved(stored)
        raise DocumentRefusedError(reason="no-such-pack", name=name)

    def pinned(self, name: PackId, version: int) -> CompiledPack:
        """Exactly this version. Raises DocumentRefusedError where the vault does not have it."""
        known = self._compiled.get((name, version))
        if known is not None:
            return known
        stored = self._documents.version(PACK_KIND, name, version)
        if stored is None:
            raise DocumentRefusedError(reason="no-such-pack", name=name, version=version)
        return self._shelved(stored)

    def _shelved(self, stored: StoredDocument) -> CompiledPack:
        key = (stored.name, stored.version)
        if key not in self._compiled:
            pack = read_built_pack(stored.content, self._trusted_keys)
            self._compiled[key] = compile_for_interviews(pack.definition)
        return self._compiled[key]
