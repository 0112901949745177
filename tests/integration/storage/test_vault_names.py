"""Names that forms got later: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from dataclasses import replace

from frontline.domain.deeds import DeedKind
from frontline.domain.marks import mark
from frontline.domain.naming import NameDecision, NameReason
from frontline.services.case_stores import Wanted
from tests.support.namings import a_naming
from tests.support.vault_posts import Bench


def test_names_of_a_case_are_kept_in_order_and_vouched_for(bench: Bench) -> None:
    case, screening = bench.added()
    other, _screening = bench.added()
    added = a_naming(bench, screening)
    back = replace(added, decision=NameDecision.NOT_THIS, reason=NameReason.ASKED_AGAIN)

    bench.vault.names.add_naming(added, bench.deed(DeedKind.FORM_NAMED, case.id))
    bench.vault.names.add_naming(back, bench.deed(DeedKind.FORM_NOT_NAMED, case.id))

    assert bench.vault.names.namings(case.id) == (added, back)
    assert bench.vault.names.namings(other.id) == ()
    bench.vault.audit.verify()


def test_a_case_is_found_by_its_name(bench: Bench) -> None:
    case, screening = bench.added()
    bench.added()
    wanted = [Wanted("", (mark("IDENTITY_LENDING"),))]
    assert bench.vault.search.find(wanted, None, 5) == ()

    naming = a_naming(bench, screening)
    bench.vault.names.add_naming(naming, bench.deed(DeedKind.FORM_NAMED, case.id))

    assert bench.vault.search.find(wanted, None, 5) == (case.id,)


def test_names_go_with_their_case(bench: Bench) -> None:
    case, screening = bench.added()
    naming = a_naming(bench, screening)
    bench.vault.names.add_naming(naming, bench.deed(DeedKind.FORM_NAMED, case.id))

    bench.vault.retention.purge(case.id, bench.deed(DeedKind.CASE_PURGED, case.id))

    assert bench.vault.names.namings(case.id) == ()
    bench.vault.audit.verify()
