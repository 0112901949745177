"""The write-ahead log is as long as it gets from the first answer on, and what it holds beyond
its last frame is nothing."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from pathlib import Path

import pytest

from frontline.storage import log_room
from frontline.storage.log_room import LOG_BYTES
from tests.support.vault_posts import OFFICER, RealPost
from tests.support.vault_worked import ANSWERS, wal, work


def test_answers_write_over_what_was_set_aside(post: RealPost) -> None:
    log = post.places.log
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        _case, screening = bench.added()
        before = log.read_bytes()
        for number in range(ANSWERS):
            bench.answer(screening, bench.an_event(screening, number + 1))
        after = log.read_bytes()

    assert len(before) == len(after) == LOG_BYTES
    assert len(after.rstrip(b"\0")) > len(before.rstrip(b"\0"))


def test_a_log_left_behind_keeps_its_answers_and_is_lengthened_behind_them(
    post: RealPost, tmp_path: Path
) -> None:
    left = work(post, tmp_path / "left")
    used = wal(left).stat().st_size

    with closing(left.post.open()) as vault:
        assert vault.cases.answers(left.case.id) == left.acknowledged
        assert used < wal(left).stat().st_size == LOG_BYTES

    assert left.answers() == left.acknowledged


def test_a_long_log_left_behind_is_read_to_its_last_answer(post: RealPost, tmp_path: Path) -> None:
    left = work(post, tmp_path / "left")
    with wal(left).open("r+b") as file:
        file.truncate(LOG_BYTES)

    assert left.answers() == left.acknowledged
    assert left.passes_every_check()


def test_where_there_is_no_room_the_log_is_as_it_was(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: memoryview) -> int:
        if data.nbytes < LOG_BYTES // 2:
            raise OSError(errno.ENOSPC, "full")
        return os.pwrite(descriptor, data[: LOG_BYTES // 2], os.lseek(descriptor, 0, os.SEEK_END))

    log = post.places.log
    log.write_bytes(b"frames")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        log_room.lengthen(log)

    assert log.read_bytes() == b"frames"


def test_a_post_without_a_log_is_signed_in_to(post: RealPost) -> None:
    log_room.lengthen(post.places.log)

    with closing(post.open()) as vault:
        assert vault.users.users()[1].name == OFFICER.name
