"""Writes the test vectors of what comes to a post, once: `python -m tests.support.answer_vectors`.

As in hub_vectors.py: existing files are never written over, a new format gets a new folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from frontline.crypto.canonical import canonical_json
from frontline.crypto.sealing import SealingKey, new_sealing_key, seal
from frontline.crypto.signing import SigningKey
from frontline.domain.audit import DEVICE_SIGNER, AuditHead
from frontline.domain.integrity import Pattern, PublicService
from frontline.domain.service_answers import Outcome, RefusalReason
from frontline.wire.audit_file import (
    FIRST_PREVIOUS,
    Opening,
    audit_lines,
    entry_digest,
    signed_head,
)
from frontline.wire.bundle import SLOT_PLAINTEXT
from frontline.wire.integrity import IntegrityReport, seal_report
from frontline.wire.letter import Letter, LetterAnswer, write_letter
from tests.support.channels import focal_point_document, focal_point_of
from tests.support.desks import KEY, core_model
from tests.support.oversight import body_of, oversight_document
from tests.support.updates import (
    HUB,
    HUB_KEY,
    directory,
    glossary,
    pack,
    resigned,
    unsigned,
    update,
)

VECTORS = Path(__file__).parents[1] / "vectors"
DEVICE = SigningKey.from_seed(b"d" * 32)
STRANGER = SigningKey.from_seed(b"x" * 32)
Vector = tuple[str, bytes, str]


def letters() -> Iterator[Vector]:
    """Name, file and what becomes of it."""
    answer = LetterAnswer(
        item=str(UUID(int=7)),
        outcome=Outcome.REFUSED,
        reason=RefusalReason.NO_CAPACITY,
        contact_on=None,
    )
    letter = Letter(hub=HUB, epoch=7, device="post-a", number=1, answer=answer)
    good = write_letter(letter, HUB_KEY)
    yield "good.fla", good, "accepted"
    yield "changed.fla", good.replace(b'"number":1', b'"number":2'), "signature"
    yield "other-hub.fla", write_letter(letter, STRANGER), "signature"
    yield "spaces.fla", good + b"\n", "form"
    silent = letter.model_dump(mode="json") | {"answer": {}}
    signature = HUB_KEY.sign("letter", canonical_json(silent))
    yield "silent.fla", canonical_json({"body": silent, "signature": signature}), "fields"


def documents(key: SealingKey) -> Iterator[Vector]:
    """Those that come in an update or by hand, as they are signed."""
    glossed = glossary(3, "How something was done.")
    yield "directory.fldoc", directory(3, "Clinic (fictitious)"), "accepted"
    yield "glossary.fldoc", glossed, "accepted"
    yield "pack.fldoc", pack(core_model(3)), "accepted"
    yield "oversight.fldoc", oversight_document(body_of([key])), "accepted"
    yield "focal-point.fldoc", focal_point_document(focal_point_of(key)), "accepted"
    yield "unsigned.fldoc", unsigned(glossed), "signature.missing"
    yield "stranger.fldoc", resigned(glossed, STRANGER), "signature.unknown-signer"
    yield "changed.fldoc", glossed.replace(b"something", b"anything."), "signature.refused"
    yield "no-mandate.fldoc", directory(3, "Clinic", mandates=[]), "directory.incomplete"
    yield "other-kind.fldoc", resigned(glossed, KEY, kind="recipe"), "document.refused"


def updates() -> Iterator[Vector]:
    good = update(7, directory(3, "Clinic (fictitious)"), glossary(3, "How."))
    yield "good.flu", good, "accepted"
    yield "changed.flu", good.replace(b"How.", b"Who."), "signature.refused"
    yield "other-hub.flu", update(7, glossary(3, "How."), hub="hub-b"), "update.refused"
    yield "stranger.flu", resigned(good, STRANGER), "signature.unknown-signer"
    yield "twice.flu", update(7, glossary(3, "How."), glossary(4, "How.")), "update.refused"
    yield "a-document.flu", resigned(glossary(3, "How."), HUB_KEY), "update.refused"


def reports(key: SealingKey) -> Iterator[Vector]:
    report = IntegrityReport(
        ticket="ABCD-EFGH-JKMN",
        pattern=Pattern.WAVED_THROUGH,
        service=PublicService.BORDER,
        text="Invented.",
    )
    yield "good.age", seal_report(report, [key.recipient]), "accepted"
    yield (
        "two-keys.age",
        seal_report(report, [key.recipient, new_sealing_key().recipient]),
        ("accepted"),
    )
    yield "another-key.age", seal_report(report, [new_sealing_key().recipient]), "unopenable"
    yield "dummy.age", seal(bytes(SLOT_PLAINTEXT), [key.recipient]), "form"
    noted = canonical_json(report.model_dump(mode="json") | {"device": "post-a"})
    named = (len(noted).to_bytes(4, "big") + noted).ljust(SLOT_PLAINTEXT, b"\0")
    yield "with-device.age", seal(named, [key.recipient]), "form"


def audits() -> Iterator[Vector]:
    """A record of two deeds, signed by the device."""
    entries, previous = [], FIRST_PREVIOUS
    for number in (1, 2):
        entry = f"{previous}\n{number}\n27000000\n{'0' * 32}\nsigned-in\n-".encode()
        entries.append(entry)
        previous = entry_digest(entry)
    head = AuditHead(previous, 2)
    opening = Opening(head, "post-a", DEVICE.public, {})
    signed = signed_head(head, DEVICE_SIGNER, DEVICE)
    lines = list(audit_lines(opening, entries, [signed]))
    yield "good.jsonl", b"".join(lines), "accepted"
    yield "entry-left-out.jsonl", b"".join((lines[0], *lines[2:])), "audit.broken"
    yield "end-cut-off.jsonl", b"".join(lines[:-1]), "audit.broken"
    yield (
        "entry-changed.jsonl",
        b"".join(lines).replace(b"27000000", b"27000001", 1),
        ("audit.broken"),
    )
    forged = signed_head(head, DEVICE_SIGNER, STRANGER)
    other = list(audit_lines(opening, entries, [forged]))
    yield "signed-by-another.jsonl", b"".join(other), "audit.broken"
    yield "no-audit-file.jsonl", b"{}\n", "input.unusable"


def main() -> None:
    key = new_sealing_key()
    hub, signer = {"hub_key": HUB_KEY.public}, {"signer": KEY.public}
    _write("letter-1", list(letters()), hub)
    _write("document-1", list(documents(key)), signer)
    _write("update-1", list(updates()), hub | {"hub": HUB})
    _write("integrity-1", list(reports(key)), {"identity": key.identity})
    _write("audit-1", list(audits()), {})


def _write(folder: str, vectors: list[Vector], keys: dict[str, Any]) -> None:
    path = VECTORS / folder
    path.mkdir()
    for name, content, _outcome in vectors:
        (path / name).write_bytes(content)
    outcomes = {name: outcome for name, _content, outcome in vectors}
    index = json.dumps({"keys": keys, "outcomes": outcomes}, indent=2)
    (path / "index.json").write_text(index + "\n", "utf-8")


if __name__ == "__main__":
    main()
