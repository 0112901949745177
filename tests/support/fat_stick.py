"""A stick with a FAT file system, as far as it can be had without mounting one.

Calls of the process that go to the stick's folder are seen one by one, and can fail: the stick is
pulled at any of them, is full after any number of bytes, or cannot be written. What a pulled stick
holds is drawn from what FAT allows, which has no journal: of all that was not synced, an entry may
be there or not, with the length it had before or has now, and each sector of a file may be the new
one or whatever lay there before; a new name is there beside the old one, instead of it, or neither
is. A stick that lies says that it has synced, and has not.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EIO, ENODEV, ENOSPC, EROFS
from pathlib import Path
from typing import Any
from unittest.mock import patch

SECTOR = 512


@dataclass(frozen=True)
class Trouble:
    """`pulled_at` counts calls, `room` bytes that still go on it; None is never and without end."""

    pulled_at: int | None = None
    room: int | None = None
    is_read_only: bool = False
    lies: bool = False


@dataclass
class _File:
    """What is written, and what of it is safe."""

    content: bytes = b""
    safe: bytes = b""
    is_entry_safe: bool = False


@dataclass
class FatStick:
    folder: Path
    trouble: Trouble = field(default_factory=Trouble)
    calls: int = 0
    has_failed: bool = False

    def __post_init__(self) -> None:
        self._open: dict[int, str] = {}
        self._files: dict[str, _File] = {}
        self._gone: dict[str, bytes] = {}
        self._unsure: set[str] = set()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While calls go to the stick. Afterwards `after_pull` says what it may hold."""
        wrapped: list[tuple[object, str, Callable[..., object]]] = [
            (os, "open", self._opened),
            (os, "write", self._written),
            (os, "fsync", self._synced),
            (os, "close", self._closed),
            (Path, "replace", self._replaced),
            (Path, "unlink", self._unlinked),
        ]
        patches = [patch.object(*each) for each in self._bound(wrapped)]
        for each in patches:
            each.start()
        try:
            yield
        finally:
            for each in patches:
                each.stop()

    def after_pull(self, chance: random.Random) -> None:
        """Leave in the folder what the stick holds now."""
        for name, file in self._files.items():
            path = self.folder / name
            is_unsure = name in self._unsure or self.trouble.lies
            held = None if is_unsure and chance.random() < 0.3 else self._held(file, chance)
            path.unlink(missing_ok=True)
            if held is not None:
                path.write_bytes(held)
        for name, content in self._gone.items():
            if chance.random() < 0.3 and not (self.folder / name).exists():
                (self.folder / name).write_bytes(content)

    @property
    def is_pulled(self) -> bool:
        at = self.trouble.pulled_at
        return at is not None and self.calls > at

    def _bound(
        self, wrapped: list[tuple[object, str, Callable[..., object]]]
    ) -> Iterator[tuple[object, str, Callable[..., object]]]:
        for owner, name, seen in wrapped:
            real = getattr(owner, name)

            def call(
                *arguments: Any,
                _real: Callable[..., object] = real,
                _seen: Callable[..., object] = seen,
                **named: Any,
            ) -> object:
                return _seen(_real, *arguments, **named)

            yield owner, name, call

    def _held(self, file: _File, chance: random.Random) -> bytes | None:
        is_safe = file.is_entry_safe and file.content == file.safe and not self.trouble.lies
        if is_safe:
            return file.content
        if not file.is_entry_safe and chance.random() < 0.3:
            return None
        if chance.random() < 0.2:
            # The entry has the length it was made with.
            return file.safe if file.is_entry_safe else b""
        found = bytearray(file.content)
        for at in range(0, len(found), SECTOR):
            if chance.random() < 0.2:
                old = chance.choice(
                    [bytes(SECTOR), chance.randbytes(SECTOR), bytes(found[:SECTOR])]
                )
                found[at : at + SECTOR] = old[: len(found[at : at + SECTOR])]
        return bytes(found[: chance.choice([len(found), chance.randrange(len(found) + 1)])])

    def _step(self, code: int = EIO) -> None:
        """One more call; raises where the stick is gone."""
        self.calls += 1
        if self.is_pulled:
            self.has_failed = True
            raise OSError(ENODEV if self.calls % 2 else code, "pulled")

    def _is_here(self, path: object) -> bool:
        return isinstance(path, str | Path) and Path(path).parent == self.folder

    def _opened(
        self, real: Callable[..., int], path: Any, flags: int, *rest: Any, **named: Any
    ) -> int:
        if not self._is_here(path) or not flags & os.O_CREAT:
            return real(path, flags, *rest, **named)
        self._step()
        if self.trouble.is_read_only:
            self.has_failed = True
            raise OSError(EROFS, "read-only")
        handle = real(path, flags, *rest, **named)
        name = Path(path).name
        self._open[handle] = name
        self._files[name] = _File()
        return handle

    def _written(self, real: Callable[..., int], handle: int, data: Any) -> int:
        if handle not in self._open:
            return real(handle, data)
        self._step()
        room, wanted = self.trouble.room, bytes(data)
        taken = len(wanted) if room is None else min(len(wanted), room - self._used())
        if taken <= 0 < len(wanted):
            self.has_failed = True
            raise OSError(ENOSPC, "full")
        self._files[self._open[handle]].content += wanted[:taken]
        return real(handle, wanted[:taken])

    def _used(self) -> int:
        return sum(len(each.content) for each in self._files.values())

    def _synced(self, real: Callable[..., None], handle: int) -> None:
        if handle in self._open:
            self._step()
            file = self._files[self._open[handle]]
            file.safe, file.is_entry_safe = file.content, True
        elif Path(f"/proc/self/fd/{handle}").readlink() == self.folder:
            self._step()
            self._gone.clear()
            self._unsure.clear()
        real(handle)

    def _closed(self, real: Callable[..., None], handle: int) -> None:
        is_ours = self._open.pop(handle, None) is not None
        real(handle)
        if is_ours:
            self._step()

    def _replaced(self, real: Callable[..., Path], path: Path, target: Path) -> Path:
        if not self._is_here(path):
            return real(path, target)
        self._step()
        file = self._files.pop(path.name)
        # Either name, both or neither until the folder is synced, and always with a lying stick.
        self._gone[path.name] = file.content
        self._files[target.name] = file
        self._unsure.add(target.name)
        file.is_entry_safe = file.is_entry_safe and not self.trouble.lies
        return real(path, target)

    def _unlinked(self, real: Callable[..., None], path: Path, **named: Any) -> None:
        if self._is_here(path):
            self._step()
            self._files.pop(path.name, None)
        real(path, **named)
