from __future__ import annotations

import pytest

from frontline.crypto.signing import SigningKey
from frontline.errors import BundleRefusedError
from frontline.services.roads import Parcel
from frontline.wire.bundle import BundleItem
from frontline.wire.frame import read_frame
from frontline.wire.receipt import Receipt, read_receipt
from frontline.wire.ref_record import REF_KIND
from frontline.wire.refusals import ItemRefusal, Refusal
from tests.support.hub import Hub, Post, ref_item, ref_record

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def receipts_of(hub: Hub, device: str = "post-a") -> list[Receipt]:
    return [
        read_receipt(held.receipt, hub.card.verify_key)
        for held in hub.mailroom.held(device, 0, 100)
        if held.receipt is not None
    ]


def test_a_bundle_becomes_its_referrals_and_a_signed_receipt(hub: Hub) -> None:
    post = hub.post()
    items = [ref_item(number) for number in range(3)]
    hub.receive(post.seal(*items))

    (processed,) = hub.processor.process_waiting()

    assert (processed.items, processed.quarantined, processed.refused) == (3, 0, None)
    assert hub.referrals() == {item.id: item.content for item in items}
    (receipt,) = receipts_of(hub)
    assert (receipt.sequence, receipt.items, receipt.head) == (1, 3, 1)
    assert receipt.bundle == post.last


def test_the_same_bytes_again_get_the_same_receipt(hub: Hub) -> None:
    parcel = hub.post().seal(ref_item(0))
    hub.receive(parcel)
    hub.processor.process_waiting()
    first = hub.mailroom.held("post-a", 0, 10)

    assert not hub.ingest.accept(parcel.content).is_new
    assert hub.processor.process_waiting() == ()
    assert hub.mailroom.held("post-a", 0, 10) == first


def test_other_bytes_at_one_sequence_raise_an_alarm_and_the_first_stay(hub: Hub) -> None:
    post = hub.post()
    first = post.seal(ref_item(0))
    clone = Post(hub.card)
    second = clone.seal(ref_item(1))
    hub.receive(first)

    for _ in range(2):
        with pytest.raises(BundleRefusedError, match="fork"):
            hub.ingest.accept(second.content)
    hub.processor.process_waiting()

    assert hub.mailroom.counts()["forks"] == 1
    assert list(hub.referrals()) == [ref_item(0).id]


def test_a_stranger_is_refused(hub: Hub) -> None:
    stranger = Post(hub.card, "post-x", seed=9)

    with pytest.raises(BundleRefusedError, match=Refusal.UNKNOWN_DEVICE):
        hub.ingest.accept(stranger.seal(ref_item(0)).content)


def test_somebody_who_poses_as_a_device_is_refused(hub: Hub) -> None:
    hub.post()
    impostor = Post(hub.card, "post-a", seed=9)

    with pytest.raises(BundleRefusedError, match=Refusal.DEVICE_SIGNATURE):
        hub.ingest.accept(impostor.seal(ref_item(0)).content)
    assert hub.mailroom.counts()["bundles"] == 0


def test_one_bad_item_is_put_aside_and_the_rest_taken_in(hub: Hub) -> None:
    post = hub.post()
    unreadable = BundleItem(id="bad-1", kind=REF_KIND, content='{"name":"somebody"}')
    unknown = BundleItem(id="bad-2", kind="HAND/1", content="{}")
    hub.receive(post.seal(ref_item(0), unreadable, unknown, ref_item(1)))

    (processed,) = hub.processor.process_waiting()

    assert (processed.items, processed.quarantined) == (2, 2)
    (receipt,) = receipts_of(hub)
    assert {each.item: each.reason for each in receipt.quarantined} == {
        "bad-1": ItemRefusal.UNREADABLE,
        "bad-2": ItemRefusal.UNKNOWN_KIND,
    }
    assert hub.counts()["quarantined"] == {"unknown-kind": 1, "unreadable": 1}


def test_an_item_that_comes_twice_is_one_referral(hub: Hub) -> None:
    post = hub.post()
    hub.receive(post.seal(ref_item(0)), post.seal(ref_item(0), ref_item(1)))

    hub.processor.process_waiting()

    assert len(hub.referrals()) == 2
    assert [receipt.quarantined for receipt in receipts_of(hub)] == [(), ()]


