"""Folders with a vault to work on, each gone when it was looked at: there are many of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from frontline.storage.places import VaultPlaces
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import unlock
from tests.support.hub import new_hub
from tests.support.keep_works import Place
from tests.support.vault_posts import OFFICER, RealPost

RELEASED = Path(__file__).parents[1] / "assets" / "vaults" / "version-1"


@dataclass(frozen=True)
class Places:
    """`old_key` opens the released vault that migrations begin with."""

    template: RealPost
    card: Path
    old_key: bytes = field(repr=False)

    @staticmethod
    def made(template: RealPost, folder: Path) -> Places:
        copies = SlotFiles(VaultPlaces(RELEASED)).copies()
        key = unlock(copies, OFFICER.name, OFFICER.passphrase).data_key
        return Places(template, new_hub(folder / "hub").card, key)

    def key_for(self, work: str) -> bytes:
        return self.old_key if work == "migration" else self.template.data_key

    @contextmanager
    def one(self, work: str, root: Path) -> Iterator[Place]:
        root.mkdir()
        if work == "migration":
            shutil.copytree(RELEASED, root / "vault")
            yield Place(root / "vault", self.key_for(work))
        else:
            self.template.copy_to(root / "vault")
            os.link(self.card, root / "hub-card.json")
            yield Place(root / "vault", self.key_for(work))
        shutil.rmtree(root)
