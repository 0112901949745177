from __future__ import annotations

from pathlib import Path

import pytest

from frontline.errors import (
    HubUnreachableError,
)
from frontline.services.roads import Delivery, Transport
from frontline.wire.receipt import read_receipt
from frontline.wire.refusals import Refusal
from tests.support.hub import Post, new_hub, ref_item
from tests.support.hub_outbox import MemoryOutbox
from tests.support.hub_roads import Waits, Watching, road, transport
from tests.support.hub_serving import BadLine, Fault, RunningHub, bad_line, running

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def enrolled(hub: RunningHub, device: str, seed: int = 1) -> Post:
    post = hub.hub.post(device, seed)
    post.card = hub.card
    return post


def test_parcels_arrive_and_receipts_come_back(hub: RunningHub) -> None:
    post = enrolled(hub, "post-arrive")
    outbox = MemoryOutbox(hub.card)
    outbox.add(post.seal(ref_item(10)), post.seal(ref_item(11)))
    road_there: Transport = transport()

    outbox.note(road_there.carry(outbox.waiting(), hub.card))

    assert outbox.sent == {1, 2}
    assert outbox.is_done
    assert [receipt.items for receipt in outbox.receipts.values()] == [1, 1]


def test_with_nothing_to_carry_nobody_is_asked() -> None:
    post = Post(card=None)  # type: ignore[arg-type]

    assert transport().carry((), post.card) == Delivery((), ())


def test_a_probe_tells_which_hub_answers_and_sends_nothing(hub: RunningHub) -> None:
    before = hub.hub.mailroom.counts()

    health = transport().probe(hub.card)

    assert (health.hub, health.epoch) == (hub.card.hub, hub.card.epoch)
    assert hub.hub.mailroom.counts() == before


def test_what_the_hub_holds_is_not_sent_again(hub: RunningHub) -> None:
    post = enrolled(hub, "post-again")
    parcels = [post.seal(ref_item(20)), post.seal(ref_item(21))]
    transport().carry(parcels[:1], hub.card)
    watching = Watching()

    delivery = transport(watching).carry(parcels, hub.card)

    assert delivery.delivered == (1, 2)
    assert len(delivery.receipts) == 2
    # The first bundle counted as handed over before a byte of the second was on its way.
    assert watching.seen[0].done == 1
    assert watching.seen[-1].done == 2


def test_parcels_go_in_order_of_their_sequence(hub: RunningHub) -> None:
    post = enrolled(hub, "post-order")
    parcels = [post.seal(ref_item(30 + at)) for at in range(3)]

    delivery = transport().carry(parcels[::-1], hub.card)

    receipts = [read_receipt(each, hub.card.verify_key) for each in delivery.receipts]
    assert [receipt.head for receipt in receipts] == [1, 2, 3]


def test_a_hub_that_looks_inside_later_gives_its_receipts_later(tmp_path: Path) -> None:
    with running(new_hub(tmp_path / "hub"), looks_inside=False) as hub:
        post = enrolled(hub, "post-a")
        parcel = post.seal(ref_item(0))

        assert transport().carry([parcel], hub.card) == Delivery((1,), ())
        hub.hub.processor.process_waiting()
        delivery = transport().carry([parcel], hub.card)

    assert delivery.delivered == (1,)
    assert len(delivery.receipts) == 1


def test_a_post_the_hub_does_not_know_learns_so(hub: RunningHub) -> None:
    stranger = Post(hub.card, "post-stranger", seed=9)

    delivery = transport().carry([stranger.seal(ref_item(0))], hub.card)

    assert delivery == Delivery((), (), ((1, Refusal.UNKNOWN_DEVICE),))


def test_other_bytes_under_a_held_sequence_are_refused_and_alarmed(hub: RunningHub) -> None:
    post = enrolled(hub, "post-fork")
    transport().carry([post.seal(ref_item(40))], hub.card)
    clone = Post(hub.card, "post-fork")
    forks = hub.hub.mailroom.counts()["forks"]

    delivery = transport().carry([clone.seal(ref_item(41))], hub.card)

    assert delivery.refused == ((1, Refusal.FORK),)
    assert hub.hub.mailroom.counts()["forks"] == forks + 1


