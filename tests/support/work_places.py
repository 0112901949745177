"""Folders with a vault to work on, each gone when it was looked at: there are many of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from frontline.storage.places import VaultPlaces
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import unlock
from tests.support.hub import new_hub
from tests.support.keep_place import Place
from tests.support.vault_posts import OFFICER, RealPost

# Somebody put a stick in before they began.
ON_A_STICK = ("export", "careless-export", "weak-export")
RELEASED = Path(__file__).parents[1] / "assets" / "vaults" / "version-1"


@dataclass(frozen=True)
class Places:
    """`old_key` opens the released vault that migrations begin with."""

    root: Path
    template: RealPost
    old_key: bytes = field(repr=False)

    @staticmethod
    @contextmanager
    def made(template: RealPost) -> Iterator[Places]:
        """In memory where the system has such a place: what is done to the disk is what counts,
        and waiting for it thousands of times is not."""
        memory = Path("/dev/shm")  # noqa: S108 -- a folder of our own in it
        with TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
            root = Path(name)
            shutil.copytree(template.folder, root / "template")
            copies = SlotFiles(VaultPlaces(RELEASED)).copies()
            key = unlock(copies, OFFICER.name, OFFICER.passphrase).data_key
            own = replace(template, folder=root / "template")
            new_hub(root / "hub").card.rename(root / "hub-card.json")
            yield Places(root, own, key)

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
            place = Place(root / "vault", self.key_for(work))
            if work in ON_A_STICK:
                place.stick.mkdir()
            yield place
        shutil.rmtree(root)
