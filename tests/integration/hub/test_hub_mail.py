from __future__ import annotations

from pathlib import Path

import pytest

from frontline.errors import FolderUnusableError
from frontline.hub.mail import import_folder
from frontline.services.roads import Parcel
from frontline.wire.receipt import read_receipt
from frontline.wire.stick import bundle_name, put_whole, receipts_in
from tests.support.hub import Hub, Post, ref_item


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def lay(stick: Path, *parcels: Parcel) -> None:
    for parcel in parcels:
        put_whole(stick, bundle_name(parcel.device, parcel.sequence), parcel.content)


def test_a_stick_goes_back_with_a_receipt_for_every_bundle(hub: Hub, stick: Path) -> None:
    post = hub.post()
    lay(stick, post.seal(ref_item(0)), post.seal(ref_item(1)))

    report = import_folder(stick, hub.mailroom, hub.processor)

    assert not report.has_refusals
    assert report.receipts == ("post-a-1.flr", "post-a-2.flr")
    read = [
        read_receipt(path.read_bytes(), hub.card.verify_key)
        for path in receipts_in(stick, "post-a")
    ]
    assert [(each.sequence, each.items) for each in read] == [(1, 1), (2, 1)]


def test_two_posts_share_a_stick(hub: Hub, stick: Path) -> None:
    one, other = hub.post("post-a", 1), hub.post("post-b", 2)
    lay(stick, one.seal(ref_item(0)), other.seal(ref_item(1)))

    report = import_folder(stick, hub.mailroom, hub.processor)

    assert report.receipts == ("post-a-1.flr", "post-b-1.flr")
    assert len(hub.referrals()) == 2


def test_bad_files_are_listed_and_the_rest_goes_on(hub: Hub, stick: Path) -> None:
    post, stranger = hub.post(), Post(hub.card, "post-x", seed=9)
    good, torn = post.seal(ref_item(0)), post.seal(ref_item(1))
    lay(stick, good, stranger.seal(ref_item(2)))
    (stick / "post-a-2.flb").write_bytes(torn.content[:-100])
    (stick / "holiday.flb").write_bytes(b"a photograph")
    (stick / "notes.txt").write_bytes(b"not ours")

    report = import_folder(stick, hub.mailroom, hub.processor)

    assert {file.name: file.reason for file in report.refused} == {
        "post-a-2.flb": "header",
        "holiday.flb": "frame",
        "post-x-1.flb": "unknown-device",
    }
    assert report.receipts == ("post-a-1.flr",)
    assert report.has_refusals
    assert list(hub.referrals()) == [ref_item(0).id]


def test_the_same_stick_twice_changes_nothing(hub: Hub, stick: Path) -> None:
    post = hub.post()
    lay(stick, post.seal(ref_item(0)))
    import_folder(stick, hub.mailroom, hub.processor)
    before = {path.name: path.read_bytes() for path in stick.iterdir()}

    report = import_folder(stick, hub.mailroom, hub.processor)

    assert [bundle.is_new for bundle in report.accepted] == [False]
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    assert len(hub.referrals()) == 1


def test_without_keys_the_stick_goes_back_with_earlier_receipts_only(hub: Hub, stick: Path) -> None:
    post = hub.post()
    first = post.seal(ref_item(0))
    hub.receive(first)
    hub.processor.process_waiting()
    lay(stick, first, post.seal(ref_item(1)))

    report = import_folder(stick, hub.mailroom, None)

    assert len(report.accepted) == 2
    assert report.processed == ()
    assert report.receipts == ("post-a-1.flr",)


def test_what_came_over_the_network_after_the_stick_was_written_is_answered_too(
    hub: Hub, stick: Path
) -> None:
    post = hub.post()
    first, second = post.seal(ref_item(0)), post.seal(ref_item(1))
    hub.receive(second)
    lay(stick, first)

    assert import_folder(stick, hub.mailroom, hub.processor).receipts == (
        "post-a-1.flr",
        "post-a-2.flr",
    )


def test_a_refusal_inside_comes_back_as_a_receipt(hub: Hub, stick: Path) -> None:
    lay(stick, hub.post().seal(ref_item(0), hub="hub-other"))

    report = import_folder(stick, hub.mailroom, hub.processor)

    assert report.has_refusals
    (path,) = receipts_in(stick, "post-a")
    assert read_receipt(path.read_bytes(), hub.card.verify_key).refused == "wrong-hub"


def test_a_folder_that_is_not_there_is_an_error(hub: Hub, stick: Path) -> None:
    with pytest.raises(FolderUnusableError):
        import_folder(stick / "gone", hub.mailroom, hub.processor)
