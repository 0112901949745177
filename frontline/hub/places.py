"""Where a hub's two databases are: files in its folder, or two schemas of a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.hub.database import Place
from frontline.hub.keys import HubFolder
from frontline.hub.postgresql import server_schema

MAILROOM_SCHEMA = "mailroom"
REGISTER_SCHEMA = "register"


@dataclass(frozen=True, slots=True)
class HubPlaces:
    mailroom: Place
    register: Place


def hub_places(folder: HubFolder, server: str | None) -> HubPlaces:
    """`server` is the address of a database, None for files. Raises BadInputError."""
    if server is None:
        return HubPlaces(folder.mailroom, folder.register)
    return HubPlaces(server_schema(server, MAILROOM_SCHEMA), server_schema(server, REGISTER_SCHEMA))
