from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from frontline.errors import FolderUnusableError, ReceiptRefusedError
from frontline.hub.mail import import_folder
from frontline.services.roads import Parcel, Transport
from frontline.sync.folder import FolderTransport
from tests.support.hub import ref_item
from tests.support.hub_outbox import MemoryOutbox
from tests.support.hub_roads import Watching
from tests.support.hub_serving import RunningHub

# They take seconds together, so they run with `make test`.
pytestmark = pytest.mark.slow


def carry(folder: Path, parcels: tuple[Parcel, ...], watcher: Watching | None = None) -> object:
    road: Transport = FolderTransport(folder, watcher)
    # A folder asks no hub, so no card is needed.
    return road.carry(parcels, None).delivered  # type: ignore[arg-type]


def bundles_on(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.flb")}


def expect_only_whole_bundles(folder: Path, parcels: tuple[Parcel, ...]) -> None:
    whole = {f"{parcel.device}-{parcel.sequence}.flb": parcel.content for parcel in parcels}
    assert bundles_on(folder).items() <= whole.items()


def test_a_stick_goes_to_the_hub_and_comes_back(hub: RunningHub, stick: Path) -> None:
    post, other = hub.hub.post("post-one", 21), hub.hub.post("post-two", 22)
    outboxes = [MemoryOutbox(hub.card), MemoryOutbox(hub.card)]
    outboxes[0].add(post.seal(ref_item(1)), post.seal(ref_item(2)))
    outboxes[1].add(other.seal(ref_item(3)))
    road = FolderTransport(stick)

    for outbox in outboxes:
        outbox.note(road.carry(outbox.waiting(), hub.card))
        assert outbox.sent == set(outbox.parcels)
        assert not outbox.receipts

    import_folder(stick, hub.hub.mailroom, hub.hub.processor)
    for outbox in outboxes:
        outbox.note(road.carry(outbox.waiting(), hub.card))
        assert outbox.is_done


def test_what_lies_there_already_counts_and_is_left_alone(
    stick: Path, parcels: tuple[Parcel, ...]
) -> None:
    carry(stick, parcels)
    before = {path.name: path.stat().st_ino for path in stick.iterdir()}

    assert carry(stick, parcels) == (1, 2, 3)
    assert {path.name: path.stat().st_ino for path in stick.iterdir()} == before


def test_a_damaged_copy_of_an_earlier_trip_is_replaced(
    stick: Path, parcels: tuple[Parcel, ...]
) -> None:
    (stick / "post-a-1.flb").write_bytes(parcels[0].content[:1000])

    carry(stick, parcels)

    expect_only_whole_bundles(stick, parcels)
    assert len(bundles_on(stick)) == 3


def test_a_missing_folder_is_said(tmp_path: Path, parcels: tuple[Parcel, ...]) -> None:
    with pytest.raises(FolderUnusableError, match="missing"):
        carry(tmp_path / "gone", parcels)
    assert not (tmp_path / "gone").exists()


def test_progress_is_told_and_cancelling_keeps_what_is_done(
    stick: Path, parcels: tuple[Parcel, ...]
) -> None:
    watching = Watching(until=lambda progress: progress.done == 2)

    assert carry(stick, parcels, watching) == (1, 2)
    assert [progress.done for progress in watching.seen] == [1, 2]


CLOSE: Callable[..., object] = os.close


class FailingSystem:
    """Stands in for the calls that reach the medium; the n-th of them fails, or all from there."""

    def __init__(self, at: int, code: int, *, for_good: bool) -> None:
        self.calls = 0
        self._at = at
        self._code = code
        self._for_good = for_good

    def __call__(self, wrapped: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            self.calls += 1
            if self.calls == self._at or (self._for_good and self.calls > self._at):
                if wrapped is CLOSE:
                    # A close that fails has closed all the same.
                    wrapped(*arguments)
                raise OSError(self._code, os.strerror(self._code))
            return wrapped(*arguments, **named)

        return call

    @property
    def has_failed(self) -> bool:
        return self.calls >= self._at


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for-good"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
def test_whatever_call_fails_no_half_file_is_left_and_nothing_false_is_said(
    tmp_path: Path,
    parcels: tuple[Parcel, ...],
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    for_good: bool,
) -> None:
    for at in range(1, 100):
        stick = tmp_path / f"stick-{at}"
        stick.mkdir()
        system = FailingSystem(at, code, for_good=for_good)
        delivered: object = ()
        with monkeypatch.context() as patched:
            for name in ("open", "write", "fsync", "close"):
                patched.setattr(os, name, system(getattr(os, name)))
            patched.setattr(Path, "replace", system(Path.replace))
            with suppress(FolderUnusableError):
                delivered = carry(stick, parcels)
        expect_only_whole_bundles(stick, parcels)
        names = {f"post-a-{sequence}.flb" for sequence in delivered}  # type: ignore[attr-defined]
        assert names <= set(bundles_on(stick))
        # The next trip, with a sound stick, finishes the work.
        assert carry(stick, parcels) == (1, 2, 3)
        assert list(stick.glob("*.part")) == []
        if not system.has_failed:
            return
    pytest.fail("never ran clean")


def test_a_file_written_straight_to_its_name_would_be_left_torn(
    stick: Path, parcels: tuple[Parcel, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the check above does see a torn file."""

    def straight(folder: Path, name: str, content: bytes) -> None:
        with (folder / name).open("wb") as file:
            file.write(content[:1000])
            raise FolderUnusableError(reason="pulled")

    monkeypatch.setattr("frontline.sync.folder.put_whole", straight)
    with suppress(FolderUnusableError):
        carry(stick, parcels)

    with pytest.raises(AssertionError):
        expect_only_whole_bundles(stick, parcels)


def test_a_stick_pulled_between_two_files_keeps_the_first(
    tmp_path: Path, parcels: tuple[Parcel, ...]
) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()

    def pull(_progress: object) -> bool:
        stick.rename(pocket)
        return False

    assert carry(stick, parcels, Watching(until=pull)) == (1,)
    expect_only_whole_bundles(pocket, parcels)
    assert len(bundles_on(pocket)) == 1


def test_a_medium_that_gives_back_other_bytes_is_noticed(
    stick: Path, parcels: tuple[Parcel, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def rotten(handle: int, content: memoryview) -> int:
        return real(handle, bytes(len(content)))

    monkeypatch.setattr(os, "write", rotten)
    with pytest.raises(FolderUnusableError, match="read-back"):
        carry(stick, parcels)
    assert bundles_on(stick) == {}


def test_receipts_of_another_post_stay_on_the_stick(hub: RunningHub, stick: Path) -> None:
    post, other = hub.hub.post("post-own", 31), hub.hub.post("post-own-1", 32)
    outbox, second = MemoryOutbox(hub.card), MemoryOutbox(hub.card)
    outbox.add(post.seal(ref_item(5)))
    second.add(other.seal(ref_item(6)))
    road = FolderTransport(stick)
    for each in (outbox, second):
        each.note(road.carry(each.waiting(), hub.card))
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)

    delivery = road.carry(outbox.waiting(), hub.card)

    assert len(delivery.receipts) == 1
    outbox.note(delivery)
    assert outbox.is_done


def test_a_torn_receipt_is_refused_and_replaced_on_the_next_trip(
    hub: RunningHub, stick: Path
) -> None:
    post = hub.hub.post("post-torn", 41)
    outbox = MemoryOutbox(hub.card)
    outbox.add(post.seal(ref_item(7)))
    road = FolderTransport(stick)
    road.carry(outbox.waiting(), hub.card)
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)
    receipt = stick / "post-torn-1.flr"
    receipt.write_bytes(receipt.read_bytes()[:-5])

    with pytest.raises(ReceiptRefusedError):
        outbox.note(road.carry(outbox.waiting(), hub.card))
    assert not outbox.is_done

    import_folder(stick, hub.hub.mailroom, hub.hub.processor)
    outbox.note(road.carry(outbox.waiting(), hub.card))
    assert outbox.is_done


def test_a_post_without_parcels_asks_for_nothing(stick: Path) -> None:
    (stick / "post-a-1.flr").write_bytes(b"x")

    assert carry(stick, ()) == ()
