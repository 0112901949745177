"""Sealed slots at a hub: kept once, passed on to the oversight body, and told apart by nobody."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from frontline.crypto.sealing import new_sealing_key, open_sealed
from frontline.domain.integrity import Pattern, PublicService
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.wire.integrity import IntegrityReport, read_report, seal_report
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.hub import full_slots, new_hub, opened, ref_item
from tests.support.oversight import opens

KEY = new_sealing_key()
REPORT = IntegrityReport(
    ticket="ABCD-2345-WXYZ", pattern=Pattern.WAVED_THROUGH, service=PublicService.BORDER
)


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    return new_hub(tmp_path / "hub")


def laid_out(folder: HubFolder, out: Path) -> list[bytes]:
    out.mkdir(exist_ok=True)
    names = HubDesk(folder, SettableClock()).write_slots(out)
    assert sorted(path.name for path in out.iterdir()) == list(names)
    return [(out / name).read_bytes() for name in names]


def test_every_slot_is_laid_out_once_however_many_bundles_bring_it(
    folder: HubFolder, tmp_path: Path
) -> None:
    with opened(folder) as hub:
        for post in (hub.post(), hub.post("post-b", 2)):
            hub.receive(post.seal(ref_item(post.seed)))
            hub.receive(post.seal(ref_item(10 + post.seed)))
        hub.processor.process_waiting()

    for _ in range(2):
        assert sorted(laid_out(folder, tmp_path / "out")) == sorted(full_slots())
    # Nothing but the content names a file: not the post, not the day, not the order they came in.
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert set(names) == {f"{sha256(slot).hexdigest()}.age" for slot in full_slots()}


def test_a_post_whose_slots_are_emptied_takes_no_report_back(
    folder: HubFolder, tmp_path: Path
) -> None:
    with opened(folder) as hub:
        post = hub.post()
        post.slots = (*full_slots()[1:], seal_report(REPORT, [KEY.recipient]))
        hub.receive(post.seal(ref_item(0)))
        post.slots = full_slots()
        hub.receive(post.seal(ref_item(1)))
        hub.processor.process_waiting()

    found = laid_out(folder, tmp_path / "out")

    assert len(found) == len(full_slots()) + 1
    (report,) = [slot for slot in found if opens(slot, [KEY.identity])]
    assert read_report(open_sealed(report, KEY.identity)) == REPORT
    own = [path.read_text().strip() for path in (folder.identity, folder.reserve_identity)]
    assert not any(opens(slot, own) for slot in found)


def test_a_bundle_that_is_refused_leaves_no_slot(folder: HubFolder, tmp_path: Path) -> None:
    with opened(folder) as hub:
        hub.receive(hub.post().seal(ref_item(0), hub="hub-elsewhere"))
        (processed,) = hub.processor.process_waiting()
        assert processed.refused is not None

    assert laid_out(folder, tmp_path / "out") == []


def test_the_command_tells_how_many_and_nothing_else(folder: HubFolder, tmp_path: Path) -> None:
    with opened(folder) as hub:
        hub.receive(hub.post().seal(ref_item(0)))
        hub.processor.process_waiting()
    out = tmp_path / "out"

    refused = frontline("hub", "slots", out, "--data", folder.root)
    out.mkdir()
    done = frontline("hub", "slots", out, "--data", folder.root)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert (done.exit_code, done.stdout) == (0, f"{len(full_slots())} slots written\n")
