"""Fault family 15: after the lock nothing of the session is left in the memory of any process of
the program, not even for somebody who may look into all of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from frontline.app.canaries import forms_of
from tests.support.desktop_worker import Worker
from tests.support.fault_report import report
from tests.support.process_memory import Needles, family_of, found_in
from tests.support.vault_posts import CHANCE, OFFICER, RealPost
from tests.support.vault_tampering import seeds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="no /proc/PID/mem on this system"),
]
PATIENCE_S = 30
NAME, NOTES = "Quorvexa Zelindra", "kept in the blue warehouse of Xyquont"


def raw(secret: bytes) -> frozenset[bytes]:
    """A key as it is, and in hex."""
    return frozenset({secret, secret.hex().encode()})


def secrets_of(post: RealPost, said: list[object]) -> Needles:
    """What the session held; the worker said what only it knows."""
    _word, identity, seed, code = (str(each) for each in said)
    return {
        "data key": raw(post.data_key),
        "signing seed": raw(bytes.fromhex(seed)),
        "age identity": frozenset({identity.encode(), identity.lower().encode()}),
        "passphrase": forms_of(OFFICER.passphrase),
        "name": forms_of(NAME),
        "notes": forms_of(NOTES),
        # Eight letters are not for forms_of, and one form of a hundred could be written by chance.
        "case": frozenset({f"Case {code}".encode("utf-16-le")}),
    }


def look(process: int, needles: Needles) -> set[str]:
    try:
        return {found for each in family_of(process) for found in found_in(each, needles)}
    except PermissionError:
        pytest.skip("this system does not let one look into other processes")


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def is_new_program(process: int) -> bool:
    """At sign-in, with everything loaded behind it."""
    folder = Path(f"/proc/{process}")
    is_locked = b"--locked" in (folder / "cmdline").read_bytes()
    return is_locked and "sqlcipher3" in (folder / "maps").read_text()


def signed_in(programs: Worker, post: RealPost, play: str) -> Needles:
    programs.start(play, post.folder.parent, NAME, NOTES)
    return secrets_of(post, programs.hear())


@pytest.mark.parametrize("seed", seeds(1, 50))
def test_nothing_of_the_session_is_left_after_the_lock(
    programs: Worker, made_post: RealPost, tmp_path: Path, seed: int
) -> None:
    post = made_post.copy_to(tmp_path / "post")
    needles = signed_in(programs, post, "lock-for-real")
    process = programs.process
    # Control: while somebody works there, all of it is found. Only the data key may be gone even
    # then: SQLCipher masks what it keeps of it, and our own copy lasts for a moment of sign-in.
    before = look(process, needles)
    os.kill(process, signal.SIGUSR1)
    wait_for(lambda: is_new_program(process))
    time.sleep(CHANCE.token(1)[0] / 256)
    after = look(process, needles)
    programs.kill()

    report(15, "memory after lock", 1, 0, len(after))
    assert before >= set(needles) - {"data key"}
    assert after == set(), f"seed {seed}"


def test_a_lock_that_keeps_its_process_is_found_out(programs: Worker, post: RealPost) -> None:
    """Control: closing the vault and the window is not enough, which is why the process goes."""
    needles = signed_in(programs, post, "lock-in-name-only")
    os.kill(programs.process, signal.SIGUSR1)
    assert programs.hear()[0] == "locked"
    left = look(programs.process, needles)
    programs.kill()

    assert left
