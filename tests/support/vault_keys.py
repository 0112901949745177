"""Slot files kept by somebody, what they open, and removals."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from frontline.services.permissions import Session
from frontline.services.vaults import NewUser
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.places import VaultPlaces
from frontline.storage.slot_files import SlotFiles
from frontline.storage.unlocking import unlock
from tests.support.vault_posts import OFFICER, SUPERVISOR, RealPost

Copies = list[bytes]


def copies_of(post: RealPost) -> Copies:
    return [path.read_bytes() for path in post.places.slot_copies]


def put_back(post: RealPost, copies: Copies) -> None:
    for path, content in zip(post.places.slot_copies, copies, strict=True):
        path.write_bytes(content)


def keys_in(copies: Copies, folder: Path, name: str, passphrase: str) -> list[bytes]:
    """Every data key that a slot file gives to who knows a passphrase."""
    folder.mkdir()
    places = VaultPlaces(folder)
    for path, content in zip(places.slot_copies, copies, strict=True):
        path.write_bytes(content)
    found = unlock(SlotFiles(places).copies(), name, passphrase)
    return [key for key in (found.data_key, found.pending) if key is not None]


def remove(post: RealPost, new: NewUser = OFFICER) -> SqlVaultKeeper:
    keeper = post.keeper()
    vault, session = keeper.sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        user = next(each for each in vault.users.users() if each.name == new.name)
        keeper.accounts().remove_user(session, user.id)
    return keeper


def whole(post: RealPost, new: NewUser = SUPERVISOR) -> Session:
    vault, session = post.keeper().sign_in(new.name, new.passphrase)
    with closing(vault):
        vault.audit.verify()
        assert vault.check_pages() == ()
    return session


def under(post: RealPost, key: bytes) -> RealPost:
    return replace(post, data_key=key)
