"""Writes the test vectors of hand-overs and notes, once: `python -m tests.support.channel_vectors`.

As in hub_vectors.py: existing files are never written over, a new format gets a new folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import SealingKey, new_sealing_key, seal
from frontline.wire.handover import PLAINTEXT, seal_handover
from frontline.wire.intel import NOTE_PLAINTEXT, IntelNote, seal_note
from tests.support.channels import a_sheet, note_content

VECTORS = Path(__file__).parents[1] / "vectors"
Vector = tuple[str, bytes, str]


def sealed_as(fields: dict[str, Any], length: int, *recipients: str) -> bytes:
    return sealed_raw(canonical_json(fields), length, *recipients)


def sealed_raw(raw: bytes, length: int, *recipients: str) -> bytes:
    return seal((len(raw).to_bytes(4, "big") + raw).ljust(length, b"\0"), recipients)


def handovers(key: SealingKey, other: SealingKey) -> Iterator[Vector]:
    """Name, file and what becomes of it."""
    sheet = a_sheet(key.recipient)
    fields = sheet.model_dump(mode="json")
    yield "good", seal_handover(sheet), "accepted"
    yield "another-key", seal_handover(a_sheet(other.recipient)), "unopenable"
    cut = seal_handover(sheet)[:-1]
    yield "cut", cut, "unopenable"
    for_other = fields | {"to": other.recipient}
    yield "passed-on", sealed_as(for_other, PLAINTEXT, key.recipient), "passed-on"
    noted = fields | {"notes": "x"}
    yield "with-notes", sealed_as(noted, PLAINTEXT, key.recipient), "form"
    duty = fields | {"basis": "child-protection"}
    yield "duty-without-reason", sealed_as(duty, PLAINTEXT, key.recipient), "form"
    yield "other-length", sealed_as(fields, PLAINTEXT + 1, key.recipient), "form"
    spaced = json.dumps(fields, sort_keys=True).encode()
    yield "spaces", sealed_raw(spaced, PLAINTEXT, key.recipient), "form"


def notes(key: SealingKey, other: SealingKey) -> Iterator[Vector]:
    """As above."""
    note = IntelNote(note="0123456789abcdef" * 2, **dict(note_content()))
    fields = note.model_dump(mode="json")
    yield "good", seal_note(note, [key.recipient]), "accepted"
    yield "two-keys", seal_note(note, [other.recipient, key.recipient]), "accepted"
    yield "another-key", seal_note(note, [other.recipient]), "unopenable"
    named = fields | {"victim": "x"}
    yield "with-victim", sealed_as(named, NOTE_PLAINTEXT, key.recipient), "form"
    of_case = fields | {"case_code": "ABCD-2345"}
    yield "with-case", sealed_as(of_case, NOTE_PLAINTEXT, key.recipient), "form"
    dated = fields | {"seen_in": "2026-11-22"}
    yield "exact-day", sealed_as(dated, NOTE_PLAINTEXT, key.recipient), "form"
    yield "other-length", sealed_as(fields, NOTE_PLAINTEXT - 1, key.recipient), "form"


def main() -> None:
    for folder, vectors in (("handover-1", handovers), ("intel-1", notes)):
        key = new_sealing_key()
        place = VECTORS / folder
        place.mkdir()
        outcomes = {}
        for name, content, outcome in vectors(key, new_sealing_key()):
            (place / f"{name}.age").write_bytes(content)
            outcomes[f"{name}.age"] = outcome
        index = {"keys": {"identity": key.identity}, "outcomes": outcomes}
        (place / "index.json").write_text(json.dumps(index, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
