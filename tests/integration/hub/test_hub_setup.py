from __future__ import annotations

import os
import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from frontline.crypto.fingerprint import fingerprint
from frontline.crypto.sealing import new_sealing_key
from frontline.errors import BadInputError, BundleRefusedError
from frontline.hub.desk import HubDesk
from frontline.hub.enrolment import enrol
from frontline.hub.ingest import Ingest
from frontline.hub.keys import HubFolder, read_hub_card, read_processor_keys
from frontline.hub.setup import HubPlan, create_hub, renew_epoch
from frontline.wire.cards import HubCard, read_card
from tests.support.clock import SettableClock
from tests.support.hub import (
    Hub,
    Post,
    SeededChance,
    new_hub,
    opened,
    ref_item,
)


@pytest.fixture
def folder(tmp_path: Path) -> HubFolder:
    return new_hub(tmp_path / "hub")


def test_the_card_is_what_posts_can_read(folder: HubFolder) -> None:
    card = read_card(folder.card.read_bytes(), HubCard)

    assert card.url == "https://127.0.0.1:8443"
    assert fingerprint(card.certificate) == fingerprint(folder.tls_certificate.read_text())


@pytest.mark.skipif(os.name == "nt", reason="rights are another thing there")
def test_only_the_owner_can_read_a_hub(folder: HubFolder) -> None:
    with opened(folder) as hub:
        hub.receive(hub.post().seal(ref_item(0)))
        hub.processor.process_waiting()
        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in folder.root.rglob("*")}

    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_a_hub_is_never_made_over_another(folder: HubFolder) -> None:
    before = folder.card.read_bytes()

    with pytest.raises(BadInputError, match="hub-exists"):
        create_hub(folder.root, HubPlan("127.0.0.1", 1), SettableClock(), SeededChance(5))
    assert folder.card.read_bytes() == before


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(BadInputError, match="hub-exists"):
        create_hub(tmp_path, HubPlan("127.0.0.1", 1), SettableClock(), SeededChance())


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()

    assert read_hub_card(new_hub(tmp_path / "hub")).hub == "hub-0"


@pytest.mark.parametrize(("host", "port"), [("", 1), ("a b", 1), ("hub", 0), ("hub", 65536)])
def test_an_address_that_cannot_be_makes_no_hub(tmp_path: Path, host: str, port: int) -> None:
    with pytest.raises(BadInputError, match="hub-address"):
        create_hub(tmp_path / "hub", HubPlan(host, port), SettableClock(), SeededChance())
    assert not (tmp_path / "hub").exists()

    assert new_hub(tmp_path / "hub").card.exists()


def test_two_hubs_share_nothing(tmp_path: Path) -> None:
    one, other = (read_hub_card(new_hub(tmp_path / str(seed), seed)) for seed in (1, 2))

    assert one.epoch != other.epoch
    assert not set(one.recipients) & set(other.recipients)
    assert one.verify_key != other.verify_key


def test_the_reserve_key_opens_bundles_when_the_first_is_gone(folder: HubFolder) -> None:
    with opened(folder) as hub:
        hub.receive(hub.post().seal(ref_item(0)))
    folder.identity.unlink()

    desk = HubDesk(folder, SettableClock())
    with pytest.raises(BadInputError, match="processor-keys"):
        desk.process()
    (processed,) = desk.process(identity=folder.reserve_identity)
    assert processed.items == 1


def test_keys_of_another_hub_are_refused(folder: HubFolder) -> None:
    folder.identity.write_text(new_sealing_key().identity)

    with pytest.raises(BadInputError, match="keys-of-another-hub"):
        read_processor_keys(folder)


@pytest.mark.parametrize("content", ["", "AGE-SECRET-KEY-1", "\xff", "zz" * 32])
def test_a_key_file_that_holds_no_key_is_refused(folder: HubFolder, content: str) -> None:
    for path in (folder.identity, folder.signing_key):
        good = path.read_bytes()
        path.write_text(content, "latin-1")
        with pytest.raises(BadInputError):
            read_processor_keys(folder)
        path.write_bytes(good)


def test_the_ingest_part_works_without_any_key_that_opens_or_signs(folder: HubFolder) -> None:
    with opened(folder) as hub:
        parcel = hub.post().seal(ref_item(0))
    shutil.rmtree(folder.register.parent)
    shutil.rmtree(folder.reserve_identity.parent)

    desk = HubDesk(folder, SettableClock())
    with desk.mailroom() as mailroom:
        assert Ingest(mailroom).accept(parcel.content).is_new
    assert desk.counts()["waiting"] == 1
    assert "referrals" not in desk.counts()


def test_whoever_takes_the_ingest_part_finds_no_referral(folder: HubFolder) -> None:
    item = ref_item(41)
    with opened(folder) as hub:
        hub.receive(hub.post().seal(item))
        hub.processor.process_waiting()

    token = f"{41:032x}".encode()
    found = [path for path in folder.mailroom.parent.iterdir() if token in path.read_bytes()]
    assert found == []
    # Control: on the processor's side it is there to be found.
    assert any(token in path.read_bytes() for path in folder.register.parent.iterdir())


def test_a_missing_database_is_never_replaced_by_an_empty_one(folder: HubFolder) -> None:
    folder.mailroom.unlink()

    with pytest.raises(BadInputError, match="no-database"), opened(folder):
        pass
    assert not folder.mailroom.exists()


@pytest.mark.parametrize("years", [-20, 0, 1])
def test_after_a_restore_the_epoch_is_higher_and_the_rest_the_same(
    folder: HubFolder, years: int
) -> None:
    before, clock = read_hub_card(folder), SettableClock()
    # The clock of a machine that was built anew may be anywhere.
    clock.advance(timedelta(days=365 * years))

    renewed = renew_epoch(folder, clock, SeededChance(9))

    assert read_hub_card(folder) == renewed
    assert renewed.epoch > before.epoch
    assert renewed.model_copy(update={"epoch": before.epoch}) == before


def test_an_epoch_is_higher_than_those_a_restored_card_never_heard_of(folder: HubFolder) -> None:
    card, clock = folder.card.read_bytes(), SettableClock()
    epochs = []
    for day in range(3):
        folder.card.write_bytes(card)
        clock.advance(timedelta(days=1))
        epochs.append(renew_epoch(folder, clock, SeededChance(day)).epoch)

    assert epochs == sorted(set(epochs))


def test_a_device_is_enrolled_once_and_its_supervisors_are_added(hub: Hub) -> None:
    post = Post(hub.card)
    enrol(post.device_card(), hub.mailroom)
    grown = post.device_card().model_copy(update={"supervisor_keys": ("5" * 64,)})

    for _ in range(2):
        enrol(grown, hub.mailroom)
    enrol(post.device_card(), hub.mailroom)

    found = hub.mailroom.device("post-a")
    assert found is not None
    assert found.supervisor_keys == {"5" * 64}


def test_a_second_key_under_a_known_name_is_refused(hub: Hub) -> None:
    enrol(Post(hub.card).device_card(), hub.mailroom)
    impostor = Post(hub.card, seed=9)

    with pytest.raises(BadInputError, match="device-known-with-another-key"):
        enrol(impostor.device_card(), hub.mailroom)
    with pytest.raises(BundleRefusedError):
        hub.ingest.accept(impostor.seal().content)
