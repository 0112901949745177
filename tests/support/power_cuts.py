"""What a disk may hold after a power cut, from the calls that a process made.

A write or a change of length is safe once its file was synced, a name once its folder was. What
was not safe yet is there or not there by chance, each write by itself and each sector of 512 bytes
of a torn write by itself; names of one folder change in their order, up to some point.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512


@dataclass(frozen=True)
class Call:
    kind: str
    descriptor: int
    offset: int
    data: bytes
    one: str
    other: str


def calls_in(log: Path) -> Iterator[Call]:
    content, at = log.read_bytes(), 0
    while at < len(content):
        end = content.index(b"\n", at)
        kind, *numbers = content[at:end].decode().split()
        descriptor, offset, length, one, other = map(int, numbers)
        at = end + 1
        data, at = content[at : at + length], at + length
        first, at = content[at : at + one].decode(), at + one
        second, at = content[at : at + other].decode(), at + other
        yield Call(kind, descriptor, offset, data, first, second)


@dataclass
class Changes:
    """Changes in their order, each with its moment, and the moments of syncs."""

    made: list[tuple[int, object]] = field(default_factory=list)
    synced: list[int] = field(default_factory=list)

    def safe_until(self, moment: int) -> int:
        return max((each for each in self.synced if each < moment), default=-1)


@dataclass(frozen=True)
class Write:
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    length: int


@dataclass(frozen=True)
class Entry:
    """A name that stands for a file from now on, or for none."""

    name: str
    file: int | None


class Disk:
    """A folder as it was, and all that was done below it since. Folders below it are made at once
    and stay: what they hold is what counts."""

    def __init__(self, root: Path, log: Path, left_out: frozenset[str]) -> None:
        self._left_out = left_out
        self._files: dict[int, Changes] = defaultdict(Changes)
        self._before: dict[int, bytes] = {}
        self._folders: dict[str, Changes] = defaultdict(Changes)
        self._names: dict[str, int] = {}
        self._open: dict[int, tuple[str, int | None]] = {}
        self.acknowledged: list[tuple[int, int]] = []
        self.moments = 0
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.name not in left_out:
                self._before[len(self._before)] = path.read_bytes()
                self._names[str(path)] = len(self._before) - 1
        self._at_first = dict(self._names)
        self._log = log

    def play(self) -> None:
        """Take in the log, which was written since."""
        for moment, call in enumerate(calls_in(self._log)):
            self._take(moment, call)
            self.moments = moment + 1

    def _take(self, moment: int, call: Call) -> None:
        match call.kind:
            case "a" if call.data.strip().isdigit():
                self.acknowledged.append((moment, int(call.data)))
            case "c" | "o":
                if call.kind == "c" and not self._is_left_out(call.one):
                    self._name(moment, call.one, self._new_file())
                self._open[call.descriptor] = (call.one, self._names.get(call.one))
            case "w" | "t":
                self._change(moment, call)
            case "s":
                path, file = self._open[call.descriptor]
                known = self._folders[path] if file is None else self._files[file]
                known.synced.append(moment)
            case "u":
                self._unname(moment, call.one, _parent(call.one))
            case "r":
                self._rename(moment, call.one, call.other)

    def _is_left_out(self, path: str) -> bool:
        return path.rpartition("/")[2].removesuffix(".new") in self._left_out

    def _change(self, moment: int, call: Call) -> None:
        _path, file = self._open[call.descriptor]
        if file is not None:
            done = Write(call.offset, call.data) if call.kind == "w" else Cut(call.offset)
            self._files[file].made.append((moment, done))

    def _new_file(self) -> int:
        number = len(self._before)
        self._before[number] = b""
        return number

    def _rename(self, moment: int, one: str, other: str) -> None:
        """A folder takes along what is in it."""
        for name in [name for name in self._names if f"{name}/".startswith(f"{one}/")]:
            file = self._unname(moment, name, _parent(one))
            self._name(moment, other + name.removeprefix(one), file, _parent(other))

    def _name(self, moment: int, name: str, file: int, folder: str | None = None) -> None:
        self._names[name] = file
        self._folders[folder or _parent(name)].made.append((moment, Entry(name, file)))

    def _unname(self, moment: int, name: str, folder: str) -> int:
        self._folders[folder].made.append((moment, Entry(name, None)))
        return self._names.pop(name)

    def after_cut(self, moment: int, chance: random.Random) -> dict[str, bytes]:
        """Names and contents that the disk may hold if the power goes before call `moment`."""
        names = dict(self._at_first)
        for _at, entry in sorted(self._entries(moment, chance), key=lambda each: each[0]):
            if entry.file is None:
                names.pop(entry.name, None)
            else:
                names[entry.name] = entry.file
        return {name: self._content(file, moment, chance) for name, file in sorted(names.items())}

    def _entries(self, moment: int, chance: random.Random) -> Iterator[tuple[int, Entry]]:
        """Changes of names that the disk has."""
        for folder in sorted(self._folders):
            changes = self._folders[folder]
            safe = changes.safe_until(moment)
            unsafe = [at for at, _entry in changes.made if safe < at < moment]
            last = chance.choice([safe, *unsafe])
            for at, entry in changes.made:
                assert isinstance(entry, Entry)
                if at <= last:
                    yield at, entry

    def _content(self, file: int, moment: int, chance: random.Random) -> bytes:
        changes, content = self._files[file], bytearray(self._before[file])
        safe = changes.safe_until(moment)
        # All of what is not safe gone, all there, or each by chance: the first two are likely too.
        mood = chance.choice(("gone", "there", "mixed", "torn"))
        for at, change in changes.made:
            if at >= moment:
                break
            is_whole = at <= safe or mood == "there" or (mood == "mixed" and chance.random() < 0.5)
            if isinstance(change, Cut):
                if is_whole:
                    _cut(content, change.length)
            elif isinstance(change, Write):
                if is_whole:
                    _write(content, change.offset, change.data)
                elif mood == "torn":
                    _tear(content, change, chance)
        return bytes(content)


def _tear(content: bytearray, change: Write, chance: random.Random) -> None:
    for start in range(0, len(change.data), SECTOR):
        if chance.random() < 0.5:
            _write(content, change.offset + start, change.data[start : start + SECTOR])


def _write(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _cut(content: bytearray, length: int) -> None:
    del content[length:]
    content.extend(bytes(length - len(content)))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
