from __future__ import annotations

import os
from pathlib import Path

import pytest

from frontline.errors import FolderUnusableError
from frontline.wire.stick import (
    BUNDLE_SUFFIX,
    bundle_name,
    files_in,
    put_whole,
    read_at_most,
    receipt_name,
    receipts_in,
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_arrives_whole_and_alone(tmp_path: Path) -> None:
    put_whole(tmp_path, "post-a-1.flb", b"content")

    assert (tmp_path / "post-a-1.flb").read_bytes() == b"content"
    assert names(tmp_path) == ["post-a-1.flb"]


def test_the_same_file_is_not_written_twice(tmp_path: Path) -> None:
    put_whole(tmp_path, "post-a-1.flb", b"content")
    before = (tmp_path / "post-a-1.flb").stat().st_ino

    put_whole(tmp_path, "post-a-1.flb", b"content")

    assert (tmp_path / "post-a-1.flb").stat().st_ino == before


def test_a_damaged_copy_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "post-a-1.flb").write_bytes(b"cont")
    (tmp_path / "post-a-1.flb.part").write_bytes(b"left from a pulled stick")

    put_whole(tmp_path, "post-a-1.flb", b"content")

    assert (tmp_path / "post-a-1.flb").read_bytes() == b"content"
    assert names(tmp_path) == ["post-a-1.flb"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("trap", ["post-a-1.flb", "post-a-1.flb.part"])
def test_a_link_that_lies_ready_is_never_written_through(tmp_path: Path, trap: str) -> None:
    stick, outside = tmp_path / "stick", tmp_path / "precious"
    stick.mkdir()
    outside.write_bytes(b"content")
    (stick / trap).symlink_to(outside)

    put_whole(stick, "post-a-1.flb", b"another")

    assert outside.read_bytes() == b"content"
    assert (stick / "post-a-1.flb").read_bytes() == b"another"
    assert not (stick / "post-a-1.flb").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="no pipes there")
def test_pipes_links_and_folders_are_not_bundles(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.flb")
    (tmp_path / "folder.flb").mkdir()
    (tmp_path / "link.flb").symlink_to("/etc/hostname")
    (tmp_path / "POST-A-1.FLB").write_bytes(b"x")
    (tmp_path / "post-a-2.flb.part").write_bytes(b"x")

    assert [path.name for path in files_in(tmp_path, BUNDLE_SUFFIX)] == ["POST-A-1.FLB"]


def test_each_post_finds_its_own_receipts(tmp_path: Path) -> None:
    for device in ("post-a", "post-a-1", "post-b"):
        (tmp_path / receipt_name(device, 7)).write_bytes(b"x")
    (tmp_path / "post-a-07.flr").write_bytes(b"x")
    (tmp_path / "note.flr").write_bytes(b"x")

    assert [path.name for path in receipts_in(tmp_path, "post-a")] == ["post-a-7.flr"]
    assert [path.name for path in receipts_in(tmp_path, "post-a-1")] == ["post-a-1-7.flr"]


def test_no_two_bundles_share_a_name() -> None:
    assert bundle_name("post-a", 11) != bundle_name("post-a-1", 1)


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.flb").write_bytes(bytes(1000))

    assert len(read_at_most(tmp_path / "a.flb", 10)) == 11


def test_a_missing_folder_has_its_reason(tmp_path: Path) -> None:
    for call in (
        lambda: put_whole(tmp_path / "gone", "a.flb", b"x"),
        lambda: files_in(tmp_path / "gone", BUNDLE_SUFFIX),
        lambda: read_at_most(tmp_path / "gone" / "a.flb", 10),
    ):
        with pytest.raises(FolderUnusableError, match="missing"):
            call()
