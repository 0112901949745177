"""Errors in the sources of rule packs: a part of the tree in errors.py."""

from __future__ import annotations

from frontline.errors import DamagedDataError


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
