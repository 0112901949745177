"""Tables of the hub, in two databases that need nothing of each other.

The mailroom is what the internet-facing part works on: sealed bundles, public keys, receipts. The
register holds what was inside. Whoever takes over the ingest host finds no referral there.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

mailroom_tables = MetaData()
register_tables = MetaData()


def _version_of(tables: MetaData) -> Table:
    """One row: how many of the steps in `migrations` the database has been through."""
    return Table(
        "schema_version",
        tables,
        Column("version", BigInteger, primary_key=True, autoincrement=False),
    )


mailroom_version = _version_of(mailroom_tables)
register_version = _version_of(register_tables)

# `head`: the highest sequence that is held with none missing before it. Moments are whole seconds
# since 1970, UTC, on every database.
devices = Table(
    "devices",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("verify_key", String(64), nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("head", BigInteger, nullable=False, default=0),
)

supervisors = Table(
    "supervisors",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("verify_key", String(64), primary_key=True),
    ForeignKeyConstraint(["device"], ["devices.device"]),
)

# Devices whose bundles are not taken any more. `lost_on` is the day, as YYYY-MM-DD, since which
# nobody can vouch for the device; it may lie before the day it was made known.
revocations = Table(
    "revocations",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("reason", String(32), nullable=False),
    Column("lost_on", String(10), nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
    ForeignKeyConstraint(["device"], ["devices.device"]),
)

bundles = Table(
    "bundles",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("payload_sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("is_waiting", Boolean, nullable=False),
    Column("receipt", LargeBinary),
    ForeignKeyConstraint(["device"], ["devices.device"]),
    Index("bundles_waiting", "is_waiting", "device", "sequence"),
)

# Apart from `bundles`, so that writing a receipt does not write the file again.
bundle_files = Table(
    "bundle_files",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(["device", "sequence"], ["bundles.device", "bundles.sequence"]),
)

alarms = Table(
    "alarms",
    mailroom_tables,
    Column("device", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("payload_sha256", String(64), primary_key=True),
    Column("reason", String(32), nullable=False),
    Column("noticed_at", BigInteger, nullable=False),
)

# `epoch` is the one the receipt bears. `refused` is null for a bundle that was taken in; the
# columns after it are null for one that was not, because nothing inside can be believed.
imports = Table(
    "imports",
    register_tables,
    Column("device", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("payload_sha256", String(64), nullable=False),
    Column("imported_at", BigInteger, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("refused", String(32)),
    Column("bundle", String(64)),
    Column("previous", String(64)),
    Column("month", String(7)),
    Column("hub_epoch", BigInteger),
    Column("audit_head", String(64)),
    Column("audit_count", BigInteger),
    Index("imports_heads", "device", "audit_count"),
    Index("imports_epoch", "epoch"),
)

referrals = Table(
    "referrals",
    register_tables,
    Column("item", String(64), primary_key=True),
    Column("device", String(64), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("token", String(64), nullable=False),
    Column("content", Text, nullable=False),
    ForeignKeyConstraint(["device", "sequence"], ["imports.device", "imports.sequence"]),
    # Not unique: two items of one token are told to whoever asks for it, and nothing is lost.
    Index("referrals_token", "token"),
)

# Notes on suspects, which nobody at the hub opens. `focal_point` is the mark of the keys each is
# sealed to, `content` the item as it came.
sealed_notes = Table(
    "sealed_notes",
    register_tables,
    Column("item", String(64), primary_key=True),
    Column("device", String(64), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("focal_point", String(64), nullable=False),
    Column("content", Text, nullable=False),
    ForeignKeyConstraint(["device", "sequence"], ["imports.device", "imports.sequence"]),
    Index("sealed_notes_to", "focal_point", "item"),
)

# Sealed slots of bundles, each once, with nothing of whose they were: the oversight body's alone.
sealed_slots = Table(
    "sealed_slots",
    register_tables,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Without the item's content: that stays sealed in the bundle, since nobody checked it.
quarantine = Table(
    "quarantine",
    register_tables,
    Column("device", String(64), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("item", String(64), primary_key=True),
    Column("kind", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("reason", String(32), nullable=False),
    ForeignKeyConstraint(["device", "sequence"], ["imports.device", "imports.sequence"]),
)

# What posts told of breaks in their own records of deeds; every bundle after one tells it again.
# `entry` is the first entry that does not hold.
audit_breaks = Table(
    "audit_breaks",
    register_tables,
    Column("device", String(64), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(64), primary_key=True),
    Column("acknowledged", Boolean, nullable=False),
    Column("told_at", BigInteger, nullable=False),
)
