"""The tables of a vault. Private to storage; what leaves a store are domain objects.

`number` is the order of writing: lists are sorted by it and never by a clock that may be set back.
STRICT tables keep SQLite from storing a text where a number belongs.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import DDL, CheckConstraint, Column, Index, Integer, LargeBinary, Row, Text, event

from frontline.storage.column_types import Day, Moment, UuidBytes
from frontline.storage.table_parts import key, metadata, needed, number, of_case, own_id, table

# The number of the last step in migrations/upgrade.py, here to be known without importing that.
SCHEMA_VERSION = 6

AnyRow = Row[*tuple[Any, ...]]

# One row: what every vault has, and what is known of its format and its slot file.
vault = table(
    "vault",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    needed("canary", Text),
    needed("schema_version", Integer),
    needed("slots_generation", Integer),
)
audit = table(
    "audit",
    key("sequence", Integer),
    needed("entry", LargeBinary),
)
# Signatures under heads of the chain, which so cannot vouch for them. `signer` is "device", or the
# 32 hex digits of a user.
checkpoints = table(
    "checkpoints",
    number(),
    needed("count", Integer),
    needed("digest", Text),
    needed("signer", Text),
    needed("signature", Text),
)
# What a check of the chain found, and who took note of it, signed. `marks` is canonical JSON.
breaks = table(
    "breaks",
    number(),
    needed("sequence", Integer),
    needed("kind", Text),
    needed("marks", Text),
    needed("seen_at", Moment),
    Column("acknowledged_by", UuidBytes),
    Column("signature", Text),
)
users = table(
    "users",
    number(),
    own_id(),
    needed("name", Text),
    needed("access", Text),
    needed("official", Text),
    needed("recipient", Text),
    needed("verify_key", Text),
)
sites = table(
    "sites",
    number(),
    own_id(),
    needed("label", Text),
    needed("kind", Text),
    needed("setting", Text),
    needed("country", Text),
    needed("region", Text),
)
cases = table(
    "cases",
    number(),
    own_id(),
    Column("code", Text, nullable=False, unique=True),
    needed("site_id", UuidBytes, "sites.id"),
    needed("opened_at", Moment),
    needed("opened_by", UuidBytes),
)
# `position` holds as long as no answer came after the one numbered `position_since`: an answer
# carries its own position, which saves writing a second page with every answer.
screenings = table(
    "screenings",
    number(),
    own_id(),
    of_case(),
    needed("instrument", Text),
    needed("pack", Text),
    needed("pack_version", Integer),
    needed("started_at", Moment),
    needed("started_by", UuidBytes),
    needed("person_language", Text),
    Column("position", Text),
    needed("position_since", Integer),
    Column("closed_at", Moment),
    Column("finding", Text),
    Index("screenings_of_case", "case_id"),
)
# Appended only, and kept in the order of the log; no second index, because each one costs every
# answer a page. `value` is canonical JSON.
answers = table(
    "answers",
    key("case_id", UuidBytes),
    key("sequence", Integer),
    needed("id", UuidBytes),
    needed("screening_id", UuidBytes, "screenings.id"),
    needed("question", Text),
    needed("value", Text),
    needed("answered_at", Moment),
    needed("answered_by", UuidBytes),
    Column("replaces", UuidBytes),
    Column("position", Text),
    rowid=False,
)
envelopes = table(
    "envelopes",
    key("case_id", UuidBytes, "cases.id"),
    needed("sealed", LargeBinary),
)
# Every choice that was made; the latest of a service stands.
choices = table(
    "choices",
    number(),
    of_case(),
    needed("service", Text),
    needed("choice", Text),
    needed("chosen_at", Moment),
    needed("chosen_by", UuidBytes),
    Index("choices_of_case", "case_id"),
)
# That child protection was brought in for a case (S-045).
child_protection = table(
    "child_protection",
    number(),
    of_case(),
    needed("told_at", Moment),
    needed("told_by", UuidBytes),
    Index("child_protection_of_case", "case_id"),
)
follow_ups = table(
    "follow_ups",
    number(),
    own_id(),
    of_case(),
    needed("due", Day),
    needed("owner", UuidBytes),
    Column("done_at", Moment),
)
documents = table(
    "documents",
    key("kind", Text),
    key("name", Text),
    key("version", Integer),
    needed("content", LargeBinary),
)
device = table(
    "device",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    needed("device_id", Text),
    needed("seed", LargeBinary),
)
# Outside the audit chain on purpose: whether one was ever replaced must not be seen.
sealed_slots = table(
    "sealed_slots",
    number(),
    needed("content", LargeBinary),
)
hub_card = table(
    "hub_card",
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True),
    needed("card", LargeBinary),
)
# The newest epoch of each hub this post has dealt with.
hub_epochs = table(
    "hub_epochs",
    key("hub", Text),
    needed("epoch", Integer),
)
referrals = table(
    "referrals",
    number(),
    own_id(),
    of_case(),
    needed("screening_id", UuidBytes, "screenings.id"),
    Column("token", Text, nullable=False, unique=True),
    needed("state", Text),
    needed("is_urgent", Integer),
    needed("created_at", Moment),
    needed("record", LargeBinary),
    needed("coarsened", Text),
    Index("referrals_of_case", "case_id"),
)
bundles = table(
    "bundles",
    key("sequence", Integer),
    Column("bundle_id", Text, nullable=False, unique=True),
    needed("content", LargeBinary),
    needed("items", Text),
    Column("receipt", LargeBinary),
)

legal_holds = table(
    "legal_holds",
    key("case_id", UuidBytes, "cases.id"),
    needed("reason", Text),
    needed("set_at", Moment),
    needed("set_by", UuidBytes),
)
removal_proposals = table(
    "removal_proposals",
    key("case_id", UuidBytes, "cases.id"),
    key("removal", Text),
    needed("proposed_by", UuidBytes),
    needed("proposed_at", Moment),
)
# When what comes round again was last done.
duties = table(
    "duties",
    key("duty", Text),
    needed("done_at", Moment),
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
