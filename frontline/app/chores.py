"""What is put right behind the pages after a sign-in, a little at a time, so that nobody waits:
envelopes that should be sealed to others by now, and the index of the search."""

from __future__ import annotations

from collections.abc import Callable

from frontline.app.memory import give_memory_back
from frontline.domain.identifiers import CaseId
from frontline.errors import FrontlineError
from frontline.services.desk import Desk
from frontline.services.group_sheets import GroupSheets
from frontline.services.identities import Identities
from frontline.ui.tasks import TaskRunner

# Either takes a few hundredths of a second, for which an answer may have to wait.
_ENVELOPES_AT_ONCE = 25
_CASES_AT_ONCE = 50


class Chores:
    """`failed` is told of what stopped one; it begins anew at the next sign-in."""

    def __init__(
        self, desk: Desk, runner: TaskRunner, failed: Callable[[FrontlineError], None]
    ) -> None:
        self._desk = desk
        self._identities = Identities(desk)
        self._sheets = GroupSheets(desk)
        self._runner = runner
        self._failed = failed

    def begin(self) -> None:
        self._runner.submit(self._identities.out_of_date, done=self._reseal, failed=self._failed)

    def _reseal(self, cases: tuple[CaseId, ...]) -> None:
        if not cases:
            self._runner.submit(
                # Of groups there are few.
                lambda: self._sheets.reseal(self._sheets.out_of_date()),
                done=lambda _done: self._check_search(0),
                failed=self._failed,
            )
            return
        now, later = cases[:_ENVELOPES_AT_ONCE], cases[_ENVELOPES_AT_ONCE:]
        self._runner.submit(
            lambda: self._identities.reseal(now),
            done=lambda _done: self._reseal(later),
            failed=self._failed,
        )

    def _check_search(self, start: int | None) -> None:
        if start is None:
            give_memory_back()
            return
        self._runner.submit(
            lambda: self._desk.vault.search.check(start, _CASES_AT_ONCE),
            done=self._check_search,
            failed=self._failed,
        )
