"""What every service works with: the open vault, who signed in, the time, chance and packs."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from frontline.domain.chance import Chance
from frontline.domain.clock import Clock
from frontline.domain.deeds import Deed, DeedKind
from frontline.screening.compiled import CompiledPack
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Session
from frontline.services.stores import OpenVault


@dataclass(frozen=True, slots=True)
class Desk:
    vault: OpenVault
    session: Session
    clock: Clock
    chance: Chance
    packs: PackShelf

    @property
    def pack(self) -> CompiledPack:
        """The rules in force at this post: those of its country, core where it has none."""
        sites = self.vault.sites.sites()
        return self.packs.of_country(sites[0].country if sites else "")

    def deed(self, kind: DeedKind, target: UUID | str) -> Deed:
        """A deed of the signed-in user, now."""
        return Deed(kind, self.session.user.id, str(target), self.clock.now())
