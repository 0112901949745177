"""A fictitious post in a folder of its own, for the self-test and the bench.

Everything in it is the real thing: vault, services, shipped documents. Nobody works there, so its
passphrases are no secrets.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from frontline.domain.answers import AnswerValue, QuestionKind, is_open
from frontline.domain.assistance import Choice
from frontline.domain.clock import SystemClock
from frontline.domain.identifiers import InstrumentId, SiteId
from frontline.domain.officials import AccessRole, OfficialRole
from frontline.domain.sites import Site, SiteKind, SiteSetting
from frontline.rules.definitions import Instrument, PackDefinition, Question, QuestionRole
from frontline.rules.source_models import CaseModel
from frontline.screening.golden import read_answers
from frontline.services.assistance import AssistancePlans
from frontline.services.chance import SystemChance
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.installation import Installation
from frontline.services.pack_shelf import PackShelf
from frontline.services.packs import installed_packs
from frontline.services.screenings import OpenScreening, ScreeningService
from frontline.services.vaults import NewUser, PostSetup
from frontline.storage.keeper import SqlVaultKeeper

SUPERVISOR = NewUser(
    "Trial Supervisor",
    "wicker almanac tundra paddle",
    AccessRole.SUPERVISOR,
    OfficialRole.IMMIGRATION,
)
OFFICER = NewUser(
    "Trial Officer",
    "marble octave saddle cinnamon",
    AccessRole.OFFICER,
    OfficialRole.IMMIGRATION,
)
WRONG_PASSPHRASE = "marble octave saddle turmeric"  # noqa: S105 -- of nobody
# A word that stands nowhere else, so that it can be looked for on the disk.
SITE_LABEL = "Gate Quorvexine"
_COUNTRIES = ("XA", "XT", "XD")


@dataclass(frozen=True, slots=True)
class TrialPost:
    """Made by `create`, signed in to by `desk`."""

    folder: Path
    installation: Installation

    @property
    def keeper(self) -> SqlVaultKeeper:
        """A new one, as after a restart."""
        return SqlVaultKeeper(self.folder, SystemClock(), SystemChance())

    def create(self) -> None:
        site_id = SiteId(SystemChance().uuid())
        site = Site(site_id, SITE_LABEL, SiteKind.AIRPORT, SiteSetting.BORDER, "XT", "XT-C")
        self.keeper.create(PostSetup(SUPERVISOR, OFFICER, site))

    @contextmanager
    def desk(self, user: NewUser = OFFICER) -> Iterator[Desk]:
        """Signed in, with the shipped documents in the vault; closed in the end."""
        trusted = self.installation.trusted_keys
        vault, session = self.keeper.sign_in(user.name, user.passphrase)
        try:
            shelf = PackShelf(vault.documents, trusted)
            desk = Desk(vault, session, SystemClock(), SystemChance(), shelf)
            files = self.installation.document_files()
            Documents(desk, trusted).install_shipped([path.read_bytes() for path in files])
            yield desk
        finally:
            vault.close()


def largest_instrument(pack: PackDefinition) -> Instrument:
    return max(pack.instruments.values(), key=lambda instrument: len(instrument.items))


def an_answer(question: Question, turn: int) -> AnswerValue:
    """One of the answers a question takes, another one for each turn."""
    match question.kind:
        case QuestionKind.NUMBER:
            return turn % 21
        case QuestionKind.COUNTRY:
            return _COUNTRIES[turn % len(_COUNTRIES)]
        case QuestionKind.MULTI:
            own = [code for code in question.answers if not is_open(code)]
            return tuple(own[: turn % (len(own) + 1)])
        case _:
            return question.answers[turn % len(question.answers)]


def fullest_case(installation: Installation) -> CaseModel:
    """The golden case with the most answers, of somebody who agrees to be referred."""
    pack, case = max(
        (
            (pack, case)
            for pack in installed_packs(installation)
            # Every country's pack has the cases of the pack it extends.
            if pack.definition.extends is None
            for case in pack.source.cases
        ),
        key=lambda found: len(found[1].answers),
    )
    choice = pack.definition.question_with_role(QuestionRole.REFERRAL_CHOICE)
    agreed = {} if choice is None else {choice.id: "full"}
    return case.model_copy(update={"answers": {**case.answers, **agreed}})


def screened(desk: Desk, case: CaseModel) -> OpenScreening:
    """A new case in the vault that gave these answers, and takes every service offered."""
    service, plans = ScreeningService(desk), AssistancePlans(desk)
    (site,) = desk.vault.sites.sites()
    table = service.start(InstrumentId(case.instrument), site.id, "es")
    service.answer_all(table, read_answers(table.interview.compiled, case.answers).items())
    for line in plans.lines(table):
        plans.choose(table, line.service, Choice.ACCEPTED)
    return table
