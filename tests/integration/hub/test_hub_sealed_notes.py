"""Notes for law enforcement at a hub: kept, counted, passed on, and opened by nobody there."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontline.crypto.sealing import SealingKey, new_sealing_key
from frontline.errors import SealedDataError
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.wire.bundle import BundleItem
from frontline.wire.intel import INTEL_KIND, IntelNote, open_note, seal_note, write_sealed_note
from tests.support.channels import focal_point_of, note_content
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.hub import new_hub, opened, ref_item

KEY = new_sealing_key()


def note_item(number: int, key: SealingKey = KEY) -> BundleItem:
    note, point = f"{number:032x}", focal_point_of(key)
    sealed = seal_note(IntelNote(note=note, **dict(note_content())), point.recipients)
    content = write_sealed_note(point.mark, sealed).decode()
    return BundleItem(id=note, kind=INTEL_KIND, content=content)


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    return new_hub(tmp_path / "hub")


def test_it_is_taken_in_and_is_no_referral(folder: HubFolder) -> None:
    with opened(folder) as hub:
        post = hub.post()
        hub.receive(post.seal(ref_item(0)))
        hub.receive(post.seal(note_item(1), note_item(2)))
        processed = hub.processor.process_waiting()

        assert [(each.items, each.quarantined) for each in processed] == [(1, 0), (2, 0)]
        assert len(hub.referrals()) == 1
        counts = hub.counts()
        assert (counts["referrals"], counts["sealed_notes"]) == (1, 2)


def test_the_same_twice_is_one_and_another_under_its_id_is_put_aside(folder: HubFolder) -> None:
    note, other = note_item(1), note_item(1)
    under_its_id = ref_item(0).model_copy(update={"id": note.id})
    with opened(folder) as hub:
        post = hub.post()
        for item in (note, note, other, under_its_id):
            hub.receive(post.seal(item))
        processed = hub.processor.process_waiting()

        assert [(each.items, each.quarantined) for each in processed] == [
            (1, 0),
            (1, 0),
            (0, 1),
            (0, 1),
        ]
        assert hub.counts()["sealed_notes"] == 1
        assert hub.counts()["quarantined"] == {"second-version": 2}


def test_what_is_no_sealed_note_is_put_aside_alone(folder: HubFolder) -> None:
    readable = BundleItem(id="a" * 32, kind=INTEL_KIND, content='{"text":"in the open"}')
    with opened(folder) as hub:
        hub.receive(hub.post().seal(note_item(1), readable))
        (processed,) = hub.processor.process_waiting()

        assert (processed.items, processed.quarantined) == (1, 1)
        assert hub.counts()["quarantined"] == {"unreadable": 1}


def test_no_key_of_the_hub_opens_it(folder: HubFolder, tmp_path: Path) -> None:
    with opened(folder) as hub:
        hub.receive(hub.post().seal(note_item(1)))
        hub.processor.process_waiting()
    out = tmp_path / "out"
    out.mkdir()

    (file,) = HubDesk(folder, SettableClock()).write_notes(out)

    sealed = (out / file.name).read_bytes()
    for path in (folder.identity, folder.reserve_identity):
        with pytest.raises(SealedDataError):
            open_note(sealed, path.read_text().strip())
    assert open_note(sealed, KEY.identity).note == f"{1:032x}"


def test_notes_are_laid_out_by_focal_point_without_post_or_day(
    folder: HubFolder, tmp_path: Path
) -> None:
    other = new_sealing_key()
    with opened(folder) as hub:
        post = hub.post()
        hub.receive(post.seal(note_item(9), note_item(3), note_item(5, other)))
        hub.processor.process_waiting()
    out = tmp_path / "out"
    out.mkdir()

    for _ in range(2):
        arguments = ["hub", "notes", str(out), "--data", str(folder.root)]
        answer = frontline(*arguments)
        assert answer.exit_code == 0

    marks = {focal_point_of(key).mark[:16] for key in (KEY, other)}
    names = sorted(path.name for path in out.iterdir())
    assert {name.split("-")[0] for name in names} == marks
    assert sorted(int(name.split("-")[1].removesuffix(".age"), 16) for name in names) == [3, 5, 9]
    assert not [name for name in names if "post" in name]
