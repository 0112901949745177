"""The table of what people entered into the monitoring matrix. Nothing is ever changed in it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, LargeBinary, String, Table

from frontline.hub.tables import register_tables

# `content` is a document that the hub's key signed (statistics/matrix_entries.py).
matrix_entries = Table(
    "matrix_entries",
    register_tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("indicator", String(64), nullable=False),
    Column("entered_at", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
