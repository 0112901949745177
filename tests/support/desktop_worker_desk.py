"""The officer's desk without a window: for plays, and for a look at what a killed one left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontline.domain.identifiers import InstrumentId
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.installation import find_installation
from frontline.services.interview_state import InterviewState
from frontline.services.pack_shelf import PackShelf
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.storage.keeper import SqlVaultKeeper
from frontline.storage.vault import SqlVault
from tests.support.clock import SettableClock
from tests.support.vault_posts import CHEAP, OFFICER, cheap_derivation

TALK = InstrumentId("second_line_interview")
CONDITIONS = "conditions"
# A talk that cannot be led now would be over at once.
CAN_TALK = {
    "private_now": "yes",
    "interpreter": "independent",
    "language": "pt",
    "interviewer_wish": "met",
    "informed": "yes",
}


@contextmanager
def at_the_desk(post: Path) -> Iterator[Desk]:
    """The officer, signed in by the real keeper."""
    installation, clock = find_installation(), SettableClock()
    with cheap_derivation():
        keeper = SqlVaultKeeper(post, clock, SystemChance(), CHEAP)
        vault, session = keeper.sign_in(OFFICER.name, OFFICER.passphrase)
    try:
        shelf = PackShelf(vault.documents, installation.trusted_keys)
        yield Desk(vault, session, clock, SystemChance(), shelf)
    finally:
        vault.close()


def install_shipped(desk: Desk) -> None:
    """As the first sign-in does; it takes half a second."""
    installation = find_installation()
    documents = [path.read_bytes() for path in installation.document_files()]
    Documents(desk, installation.trusted_keys).install_shipped(documents)


def check_whole(desk: Desk) -> None:
    """The chain of deeds holds, and so does every page of the file."""
    desk.vault.audit.verify()
    assert isinstance(desk.vault, SqlVault)
    assert desk.vault.check_pages() == ()


def resumed(desk: Desk) -> OpenScreening:
    """The one screening that is open."""
    service = ScreeningService(desk)
    ((_case, screening),) = service.unfinished()
    return service.resume(screening.id)


def page_of(state: InterviewState) -> str:
    """The question that is on the screen, or the page of conditions."""
    section = state.section_of(state.position) if state.position else None
    is_condition = section is not None and section.id == CONDITIONS
    return CONDITIONS if is_condition else str(state.position)
