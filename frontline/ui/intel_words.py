"""Words for the closed lists of a note on suspects. Of others alone, never of a presumed victim."""

from __future__ import annotations

from frontline.domain.intel import (
    AccountKind,
    AdvertPhase,
    ChainRole,
    InformationGrade,
    KnownFrom,
    Method,
    NoteState,
    RelatedCrime,
    SourceGrade,
)
from frontline.ui.language import Language
from frontline.ui.messages import mark

_WORDS: dict[str, dict[str, str]] = {
    "ChainRole": {
        ChainRole.RECRUITER: mark("Recruits people"),
        ChainRole.PAPERS_PROVIDER: mark("Gets papers or visas"),
        ChainRole.TRANSPORTER: mark("Transports people"),
        ChainRole.ESCORT: mark("Travels along"),
        ChainRole.HARBOURER: mark("Houses people"),
        ChainRole.RECEIVER: mark("Receives people on arrival"),
        ChainRole.CONTROLLER: mark("Watches and controls"),
        ChainRole.EXPLOITER: mark("Exploits people"),
        ChainRole.MONEY_COLLECTOR: mark("Collects the money"),
        ChainRole.ORGANISER: mark("Gives the orders"),
        ChainRole.BUYER: mark("Buys labour or services"),
        ChainRole.OTHER: mark("Another part"),
        ChainRole.UNKNOWN: mark("Part not known"),
    },
    "Method": {
        Method.RECRUIT_FALSE_JOB: mark("False offer of work"),
        Method.RECRUIT_ONLINE: mark("Contact online"),
        Method.RECRUIT_AGENCY: mark("Through an agency"),
        Method.RECRUIT_RELATIONSHIP: mark("Through a relationship"),
        Method.RECRUIT_FAMILY: mark("Through the family"),
        Method.MOVE_ESCORTED: mark("Somebody travels along"),
        Method.MOVE_FALSE_PAPERS: mark("False papers"),
        Method.MOVE_OUTSIDE_POSTS: mark("Past the border posts"),
        Method.HAND_OVER_FOR_MONEY: mark("People passed on for money"),
        Method.CONTROL_DEBT: mark("Debt"),
        Method.CONTROL_PAPERS_KEPT: mark("Papers are kept"),
        Method.CONTROL_THREATS: mark("Threats"),
        Method.CONTROL_VIOLENCE: mark("Violence"),
        Method.CONTROL_WATCHED: mark("Watched or locked in"),
        Method.CONTROL_SUBSTANCES: mark("Drugs or alcohol"),
        Method.EXPLOIT_MOVED_ABOUT: mark("Moved from place to place"),
        Method.EXPLOIT_ONLINE: mark("Sold or shown online"),
        Method.PROCEEDS_CASH: mark("Money collected in cash"),
        Method.PROCEEDS_TRANSFERRED: mark("Money transferred"),
        Method.PROCEEDS_BORROWED_ACCOUNT: mark("Another person's account"),
        Method.HIDE_FRONT_FIRM: mark("A firm as a front"),
        Method.HIDE_CHANGING_PHONES: mark("Changing telephones"),
        Method.HIDE_COACHED_ANSWERS: mark("People told what to answer"),
    },
    "AccountKind": {
        AccountKind.PHONE: mark("Telephone"),
        AccountKind.EMAIL: mark("E-mail"),
        AccountKind.PROFILE: mark("Profile online"),
        AccountKind.BANK: mark("Bank account"),
        AccountKind.MONEY_TRANSFER: mark("Money transfer service"),
        AccountKind.CRYPTO: mark("Crypto wallet"),
        AccountKind.OTHER: mark("Another account"),
    },
    "AdvertPhase": {
        AdvertPhase.CAPTURE: mark("To attract people"),
        AdvertPhase.EXPLOITATION: mark("To exploit them"),
        AdvertPhase.SALE: mark("To sell"),
        AdvertPhase.COERCION: mark("To put under pressure"),
        AdvertPhase.THREATS: mark("To threaten"),
    },
    "RelatedCrime": {
        RelatedCrime.CORRUPTION: mark("Corruption"),
        RelatedCrime.BRIBERY: mark("Bribery"),
        RelatedCrime.OBSTRUCTION_OF_JUSTICE: mark("Obstruction of justice"),
        RelatedCrime.MONEY_LAUNDERING: mark("Money laundering"),
        RelatedCrime.ORGANISED_CRIMINAL_GROUP: mark("Organised criminal group"),
        RelatedCrime.ARMS_TRAFFICKING: mark("Arms trafficking"),
        RelatedCrime.DRUG_TRAFFICKING: mark("Drug trafficking"),
        RelatedCrime.CYBERCRIME: mark("Cybercrime"),
        RelatedCrime.DOCUMENT_FORGERY: mark("Document forgery"),
        RelatedCrime.VISA_FRAUD: mark("Visa fraud"),
        RelatedCrime.FALSE_DOCUMENTS_ISSUED: mark("False documents issued by officials"),
        RelatedCrime.PASSAGE_FACILITATED: mark("Passage eased by officials"),
        RelatedCrime.SEX_TOURISM: mark("Sex tourism offences"),
        RelatedCrime.SALE_OF_CHILDREN: mark("Sale of children and related offences"),
        RelatedCrime.SMUGGLING_OF_MIGRANTS: mark("Smuggling of migrants"),
    },
    "SourceGrade": {
        SourceGrade.RELIABLE: mark("A · reliable"),
        SourceGrade.USUALLY_RELIABLE: mark("B · usually reliable"),
        SourceGrade.FAIRLY_RELIABLE: mark("C · fairly reliable"),
        SourceGrade.NOT_USUALLY_RELIABLE: mark("D · not usually reliable"),
        SourceGrade.UNRELIABLE: mark("E · unreliable"),
        SourceGrade.CANNOT_BE_JUDGED: mark("F · cannot be judged"),
    },
    "InformationGrade": {
        InformationGrade.CONFIRMED: mark("1 · confirmed by others"),
        InformationGrade.PROBABLY_TRUE: mark("2 · probably true"),
        InformationGrade.POSSIBLY_TRUE: mark("3 · possibly true"),
        InformationGrade.DOUBTFUL: mark("4 · doubtful"),
        InformationGrade.IMPROBABLE: mark("5 · improbable"),
        InformationGrade.CANNOT_BE_JUDGED: mark("6 · cannot be judged"),
    },
    "KnownFrom": {
        KnownFrom.SEEN: mark("Seen by us"),
        KnownFrom.TOLD: mark("Told to us"),
        KnownFrom.PAPERS: mark("From papers"),
        KnownFrom.ONLINE: mark("Found online"),
        KnownFrom.OTHER_BODY: mark("From another body"),
    },
    "NoteState": {
        NoteState.WAITING: mark("Waits for the next bundle"),
        NoteState.ON_ITS_WAY: mark("On its way"),
        NoteState.ARRIVED: mark("At the hub, for the focal point"),
        NoteState.PUT_ASIDE: mark("Not taken by the hub: carry it as a file"),
    },
}
Coded = (
    ChainRole
    | Method
    | AccountKind
    | AdvertPhase
    | RelatedCrime
    | SourceGrade
    | InformationGrade
    | KnownFrom
    | NoteState
)
_PHASES = {
    "recruit": mark("Recruiting"),
    "move": mark("Moving"),
    "hand": mark("Passing on"),
    "control": mark("Controlling"),
    "exploit": mark("Exploiting"),
    "proceeds": mark("Taking the proceeds"),
    "hide": mark("Hiding"),
}


def coded_text(language: Language, code: Coded) -> str:
    return language.gettext(_WORDS[type(code).__name__][code])


def phase_text(language: Language, method: Method) -> str:
    """The phase of the cycle that a method belongs to."""
    return language.gettext(_PHASES[method.value.split("_")[0]])
