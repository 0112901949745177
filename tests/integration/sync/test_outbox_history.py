"""What a hub says that shows a post's history to be another than it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.audit import BreakKind
from frontline.domain.deeds import DeedKind
from frontline.errors import BundleRefusedError, ReceiptRefusedError
from frontline.services.roads import Delivery
from frontline.wire.bundle import open_bundle
from frontline.wire.frame import read_frame
from frontline.wire.refusals import Refusal
from tests.support.outbox_letters import Correspondence, PaperHub
from tests.support.outbox_posts import memory_post


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> PaperHub:
    return PaperHub(tmp_path_factory.mktemp("hub") / "hub")


@pytest.fixture
def letters(hub: PaperHub) -> Correspondence:
    return Correspondence(memory_post(hub), hub)


def test_a_receipt_for_a_bundle_that_is_not_here_is_a_break_of_the_history(
    letters: Correspondence,
) -> None:
    """An older vault was put in the place of the one that sealed it."""
    letters.bundles(1)
    lost = replace(letters.vault.outbox.bundles(only_unacknowledged=False)[0], sequence=2)
    letters.vault.outbox.by_sequence[2] = lost
    receipt = letters.receipt(2)
    del letters.vault.outbox.by_sequence[2]

    for _ in range(2):
        with pytest.raises(ReceiptRefusedError):
            letters.post.outbox.note_delivery(Delivery((), (receipt,)))

    (known,) = letters.vault.audit.known_breaks()
    assert known.kind is BreakKind.HUB
    deeds = [deed.kind for deed in letters.vault.audit.deeds]
    assert deeds.count(DeedKind.AUDIT_BROKEN_SEEN) == 1


def test_a_hub_that_holds_another_bundle_of_the_same_number_is_one_too(
    letters: Correspondence,
) -> None:
    letters.bundles(1)

    with pytest.raises(BundleRefusedError):
        letters.post.outbox.note_delivery(Delivery((), (), ((1, Refusal.FORK.value),)))
    letters.bundles(1)

    (known,) = letters.vault.audit.known_breaks()
    last = letters.vault.outbox.bundles(only_unacknowledged=False)[-1]
    hub = letters.hub
    manifest = open_bundle(read_frame(last.content), hub.keys.identity, hub.card.hub).manifest
    assert manifest.audit_break is not None
    assert (manifest.audit_break.kind, manifest.audit_break.sequence) == ("hub", known.sequence)
