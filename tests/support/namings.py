"""What somebody decided about the later name of a form."""

from __future__ import annotations

from frontline.domain.cases import Screening
from frontline.domain.identifiers import PackId
from frontline.domain.naming import NameDecision, NameReason, Naming
from tests.support.vault_posts import Bench


def a_naming(bench: Bench, screening: Screening) -> Naming:
    return Naming(
        case=screening.case,
        screening=screening.id,
        form="IDENTITY_LENDING",
        pack=PackId("tango"),
        pack_version=2,
        decision=NameDecision.ADDED,
        reason=NameReason.AS_TOLD,
        by=bench.officer,
        at=bench.clock.now(),
    )