def test_one_refused_parcel_does_not_keep_the_others(hub: RunningHub) -> None:
    post = enrolled(hub, "post-mixed")
    transport().carry([post.seal(ref_item(50))], hub.card)
    clone = Post(hub.card, "post-mixed")
    forked, fresh = clone.seal(ref_item(51)), clone.seal(ref_item(52))

    delivery = transport().carry([forked, fresh], hub.card)

    assert delivery.delivered == (2,)
    # The receipt for the other bytes comes back too, so that the outbox hears of the mix-up.
    sequences = [read_receipt(each, hub.card.verify_key).sequence for each in delivery.receipts]
    assert sequences == [1, 2]


def test_progress_is_told_and_never_goes_back(hub: RunningHub) -> None:
    post = enrolled(hub, "post-progress")
    parcels = [post.seal(*(ref_item(60 + at) for at in range(5))), post.seal(ref_item(66))]
    watching = Watching()

    transport(watching).carry(parcels, hub.card)

    sent = [progress.sent_bytes for progress in watching.seen]
    assert sent == sorted(sent)
    last = watching.seen[-1]
    assert (last.done, last.parcels) == (2, 2)
    assert last.sent_bytes == last.all_bytes == sum(len(each.content) for each in parcels)


def test_a_cancelled_trip_keeps_what_is_done_and_can_go_on_later(hub: RunningHub) -> None:
    post = enrolled(hub, "post-cancel")
    parcels = [post.seal(ref_item(70 + at)) for at in range(3)]
    watching = Watching(until=lambda progress: progress.done == 1 and progress.sent_bytes > 80_000)

    delivery = transport(watching).carry(parcels, hub.card)
    assert delivery.delivered == (1,)

    delivery = transport().carry(parcels, hub.card)
    assert delivery.delivered == (1, 2, 3)


def test_a_trip_cancelled_at_once_sends_nothing(hub: RunningHub) -> None:
    post = enrolled(hub, "post-early")
    before = hub.hub.mailroom.counts()["bundles"]

    delivery = transport(Watching(until=lambda _: True)).carry([post.seal(ref_item(80))], hub.card)

    assert delivery == Delivery((), ())
    assert hub.hub.mailroom.counts()["bundles"] == before


def test_nobody_there_is_said_after_a_few_tries_with_growing_waits(hub: RunningHub) -> None:
    post = enrolled(hub, "post-nobody")
    waits = Waits()
    with bad_line(hub, []) as line:
        closed = hub.card_at(line.own_port)

    with pytest.raises(HubUnreachableError):
        transport(waits=waits).carry([post.seal(ref_item(0))], closed)

    assert len(waits.seconds) == 3
    for wait, full in zip(waits.seconds, (1.0, 2.0, 4.0), strict=True):
        assert full / 2 <= wait <= full


def test_waits_differ_from_post_to_post(hub: RunningHub) -> None:
    patience = road().patience
    one, other = road(seed=1).chance, road(seed=2).chance

    assert patience.wait(3, one) != patience.wait(3, other)
    assert patience.wait(50, one) <= patience.longest_wait


def test_a_line_that_falls_silent_is_given_up(hub: RunningHub) -> None:
    post = enrolled(hub, "post-silent")
    with bad_line(hub, [Fault("up", 3000, "silence")] * 2) as line:
        with pytest.raises(HubUnreachableError):
            transport(silence=0.2, attempts=2).carry(
                [post.seal(ref_item(0))], hub.card_at(line.own_port)
            )
        assert isinstance(line, BadLine)
        assert len(line.happened) == 2


def test_a_break_after_the_first_parcel_keeps_the_first(hub: RunningHub) -> None:
    post = enrolled(hub, "post-break")
    parcels = [post.seal(ref_item(90)), post.seal(ref_item(91))]
    # Each connection breaks in the middle of the second parcel.
    faults = [Fault("up", 120_000, "reset"), Fault("up", 40_000, "reset")]
    with bad_line(hub, faults) as line:
        delivery = transport(attempts=2).carry(parcels, hub.card_at(line.own_port))

    assert delivery.delivered == (1,)
