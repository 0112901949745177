"""The slot file on disk: two copies, each whole or damaged, never half believed.

    {"body": {...}, "digest": hex, "mac": hex}      canonical JSON

The digest tells damage before anybody has typed a passphrase; the MAC, under a key that only an
unlocked vault has, tells a forgery after it. Copy A is written, then B, each durable before the
next step: at every moment one of them is whole.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from pydantic import TypeAdapter, ValidationError

from frontline.crypto.canonical import Json, canonical_json, parse_canonical_json
from frontline.crypto.mac import derived_key, digest, is_same, mac
from frontline.errors import SlotDamagedError
from frontline.storage.durable_files import write_whole
from frontline.storage.failures import file_failures
from frontline.storage.places import VaultPlaces
from frontline.storage.slots import SlotTable

FORMAT = "frontline-slots/1"
_PURPOSE = "vault/slots"
_DEPTH = 8
_MAX_BYTES = 4 * 1024 * 1024
_TABLE = TypeAdapter(SlotTable)


@dataclass(frozen=True, slots=True)
class SlotCopy:
    """An undamaged copy. Whether it is genuine shows only when the vault is unlocked."""

    table: SlotTable
    mac: str = field(repr=False)

    def check(self, data_key: bytes) -> None:
        """Raises SlotDamagedError unless somebody who held the data key wrote it."""
        expected = _mac(_body(self.table), data_key)
        if not is_same(expected.encode(), self.mac.encode()):
            raise SlotDamagedError(reason="mac")


class SlotFiles:
    def __init__(self, places: VaultPlaces) -> None:
        self._places = places

    def copies(self) -> tuple[SlotCopy, ...]:
        """The undamaged ones, the newest first, equal ones once.

        Raises SlotDamagedError where none is whole.
        """
        contents = [content for content in self._contents() if content is not None]
        found = [
            copy for content in dict.fromkeys(contents) if (copy := _parsed(content)) is not None
        ]
        if not found:
            raise SlotDamagedError(copies=len(contents))
        newest_first = sorted(found, key=lambda copy: -copy.table.generation)
        return tuple(newest_first)

    def write(self, table: SlotTable, data_key: bytes) -> None:
        """Durable when it returns. Raises DiskFullError, StorageUnwritableError."""
        content = _written(table, data_key)
        for path in self._places.slot_copies:
            write_whole(path, content)

    def are_whole(self, table: SlotTable, data_key: bytes) -> bool:
        """Both copies are there and say the same as `table`."""
        content = _written(table, data_key)
        return all(stored == content for stored in self._contents())

    def _contents(self) -> tuple[bytes | None, ...]:
        with file_failures():
            return tuple(
                path.read_bytes()[:_MAX_BYTES] if path.exists() else None
                for path in self._places.slot_copies
            )


def _written(table: SlotTable, data_key: bytes) -> bytes:
    body = _body(table)
    return canonical_json(
        {
            "body": asdict(table) | {"format": FORMAT},
            "digest": digest(_PURPOSE, body),
            "mac": _mac(body, data_key),
        }
    )


def _body(table: SlotTable) -> bytes:
    return canonical_json(asdict(table) | {"format": FORMAT})


def _mac(body: bytes, data_key: bytes) -> str:
    return mac(derived_key(data_key, _PURPOSE), body).hex()


def _parsed(content: bytes) -> SlotCopy | None:
    """None for anything that was not written by _written, whole and unchanged."""
    if not content.isascii():
        return None
    try:
        raw = parse_canonical_json(content, _DEPTH)
    except ValueError:
        return None
    match raw:
        case {"body": dict(body), "digest": str(checked), "mac": str(code), **rest} if not rest:
            if digest(_PURPOSE, canonical_json(body)) != checked or body.get("format") != FORMAT:
                return None
            table = _table(body)
            return None if table is None else SlotCopy(table, code)
        case _:
            return None


def _table(body: dict[str, Json]) -> SlotTable | None:
    fields = {name: value for name, value in body.items() if name != "format"}
    try:
        table = _TABLE.validate_python(fields)
        bytes.fromhex(table.salt)
    except (ValidationError, ValueError):
        return None
    # What the model let pass in another spelling is not what was written.
    return table if _body(table) == canonical_json(body) else None
