"""A post that was reported as lost is told so, on either road, and keeps what waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.domain.referrals import ReferralState
from frontline.errors import BundleRefusedError, DeviceRevokedError
from frontline.hub.enrolment import enrol
from frontline.hub.mail import import_folder
from frontline.hub.revocation import LossReason, Revocation
from frontline.sync.folder import FolderTransport
from frontline.sync.https import HttpsRoad, HttpsTransport
from tests.support.hub import START, Hub, SeededChance
from tests.support.hub_serving import RunningHub
from tests.support.outbox_posts import OutboxPost, memory_post


def lost(post: OutboxPost, hub: Hub) -> None:
    device = post.outbox.device_card().device
    hub.mailroom.revoke(Revocation(device, LossReason.LOST, START.date()))


def test_over_the_network(hub: RunningHub) -> None:
    post = memory_post(hub)
    enrol(post.outbox.device_card(), hub.hub.mailroom)
    road = HttpsTransport(HttpsRoad(SeededChance(), lambda _seconds: None))
    before = post.queue(1)
    post.send(road, hub)
    lost(post, hub.hub)
    after = post.queue(2)

    with pytest.raises(DeviceRevokedError):
        post.send(road, hub)

    assert post.state(before) is ReferralState.ACKNOWLEDGED
    assert post.state(after) is ReferralState.QUEUED
    assert str(before.id) in hub.hub.referrals()
    assert str(after.id) not in hub.hub.referrals()


def test_on_a_stick(hub: RunningHub, stick: Path) -> None:
    post = memory_post(hub)
    enrol(post.outbox.device_card(), hub.hub.mailroom)
    lost(post, hub.hub)
    referral = post.queue(3)
    post.send(FolderTransport(stick), hub)
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)

    with pytest.raises(DeviceRevokedError):
        post.send(FolderTransport(stick), hub)

    assert post.state(referral) is ReferralState.SENT
    assert len(post.outbox.seal_waiting()) == 1


def test_what_services_answered_is_nothing_for_whoever_has_the_machine(hub: RunningHub) -> None:
    post = memory_post(hub)
    enrol(post.outbox.device_card(), hub.hub.mailroom)
    road = HttpsTransport(HttpsRoad(SeededChance(), lambda _seconds: None))
    post.queue(1)
    post.send(road, hub)
    wanted = post.outbox.wanted().letters
    assert wanted is not None
    assert road.letters(wanted, post.outbox.hub()) == ()
    lost(post, hub.hub)

    with pytest.raises((DeviceRevokedError, BundleRefusedError)):
        road.letters(wanted, post.outbox.hub())
