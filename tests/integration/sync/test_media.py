"""Sticks that are full or locked, as real ones where this machine lets us mount them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from frontline.errors import FolderUnusableError
from frontline.services.roads import Parcel
from frontline.sync.folder import FolderTransport
from tests.support.fault_report import report
from tests.support.hub import rounds

resource = pytest.importorskip("resource")


def carry(folder: Path, parcels: tuple[Parcel, ...]) -> tuple[int, ...]:
    return FolderTransport(folder).carry(parcels, None).delivered  # type: ignore[arg-type]


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[bool]:
    """A small medium of its own; False where that takes rights we do not have."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        yield False
        return
    command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    is_mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run([umount, str(folder)], check=True)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_stick_without_room_is_said_and_stays_empty(
    stick: Path, parcels: tuple[Parcel, ...]
) -> None:
    with files_of_at_most(50_000), pytest.raises(FolderUnusableError, match="full"):
        carry(stick, parcels)
    assert names(stick) == []
    assert carry(stick, parcels) == (1, 2, 3)


def test_a_stick_with_room_for_one_takes_one(stick: Path, parcels: tuple[Parcel, ...]) -> None:
    with mounted(stick, "size=128k") as is_mounted:
        if not is_mounted:
            pytest.skip("this user may mount nothing")

        assert carry(stick, parcels) == (1,)
        with pytest.raises(FolderUnusableError, match="full"):
            carry(stick, parcels[1:])
        assert names(stick) == ["post-a-1.flb"]
        assert (stick / "post-a-1.flb").read_bytes() == parcels[0].content

        (stick / "post-a-1.flb").unlink()
        assert carry(stick, parcels[1:2]) == (2,)


def test_real_media_of_every_size_hold_whole_bundles_or_none(
    tmp_path: Path, parcels: tuple[Parcel, ...]
) -> None:
    """Full at another byte each, from less than one bundle to all of them."""
    whole, halves = {parcel.content for parcel in parcels}, 0
    sizes = range(16, 336, rounds(64, 4))
    for size in sizes:
        stick = tmp_path / str(size)
        stick.mkdir()
        with mounted(stick, f"size={size}k") as is_mounted:
            if not is_mounted:
                pytest.skip("this user may mount nothing")
            delivered: tuple[int, ...] = ()
            with suppress(FolderUnusableError):
                delivered = carry(stick, parcels)
            found = [path.read_bytes() for path in stick.iterdir()]
            halves += sum(content not in whole for content in found)
            assert len(found) == len(delivered)
    report(12, "real medium full at any byte", len(sizes), 0, halves)
    assert halves == 0


def test_a_read_only_stick_is_said(stick: Path, parcels: tuple[Parcel, ...]) -> None:
    with mounted(stick, "size=1m,ro") as is_mounted:
        if not is_mounted:
            stick.chmod(0o500)
            if os.access(stick, os.W_OK):
                pytest.skip("this user may write anywhere and mount nothing")
        with pytest.raises(FolderUnusableError, match="read-only"):
            carry(stick, parcels)
        assert names(stick) == []
