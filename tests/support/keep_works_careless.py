"""The same kinds of work with one defence switched off: what the checks of faults must notice."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from frontline.domain.audit import AuditHead
from frontline.errors import FrontlineError
from frontline.storage import durable_files, engine, slot_files
from frontline.storage.head_mark import HeadMark
from frontline.wire import stick
from tests.support.keep_place import MOST, Place, Say, bench_of
from tests.support.keep_works import (
    WORKS,
    Work,
    answers_kept,
    change_passphrase,
    export,
    exported_kept,
    install,
    installed,
    lock,
    passphrase_kept,
    save,
)

Run = Callable[[Place, Say], None]


def without(run: Run, *defences: tuple[object, str, Any]) -> Run:
    """`run`, with what stands at each module or class and name replaced."""

    def careless(place: Place, say: Say) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for owner, name, instead in defences:
                patch.setattr(owner, name, instead)
            run(place, say)

    return careless


def _settings(level: str, value: str) -> tuple[tuple[str, str, str], ...]:
    """Those of the database, but it waits less for the disk."""
    return tuple(
        (f"synchronous = {level}", name, value)
        if name == "synchronous"
        else (statement, name, wanted)
        for statement, name, wanted in engine._SETTINGS
    )


WEAK = (engine, "_SETTINGS", _settings("NORMAL", "1"))
OFF = (engine, "_SETTINGS", _settings("OFF", "0"))


def _note_once(mark: HeadMark, head: AuditHead) -> None:
    """A note that was half written stays so."""
    fields = struct.pack(">Q32s", head.count, bytes.fromhex(head.digest))
    mark._file.seek(512 * (head.count % 2))
    mark._file.write(fields + zlib.crc32(fields).to_bytes(4, "big"))


def _write_once(path: Path, content: bytes) -> None:
    """A file that was half written is taken for whole."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(handle, content)
    os.fsync(handle)
    os.close(handle)


def _write_and_hope(path: Path, content: bytes) -> None:
    """Not brought to the disk."""
    path.write_bytes(content)


def _no_words() -> AbstractContextManager[None]:
    """What the system says goes out as it is."""
    return nullcontext()


def save_deafly(place: Place, say: Say) -> None:
    """As save, but a refusal is not listened to."""
    with place.at() as vault:
        bench = bench_of(vault)
        _case, screening = bench.added()
        for number in range(1, MOST):
            with suppress(FrontlineError):
                bench.answer(screening, bench.an_event(screening, number, f"answer {number}"))
            say(number)


def boast(place: Place, say: Say) -> None:
    """As save, but it says so before it is true."""
    with place.at() as vault:
        bench = bench_of(vault)
        _case, screening = bench.added()
        for number in range(1, MOST):
            say(number + 1)
            bench.answer(screening, bench.an_event(screening, number, f"answer {number}"))


CARELESS = {
    "boast": Work(boast, answers_kept),
    "deaf": Work(save_deafly, answers_kept),
    "careless": Work(without(save, (HeadMark, "write", _note_once)), answers_kept),
    "careless-passphrase": Work(
        without(change_passphrase, (durable_files, "_write_through", _write_once)),
        passphrase_kept,
        period=2,
    ),
    "careless-export": Work(
        without(
            export,
            (stick, "_write_through", _write_once),
            (stick, "_holds", lambda path, _content: path.exists()),
        ),
        exported_kept,
    ),
    "wordless": Work(
        without(
            change_passphrase,
            (durable_files, "file_failures", _no_words),
            (slot_files, "file_failures", _no_words),
        ),
        passphrase_kept,
        period=2,
    ),
    "weak": Work(without(save, WEAK), answers_kept),
    "weak-import": Work(without(install("directory"), WEAK), installed("directory")),
    "weak-pack": Work(without(install("pack"), WEAK), installed("pack")),
    "weak-lock": Work(without(lock, OFF), answers_kept),
    "weak-export": Work(
        without(
            export,
            (stick, "_write_through", _write_and_hope),
            (stick, "_settle", lambda _folder: None),
        ),
        exported_kept,
    ),
}
ALL_WORKS = WORKS | CARELESS
