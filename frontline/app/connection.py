"""Notices a network and lets the outbox send by itself.

Qt says whether the machine has a network; the hub is then asked for a sign of life, without
sending anything. Between tries the wait grows, so that a dead line costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from frontline.errors import FrontlineError, HubNotSetError
from frontline.ui.tasks import TaskRunner

FIRST_WAIT_MS = 2_000
LONGEST_WAIT_MS = 300_000


class ConnectionWatch(QObject):
    """`probe` raises a FrontlineError while the hub is out of reach; runs on the network pool.

    `on_change(is_online)` is called on every result, and sends what waits when it is good.
    """

    def __init__(
        self,
        probe: Callable[[], None],
        runner: TaskRunner,
        on_change: Callable[[bool], None],
    ) -> None:
        super().__init__()
        self._probe = probe
        self._runner = runner
        self._on_change = on_change
        self._wait = FIRST_WAIT_MS
        self._is_probing = False
        self._is_stopped = False
        self._is_told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def look_anew(self) -> None:
        """Something changed: ask the hub now, and soon again where it does not answer."""
        self._wait = FIRST_WAIT_MS
        self.look()

    def look(self) -> None:
        """Ask the hub now."""
        if self._is_probing or self._is_stopped:
            return
        self._is_probing = True
        self._runner.submit(
            self._probe, done=lambda _none: self._on_result(True), failed=self._on_failed
        )

    def stop(self) -> None:
        self._is_stopped = True
        self._timer.stop()

    def _on_failed(self, error: FrontlineError) -> None:
        self._on_result(False, has_hub=not isinstance(error, HubNotSetError))

    def _on_result(self, is_online: bool, *, has_hub: bool = True) -> None:
        self._is_probing = False
        if self._is_stopped:
            return
        if has_hub and not self._is_told:
            self._is_told = True
            self._be_told()
        self._on_change(is_online)
        self._timer.start(LONGEST_WAIT_MS if is_online else self._wait)
        self._wait = FIRST_WAIT_MS if is_online else min(self._wait * 2, LONGEST_WAIT_MS)

    def _be_told(self) -> None:
        """By the system, of every change of the network. Loaded once there is a hub to look for:
        many posts send by stick, and the system's part takes six megabytes."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            information = QNetworkInformation.instance()
            if information is not None:
                information.reachabilityChanged.connect(lambda _reach: self.look_anew())
