"""What the hub keeps of posts' records of deeds, and gives back in its receipts."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from frontline.hub.setup import renew_epoch
from frontline.services.chance import SystemChance
from frontline.wire.bundle import AuditBreakNote
from frontline.wire.receipt import HeadNote, Receipt, read_receipt
from tests.support.clock import SettableClock
from tests.support.hub import Hub, Post, opened, ref_item


def note(number: int = 1, *, acknowledged: bool = False, entry: int = 7) -> AuditBreakNote:
    return AuditBreakNote(number=number, sequence=entry, kind="row", acknowledged=acknowledged)


def told(hub: Hub) -> tuple[object, object]:
    counts = hub.counts()
    return counts["audit_breaks"], counts["audit_breaks_open"]


def receipts(hub: Hub) -> list[Receipt]:
    held = hub.mailroom.held("post-a", 0, 100)
    return [read_receipt(each.receipt or b"", hub.card.verify_key) for each in held]


def head(count: int) -> HeadNote:
    """As tests/support/hub.py makes them up."""
    return HeadNote(count=count, digest=f"{count:064x}")


def test_a_break_is_counted_once_however_often_it_is_told(hub: Hub) -> None:
    post = hub.post()
    for number in range(3):
        hub.receive(post.seal(ref_item(number), audit_break=note()))
        hub.processor.process_waiting()

    assert told(hub) == (1, 1)


def test_without_a_note_nothing_is_counted(hub: Hub) -> None:
    hub.receive(hub.post().seal(ref_item(0)))
    hub.processor.process_waiting()

    assert told(hub) == (0, 0)


def test_a_second_break_and_that_of_another_post_are_others(hub: Hub) -> None:
    for post in (hub.post(), hub.post("post-b", 2)):
        hub.receive(post.seal(audit_break=note()), post.seal(audit_break=note(2, entry=9)))
    hub.processor.process_waiting()

    assert told(hub) == (4, 4)


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_that_somebody_took_note_stays_in_whatever_order_it_is_told(
    hub: Hub, order: tuple[int, ...]
) -> None:
    post = hub.post()
    parcels = [
        post.seal(audit_break=note(acknowledged=number == 1), audit_count=number)
        for number in range(3)
    ]
    for at in order:
        hub.receive(parcels[at])
        hub.processor.process_waiting()

    assert told(hub) == (1, 0)


def test_a_bundle_that_is_refused_tells_of_no_break(hub: Hub) -> None:
    hub.receive(hub.post().seal(hub="hub-other", audit_break=note()))
    hub.processor.process_waiting()

    assert told(hub) == (0, 0)


def test_a_register_that_is_lost_learns_of_the_break_again_once(hub: Hub) -> None:
    post = hub.post()
    hub.receive(post.seal(audit_break=note()), post.seal(audit_break=note()))
    hub.processor.process_waiting()
    for sequence in (1, 2):
        hub.mailroom.reopen("post-a", sequence)
    hub.processor.process_waiting()

    assert told(hub) == (1, 1)


def sealed(post: Post, *counts: int) -> list[bytes]:
    return [post.seal(audit_count=count, audit_head=f"{count:064x}").content for count in counts]


def test_a_receipt_names_the_newest_head_of_other_bundles_and_its_own(hub: Hub) -> None:
    for content in sealed(hub.post(), 5, 9, 7):
        hub.ingest.accept(content)
        hub.processor.process_waiting()

    assert [each.audit for each in receipts(hub)] == [
        (head(5),),
        (head(5), head(9)),
        (head(9), head(7)),
    ]


def test_a_bundle_that_came_late_gets_the_head_of_a_later_one(hub: Hub) -> None:
    first, second = sealed(hub.post(), 5, 9)
    for content in (second, first):
        hub.ingest.accept(content)
        hub.processor.process_waiting()

    assert receipts(hub)[0].audit == (head(9), head(5))


def test_a_refusal_names_what_was_known_before(hub: Hub) -> None:
    post = hub.post()
    hub.ingest.accept(sealed(post, 5)[0])
    hub.receive(post.seal(hub="hub-other", audit_count=6))
    hub.processor.process_waiting()

    assert receipts(hub)[1].audit == (head(5),)


def test_no_post_is_told_of_the_head_of_another(hub: Hub) -> None:
    hub.ingest.accept(sealed(hub.post("post-b", 2), 50)[0])
    hub.processor.process_waiting()
    hub.ingest.accept(sealed(hub.post(), 5)[0])
    hub.processor.process_waiting()

    assert receipts(hub)[0].audit == (head(5),)


def test_a_receipt_that_is_signed_anew_names_the_newest_head_of_that_day(
    hub: Hub, tmp_path: Path
) -> None:
    post = hub.post()
    for content in sealed(post, 5, 9):
        hub.ingest.accept(content)
        hub.processor.process_waiting()
    renew_epoch(hub.folder, SettableClock(), SystemChance())

    with opened(hub.folder) as again:
        again.processor.process_waiting()
        assert [each.audit for each in receipts(again)] == [
            (head(9), head(5)),
            (head(5), head(9)),
        ]
