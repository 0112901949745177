"""How bundles and receipts lie in a folder, on a stick or a share, and how a file gets there whole.

    <device>-<sequence>.flb     a bundle, on its way to the hub
    <device>-<sequence>.flr     its receipt, on its way back
    <device>-<number>.fla       a letter from the hub to the device
    <hub>-<number>.flu          an update, on its way to every post of the hub

A file is written under another name, brought to the medium, renamed, and read back. So a stick
that is pulled holds a file as a whole or not at all, and posts and hub can share one.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from errno import EDQUOT, EFBIG, EINVAL, EIO, ENODEV, ENOENT, ENOSPC, ENOTDIR, ENOTSUP, ENXIO, EROFS
from pathlib import Path

from frontline.errors import FolderUnusableError

BUNDLE_SUFFIX = ".flb"
RECEIPT_SUFFIX = ".flr"
LETTER_SUFFIX = ".fla"
UPDATE_SUFFIX = ".flu"
PART_SUFFIX = ".part"
_NAME = re.compile(r"^(?P<device>[a-z0-9][a-z0-9_-]{0,63})-(?P<sequence>[1-9][0-9]{0,15})$")
_CREATE = (
    os.O_WRONLY
    | os.O_CREAT
    # Nobody's link or file that lies ready on the stick is ever written through.
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_REASONS = {
    ENOENT: "missing",
    ENOTDIR: "missing",
    ENODEV: "pulled",
    ENXIO: "pulled",
    EIO: "pulled",
    ENOSPC: "full",
    EFBIG: "full",
    EDQUOT: "full",
    EROFS: "read-only",
}


def bundle_name(device: str, sequence: int) -> str:
    return f"{device}-{sequence}{BUNDLE_SUFFIX}"


def receipt_name(device: str, sequence: int) -> str:
    return f"{device}-{sequence}{RECEIPT_SUFFIX}"


def letter_name(device: str, number: int) -> str:
    return f"{device}-{number}{LETTER_SUFFIX}"


def update_name(hub: str, number: int) -> str:
    return f"{hub}-{number}{UPDATE_SUFFIX}"


def updates_in(folder: Path, hub: str, after: int) -> tuple[Path, ...]:
    """The files named as updates of `hub` above a number, in order. Raises FolderUnusableError."""
    found = []
    for path in files_in(folder, UPDATE_SUFFIX):
        match = _NAME.fullmatch(path.stem.lower())
        if match and match["device"] == hub and int(match["sequence"]) > after:
            found.append((int(match["sequence"]), path))
    return tuple(path for _number, path in sorted(found))


def files_in(folder: Path, suffix: str) -> tuple[Path, ...]:
    """Plain files with that suffix, in order of name. Raises FolderUnusableError."""
    try:
        with os.scandir(folder) as entries:
            found = [
                Path(entry.path)
                for entry in entries
                # A link or a pipe on a stick is somebody's trick, or a mistake.
                if entry.name.lower().endswith(suffix) and entry.is_file(follow_symlinks=False)
            ]
    except OSError as error:
        raise unusable(error) from error
    return tuple(sorted(found, key=lambda path: path.name))


def receipts_in(folder: Path, device: str) -> tuple[Path, ...]:
    """The files named as receipts for `device`. Raises FolderUnusableError."""
    return _for_device(folder, device, RECEIPT_SUFFIX)


def letters_in(folder: Path, device: str) -> tuple[Path, ...]:
    """The files named as letters to `device`. Raises FolderUnusableError."""
    return _for_device(folder, device, LETTER_SUFFIX)


def read_at_most(path: Path, limit: int) -> bytes:
    """The file's bytes, or the first `limit` + 1 where there are more: enough to refuse it by.

    Raises FolderUnusableError.
    """
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise unusable(error) from error


def put_whole(folder: Path, name: str, content: bytes) -> None:
    """Write `content` to `folder`, whole or not at all; durable and read back when it returns.

    A file that is there already and the same stays untouched. Raises FolderUnusableError, and no
    half file is left under any name that the medium still lets us remove.
    """
    final, part = folder / name, folder / (name + PART_SUFFIX)
    try:
        if not folder.is_dir():
            raise FolderUnusableError(reason="missing")
        if _holds(final, content):
            return
        part.unlink(missing_ok=True)
        try:
            _write_through(part, content)
            # replace() also takes the place of an older, damaged copy, on Windows too.
            part.replace(final)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        _settle(folder)
        if not _holds(final, content):
            with suppress(OSError):
                final.unlink(missing_ok=True)
            raise FolderUnusableError(reason="read-back")
    except OSError as error:
        raise unusable(error) from error


def unusable(error: OSError) -> FolderUnusableError:
    """The error for what the system said about a folder."""
    if isinstance(error, PermissionError):
        return FolderUnusableError(reason="read-only")
    return FolderUnusableError(reason=_REASONS.get(error.errno or 0, "unwritable"))


def _device_of(stem: str) -> str | None:
    match = _NAME.fullmatch(stem.lower())
    return match["device"] if match else None


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, _CREATE, stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _settle(folder: Path) -> None:
    """Bring the new name to the medium. Windows cannot, and does it on its own."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some drivers for foreign file systems know no such request; reading back decides then.
        if error.errno not in (EINVAL, ENOTSUP):
            raise
    finally:
        os.close(handle)


def _holds(path: Path, content: bytes) -> bool:
    try:
        # A link or a pipe under our name is not our file; replace() puts it aside unread.
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                # What was just written would come from memory; we want to see the medium.
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return file.read(len(content) + 1) == content
    except FileNotFoundError:
        return False


def _for_device(folder: Path, device: str, suffix: str) -> tuple[Path, ...]:
    return tuple(path for path in files_in(folder, suffix) if _device_of(path.stem) == device)
