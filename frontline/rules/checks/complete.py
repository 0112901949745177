"""All checks of a pack's source together."""

from __future__ import annotations

from frontline.rules.checks.children import ChildCheck
from frontline.rules.checks.condition_references import ConditionReferenceCheck
from frontline.rules.checks.duplicates import DuplicateCheck
from frontline.rules.checks.floor import FloorCheck
from frontline.rules.checks.forms import FormCheck
from frontline.rules.checks.instruments import InstrumentCheck
from frontline.rules.checks.protected import ProtectedTopicCheck
from frontline.rules.checks.reachability import ReachabilityCheck
from frontline.rules.checks.references import ReferenceCheck
from frontline.rules.checks.safety import SafetyCheck
from frontline.rules.checks.texts import check_source_texts
from frontline.rules.source import PackSource

_CHECKS = (
    ReferenceCheck,
    DuplicateCheck,
    ConditionReferenceCheck,
    FormCheck,
    ProtectedTopicCheck,
    SafetyCheck,
    ChildCheck,
    ReachabilityCheck,
    InstrumentCheck,
    FloorCheck,
)


_UNREAD = ("yaml.", "shape.")


def check_source(source: PackSource) -> PackSource:
    """Add every fault the checks find to `source`, which is returned.

    What could not be read is told first and alone: it would make a fault of all that refers to it.
    """
    is_read = not any(fault.code.startswith(_UNREAD) for fault in source.faults)
    if source.pack is not None and is_read:
        for check in _CHECKS:
            source.faults.extend(check(source, source.pack).faults())
        source.faults.extend(check_source_texts(source, source.pack))
    return source
