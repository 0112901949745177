"""A lost machine's bundles are refused with a code of their own; what came before stays."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from frontline.errors import BadInputError, BundleRefusedError
from frontline.hub.desk import HubDesk
from frontline.hub.enrolment import enrol
from frontline.hub.mail import import_folder
from frontline.hub.mailroom import Kept
from frontline.hub.revocation import LossReason, Revocation
from frontline.wire.frame import read_frame
from frontline.wire.receipt import read_receipt
from frontline.wire.refusals import Refusal
from frontline.wire.stick import bundle_name, put_whole
from tests.support.hub import START, Hub, Post, ref_item

TODAY = START.date()
LOST = Revocation("post-a", LossReason.STOLEN, TODAY)


def refusal(hub: Hub, content: bytes) -> object:
    with pytest.raises(BundleRefusedError) as refused:
        hub.ingest.accept(content)
    return refused.value.facts["reason"]


def test_what_a_revoked_device_sends_is_refused_and_what_it_sent_before_stays(hub: Hub) -> None:
    post = hub.post()
    hub.receive(post.seal(ref_item(0)))
    hub.processor.process_waiting()
    hub.receive(post.seal(ref_item(1)))
    hub.mailroom.revoke(LOST)

    assert refusal(hub, post.seal(ref_item(2)).content) == Refusal.DEVICE_REVOKED

    # What waited was held before, and is looked into as ever.
    (processed,) = hub.processor.process_waiting()
    assert processed.refused is None
    assert len(hub.referrals()) == 2
    assert all(each.receipt is not None for each in hub.mailroom.held("post-a", 0, 10))


def test_only_the_one_device_is_refused(hub: Hub) -> None:
    hub.post()
    other = hub.post("post-b", 2)
    hub.mailroom.revoke(LOST)

    assert hub.ingest.accept(other.seal(ref_item(0)).content).is_new


def test_the_same_bytes_that_are_held_are_refused_too(hub: Hub) -> None:
    parcel = hub.post().seal(ref_item(0))
    hub.receive(parcel)
    hub.mailroom.revoke(LOST)

    assert refusal(hub, parcel.content) == Refusal.DEVICE_REVOKED


def test_whoever_has_not_the_key_is_not_told(hub: Hub) -> None:
    hub.post()
    hub.mailroom.revoke(LOST)
    stranger = Post(hub.card, "post-a", seed=9)

    assert refusal(hub, stranger.seal(ref_item(0)).content) == Refusal.DEVICE_SIGNATURE


def test_a_bundle_that_was_admitted_just_before_is_refused_as_well(hub: Hub) -> None:
    parcel = hub.post().seal(ref_item(0))
    hub.ingest.admit(read_frame(parcel.content).header)
    hub.mailroom.revoke(LOST)

    assert hub.mailroom.keep(read_frame(parcel.content).header, parcel.content) is Kept.REVOKED
    assert hub.mailroom.counts()["bundles"] == 0


def test_without_the_list_the_bundle_of_a_lost_machine_is_taken(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control."""
    parcel = hub.post().seal(ref_item(0))
    hub.mailroom.revoke(LOST)
    monkeypatch.setattr("frontline.hub.mailroom.is_revoked", lambda *_: False)

    assert hub.ingest.accept(parcel.content).is_new


def test_a_revoked_device_cannot_be_enrolled_again(hub: Hub) -> None:
    card = hub.post().device_card()
    hub.mailroom.revoke(LOST)

    with pytest.raises(BadInputError, match="device-revoked"):
        enrol(card, hub.mailroom)


def test_revoking_again_corrects_reason_and_day(hub: Hub) -> None:
    hub.post()
    hub.mailroom.revoke(LOST)
    hub.mailroom.revoke(Revocation("post-a", LossReason.LOST, TODAY - timedelta(days=3)))

    (post,) = hub.mailroom.posts()
    assert (post.revoked, post.lost_on) == (LossReason.LOST, TODAY - timedelta(days=3))
    assert hub.mailroom.counts()["revoked"] == 1


def test_a_device_nobody_enrolled_cannot_be_revoked(hub: Hub) -> None:
    with pytest.raises(BadInputError, match="device-unknown"):
        hub.mailroom.revoke(LOST)


def test_a_day_to_come_is_refused(hub: Hub) -> None:
    hub.post()
    desk = HubDesk(hub.folder, hub.clock)

    desk.revoke("post-a", LossReason.LOST, TODAY + timedelta(days=1))
    with pytest.raises(BadInputError, match="lost-on"):
        desk.revoke("post-a", LossReason.LOST, TODAY + timedelta(days=2))


@pytest.mark.parametrize(("lost_on", "count"), [(TODAY, 1), (TODAY - timedelta(days=9), 2)])
def test_what_came_since_the_loss_is_counted_to_be_looked_at(
    hub: Hub, lost_on: date, count: int
) -> None:
    post = hub.post()
    hub.clock.advance(timedelta(days=-2))
    hub.receive(post.seal(ref_item(0)))
    hub.clock.advance(timedelta(days=2))
    hub.receive(post.seal(ref_item(1)))
    hub.mailroom.revoke(Revocation("post-a", LossReason.STOLEN, lost_on))

    (row,) = hub.mailroom.posts()
    assert row.since_loss == count


def test_on_a_stick_the_refusal_comes_back_signed_and_is_not_stored(
    hub: Hub, tmp_path: Path
) -> None:
    parcel = hub.post().seal(ref_item(0))
    hub.mailroom.revoke(LOST)
    put_whole(tmp_path, bundle_name("post-a", 1), parcel.content)

    report = import_folder(tmp_path, hub.mailroom, hub.processor)

    assert [each.reason for each in report.refused] == [Refusal.DEVICE_REVOKED]
    receipt = read_receipt((tmp_path / "post-a-1.flr").read_bytes(), hub.card.verify_key)
    assert (receipt.refused, receipt.head, receipt.items) == (Refusal.DEVICE_REVOKED, 0, 0)
    assert receipt.payload_sha256 == read_frame(parcel.content).header.payload_sha256
    assert hub.mailroom.counts()["bundles"] == 0


def test_an_ingest_host_alone_lays_no_refusal_on_the_stick(hub: Hub, tmp_path: Path) -> None:
    parcel = hub.post().seal(ref_item(0))
    hub.mailroom.revoke(LOST)
    put_whole(tmp_path, bundle_name("post-a", 1), parcel.content)

    assert import_folder(tmp_path, hub.mailroom, None).receipts == ()


def test_a_post_that_has_gaps_waits_or_is_silent_is_seen_so(hub: Hub) -> None:
    post = hub.post()
    hub.post("post-b", 2)
    parcels = [post.seal(ref_item(number)) for number in range(5)]
    hub.receive(parcels[0], parcels[2], parcels[4])
    with pytest.raises(BundleRefusedError):
        hub.ingest.accept(Post(hub.card).seal(ref_item(9)).content)

    assert hub.mailroom.counts()["gaps"] == 1
    first, second = hub.mailroom.posts()
    assert (first.head, first.highest, first.missing, first.waiting, first.forks) == (1, 5, 2, 3, 1)
    assert first.gap_since == first.last_received_at == int(hub.clock.now().timestamp())
    assert (second.highest, second.missing, second.gap_since) == (0, 0, None)
    assert second.last_received_at is None

    hub.receive(parcels[1], parcels[3])
    assert (hub.mailroom.posts()[0].missing, hub.mailroom.posts()[0].gap_since) == (0, None)
    assert hub.mailroom.counts()["gaps"] == 0
