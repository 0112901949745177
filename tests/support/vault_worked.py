"""A vault in which answers were acknowledged, to be damaged; and what sign-in makes of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from frontline.domain.answers import AnswerEvent
from frontline.domain.cases import Case
from frontline.errors import FrontlineError, VaultDamagedError
from frontline.storage.audit_log import finished
from frontline.storage.head_mark import HeadMark
from tests.support.vault_posts import (
    OFFICER,
    SITE,
    SUPERVISOR,
    Bench,
    RealPost,
    cheap_derivation,
)
from tests.support.vault_tampering import pulled_plug

ANSWERS = 40


@dataclass(frozen=True)
class Worked:
    """A vault in which answers were acknowledged, as a power cut left it or closed."""

    post: RealPost
    case: Case
    acknowledged: tuple[AnswerEvent, ...]

    def copy(self, folder: Path) -> Worked:
        shutil.copytree(self.post.folder, folder, ignore=shutil.ignore_patterns("*.reserve"))
        post = RealPost(folder, self.post.sheet, self.post.data_key, self.post.clock)
        return Worked(post, self.case, self.acknowledged)

    def answers(self) -> tuple[AnswerEvent, ...]:
        """As they are read, with nothing checked before."""
        with closing(self.post.open()) as vault:
            return vault.cases.answers(self.case.id)

    def is_found_out(self) -> bool:
        """What sign-in does: open, go through the audit chain, and look at every page."""
        try:
            with closing(self.post.open()) as vault:
                return bool(finished(vault.audit.check()).breaks)
        except VaultDamagedError:
            return True

    def passes_every_check(self) -> bool:
        try:
            with closing(self.post.open()) as vault:
                vault.audit.verify()
                return not vault.check_pages()
        except FrontlineError:
            return False

    def forget_the_note(self) -> None:
        """Switch the defence off: note whatever head the database has."""
        with closing(self.post.open()) as vault:
            head = vault.audit.head()
        self.post.places.head_mark.unlink()
        HeadMark.create(self.post.places.head_mark)
        mark = HeadMark(self.post.places.head_mark)
        mark.write(head)
        mark.close()


def work(post: RealPost, cut_to: Path | None = None) -> Worked:
    """Answers given, then the plug pulled into the folder `cut_to`, or the vault closed."""
    with closing(post.open()) as vault:
        bench = post.bench(vault)
        case, screening = bench.added()
        events = tuple(bench.an_event(screening, number + 1) for number in range(ANSWERS))
        for event in events:
            bench.answer(screening, event)
        left = post if cut_to is None else pulled_plug(post, cut_to)
    return Worked(left, case, events)


def wal(worked: Worked) -> Path:
    database = worked.post.places.database
    return database.with_name(database.name + "-wal")


def later(closed: Worked, folder: Path) -> Worked:
    """Another day's work in a copy, with an answer more in the first case's place as well."""
    after = closed.copy(folder)
    with closing(after.post.open()) as vault:
        bench = Bench(vault, closed.case.opened_by, SITE, after.post.clock)
        (_case, screening), *_rest = vault.cases.open_screenings()
        for number in range(ANSWERS):
            bench.answer(screening, bench.an_event(screening, ANSWERS + number + 1, "no"))
    return after


def see(post: RealPost) -> None:
    """Both users come and go, and sign what they saw."""
    with cheap_derivation():
        for user in (SUPERVISOR, OFFICER):
            vault, _session = post.keeper().sign_in(user.name, user.passphrase)
            vault.close()


def copies(worked: Worked, folder: Path, count: range) -> Iterator[tuple[int, Worked]]:
    """A fresh one for each seed, gone before the next, for thousands would fill the disk."""
    for seed in count:
        target = folder / str(seed) / "vault"
        target.parent.mkdir()
        copied = worked.copy(target)
        # Made anew it would be 16 MiB for each.
        os.link(worked.post.places.reserve, copied.post.places.reserve)
        yield seed, copied
        shutil.rmtree(target.parent)
