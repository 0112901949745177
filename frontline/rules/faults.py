"""Faults of pack source: each names file, line, code and field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`file` is relative to the pack's folder, `line` counts from 1, `field` is a dotted path."""

    file: str
    line: int
    code: str
    field: str
    detail: str = ""

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.file}:{self.line}: {self.code}: {self.field}{detail}"
