"""Processes killed while they remove an account: the vault opens, and the removal is finished."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from frontline.domain.officials import UserState
from frontline.errors import VaultDamagedError, WrongPassphraseError
from frontline.storage.slot_files import SlotFiles
from tests.integration.storage.test_vault_kills import worker
from tests.support.vault_keys import copies_of, keys_in, under, whole
from tests.support.vault_posts import OFFICER, SUPERVISOR, RealPost
from tests.support.vault_tampering import seeded, seeds


def fill(post: RealPost, answers: int) -> int:
    """Enough pages that encrypting them takes a while; how many answers there are."""
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        _case, screening = bench.added()
        for start in range(1, answers + 1, 500):
            numbers = range(start, min(start + 500, answers + 1))
            events = [bench.an_event(screening, number, "x" * 900) for number in numbers]
            bench.answer(screening, *events)
        return vault.audit.head().count


@pytest.fixture(scope="module")
def full(template: RealPost, tmp_path_factory: pytest.TempPathFactory) -> RealPost:
    post = template.copy_to(tmp_path_factory.mktemp("full") / "vault")
    fill(post, 3000)
    return post


def killed_while_removing(post: RealPost, wait: float) -> list[str]:
    """What was said until the process was killed `wait` seconds into the removal."""
    with worker("remove", str(post.folder)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.stdin.write(b"\n")
        process.stdin.flush()
        time.sleep(wait)
        process.kill()
        return process.stdout.read().decode().split()


@pytest.fixture(scope="module")
def duration(full: RealPost, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that a removal takes on this machine."""
    post = full.copy_to(tmp_path_factory.mktemp("timed") / "vault")
    with worker("remove", str(post.folder)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        started = time.monotonic()
        process.stdin.write(b"\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"removed\n"
        return time.monotonic() - started


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(20, 60))
def test_a_removal_cut_off_anywhere_leaves_a_vault_that_opens_and_is_finished(
    full: RealPost, duration: float, tmp_path: Path, seed: int
) -> None:
    post = full.copy_to(tmp_path / "vault")
    old = copies_of(post)
    (key,) = keys_in(old, tmp_path / "kept", OFFICER.name, OFFICER.passphrase)

    said = killed_while_removing(post, seeded(seed).random() * duration * 1.1)

    vault, _session = post.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        states = {user.name: user.state for user in vault.users.everybody()}
        vault.audit.verify()
        assert vault.check_pages() == ()
    whole(post)
    if "removed" in said:
        assert states[OFFICER.name] is UserState.REMOVED
    if states[OFFICER.name] is UserState.ACTIVE:
        whole(post, OFFICER)
        return
    with pytest.raises(WrongPassphraseError):
        post.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    with pytest.raises(VaultDamagedError):
        under(post, key).open()
    first = SlotFiles(post.places).copies()[0]
    assert not first.table.has_pending
    assert (first.pending_mac, len(first.table.slots)) == ("", 1)


@pytest.mark.slow
def test_without_the_pending_wrap_a_removal_that_is_cut_off_loses_the_vault(
    post: RealPost,
) -> None:
    with worker("remove-without-pending", str(post.folder)) as process:
        assert process.wait() == 9

    with pytest.raises(VaultDamagedError):
        post.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
