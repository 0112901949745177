"""Desks in real vaults."""

from __future__ import annotations

from frontline.services.desk import Desk
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Session
from frontline.services.stores import OpenVault
from tests.support.desks import TRUSTED
from tests.support.vault_posts import CHANCE, RealPost


def desk_of(post: RealPost, vault: OpenVault, session: Session) -> Desk:
    return Desk(vault, session, post.clock, CHANCE, PackShelf(vault.documents, TRUSTED))