def test_a_second_version_of_an_item_is_put_aside(hub: Hub) -> None:
    post = hub.post()
    changed = ref_item(0, ref_record(0).model_copy(update={"urgent": False}))
    hub.receive(post.seal(ref_item(0)), post.seal(changed))

    hub.processor.process_waiting()

    assert hub.referrals() == {ref_item(0).id: ref_item(0).content}
    second = receipts_of(hub)[1]
    assert [each.reason for each in second.quarantined] == [ItemRefusal.SECOND_VERSION]


def refused_receipt(hub: Hub, parcel: Parcel) -> Receipt:
    hub.receive(parcel)
    hub.processor.process_waiting()
    assert hub.referrals() == {}
    (receipt,) = receipts_of(hub)
    return receipt


def test_a_bundle_for_another_hub_gets_a_receipt_that_refuses_it(hub: Hub) -> None:
    parcel = hub.post().seal(ref_item(0), hub="hub-other")

    receipt = refused_receipt(hub, parcel)

    assert (receipt.refused, receipt.bundle, receipt.items) == (Refusal.WRONG_HUB, "", 0)


def test_a_supervisor_the_hub_does_not_know_cannot_sign(hub: Hub) -> None:
    post = hub.post()
    post.supervisor = SigningKey.from_seed(b"s" * 32)

    receipt = refused_receipt(hub, post.seal(ref_item(0)))

    assert receipt.refused is Refusal.UNKNOWN_SIGNER


def test_a_refused_bundle_is_looked_at_again_once_its_supervisor_is_enrolled(hub: Hub) -> None:
    post = hub.post()
    post.supervisor = SigningKey.from_seed(b"s" * 32)
    refused_receipt(hub, post.seal(ref_item(0)))
    card = post.device_card()
    hub.mailroom.enrol(card.device, card.verify_key, card.supervisor_keys)

    assert hub.processor.retry_refused(Refusal.UNKNOWN_SIGNER) == 1
    hub.processor.process_waiting()

    assert len(hub.referrals()) == 1
    assert [receipt.refused for receipt in receipts_of(hub)] == [None]


def test_a_bundle_that_was_taken_in_is_never_forgotten(hub: Hub) -> None:
    hub.receive(hub.post().seal(ref_item(0)))
    hub.processor.process_waiting()

    assert hub.processor.retry_refused(Refusal.UNKNOWN_SIGNER) == 0
    assert hub.processor.process_waiting() == ()


def test_a_bundle_swapped_on_the_ingest_host_is_refused_inside(hub: Hub) -> None:
    """The ingest host was taken over and puts the bundle of one sequence under another."""
    post = hub.post()
    first, second = post.seal(ref_item(0)), post.seal(ref_item(1))
    header = read_frame(second.content).header
    hub.mailroom.keep(header, first.content)

    hub.processor.process_waiting()

    (receipt,) = receipts_of(hub)
    assert receipt.refused is Refusal.HEADER_MISMATCH


def test_a_gap_is_counted_and_closes_when_the_missing_bundle_comes(hub: Hub) -> None:
    post = hub.post()
    first, second, third = (post.seal(ref_item(number)) for number in range(3))
    hub.receive(first, third)
    hub.processor.process_waiting()

    assert hub.counts()["missing"] == 1
    assert receipts_of(hub)[-1].head == 1

    hub.receive(second)
    hub.processor.process_waiting()
    assert (hub.counts()["missing"], hub.counts()["broken"]) == (0, 0)
    device = hub.mailroom.device("post-a")
    assert device is not None
    assert device.head == 3


def test_a_chain_that_names_another_predecessor_is_counted(hub: Hub) -> None:
    post = hub.post()
    first = post.seal(ref_item(0))
    post.last = "0" * 64
    hub.receive(first, post.seal(ref_item(1)))

    hub.processor.process_waiting()

    assert hub.counts()["broken"] == 1
    assert len(hub.referrals()) == 2


def test_an_audit_log_that_grew_shorter_is_counted(hub: Hub) -> None:
    post = hub.post()
    first = post.seal(ref_item(0))
    post.audit_count = 0
    hub.receive(first, post.seal(audit_count=0))

    hub.processor.process_waiting()

    assert hub.counts()["rewound"] == 1
