"""The slot file on disk: two copies, each whole or damaged, never half believed.

    {"body": {...}, "digest": hex, "mac": hex, "pending_mac": hex}      canonical JSON

The digest tells damage before anybody has typed a passphrase; the MAC, under a key that only an
unlocked vault has, tells a forgery after it. While the vault gets a new data key there is one under
either: who knows the old one alone can put nobody among those who get the new one. Copy A is
written, then B, each durable before the next step: at every moment one of them is whole.
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

FORMAT = "frontline-slots/2"
# Without the second MAC, and without the fields that have a standard value. Read, never written.
_FIRST_FORMAT = "frontline-slots/1"
_PURPOSE = "vault/slots"
_DEPTH = 8
_MAX_BYTES = 4 * 1024 * 1024
_TABLE = TypeAdapter(SlotTable)


@dataclass(frozen=True, slots=True)
class SlotCopy:
    """An undamaged copy. Whether it is genuine shows only when the vault is unlocked."""

    table: SlotTable
    body: bytes = field(repr=False)
    mac: str = field(repr=False)
    pending_mac: str = field(default="", repr=False)

    def check(self, data_key: bytes, pending: bytes | None = None) -> None:
        """Raises SlotDamagedError unless somebody who held the data key wrote it, and the pending
        one where there is one."""
        for code, key in ((self.mac, data_key), (self.pending_mac, pending)):
            expected = "" if key is None else _mac(self.body, key)
            if not is_same(expected.encode(), code.encode()):
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

    def write(self, table: SlotTable, data_key: bytes, pending: bytes | None = None) -> None:
        """Durable when it returns. Raises DiskFullError, StorageUnwritableError."""
        content = _written(table, data_key, pending)
        for path in self._places.slot_copies:
            write_whole(path, content)

    def are_whole(self, table: SlotTable, data_key: bytes, pending: bytes | None = None) -> bool:
        """Both copies are there and say the same as `table`."""
        content = _written(table, data_key, pending)
        return all(stored == content for stored in self._contents())

    def _contents(self) -> tuple[bytes | None, ...]:
        with file_failures():
            return tuple(
                path.read_bytes()[:_MAX_BYTES] if path.exists() else None
                for path in self._places.slot_copies
            )


def _written(table: SlotTable, data_key: bytes, pending: bytes | None) -> bytes:
    body = _body(table)
    return canonical_json(
        {
            "body": asdict(table) | {"format": FORMAT},
            "digest": digest(_PURPOSE, body),
            "mac": _mac(body, data_key),
            "pending_mac": "" if pending is None else _mac(body, pending),
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
        case {"body": dict(body), "digest": str(checked), "mac": str(code), **rest}:
            written = canonical_json(body)
            pending = rest.pop("pending_mac", "")
            if rest or not isinstance(pending, str) or digest(_PURPOSE, written) != checked:
                return None
            table = _table(body)
            return None if table is None else SlotCopy(table, written, code, pending)
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
    readable = (asdict(table) | {"format": FORMAT}, _as_first(table))
    return table if canonical_json(body) in map(canonical_json, readable) else None


def _as_first(table: SlotTable) -> dict[str, Json]:
    """The body as the first format wrote it, which knew neither holders nor pending keys."""
    body = asdict(table) | {"format": _FIRST_FORMAT}
    for name in ("holders", "recovery_pending"):
        del body[name]
    for slot in body["slots"]:
        del slot["pending"]
    return body
