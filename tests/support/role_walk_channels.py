"""Everything that every role could try with hand-overs and notes, as in role_walk.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frontline.crypto.sealing import new_sealing_key, seal
from frontline.domain.assistance import Choice
from frontline.domain.deeds import DeedKind
from frontline.domain.handovers import Basis, Handover, HandoverState
from frontline.domain.identifiers import HandoverId, NoteId
from frontline.domain.intel import KeptNote
from frontline.services.channel_stores import HandoverFile
from frontline.services.documents import Documents
from frontline.services.handovers import HandoverOrder, Handovers
from frontline.services.intel_notes import IntelNotes
from frontline.services.permissions import Action, Thing
from frontline.services.screenings import OpenScreening
from frontline.wire.handover import receipt_check
from tests.support.channels import (
    DUE,
    SHELTER,
    directory_of,
    focal_point_of,
    install_directory,
    install_focal_point,
    note_content,
    service_keys,
)
from tests.support.desks import TRUSTED
from tests.support.role_walk import Walk
from tests.support.vault_posts import CHANCE

KEYS = service_keys()
POINT = focal_point_of(new_sealing_key())
CODE = "ABCD-2345"


@dataclass(frozen=True)
class Ready:
    """A case whose person accepted a shelter, with a hand-over and a note of the author's; past
    the services, because the author may have no part in the case any more."""

    walk: Walk
    table: OpenScreening
    handover: Handover
    note: KeptNote

    @property
    def handovers(self) -> Handovers:
        return Handovers(self.walk.desk, Documents(self.walk.desk, TRUSTED))

    @property
    def notes(self) -> IntelNotes:
        return IntelNotes(self.walk.desk, TRUSTED)

    def prepare(self) -> object:
        return self.handovers.prepare(
            self.table, HandoverOrder(SHELTER, directory_of(KEYS).entries[0], DUE)
        )


def ready(walk: Walk, thing: Thing) -> Ready:
    table, author, vault = walk.a_case(thing), walk.author, walk.vault
    case, now, own = table.case.id, author.clock.now(), author.session.user.id
    install_directory(author, directory_of(KEYS))
    install_focal_point(author, POINT)
    deed = author.deed(DeedKind.CHOICE_RECORDED, case)
    vault.plans.record_choice(case, SHELTER, Choice.ACCEPTED, deed)
    handover = Handover(
        id=(made := HandoverId(CHANCE.uuid())),
        case=case,
        service=SHELTER,
        basis=Basis.CHOICE,
        reason=None,
        parts=(),
        state=HandoverState.PREPARED,
        prepared_at=now,
        prepared_by=own,
        due=DUE,
        receipt_check=receipt_check(str(made), CODE),
    )
    sealed = seal(b"sheet", [KEYS[SHELTER].recipient])
    deed = author.deed(DeedKind.HANDOVER_PREPARED, made)
    vault.handovers.add_handover(handover, HandoverFile(sealed, sealed), deed)
    note = KeptNote(NoteId(CHANCE.uuid()), now, own, POINT.mark, sealed)
    vault.notes.add_note(note, case, author.deed(DeedKind.NOTE_SEALED, note.id))
    return Ready(walk, table, handover, note)


ChannelTry = Callable[[Ready], object]

ON_CHANNELS: Mapping[Action, tuple[ChannelTry, ...]] = {
    Action.MAKE_HANDOVER: (
        lambda at: at.handovers.choice(at.table, SHELTER),
        lambda at: at.prepare(),
    ),
    Action.CARRY_HANDOVER: (
        lambda at: at.handovers.listed(at.table.case),
        lambda at: at.handovers.file(at.table.case, at.handover.id),
        lambda at: at.handovers.carried(at.table.case, at.handover.id),
        lambda at: at.handovers.received(at.table.case, at.handover.id, CODE),
        lambda at: at.handovers.refused(at.table.case, at.handover.id),
    ),
    Action.WRITE_NOTE: (
        lambda at: at.notes.focal_points(at.table.case),
        lambda at: at.notes.country(at.table.case),
        lambda at: at.notes.words_of_person(at.table.case, note_content()),
        lambda at: at.notes.seal(at.table.case, note_content(), POINT),
    ),
    Action.CARRY_NOTE: (
        lambda at: at.notes.listed(at.table.case),
        lambda at: at.notes.file(at.table.case, at.note.id),
        lambda at: at.notes.carried(at.table.case, at.note.id),
    ),
}
