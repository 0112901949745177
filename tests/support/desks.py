"""A desk in memory: a signed-in user, an empty vault, and a small signed pack called core."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from frontline.crypto.development import development_key
from frontline.crypto.sealing import new_sealing_key
from frontline.crypto.signing import SigningKey
from frontline.domain.answers import AnswerValue
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import InstrumentId, QuestionId, UserId
from frontline.domain.officials import AccessRole, OfficialRole, User
from frontline.rules.built import build_pack
from frontline.rules.source_models import (
    ExtendsModel,
    InstrumentModel,
    ItemModel,
    OwnAnswer,
    PackModel,
    QuestionModel,
)
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.installation import DOCUMENT_SUFFIX, Installation
from frontline.services.pack_shelf import PackShelf
from frontline.services.permissions import Session, UserKeys
from frontline.services.screenings import OpenScreening, ScreeningService
from tests.support.clock import SettableClock
from tests.support.packs import LAND, MINI, pack_model
from tests.support.vault import MemoryVault
from tests.support.vault_posts import CHANCE, SITE

KEY = development_key()
TRUSTED = frozenset({KEY.public})
RAPID, FULL = InstrumentId("rapid"), InstrumentId("full")
# Enough for a finding, and for a wish to be referred.
DECEIVED: dict[str, AnswerValue] = {
    "age_group": "adult",
    "alone": "yes",
    "recruited": "yes",
    "journey": "other",
    "job_as_promised": "no",
    "pay_as_promised": "no",
    "hours": 15,
    "minimum": "yes",
    "referral_wish": "deidentified",
}


@cache
def core_pack(version: int = 1) -> bytes:
    """The small pack of tests under the name the program looks for, with the choice that a
    referral rests on and the lines of the rights checklist."""
    return build_pack(core_model(version), {}, KEY)


def core_model(version: int = 1) -> PackModel:
    mini = pack_model(MINI)
    wish = QuestionModel.model_validate(
        {
            "id": "referral_wish",
            "kind": "choice",
            "role": "referral_choice",
            "text": "May a referral be made?",
            "say": "May we tell the service about you?",
            "answers": [_answer("full"), _answer("deidentified"), _answer("none_wanted")],
        }
    )
    return mini.model_copy(
        update={
            "header": mini.header.model_copy(update={"pack": "core", "version": version}),
            "questions": (*mini.questions, wish, _fear(), *_rights()),
            "instruments": tuple(
                _also_asking(wish, each) if each.id == FULL else each for each in mini.instruments
            ),
        }
    )


def _fear() -> QuestionModel:
    asked = {"id": "fear", "kind": "yes_no", "role": "fear_of_return"}
    texts = {"text": "Does the person fear to return?", "say": "Do you fear to return?"}
    return QuestionModel.model_validate(asked | texts)


def country_model(version: int = 1, country: str = "XT") -> PackModel:
    """A country's pack upon that core, which adds nothing but what is known of the country."""
    core, land = core_model(), pack_model(LAND)
    assert land.country is not None
    header = {
        "pack": "land",
        "version": version,
        "extends": ExtendsModel(pack="core", version=core.header.version),
    }
    return core.model_copy(
        update={
            "header": core.header.model_copy(update=header),
            "country": land.country.model_copy(
                update={"code": country, "protection": type(land.country.protection)()}
            ),
        }
    )


def _rights() -> list[QuestionModel]:
    yes_no = [
        {"id": f"{role}_kept", "kind": "yes_no", "role": role, "text": f"Was it {role}?"}
        for role in ("privacy", "informed", "complaint_route")
    ]
    interpreter = {
        "id": "interpreter_kept",
        "kind": "choice",
        "role": "interpreter",
        "text": "Who interprets?",
        "answers": [{"code": code, "label": code} for code in ("independent", "linked")],
    }
    return [QuestionModel.model_validate(each) for each in (*yes_no, interpreter)]


def _also_asking(question: QuestionModel, instrument: InstrumentModel) -> InstrumentModel:
    """With that question as the last of all."""
    *sections, last = instrument.sections
    asked = last.model_copy(update={"items": (*last.items, ItemModel(question=question.id))})
    return instrument.model_copy(update={"sections": (*sections, asked)})


def _answer(code: str) -> OwnAnswer:
    return OwnAnswer(code=code, label=f"It is {code}", say=f"I say {code}")


def a_session(
    access: AccessRole = AccessRole.OFFICER, official: OfficialRole = OfficialRole.IMMIGRATION
) -> Session:
    key, seed = new_sealing_key(), CHANCE.token(32)
    user = User(
        id=UserId(CHANCE.uuid()),
        name=f"{access.value} {official.value}",
        access=access,
        official=official,
        recipient=key.recipient,
        verify_key=SigningKey.from_seed(seed).public,
    )
    return Session(user, UserKeys(key.identity, seed))


def installation_with(folder: Path, *packs: bytes, keys: frozenset[str] = TRUSTED) -> Installation:
    """An installed app, not a source checkout, that was shipped with these packs."""
    documents = folder / "documents"
    documents.mkdir(parents=True)
    for number, content in enumerate(packs):
        (documents / f"{number}{DOCUMENT_SUFFIX}").write_bytes(content)
    return Installation(folder, documents, folder, keys, is_source_checkout=False)


@dataclass(frozen=True)
class Office:
    """One vault, and somebody at a desk of it."""

    vault: MemoryVault
    desk: Desk
    clock: SettableClock

    @property
    def deeds(self) -> list[DeedKind]:
        return [deed.kind for deed in self.vault.audit.deeds]

    @property
    def screenings(self) -> ScreeningService:
        return ScreeningService(self.desk)

    @property
    def documents(self) -> Documents:
        return Documents(self.desk, TRUSTED)

    def signed_in(self, session: Session) -> Office:
        """Somebody else, at the same vault."""
        if session.user not in self.vault.users.known:
            self.vault.users.known.append(session.user)
        return Office(self.vault, replace(self.desk, session=session), self.clock)

    def started(self, **answers: AnswerValue) -> OpenScreening:
        """A screening of this user with the long questionnaire."""
        table = self.screenings.start(FULL, SITE.id, "es")
        given = tuple((QuestionId(name), value) for name, value in answers.items())
        self.screenings.answer_all(table, given)
        return table


def an_office(session: Session | None = None) -> Office:
    """With the small pack installed, and one site."""
    who = a_session() if session is None else session
    vault, clock = MemoryVault([who.user], [SITE]), SettableClock()
    desk = Desk(vault, who, clock, CHANCE, PackShelf(vault.documents, TRUSTED))
    office = Office(vault, desk, clock)
    office.documents.install_shipped([core_pack()])
    vault.audit.deeds.clear()
    return office
