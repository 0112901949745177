"""What an audit entry vouches for: a MAC over one row as it lies in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sqlalchemy import Table

from frontline.crypto.mac import hex_maker
from frontline.storage import (
    account_tables,
    answer_tables,
    channel_tables,
    group_tables,
    name_tables,
    review_tables,
    route_tables,
    sharing_tables,
    tables,
    update_tables,
)

Value = bytes | str | int | None
Row = Sequence[Value]

# In the place of a MAC: the row was taken away by the deed, and may not be there.
GONE = "-"
# After the name of a log: the row with this MAC was taken out of it.
GONE_FROM_LOG = "/gone"

# Changed without a deed, so no entry can vouch for them: where an interview stands on the screen.
_UNVOUCHED = {
    "screenings": ("position", "position_since", "person_language"),
    "answers": ("position",),
    # The canary never changes, and a migration is no deed of anybody.
    "vault": ("canary", "schema_version"),
}


def row_bytes(row: Row) -> bytes:
    """One byte string for one row, and another for every other: each value with its kind and
    length. Rows hold bytes, which canonical JSON has no place for."""
    parts: list[bytes] = []
    for value in row:
        match value:
            case bytes():
                parts += (b"b%d:" % len(value), value)
            case str():
                text = value.encode()
                parts += (b"s%d:" % len(text), text)
            case None:
                parts.append(b"n")
            case _:
                parts.append(b"i%d;" % value)
    return b"".join(parts)


def answer_bytes(row: Sequence[Any]) -> bytes:
    """As row_bytes, for the one table that has a hundred thousand rows to go through at sign-in.

    The ids are of one length and the value ends the text, so only the question needs its length.
    """
    case, sequence, event, screening, question, value, at, by, replaces = row
    return (
        f"{case.hex()}{event.hex()}{screening.hex()}{by.hex()}/{replaces.hex() if replaces else ''}"
        f"/{sequence}/{at}/{len(question)}:{question}{value}"
    ).encode()


@dataclass(frozen=True, slots=True)
class AuditedTable:
    """`columns` are vouched for, the `key_width` first ones being the key; `others` are not.

    A row of a log is written once and for all, so its MAC names it well enough. Of an
    `is_later` table the chain of an older vault says nothing before its first sign-in.
    """

    name: str
    key_width: int
    columns: tuple[str, ...]
    others: tuple[str, ...]
    to_bytes: Callable[[Row], bytes] = row_bytes
    is_log: bool = False
    is_later: bool = False

    @property
    def select_all(self) -> str:
        return f"SELECT {', '.join(self.columns)} FROM {self.name}"  # noqa: S608 -- our own names

    @property
    def select_one(self) -> str:
        keys = " AND ".join(f"{column} = ?" for column in self.columns[: self.key_width])
        return f"{self.select_all} WHERE {keys}"

    @property
    def insertion(self) -> str:
        names = (*self.columns, *self.others)
        places = ", ".join("?" * len(names))
        return f"INSERT INTO {self.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608

    def object_name(self, row: Row) -> str:
        """The pseudonym of a row in the chain: table and key, without white space."""
        if self.is_log:
            return self.name
        return "/".join((self.name, *(_key_text(part) for part in row[: self.key_width])))


class RowMacs:
    """Makes the lines with which audit entries vouch for rows.

    The MAC is crypto.mac.mac of the table's name, a line break and the row's bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._makers = {
            table.name: hex_maker(key, table.name.encode() + b"\n") for table in AUDITED.values()
        }

    def content_mac(self, table: AuditedTable, row: Row) -> str:
        """64 hex digits."""
        return self._makers[table.name](table.to_bytes(row))

    def content_macs(self, table: AuditedTable, rows: Iterable[Row]) -> Iterator[str]:
        """The content_mac of each row, for going through many of them."""
        return map(self._makers[table.name], map(table.to_bytes, rows))

    def vouch(self, table: AuditedTable, row: Row) -> str:
        return f"{table.object_name(row)} {self.content_mac(table, row)}"


def _key_text(part: Value) -> str:
    if isinstance(part, bytes):
        return part.hex()
    return quote(part, safe="") if isinstance(part, str) else str(part)


def _audited(table: Table, *key: str) -> AuditedTable:
    others = _UNVOUCHED.get(table.name, ())
    rest = [column.name for column in table.columns if column.name not in (*key, *others)]
    return AuditedTable(table.name, len(key), (*key, *rest), others)


ANSWERS = AuditedTable(
    name="answers",
    key_width=2,
    columns=(
        "case_id",
        "sequence",
        "id",
        "screening_id",
        "question",
        "value",
        "answered_at",
        "answered_by",
        "replaces",
    ),
    others=_UNVOUCHED["answers"],
    to_bytes=answer_bytes,
    is_log=True,
)
AUDITED = {
    audited.name: audited
    for audited in (
        ANSWERS,
        replace(_audited(tables.vault, "id"), is_later=True),
        _audited(tables.users, "id"),
        _audited(account_tables.user_states, "user_id"),
        _audited(tables.sites, "id"),
        _audited(tables.cases, "id"),
        _audited(tables.screenings, "id"),
        _audited(tables.envelopes, "case_id"),
        _audited(sharing_tables.envelope_readers, "case_id"),
        _audited(sharing_tables.shares, "case_id", "user_id"),
        _audited(sharing_tables.case_owners, "case_id"),
        _audited(tables.choices, "number"),
        _audited(tables.child_protection, "number"),
        _audited(route_tables.routes, "number"),
        _audited(tables.follow_ups, "id"),
        _audited(tables.documents, "kind", "name", "version"),
        _audited(update_tables.document_pins, "kind", "name"),
        _audited(update_tables.updates, "hub", "number"),
        _audited(tables.device, "id"),
        _audited(tables.hub_card, "id"),
        _audited(tables.hub_epochs, "hub"),
        _audited(group_tables.groups, "id"),
        _audited(group_tables.group_sheets, "group_id"),
        _audited(group_tables.group_team, "group_id", "user_id"),
        _audited(group_tables.group_members, "id"),
        _audited(group_tables.place_checks, "group_id", "item"),
        _audited(group_tables.shared_facts, "id"),
        _audited(group_tables.fact_replies, "fact_id", "member_id"),
        _audited(channel_tables.handovers, "id"),
        _audited(channel_tables.handover_files, "handover_id"),
        _audited(channel_tables.intel_notes, "id"),
        _audited(channel_tables.intel_links, "note_id"),
        _audited(tables.referrals, "id"),
        _audited(review_tables.reviews, "number"),
        _audited(review_tables.lowerings, "id"),
        _audited(name_tables.namings, "number"),
        _audited(answer_tables.service_answers, "letter"),
        _audited(tables.bundles, "sequence"),
        _audited(tables.breaks, "number"),
        _audited(tables.duties, "duty"),
        _audited(tables.legal_holds, "case_id"),
        _audited(tables.removal_proposals, "case_id", "removal"),
    )
}
