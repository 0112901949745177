"""The tables of a vault. Private to storage; what leaves a store are domain objects.

`number` is the order of writing: lists are sorted by it and never by a clock that may be set back.
STRICT tables keep SQLite from storing a text where a number belongs.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    event,
)

from frontline.storage.column_types import Day, Moment, UuidBytes

# The number of the last step in migrations/upgrade.py, here to be known without importing that.
SCHEMA_VERSION = 3

AnyRow = Row[*tuple[Any, ...]]

metadata = MetaData()


def _table(name: str, *columns: Column[Any] | Index | CheckConstraint, rowid: bool = True) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True)


def _id() -> Column[UUID]:
    return Column("id", UuidBytes, nullable=False, unique=True)


def _needed(name: str, kind: Any, *refers: ForeignKey) -> Column[Any]:
    return Column(name, kind, *refers, nullable=False)


def _case() -> Column[UUID]:
    return Column("case_id", UuidBytes, ForeignKey("cases.id"), nullable=False)


# One row: what every vault has, and what is known of its format and its slot file.
vault = _table(
    "vault",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    _needed("canary", Text),
    _needed("schema_version", Integer),
    _needed("slots_generation", Integer),
)
audit = _table(
    "audit",
    Column("sequence", Integer, primary_key=True),
    _needed("entry", LargeBinary),
)
# Signatures under heads of the chain, which so cannot vouch for them. `signer` is "device", or the
# 32 hex digits of a user.
checkpoints = _table(
    "checkpoints",
    _number(),
    _needed("count", Integer),
    _needed("digest", Text),
    _needed("signer", Text),
    _needed("signature", Text),
)
# What a check of the chain found, and who took note of it, signed. `marks` is canonical JSON.
breaks = _table(
    "breaks",
    _number(),
    _needed("sequence", Integer),
    _needed("kind", Text),
    _needed("marks", Text),
    _needed("seen_at", Moment),
    Column("acknowledged_by", UuidBytes),
    Column("signature", Text),
)
users = _table(
    "users",
    _number(),
    _id(),
    _needed("name", Text),
    _needed("access", Text),
    _needed("official", Text),
    _needed("recipient", Text),
    _needed("verify_key", Text),
)
sites = _table(
    "sites",
    _number(),
    _id(),
    _needed("label", Text),
    _needed("kind", Text),
    _needed("setting", Text),
    _needed("country", Text),
    _needed("region", Text),
)
cases = _table(
    "cases",
    _number(),
    _id(),
    Column("code", Text, nullable=False, unique=True),
    _needed("site_id", UuidBytes, ForeignKey("sites.id")),
    _needed("opened_at", Moment),
    _needed("opened_by", UuidBytes),
)
# `position` holds as long as no answer came after the one numbered `position_since`: an answer
# carries its own position, which saves writing a second page with every answer.
screenings = _table(
    "screenings",
    _number(),
    _id(),
    _case(),
    _needed("instrument", Text),
    _needed("pack", Text),
    _needed("pack_version", Integer),
    _needed("started_at", Moment),
    _needed("started_by", UuidBytes),
    _needed("person_language", Text),
    Column("position", Text),
    _needed("position_since", Integer),
    Column("closed_at", Moment),
    Column("finding", Text),
    Index("screenings_of_case", "case_id"),
)
# Appended only, and kept in the order of the log; no second index, because each one costs every
# answer a page. `value` is canonical JSON.
answers = _table(
    "answers",
    Column("case_id", UuidBytes, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    _needed("id", UuidBytes),
    _needed("screening_id", UuidBytes, ForeignKey("screenings.id")),
    _needed("question", Text),
    _needed("value", Text),
    _needed("answered_at", Moment),
    _needed("answered_by", UuidBytes),
    Column("replaces", UuidBytes),
    Column("position", Text),
    rowid=False,
)
envelopes = _table(
    "envelopes",
    Column("case_id", UuidBytes, ForeignKey("cases.id"), primary_key=True),
    _needed("sealed", LargeBinary),
)
# Every choice that was made; the latest of a service stands.
choices = _table(
    "choices",
    _number(),
    _case(),
    _needed("service", Text),
    _needed("choice", Text),
    _needed("chosen_at", Moment),
    _needed("chosen_by", UuidBytes),
    Index("choices_of_case", "case_id"),
)
# That child protection was brought in for a case (S-045).
child_protection = _table(
    "child_protection",
    _number(),
    _case(),
    _needed("told_at", Moment),
    _needed("told_by", UuidBytes),
    Index("child_protection_of_case", "case_id"),
)
follow_ups = _table(
    "follow_ups",
    _number(),
    _id(),
    _case(),
    _needed("due", Day),
    _needed("owner", UuidBytes),
    Column("done_at", Moment),
)
documents = _table(
    "documents",
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    _needed("content", LargeBinary),
)
device = _table(
    "device",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    _needed("device_id", Text),
    _needed("seed", LargeBinary),
)
# Outside the audit chain on purpose: whether one was ever replaced must not be seen.
sealed_slots = _table(
    "sealed_slots",
    Column("number", Integer, primary_key=True),
    _needed("content", LargeBinary),
)
hub_card = _table(
    "hub_card",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    _needed("card", LargeBinary),
)
# The newest epoch of each hub this post has dealt with.
hub_epochs = _table(
    "hub_epochs",
    Column("hub", Text, primary_key=True),
    _needed("epoch", Integer),
)
referrals = _table(
    "referrals",
    _number(),
    _id(),
    _case(),
    _needed("screening_id", UuidBytes, ForeignKey("screenings.id")),
    Column("token", Text, nullable=False, unique=True),
    _needed("state", Text),
    _needed("is_urgent", Integer),
    _needed("created_at", Moment),
    _needed("record", LargeBinary),
    _needed("coarsened", Text),
    Index("referrals_of_case", "case_id"),
)
bundles = _table(
    "bundles",
    Column("sequence", Integer, primary_key=True),
    Column("bundle_id", Text, nullable=False, unique=True),
    _needed("content", LargeBinary),
    _needed("items", Text),
    Column("receipt", LargeBinary),
)

legal_holds = _table(
    "legal_holds",
    Column("case_id", UuidBytes, ForeignKey("cases.id"), primary_key=True),
    _needed("reason", Text),
    _needed("set_at", Moment),
    _needed("set_by", UuidBytes),
)
removal_proposals = _table(
    "removal_proposals",
    Column("case_id", UuidBytes, ForeignKey("cases.id"), primary_key=True),
    Column("removal", Text, primary_key=True),
    _needed("proposed_by", UuidBytes),
    _needed("proposed_at", Moment),
)
# When what comes round again was last done.
duties = _table(
    "duties",
    Column("duty", Text, primary_key=True),
    _needed("done_at", Moment),
)

# They raise the bar and prove nothing: whoever holds the key can drop them. The chain is the proof.
TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'append only'); END"
    for table in ("audit", "answers", "checkpoints")
    for verb in ("UPDATE", "DELETE")
)
for _trigger in TRIGGERS:
    event.listen(metadata, "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
