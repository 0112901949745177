"""Older slot files: the vault knows the newest one, and the record of deeds vouches for that."""

from __future__ import annotations

from contextlib import closing

import pytest

from frontline.domain.audit import BreakKind
from frontline.domain.deeds import Deed
from frontline.errors import SlotDamagedError
from frontline.storage.audit_log import finished
from frontline.storage.generations import Generations
from frontline.storage.slot_files import SlotFiles
from tests.integration.storage.test_vault_slots import sign_in
from tests.support.vault_posts import NEW_PASSPHRASE, OFFICER, SUPERVISOR, RealPost
from tests.support.vault_tampering import with_the_key

pytestmark = pytest.mark.slow


def older_slots(post: RealPost) -> None:
    """Change the passphrase, and put the slot file back that still knows the old one."""
    before = [copy.read_bytes() for copy in post.places.slot_copies]
    post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    for copy, content in zip(post.places.slot_copies, before, strict=True):
        copy.write_bytes(content)


def test_an_older_slot_file_is_refused(post: RealPost) -> None:
    older_slots(post)

    with pytest.raises(SlotDamagedError):
        sign_in(post)


def test_an_older_slot_file_is_refused_where_the_vault_forgot_the_newer_one(post: RealPost) -> None:
    """The record of deeds vouches for it as well."""
    older_slots(post)
    with with_the_key(post) as connection:
        connection.execute("UPDATE vault SET slots_generation = 0")

    with pytest.raises(SlotDamagedError):
        sign_in(post)


def test_without_the_generation_in_the_vault_the_old_passphrase_opens_again(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: nothing else refuses an older slot file."""
    older_slots(post)
    monkeypatch.setattr(Generations, "is_old", lambda _generations, _generation: False)

    assert sign_in(post) == OFFICER.name


def test_an_older_slot_file_put_in_while_the_vault_is_open_is_not_built_upon(
    post: RealPost,
) -> None:
    keeper = post.keeper()
    before = [copy.read_bytes() for copy in post.places.slot_copies]
    vault, _session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    with closing(vault):
        keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
        for copy, content in zip(post.places.slot_copies, before, strict=True):
            copy.write_bytes(content)
        with pytest.raises(SlotDamagedError):
            keeper.change_passphrase(OFFICER.name, OFFICER.passphrase, SUPERVISOR.passphrase)


def test_a_note_of_the_slot_file_put_back_alone_is_found_and_stays_found(post: RealPost) -> None:
    post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    with with_the_key(post) as connection:
        connection.execute("UPDATE vault SET slots_generation = slots_generation - 1")

    for _ in range(2):
        vault, _session = post.keeper().sign_in(OFFICER.name, NEW_PASSPHRASE)
        with closing(vault):
            (broken,) = finished(vault.audit.check()).breaks
            assert broken.kind is BreakKind.ROW


def test_a_slot_file_written_before_its_note_counts_and_is_noted(
    post: RealPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off in between."""

    def cut_off(_generations: Generations, _generation: int, _deed: Deed) -> None:
        raise KeyboardInterrupt

    note = Generations.note
    monkeypatch.setattr(Generations, "note", cut_off)
    with pytest.raises(KeyboardInterrupt):
        post.keeper().change_passphrase(OFFICER.name, OFFICER.passphrase, NEW_PASSPHRASE)
    monkeypatch.setattr(Generations, "note", note)

    vault, _session = post.keeper().sign_in(OFFICER.name, NEW_PASSPHRASE)
    with closing(vault):
        vault.audit.verify()
        newest = SlotFiles(post.places).copies()[0].table.generation
        assert vault.generations.newest() == newest
