"""An officer, a person who accepted a shelter, and a directory with keys, in memory."""

from __future__ import annotations

from dataclasses import dataclass

from frontline.crypto.sealing import SealingKey
from frontline.domain.answers import AnswerValue
from frontline.domain.assistance import AssistanceService
from frontline.domain.handovers import HandoverState
from frontline.services.handovers import HandoverLine, Handovers
from frontline.services.screenings import OpenScreening
from frontline.wire.directory import Directory
from tests.support.channels import (
    SHELTER,
    accept,
    describe,
    directory_of,
    install_directory,
    order_for,
    service_keys,
)
from tests.support.desks import DECEIVED, Office, an_office

CHILD = DECEIVED | {"age_group": "child"}


@dataclass
class HandoverDesk:
    """An officer with a case, a person who accepted a shelter, and the keys of the services."""

    office: Office
    table: OpenScreening
    keys: dict[AssistanceService, SealingKey]

    @property
    def handovers(self) -> Handovers:
        return Handovers(self.office.desk, self.office.documents)

    @property
    def directory(self) -> Directory:
        return directory_of(self.keys)

    def prepared(self) -> HandoverLine:
        return self.handovers.prepare(self.table, order_for(self.handovers, self.table))

    def state(self) -> HandoverState:
        (line,) = self.handovers.listed(self.table.case)
        return line.handover.state


def a_desk(answers: dict[str, AnswerValue] = DECEIVED) -> HandoverDesk:
    office, keys = an_office(), service_keys()
    table = office.started(**answers)
    install_directory(office.desk, directory_of(keys))
    describe(office.desk, table)
    accept(office.desk, table, SHELTER)
    office.vault.audit.deeds.clear()
    return HandoverDesk(office, table, keys)
