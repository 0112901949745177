"""The record of deeds outside a vault: how an entry is read, how a head is signed, and the file
that carries a whole record to somebody who has no key to the vault.

A file is lines of canonical JSON: first who speaks and the head, then every entry in order, then
every signature. It holds pseudonyms alone, and the public keys to check it with; whose keys they
are has to be known from elsewhere, such as the post's card.

    {"count", "device", "device_key", "format", "head", "users": {user: key}}
    {"entry": text}
    {"count", "digest", "signature", "signer"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from frontline.crypto.canonical import Json, canonical_json, parse_canonical_json
from frontline.crypto.mac import digest, digester
from frontline.crypto.signing import SigningKey, verify
from frontline.domain.audit import (
    DEVICE_SIGNER,
    AuditBreak,
    AuditHead,
    BreakKind,
    Checkpoint,
    HistoryEntry,
)
from frontline.domain.identifiers import UserId
from frontline.errors import AuditBrokenError, BadInputError, SignatureRefusedError

FORMAT = "frontline-audit/1"
FIRST_PREVIOUS = "0" * 64
HEADER_LINES = 6
_PURPOSE = "audit-head"
# What the next entry holds of the content of this one, 64 hex digits.
entry_digest = digester("audit-entry")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def history_entry(content: bytes) -> HistoryEntry:
    """The parts of an entry that say who did what. Raises ValueError for what is no entry."""
    _previous, sequence, minutes, actor, kind, target, *_vouched = content.decode().split(
        "\n", HEADER_LINES
    )
    return HistoryEntry(
        sequence=int(sequence),
        at=_EPOCH + timedelta(minutes=int(minutes)),
        actor=UserId(UUID(hex=actor)),
        kind=kind,
        target=target,
    )


def marks_of(kinds: Iterable[str]) -> tuple[bytes, ...]:
    """An entry of one of these kinds has one of these in its content. Others may have one too, but
    few: to look for them takes a tenth of what reading every entry does."""
    return tuple(f"\n{kind}\n".encode() for kind in kinds)


def break_at(sequence: int, kind: BreakKind, *found: object) -> AuditBreak:
    """`found` tells this break from any other of its kind; it is not readable in the mark."""
    mark = digest("audit-break", "\n".join((kind.value, *map(str, found))).encode())
    return AuditBreak(sequence, kind, mark[:32])


def signed_head(head: AuditHead, signer: str, key: SigningKey) -> Checkpoint:
    """`signer` is DEVICE_SIGNER or a user's 32 hex digits, and `key` theirs. Nobody has the same
    key at two posts, so it says of which record the head is."""
    content = _content(head.count, head.digest, signer)
    return Checkpoint(head.count, head.digest, signer, key.sign(_PURPOSE, content))


def is_signed(checkpoint: Checkpoint, key: str) -> bool:
    """Whether the holder of `key` signed exactly this head."""
    content = _content(checkpoint.count, checkpoint.digest, checkpoint.signer)
    try:
        verify(key, _PURPOSE, content, checkpoint.signature)
    except SignatureRefusedError:
        return False
    return True


def _content(count: int, head: str, signer: str) -> bytes:
    return canonical_json({"count": count, "digest": head, "signer": signer})


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line. `users` are public keys by user."""

    head: AuditHead
    device: str
    device_key: str
    users: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditFile:
    """A file that holds. `signed_to` is the last entry that each signer signed."""

    opening: Opening
    signed_to: Mapping[str, int] = field(default_factory=dict)


def audit_lines(
    opening: Opening, entries: Iterable[bytes], checkpoints: Iterable[Checkpoint]
) -> Iterator[bytes]:
    """The lines of a file, each with its line end."""
    yield _line(
        {
            "count": opening.head.count,
            "device": opening.device,
            "device_key": opening.device_key,
            "format": FORMAT,
            "head": opening.head.digest,
            "users": dict(opening.users),
        }
    )
    for content in entries:
        yield _line({"entry": content.decode()})
    for each in checkpoints:
        yield _line(
            {
                "count": each.count,
                "digest": each.digest,
                "signature": each.signature,
                "signer": each.signer,
            }
        )


def _line(value: Mapping[str, object]) -> bytes:
    return canonical_json(dict(value)) + b"\n"


def check_audit_file(lines: Iterable[bytes]) -> AuditFile:
    """Raises AuditBrokenError with the first entry that does not hold, BadInputError for what is
    no such file."""
    rest = iter(lines)
    opening = _opening(_parsed(next(rest, b"")))
    heads, signed_to = {0: FIRST_PREVIOUS}, dict[str, int]()
    count, previous = 0, FIRST_PREVIOUS
    for line in rest:
        match _parsed(line):
            case {"entry": str(text), **other} if not other and not signed_to:
                count += 1
                if not text.startswith(f"{previous}\n{count}\n"):
                    raise AuditBrokenError(sequence=max(count - 1, 1), reason=BreakKind.ENTRY.value)
                previous = entry_digest(text.encode())
                heads[count] = previous
            case {
                "count": int(signed),
                "digest": str(head),
                "signature": str(signature),
                "signer": str(signer),
                **other,
            } if not other:
                checkpoint = Checkpoint(signed, head, signer, signature)
                _check_signed(checkpoint, heads, opening)
                signed_to[checkpoint.signer] = checkpoint.count
            case _:
                raise BadInputError(reason="audit-file")
    _check_end(opening, AuditHead(previous, count), signed_to)
    return AuditFile(opening, signed_to)


def _opening(found: Json) -> Opening:
    match found:
        case {
            "count": int(count),
            "device": str(device),
            "device_key": str(key),
            "format": str(form),
            "head": str(head),
            "users": dict(users),
            **other,
        } if form == FORMAT and not other and all(isinstance(each, str) for each in users.values()):
            keys = {user: str(each) for user, each in users.items()}
            return Opening(AuditHead(head, count), device, key, keys)
        case _:
            raise BadInputError(reason="audit-file")


def _parsed(line: bytes) -> Json:
    try:
        return parse_canonical_json(line.removesuffix(b"\n"), 3)
    except ValueError as error:
        raise BadInputError(reason="audit-file") from error


def _check_signed(checkpoint: Checkpoint, heads: Mapping[int, str], opening: Opening) -> None:
    """The head is one of this record, and the signer's own."""
    is_device = checkpoint.signer == DEVICE_SIGNER
    key = opening.device_key if is_device else opening.users.get(checkpoint.signer, "")
    if heads.get(checkpoint.count) != checkpoint.digest:
        raise AuditBrokenError(sequence=checkpoint.count, reason=BreakKind.SEEN.value)
    if not is_signed(checkpoint, key):
        raise AuditBrokenError(sequence=checkpoint.count, reason=BreakKind.SIGNATURE.value)


def _check_end(opening: Opening, found: AuditHead, signed_to: Mapping[str, int]) -> None:
    """Nothing was cut off: the device signed the very end."""
    if found != opening.head or signed_to.get(DEVICE_SIGNER) != found.count:
        raise AuditBrokenError(sequence=found.count + 1, reason=BreakKind.END.value)
