"""Errors in what is sent out to posts, and in the sheets a directory is made of: a part of the
tree in errors.py."""

from __future__ import annotations

from frontline.errors import DamagedDataError, RuleError


class DirectorySourceError(DamagedDataError):
    """Spreadsheets of a directory with faults; `faults` counts them, `listing` names each."""

    code = "directory.source-refused"

    def __init__(self, listing: tuple[str, ...]) -> None:
        super().__init__(faults=len(listing))
        self.listing = listing


class DirectoryIncompleteError(DamagedDataError):
    """A signed directory lacks what every entry must have; `faults` counts, `first` is a code."""

    code = "directory.incomplete"


class UnsignedDocumentError(DamagedDataError):
    """A document, or an update, that nobody signed."""

    code = "signature.missing"


class FloorLoweredError(DamagedDataError):
    """A pack that finds or protects less than the one in force; `part` is the first it lacks."""

    code = "document.floor-lowered"


class UpdateRefusedError(DamagedDataError):
    """An update is not of its format, or not one of this post's hub."""

    code = "update.refused"


class UpdateOlderError(DamagedDataError):
    """An update with a number that this post has passed already."""

    code = "update.older"


class NothingKeptError(RuleError):
    """No other version of this document is kept to go back to, or on to."""

    code = "document.nothing-kept"
