"""What the record of deeds vouches for, while it is compared with the tables.

A post has hundreds of thousands of such rows after some years, and the check runs while officers
work: each is held as a few bytes of a bucket, a fifth of what Python's own objects would take.
"""

from __future__ import annotations

from binascii import Error, unhexlify
from collections import defaultdict
from collections.abc import Iterator

from frontline.crypto.mac import digester
from frontline.domain.audit import AuditBreak, BreakKind
from frontline.storage.content import ANSWERS, GONE, GONE_FROM_LOG
from frontline.wire.audit_file import break_at

# 120 bits: of a MAC, or of a name's digest.
KEY_BYTES = 15
_SEQUENCE_BYTES = 8
_LOG = ANSWERS.name.encode()
_LOG_GONE = _LOG + GONE_FROM_LOG.encode()
_GONE = GONE.encode()
_NO_ROW = bytes(KEY_BYTES)
# An entry that was meddled with may say anything.
_NO_MAC = b"\xff" * KEY_BYTES
_name_digest = digester("audit-row-name")


class Vouched:
    """What the chain vouches for and has not been compared with the tables yet.

    `late` are keys of the log's MACs from entries that were written while the check ran.
    """

    def __init__(self) -> None:
        self._logged = CompactMap(_SEQUENCE_BYTES)
        # Of each other row the last MAC, none where a deed removed it.
        self._latest = CompactMap(KEY_BYTES + _SEQUENCE_BYTES)
        self.late: set[bytes] = set()

    @property
    def logged(self) -> int:
        """How many rows of the log."""
        return len(self._logged)

    def take(self, lines: bytes, sequence: int, *, is_late: bool) -> None:
        """Note what one entry vouches for."""
        at = sequence.to_bytes(_SEQUENCE_BYTES, signed=True)
        for line in lines.split(b"\n"):
            name, _space, content_mac = line.partition(b" ")
            if name != _LOG:
                self._take_other(name, content_mac, at)
            elif is_late:
                self.late.add(mac_key(content_mac))
            else:
                self._logged.put(mac_key(content_mac), at)

    def _take_other(self, name: bytes, content_mac: bytes, at: bytes) -> None:
        if name == _LOG_GONE:
            self._logged.pop(mac_key(content_mac))
        else:
            mac = _NO_ROW if content_mac == _GONE else mac_key(content_mac)
            self._latest.put(_name_key(name), mac + at)

    def is_logged(self, key: bytes) -> bool:
        """Asked once of each row of the log."""
        return self._logged.pop(key) is not None

    def latest(self, name: bytes) -> tuple[bytes, int] | None:
        """Key of the last MAC and its entry. Asked once of each row."""
        found = self._latest.pop(_name_key(name))
        return None if found is None else (found[:KEY_BYTES], _sequence(found[KEY_BYTES:]))

    def missing(self) -> list[AuditBreak]:
        """What no row was found for is not there any more."""
        left = [(key, at) for key, at in self._logged.items()]
        for key, value in self._latest.items():
            if value[:KEY_BYTES] != _NO_ROW:
                left.append((key, value[KEY_BYTES:]))
        return [row_break(_sequence(at), key.hex().encode(), b"") for key, at in left]


class CompactMap:
    """From keys of KEY_BYTES, spread evenly, to values of `value_bytes`."""

    def __init__(self, value_bytes: int) -> None:
        self._record_bytes = KEY_BYTES + value_bytes
        self._buckets: defaultdict[int, bytearray] = defaultdict(bytearray)

    def __len__(self) -> int:
        return sum(map(len, self._buckets.values())) // self._record_bytes

    def put(self, key: bytes, value: bytes) -> None:
        bucket = self._buckets[_bucket(key)]
        at = self._find(bucket, key)
        if at < 0:
            bucket += key + value
        else:
            bucket[at : at + self._record_bytes] = key + value

    def pop(self, key: bytes) -> bytes | None:
        bucket = self._buckets.get(_bucket(key))
        at = -1 if bucket is None else self._find(bucket, key)
        if bucket is None or at < 0:
            return None
        end = at + self._record_bytes
        value = bytes(bucket[at + KEY_BYTES : end])
        del bucket[at:end]
        return value

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        for bucket in self._buckets.values():
            for at in range(0, len(bucket), self._record_bytes):
                record = bytes(bucket[at : at + self._record_bytes])
                yield record[:KEY_BYTES], record[KEY_BYTES:]

    def _find(self, bucket: bytearray, key: bytes) -> int:
        at = bucket.find(key)
        # Not across two records.
        while at > 0 and at % self._record_bytes:
            at = bucket.find(key, at + 1)
        return at


def _bucket(key: bytes) -> int:
    """One of 4096: a long log has a few dozen rows in each."""
    return key[0] << 4 | key[1] >> 4


def mac_key(content_mac: bytes) -> bytes:
    """Of a MAC in 64 hex digits."""
    try:
        key = unhexlify(content_mac[: 2 * KEY_BYTES])
    except Error:
        return _NO_MAC
    return key if len(key) == KEY_BYTES else _NO_MAC


def row_break(sequence: int, name: bytes, mac: bytes) -> AuditBreak:
    return break_at(sequence, BreakKind.ROW, name.decode(errors="replace"), mac.decode())


def _name_key(name: bytes) -> bytes:
    return unhexlify(_name_digest(name)[: 2 * KEY_BYTES])


def _sequence(value: bytes) -> int:
    return int.from_bytes(value, signed=True)
