"""Updates and versions in force: one contract for the vault in memory and the vault on disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.errors import DocumentRefusedError
from frontline.errors_of_updates import UpdateOlderError
from frontline.services.stores import StoredDocument
from frontline.services.update_store import StoredUpdate, UpdateState
from tests.support.vault_posts import Bench


def an_update(bench: Bench, number: int, hub: str = "hub-a") -> StoredUpdate:
    now = bench.deed().at
    return StoredUpdate(hub, number, UpdateState.WAITING, now, b"update %d" % number)


def test_updates_come_back_in_order_and_lose_their_content_when_accepted(bench: Bench) -> None:
    first, second = an_update(bench, 3), an_update(bench, 7)
    for update in (first, second):
        bench.vault.updates.add(update, bench.deed(DeedKind.UPDATE_RECEIVED))
    assert bench.vault.updates.updates("hub-a") == (first, second)

    bench.vault.updates.settle(first, UpdateState.ACCEPTED, bench.deed(DeedKind.UPDATE_ACCEPTED))
    bench.vault.updates.settle(second, UpdateState.PUT_OFF, bench.deed(DeedKind.UPDATE_PUT_OFF))

    assert bench.vault.updates.updates("hub-a") == (
        replace(first, state=UpdateState.ACCEPTED, content=b""),
        replace(second, state=UpdateState.PUT_OFF),
    )
    bench.vault.audit.verify()


@pytest.mark.parametrize("number", [6, 7])
def test_an_update_with_a_number_that_was_passed_is_refused(bench: Bench, number: int) -> None:
    bench.vault.updates.add(an_update(bench, 7), bench.deed())
    before = bench.vault.audit.head()

    with pytest.raises(UpdateOlderError):
        bench.vault.updates.add(an_update(bench, number), bench.deed())
    assert bench.vault.audit.head() == before
    # Another hub counts for itself.
    bench.vault.updates.add(an_update(bench, number, "hub-b"), bench.deed())
    assert len(bench.vault.updates.updates("hub-a")) == 1


def test_an_earlier_version_is_put_in_force_until_a_newer_comes(bench: Bench) -> None:
    store, deed = bench.vault.documents, bench.deed(DeedKind.DOCUMENT_ROLLED_BACK)
    versions = [StoredDocument("pack", "core", number, b"v%d" % number) for number in (1, 2, 5)]
    for document in versions[:2]:
        store.install(document, bench.deed(DeedKind.DOCUMENT_INSTALLED))
    assert store.in_force("pack") == (versions[1],)

    store.put_in_force("pack", "core", 1, deed)
    assert store.in_force("pack") == (versions[0],)
    assert store.newest("pack") == (versions[1],)
    assert store.newest_versions("pack") == (("core", 2),)
    assert store.versions_in_force("pack") == (("core", 1),)
    store.install(versions[2], bench.deed(DeedKind.DOCUMENT_INSTALLED))

    assert store.in_force("pack") == (versions[2],)
    assert store.versions("pack", "core") == (1, 2, 5)
    store.put_in_force("pack", "core", 2, deed)
    store.put_in_force("pack", "core", 5, deed)
    assert store.in_force("pack") == (versions[2],)
    bench.vault.audit.verify()


def test_what_is_not_kept_is_never_put_in_force(bench: Bench) -> None:
    bench.vault.documents.install(StoredDocument("pack", "core", 2, b"two"), bench.deed())
    before = bench.vault.audit.head()

    for name, version in (("core", 1), ("core", 3), ("other", 2)):
        with pytest.raises(DocumentRefusedError):
            bench.vault.documents.put_in_force("pack", name, version, bench.deed())
    assert bench.vault.audit.head() == before
