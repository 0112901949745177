"""Brings a vault's tables to the newest version, step by step and forward only.

The steps are imported by name, not found in a folder: a packaged program has no folder of sources.
This module pulls in Alembic, so it is itself imported only when there is something to do.
"""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, update

from frontline.storage import tables
from frontline.storage.migrations.versions import (
    version_0001,
    version_0002,
    version_0003,
    version_0004,
    version_0005,
    version_0006,
)

STEPS = (version_0001, version_0002, version_0003, version_0004, version_0005, version_0006)


def upgrade(connection: Connection, version: int) -> None:
    """From `version`, 0 being an empty database, to the newest, in the connection's transaction."""
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        for step in STEPS[version:]:
            step.upgrade()
    connection.execute(update(tables.vault).values(schema_version=len(STEPS)))
