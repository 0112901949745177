"""The threads beside the window's. What Qt has made stays on the window's own: see garbage.py."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from frontline.app.garbage import GarbageRounds

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from frontline.ui.tasks import TaskRunner


class Threads:
    """Made when first asked for, as most of it is needed only behind the first page."""

    def __init__(self) -> None:
        self._garbage = GarbageRounds()

    def begin(self) -> None:
        """Before there is a second thread."""
        self._garbage.start()

    @cached_property
    def vault(self) -> Executor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, thread_name_prefix="vault")

    @cached_property
    def network(self) -> Executor:
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(2, thread_name_prefix="network")

    @cached_property
    def vault_runner(self) -> TaskRunner:
        from frontline.ui.tasks import TaskRunner

        return TaskRunner(self.vault)

    def end(self) -> None:
        """What the vault was asked for is still done."""
        self.network.shutdown(wait=False, cancel_futures=True)
        self.vault.shutdown(wait=True)
        self._garbage.stop()
