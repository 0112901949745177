"""The key under which audit entries vouch for rows.

It is derived from the vault's first data key. When the vault gets another, the derived key is kept
in the database: otherwise every entry ever written would have to be written anew.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from frontline.crypto.mac import derived_key
from frontline.storage import tables
from frontline.storage.database import VaultDatabase

_PURPOSE = "vault/audit"


def audit_key(database: VaultDatabase, data_key: bytes) -> bytes:
    """32 bytes."""
    keys = tables.kept_keys
    with database.reading() as connection:
        kept = connection.scalar(select(keys.c.content).where(keys.c.purpose == _PURPOSE))
    return derived_key(data_key, _PURPOSE) if kept is None else bytes(kept)


def keep_audit_key(database: VaultDatabase, data_key: bytes) -> None:
    """Before the data key is replaced. Harmless when repeated."""
    values = {"purpose": _PURPOSE, "content": derived_key(data_key, _PURPOSE)}
    with database.writing() as connection:
        connection.execute(insert(tables.kept_keys).values(values).on_conflict_do_nothing())
