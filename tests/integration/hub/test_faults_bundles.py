"""Fault families 8 and 9: bundles changed on the road, and bundles made wrong behind the seal. None
is taken, every one is refused with a code, and a hub does not run out of memory over it.

Counted: FRONTLINE_FAULTS=many asks for the long run. The mass goes to the readers alone, in a
process whose memory is measured; part of it goes by stick and over TLS to a whole hub."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from frontline.errors import FrontlineError
from frontline.hub.keys import HubFolder, read_hub_card
from frontline.hub.mail import import_folder
from frontline.hub.mailroom import Mailroom
from frontline.services.roads import Parcel
from frontline.sync.hub_client import HubClient, Link
from frontline.wire.frame import Frame
from tests.support import attack_runs, inner_attacks
from tests.support.attack_runs import Outcome
from tests.support.fault_report import report
from tests.support.hub import Hub, new_hub, opened, rounds
from tests.support.hub_forgery import HUB
from tests.support.hub_readers import FORGER, GOOD
from tests.support.hub_serving import RunningHub, running
from tests.support.hub_vectors import file_of
from tests.support.outer_attacks import KEYS, Genuine

pytestmark = pytest.mark.slow
MOST_MIB = 256
HOUR = 3600


def run(which: str, count: int) -> Outcome:
    """In a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.attack_runs", which, str(count)],
        capture_output=True,
        text=True,
        timeout=HOUR,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


@pytest.mark.parametrize(
    ("family", "name", "which", "few", "many"),
    [
        (8, "bundles changed on the road: reader", "outer", 5_000, 500_000),
        (9, "bundles made wrong behind the seal: reader", "inner", 1_000, 50_000),
        (9, "whatever a rogue post signs: reader", "rogue", 500, 20_000),
    ],
)
def test_no_attack_is_taken_and_each_is_refused_with_a_code(
    family: int, name: str, which: str, few: int, many: int
) -> None:
    count = rounds(few, many)

    found = run(which, count)

    report(family, name, found.attacks, 0, found.unseen)
    assert found.attacks == count
    assert (found.accepted, found.untyped) == ([], [])
    assert found.peak_mib <= MOST_MIB
    # Not all of them end at the first door.
    assert len(found.reasons) >= (5 if which == "outer" else 4)


@pytest.mark.parametrize(
    ("which", "count", "check"),
    [
        ("outer", 200, "frontline.wire.frame.verify"),
        ("inner", 400, "frontline.wire.bundle.verify"),
    ],
)
def test_without_signatures_attacks_are_taken(
    monkeypatch: pytest.MonkeyPatch, which: str, count: int, check: str
) -> None:
    """Control."""
    monkeypatch.setattr(check, lambda *_arguments: None)

    assert attack_runs.RUNS[which](count).accepted


