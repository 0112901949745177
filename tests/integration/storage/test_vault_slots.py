"""Damaged, forged and older slot files, told apart from wrong passphrases and damaged databases."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from frontline.crypto.canonical import canonical_json
from frontline.crypto.mac import digest
from frontline.errors import (
    SlotDamagedError,
    ThrottledError,
    VaultDamagedError,
    VaultInUseError,
    WrongPassphraseError,
)
from frontline.storage.lock import VaultLock
from frontline.storage.throttle import FREE_TRIES
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, RealPost
from tests.support.vault_tampering import flip, seeded, seeds, with_the_key

pytestmark = pytest.mark.slow


def sign_in(post: RealPost, name: str = OFFICER.name, passphrase: str = OFFICER.passphrase) -> str:
    vault, session = post.keeper().sign_in(name, passphrase)
    vault.close()
    return session.user.name


def rewrite(post: RealPost, change: Callable[[dict[str, Any]], None], *copies: int) -> None:
    """Change the body of slot copies as somebody would who knows the format: digest made anew."""
    for number in copies or (0, 1):
        path = post.places.slot_copies[number]
        content = json.loads(path.read_bytes())
        change(content["body"])
        content["digest"] = digest("vault/slots", canonical_json(content["body"]))
        path.write_bytes(canonical_json(content))


def test_each_copy_alone_is_enough_and_the_other_is_mended(post: RealPost) -> None:
    for lost in post.places.slot_copies:
        whole = lost.read_bytes()
        lost.unlink()
        assert sign_in(post) == OFFICER.name
        assert lost.read_bytes() == whole


@pytest.mark.parametrize("seed", seeds(3, 200))
def test_one_damaged_copy_does_not_matter(post: RealPost, seed: int) -> None:
    chance = seeded(seed)
    copy = chance.choice(post.places.slot_copies)
    flip(copy, chance.randrange(copy.stat().st_size), chance.randrange(8))

    assert sign_in(post) == OFFICER.name
    assert len({path.read_bytes() for path in post.places.slot_copies}) == 1


@pytest.mark.parametrize("seed", seeds(6, 500))
def test_two_damaged_copies_are_neither_a_wrong_passphrase_nor_a_damaged_database(
    post: RealPost, seed: int
) -> None:
    chance = seeded(seed)
    for copy in post.places.slot_copies:
        flip(copy, chance.randrange(copy.stat().st_size), chance.randrange(8))
    before = [copy.read_bytes() for copy in post.places.slot_copies]

    with pytest.raises(SlotDamagedError):
        sign_in(post)
    assert [copy.read_bytes() for copy in post.places.slot_copies] == before


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"null", b"\xff" * 40, b"[" * 10_000, b'{"body":1}']
)
def test_slot_files_that_are_none_are_damaged(post: RealPost, content: bytes) -> None:
    for copy in post.places.slot_copies:
        copy.write_bytes(content)

    with pytest.raises(SlotDamagedError):
        sign_in(post)


def test_a_vault_that_lost_its_slots_is_damaged_and_never_made_anew(post: RealPost) -> None:
    for copy in post.places.slot_copies:
        copy.unlink()
    before = post.places.database.read_bytes()

    assert post.keeper().exists()
    with pytest.raises(SlotDamagedError):
        sign_in(post)
    assert post.places.database.read_bytes() == before


def test_a_damaged_database_is_not_a_wrong_passphrase(post: RealPost) -> None:
    flip(post.places.database, 100)

    with pytest.raises(VaultDamagedError):
        sign_in(post)
    with pytest.raises(WrongPassphraseError):
        sign_in(post, passphrase=NEW_PASSPHRASE)


def test_a_vault_that_could_not_be_opened_is_not_locked_for_good(post: RealPost) -> None:
    whole = post.places.database.read_bytes()
    flip(post.places.database, 100)
    with pytest.raises(VaultDamagedError):
        sign_in(post)
    post.places.database.write_bytes(whole)

    assert sign_in(post) == OFFICER.name


def weak(body: dict[str, Any]) -> None:
    for slot in body["slots"]:
        slot["secret"]["memory_kib"] = 8


def greedy(body: dict[str, Any]) -> None:
    for slot in body["slots"]:
        slot["secret"]["iterations"] = 10**6


def swapped(body: dict[str, Any]) -> None:
    one, other = body["slots"]
    one["tag"], other["tag"] = other["tag"], one["tag"]


def unknown_field(body: dict[str, Any]) -> None:
    body["note"] = "x"


def another_format(body: dict[str, Any]) -> None:
    body["format"] = "frontline-slots/9"


def text_for_number(body: dict[str, Any]) -> None:
    body["generation"] = str(body["generation"])


def bad_salt(body: dict[str, Any]) -> None:
    body["salt"] = "no hex"


def other_recipient(body: dict[str, Any]) -> None:
    body["recovery_recipient"] = body["slots"][0]["recipient"]


def newer(body: dict[str, Any]) -> None:
    body["generation"] += 1


FORGERIES = [weak, greedy, unknown_field, another_format, text_for_number, bad_salt,
             other_recipient, newer]  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_slot_file_is_refused(
    post: RealPost, forgery: Callable[[dict[str, Any]], None]
) -> None:
    rewrite(post, forgery)

    with pytest.raises(SlotDamagedError):
        sign_in(post)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_one_forged_copy_does_not_keep_anybody_out(
    post: RealPost, forgery: Callable[[dict[str, Any]], None]
) -> None:
    rewrite(post, forgery, 0)

    assert sign_in(post) == OFFICER.name


def test_a_slot_does_not_open_under_another_name(post: RealPost) -> None:
    rewrite(post, swapped)

    with pytest.raises(SlotDamagedError):
        sign_in(post, SUPERVISOR.name, OFFICER.passphrase)


def test_a_change_cut_off_between_the_copies_counts_and_is_finished(post: RealPost) -> None:
    second = post.places.slot_copies[1]
    old = second.read_bytes()
    post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    second.write_bytes(old)
    with with_the_key(post) as connection:
        connection.execute("UPDATE vault SET slots_generation = slots_generation - 1")

    with pytest.raises(WrongPassphraseError):
        sign_in(post)
    assert sign_in(post, passphrase=NEW_PASSPHRASE) == OFFICER.name
    assert second.read_bytes() == post.places.slot_copies[0].read_bytes()


def test_another_users_keys_in_the_database_are_noticed(post: RealPost) -> None:
    with with_the_key(post) as connection:
        connection.execute("UPDATE users SET recipient = (SELECT max(recipient) FROM users)")

    people = (SUPERVISOR, OFFICER)
    refused = 0
    for person in people:
        try:
            sign_in(post, person.name, person.passphrase)
        except VaultDamagedError:
            refused += 1

    assert refused == 1


def test_a_user_who_is_not_in_the_database_is_noticed(post: RealPost) -> None:
    with with_the_key(post) as connection:
        connection.execute("DELETE FROM users")

    with pytest.raises(VaultDamagedError):
        sign_in(post)


def test_no_name_is_in_the_slot_file(post: RealPost) -> None:
    content = post.places.slot_copies[0].read_bytes().decode().casefold()

    for name in (OFFICER.name, SUPERVISOR.name):
        assert not any(part.casefold() in content for part in name.split())


def test_wrong_tries_are_throttled_over_restarts_and_names(post: RealPost) -> None:
    for number in range(FREE_TRIES + 1):
        with pytest.raises(WrongPassphraseError):
            sign_in(post, f"name {number}", NEW_PASSPHRASE)

    with pytest.raises(ThrottledError):
        sign_in(post)
    with pytest.raises(ThrottledError):
        post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    post.clock.advance(timedelta(seconds=2))
    assert sign_in(post) == OFFICER.name


def test_the_recovery_sheet_works_while_passphrases_have_to_wait(post: RealPost) -> None:
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(WrongPassphraseError):
            sign_in(post, passphrase=NEW_PASSPHRASE)

    post.keeper().recover(post.sheet.key, OFFICER.name, NEW_PASSPHRASE)

    assert sign_in(post, passphrase=NEW_PASSPHRASE) == OFFICER.name


def test_a_vault_that_another_process_owns_is_in_use(post: RealPost) -> None:
    owner = VaultLock(post.places.lock)

    with pytest.raises(VaultInUseError):
        sign_in(post)
    with pytest.raises(VaultInUseError):
        post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    with pytest.raises(VaultInUseError):
        post.keeper().recover(post.sheet.key, OFFICER.name, NEW_PASSPHRASE)
    owner.release()
    owner.release()
    assert sign_in(post) == OFFICER.name


def test_an_identity_sealed_before_a_recovery_opens_after_it(post: RealPost) -> None:
    vault, before = post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    vault.close()

    post.keeper().recover(post.sheet.key, OFFICER.name, NEW_PASSPHRASE)

    vault, after = post.keeper().sign_in(OFFICER.name, NEW_PASSPHRASE)
    with closing(vault):
        assert after.keys == before.keys
