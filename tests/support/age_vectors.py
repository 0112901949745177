"""Test vectors of the age format, the same in every run.

Made from the format's description with the plain primitives, and not with the library that the
program reads them by: so the two are held against each other.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.support.oversight import as_identity

CHUNK = 64 * 1024
VERSION = b"age-encryption.org/v1"
SECRET = X25519PrivateKey.from_private_bytes(b"i" * 32)
STRANGER = X25519PrivateKey.from_private_bytes(b"o" * 32)
FILE_KEY = b"sixteen bytes ok"
NONCE = b"n" * 16
IDENTITY = as_identity(SECRET.private_bytes_raw())
REFUSED = "refused"
Vector = tuple[str, bytes, str]


def derived(secret: bytes, salt: bytes | None, label: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, label).derive(secret)


def b64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


@dataclass(frozen=True)
class Stanza:
    """One key's lines. `body` is wrapped at 64 letters unless `lines` are given."""

    arguments: tuple[bytes, ...]
    body: bytes
    lines: tuple[bytes, ...] | None = None

    def text(self) -> bytes:
        letters = b64(self.body)
        wrapped = tuple(letters[at : at + 64] for at in range(0, len(letters) + 1, 64))
        return (
            b"-> " + b" ".join(self.arguments) + b"\n" + b"\n".join(self.lines or wrapped) + b"\n"
        )


def for_key(
    public: X25519PublicKey, file_key: bytes = FILE_KEY, share: bytes | None = None
) -> Stanza:
    ephemeral = X25519PrivateKey.from_private_bytes(b"e" * 32)
    ours = ephemeral.public_key().public_bytes_raw() if share is None else share
    wrapping = derived(
        ephemeral.exchange(public), ours + public.public_bytes_raw(), VERSION + b"/X25519"
    )
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    return Stanza((b"X25519", b64(ours)), body)


def header(*stanzas: Stanza, version: bytes = VERSION) -> bytes:
    return version + b"\n" + b"".join(each.text() for each in stanzas) + b"---"


def sealed(head: bytes, mac: bytes | None = None, after: bytes = b"\n") -> bytes:
    """With its MAC and line end."""
    found = mac if mac is not None else mac_of(head)
    return head + b" " + found + after


def mac_of(head: bytes) -> bytes:
    return b64(hmac.digest(derived(FILE_KEY, None, b"header"), head, sha256))


def stream(chunks: Sequence[bytes], last: Sequence[int] | None = None) -> bytes:
    """`last` are the numbers of the chunks that say they are the last; one, unless given."""
    key = derived(FILE_KEY, NONCE, b"payload")
    ends = {len(chunks) - 1} if last is None else set(last)
    return NONCE + b"".join(
        ChaCha20Poly1305(key).encrypt(at.to_bytes(11, "big") + bytes([at in ends]), chunk, None)
        for at, chunk in enumerate(chunks)
    )


def vectors() -> Iterator[Vector]:
    """Name, file, and the digest of what is in it or REFUSED."""
    yield from _payloads()
    yield from _keys()
    yield from _headers()


def _good(content: bytes) -> str:
    return sha256(content).hexdigest()


def _payloads() -> Iterator[Vector]:
    head = sealed(header(for_key(SECRET.public_key())))
    full = b"f" * CHUNK
    for name, chunks in {
        "empty": [b""],
        "one-chunk": [b"age"],
        "one-full-chunk": [full],
        "two-chunks": [full, b"age"],
        "three-chunks": [full, full, b"age"],
    }.items():
        yield name, head + stream(chunks), _good(b"".join(chunks))
    whole = head + stream([full, b"age"])
    for name, content in {
        "no-payload": head,
        "no-nonce": head + b"",
        "short-nonce": head + NONCE[:-1],
        "nonce-alone": head + NONCE,
        "no-tag": head + stream([b"age"])[:-16],
        "cut-tag": head + stream([b"age"])[:-1],
        "cut-between-chunks": whole[: len(head) + 16 + CHUNK + 16],
        "cut-in-the-second": whole[:-2],
        "no-last-chunk": head + stream([full, b"age"], last=[]),
        "last-too-early": head + stream([full, b"age"], last=[0]),
        "last-twice": head + stream([full, b"age"], last=[0, 1]),
        "last-empty": head + stream([full, b""]),
        "short-first-chunk": head + stream([b"age", b"age"]),
        "something-behind": whole + b"age",
        "much-behind": whole + bytes(CHUNK + 16),
        "bit-in-the-first": _flipped(whole, len(head) + 20),
        "bit-in-the-tag": _flipped(whole, len(whole) - 1),
        "bit-in-the-nonce": _flipped(whole, len(head)),
        "chunks-exchanged": _exchanged(head, full),
    }.items():
        yield name, content, REFUSED


