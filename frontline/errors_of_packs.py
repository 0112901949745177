"""Errors in the sources of rule packs: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import DamagedDataError, UserError


class PackSourceError(DamagedDataError):
    """Pack source with faults; `faults` counts them, `listing` names them one by one."""

    code = "pack.source-refused"

    def __init__(self, listing: tuple[str, ...]) -> None:
        super().__init__(faults=len(listing))
        self.listing = listing


class ConditionError(DamagedDataError):
    """A condition of a rule pack is not of the grammar: `fault` says how, `path` where."""

    code = "pack.condition"

    def __init__(self, fault: str, path: tuple[str | int, ...]) -> None:
        super().__init__(fault=fault)
        self.fault = fault
        self.path = path


class ClipRefusedError(DamagedDataError):
    """A spoken question is not the one that was signed: `reason` missing or changed. Nothing of it
    is played."""

    code = "pack.clip-refused"


class ClipsStrayError(DamagedDataError):
    """A file of spoken questions that is not the whole one of any pack it came with."""

    code = "pack.clips-stray"


class NoLoudspeakerError(UserError):
    """The machine has nothing to play sound on."""

    code = "sound.no-loudspeaker"