def test_an_error_that_is_not_ours_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control."""

    def broken(frame: Frame, identity: str, hub: str) -> None:
        raise RecursionError(frame.device, len(identity), hub)

    monkeypatch.setattr("tests.support.hub_readers.open_bundle", broken)

    assert len(attack_runs.inner(20).untyped) == 20


def test_memory_without_bounds_on_a_bundle_is_seen() -> None:
    """Control: the measure does see what a reader takes that holds all it is given."""
    script = (
        "from frontline.wire import bundle; bundle.MAX_COMMAS = bundle.MAX_BRACKETS = 10**9\n"
        "from tests.support import attack_runs, inner_attacks\n"
        "inner_attacks.attack = lambda _seed: inner_attacks.FORGER.frame("
        "b'[' + b'[],' * 4_000_000 + b'[]]')\n"
        "attack_runs.inner(1); print(attack_runs.peak_mib())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert int(done.stdout) > MOST_MIB


def enrol_posts(hub: Hub) -> None:
    for device, key in KEYS.items():
        hub.mailroom.enrol(device, key.public, ())


def held(mailroom: Mailroom) -> int:
    return sum(len(mailroom.held(device, 0, 1_000)) for device in KEYS)


def test_a_stick_of_changed_bundles_leaves_a_hub_as_it_was(tmp_path: Path) -> None:
    genuine, count = Genuine.made(), rounds(200, 5_000)
    stick = tmp_path / "stick"
    stick.mkdir()
    with opened(new_hub(tmp_path / "hub")) as hub:
        enrol_posts(hub)
        for start in range(0, count, 100):
            for seed in range(start, min(start + 100, count)):
                # Files without end do not fit on a stick a hundred times.
                content = genuine.attack(1_000_000 + seed)[: 4 * 1024 * 1024]
                (stick / f"post-a-{seed - start + 1}.flb").write_bytes(content)
            import_folder(stick, hub.mailroom, hub.processor)
        taken = held(hub.mailroom) + len(hub.referrals())
        report(8, "bundles changed on the road: stick to hub", count, 0, taken)
        assert taken == 0
        # Control: what the posts did send is taken from the same stick.
        (stick / "post-a-1.flb").write_bytes(genuine.files[0])
        import_folder(stick, hub.mailroom, hub.processor)
        assert held(hub.mailroom) == 1


def test_changed_bundles_over_tls_are_refused_and_the_hub_goes_on(tmp_path: Path) -> None:
    genuine, count = Genuine.made(), rounds(60, 2_000)
    with running(new_hub(tmp_path / "hub")) as hub:
        enrol_posts(hub.hub)
        unseen = [seed for seed in range(count) if not is_refused(hub, genuine.attack(seed))]
        taken = held(hub.hub.mailroom)
        report(8, "bundles changed on the road: TLS to hub", count, 0, len(unseen) + taken)
        assert (unseen, taken) == ([], 0)
        assert not is_refused(hub, genuine.files[0])


def is_refused(hub: RunningHub, content: bytes) -> bool:
    """By one of our errors. What is longer than a hub takes in ends with the connection."""
    with HubClient(hub.card, Link()) as client:
        try:
            client.put(Parcel("post-a", 1, content), lambda _sent: True)
        except FrontlineError:
            return True
    return False


@pytest.fixture
def template(tmp_path: Path) -> HubFolder:
    """A hub with the key that FORGER seals to, and its post."""
    folder = new_hub(tmp_path / "template")
    card = read_hub_card(folder)
    recipients = (FORGER.hub_key.recipient, card.recipients[1])
    forged = card.model_copy(update={"hub": HUB, "recipients": recipients})
    folder.card.write_bytes(forged.canonical())
    folder.identity.write_text(FORGER.hub_key.identity, "ascii")
    with opened(folder) as hub:
        hub.mailroom.enrol("post-a", FORGER.device_key.public, (FORGER.supervisor_key.public,))
    return folder


def items_after(template: HubFolder, root: Path, frame: Frame) -> int:
    """How many the hub holds, as its receipt says, after this bundle came to it."""
    shutil.copytree(template.root, root)
    with opened(HubFolder(root)) as hub:
        hub.ingest.accept(file_of(frame))
        (done,) = hub.processor.process_waiting()
        (receipt,) = hub.mailroom.held("post-a", 0, 10)
    shutil.rmtree(root)
    assert receipt.receipt is not None
    assert (done.refused is None) == (done.items + done.quarantined > 0)
    return done.items + done.quarantined


def test_a_whole_hub_answers_what_is_wrong_behind_the_seal_with_a_refusal(
    template: HubFolder, tmp_path: Path
) -> None:
    """The frame is the post's own, so it is the processor alone that can see what it is."""
    count = rounds(40, 1_000)
    root = tmp_path / "hub"
    taken = sum(items_after(template, root, inner_attacks.attack(seed)) for seed in range(count))
    report(9, "bundles made wrong behind the seal: whole hub", count, 0, taken)
    assert taken == 0
    # Control: it is not that this hub takes nothing. These items are no referrals, and put aside.
    assert items_after(template, root, FORGER.frame_of(GOOD)) == 3