def _keys() -> Iterator[Vector]:
    end = stream([b"age"])
    ours, other = for_key(SECRET.public_key()), for_key(STRANGER.public_key())
    grease = Stanza((b"x-grease", b"1", b"letters"), b"whatever this is")
    yield "two-keys", sealed(header(other, ours)) + end, _good(b"age")
    yield "unknown-key-kind", sealed(header(grease, ours)) + end, _good(b"age")
    yield (
        "unknown-kind-without-body",
        sealed(header(Stanza((b"g",), b""), ours)) + end,
        _good(b"age"),
    )
    long = for_key(SECRET.public_key(), FILE_KEY + b"!")
    low = for_key(SECRET.public_key(), share=bytes(32))
    share, body = ours.arguments[1], ours.body
    for name, stanzas in {
        "another-key": [other],
        "no-key": [],
        "long-file-key": [long],
        "no-share-of-a-key": [low],
        "bit-in-the-wrapped-key": [Stanza(ours.arguments, _flipped(body, 3))],
        "one-argument-more": [Stanza((*ours.arguments, b"x"), body)],
        "no-share": [Stanza((b"X25519",), body)],
        "short-share": [Stanza((b"X25519", share[:-4]), body)],
        "long-share": [Stanza((b"X25519", share + b"AAAA"), body)],
        "share-spelled-otherwise": [Stanza((b"X25519", share[:-1] + _next(share[-1:])), body)],
        "share-with-padding": [Stanza((b"X25519", share + b"="), body)],
        "kind-in-small-letters": [Stanza((b"x25519", share), body)],
        "short-body": [Stanza(ours.arguments, body[:-1])],
    }.items():
        yield name, sealed(header(*stanzas)) + end, REFUSED


def _headers() -> Iterator[Vector]:
    end, ours = stream([b"age"]), for_key(SECRET.public_key())
    head = header(ours)
    letters = b64(ours.body)
    for name, content in {
        "nothing": b"",
        "no-age-file": b"age",
        "version-2": sealed(header(ours, version=b"age-encryption.org/v2")) + end,
        "line-ends-of-windows": sealed(head.replace(b"\n", b"\r\n"), after=b"\r\n") + end,
        "wrong-mac": sealed(head, b64(bytes(32))) + end,
        "mac-of-another-header": sealed(head, mac_of(header(ours, ours))) + end,
        "no-mac": head + b"\n" + end,
        "mac-without-space": head + mac_of(head) + b"\n" + end,
        "two-spaces-before-the-mac": head + b"  " + mac_of(head) + b"\n" + end,
        "space-behind-the-mac": sealed(head, after=b" \n") + end,
        "cut-mac": sealed(head, mac_of(head)[:-2]) + end,
        "mac-with-padding": sealed(head, mac_of(head) + b"=") + end,
        "mac-spelled-otherwise": sealed(head, mac_of(head)[:-1] + _next(mac_of(head)[-1:])) + end,
        "body-with-padding": _with_lines(ours, letters + b"=") + end,
        "body-on-two-lines": _with_lines(ours, letters[:20], letters[20:]) + end,
        "body-missing": _with_lines(ours, b"") + end,
        "empty-argument": sealed(header(Stanza((b"x", b"", b"y"), b"z"), ours)) + end,
        "strange-letter": sealed(header(Stanza((b"x", b"\x7f"), b"z"), ours)) + end,
        "other-start-of-a-key": sealed(head.replace(b"-> ", b"=> ")) + end,
        "carriage-return-in-a-key": sealed(header(Stanza((b"x", b"y\r"), b"z"), ours)) + end,
    }.items():
        yield name, content, REFUSED


def _with_lines(stanza: Stanza, *lines: bytes) -> bytes:
    return sealed(header(Stanza(stanza.arguments, stanza.body, lines)))


def _next(letter: bytes) -> bytes:
    """Another last letter for the same bytes: a lenient reader takes both."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    at = alphabet.index(letter)
    return alphabet[at + 1 : at + 2]


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def _exchanged(head: bytes, full: bytes) -> bytes:
    nonce, body = NONCE, stream([full, full, b"age"])[16:]
    size = CHUNK + 16
    return head + nonce + body[size : 2 * size] + body[:size] + body[2 * size :]
