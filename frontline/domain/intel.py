"""What a note for law enforcement says of others (channel INTEL): who did what, by which means.

There is no word here for a presumed victim. A related crime is what others did: it is a tag of a
note, never of a person who was screened (S-099).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from frontline.domain.identifiers import NoteId, UserId


class ChainRole(StrEnum):
    """In the chain from recruitment to exploitation."""

    RECRUITER = "recruiter"
    PAPERS_PROVIDER = "papers_provider"
    TRANSPORTER = "transporter"
    ESCORT = "escort"
    HARBOURER = "harbourer"
    RECEIVER = "receiver"
    CONTROLLER = "controller"
    EXPLOITER = "exploiter"
    MONEY_COLLECTOR = "money_collector"
    ORGANISER = "organiser"
    BUYER = "buyer"
    OTHER = "other"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """Modus operandi; the first word is the phase of the cycle (S-097)."""

    RECRUIT_FALSE_JOB = "recruit_false_job"
    RECRUIT_ONLINE = "recruit_online"
    RECRUIT_AGENCY = "recruit_agency"
    RECRUIT_RELATIONSHIP = "recruit_relationship"
    RECRUIT_FAMILY = "recruit_family"
    MOVE_ESCORTED = "move_escorted"
    MOVE_FALSE_PAPERS = "move_false_papers"
    MOVE_OUTSIDE_POSTS = "move_outside_posts"
    HAND_OVER_FOR_MONEY = "hand_over_for_money"
    CONTROL_DEBT = "control_debt"
    CONTROL_PAPERS_KEPT = "control_papers_kept"
    CONTROL_THREATS = "control_threats"
    CONTROL_VIOLENCE = "control_violence"
    CONTROL_WATCHED = "control_watched"
    CONTROL_SUBSTANCES = "control_substances"
    EXPLOIT_MOVED_ABOUT = "exploit_moved_about"
    EXPLOIT_ONLINE = "exploit_online"
    PROCEEDS_CASH = "proceeds_cash"
    PROCEEDS_TRANSFERRED = "proceeds_transferred"
    PROCEEDS_BORROWED_ACCOUNT = "proceeds_borrowed_account"
    HIDE_FRONT_FIRM = "hide_front_firm"
    HIDE_CHANGING_PHONES = "hide_changing_phones"
    HIDE_COACHED_ANSWERS = "hide_coached_answers"


class AccountKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    PROFILE = "profile"
    BANK = "bank"
    MONEY_TRANSFER = "money_transfer"
    CRYPTO = "crypto"
    OTHER = "other"


class AdvertPhase(StrEnum):
    """What it is used for (001 PR6a)."""

    CAPTURE = "capture"
    EXPLOITATION = "exploitation"
    SALE = "sale"
    COERCION = "coercion"
    THREATS = "threats"


class RelatedCrime(StrEnum):
    CORRUPTION = "corruption"
    BRIBERY = "bribery"
    OBSTRUCTION_OF_JUSTICE = "obstruction_of_justice"
    MONEY_LAUNDERING = "money_laundering"
    ORGANISED_CRIMINAL_GROUP = "organised_criminal_group"
    ARMS_TRAFFICKING = "arms_trafficking"
    DRUG_TRAFFICKING = "drug_trafficking"
    CYBERCRIME = "cybercrime"
    DOCUMENT_FORGERY = "document_forgery"
    VISA_FRAUD = "visa_fraud"
    FALSE_DOCUMENTS_ISSUED = "false_documents_issued"
    PASSAGE_FACILITATED = "passage_facilitated"
    SEX_TOURISM = "sex_tourism"
    SALE_OF_CHILDREN = "sale_of_children"
    SMUGGLING_OF_MIGRANTS = "smuggling_of_migrants"


class SourceGrade(StrEnum):
    """How far the source can be relied on: the letters of the admiralty code."""

    RELIABLE = "A"
    USUALLY_RELIABLE = "B"
    FAIRLY_RELIABLE = "C"
    NOT_USUALLY_RELIABLE = "D"
    UNRELIABLE = "E"
    CANNOT_BE_JUDGED = "F"


class InformationGrade(StrEnum):
    """How far the information can be believed: the digits of the admiralty code."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class KnownFrom(StrEnum):
    """How it came to the officer, without from whom."""

    SEEN = "seen"
    TOLD = "told"
    PAPERS = "papers"
    ONLINE = "online"
    OTHER_BODY = "other_body"


class NoteState(StrEnum):
    WAITING = "waiting"
    ON_ITS_WAY = "on_its_way"
    ARRIVED = "arrived"
    # The hub could not take it; it can still be carried as a file.
    PUT_ASIDE = "put_aside"


@dataclass(frozen=True, slots=True)
class KeptNote:
    """All that stays at the post: that there is one, by whom, when, and bytes that nobody here
    opens. `focal_point` is the digest of the keys it is sealed to."""

    id: NoteId
    made_at: datetime
    made_by: UserId
    focal_point: str
    sealed: bytes = field(repr=False)
    carried_at: datetime | None = None
