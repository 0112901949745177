"""What a case is worked on with: a signed-in post, or a practice apart from it."""

from __future__ import annotations

from typing import Protocol

from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.ui.tasks import TaskRunner
from frontline.wire.directory import Directory


class CasePlace(Protocol):
    @property
    def desk(self) -> Desk: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def directories(self) -> tuple[Directory, ...]: ...

    @property
    def vault_runner(self) -> TaskRunner: ...

    def send_if_online(self) -> None: ...
