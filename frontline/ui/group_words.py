"""Groups, their members and what keeps them open, in the officer's words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frontline.domain.answers import Observation
from frontline.domain.findings import Band
from frontline.domain.group_closing import OpenPoint, Point
from frontline.domain.groups import (
    Group,
    GroupKind,
    Member,
    MemberFlag,
    NoRecordReason,
    PlaceItem,
    Relation,
    Reply,
    SeparationReason,
    StartReason,
)
from frontline.domain.sites import Site
from frontline.services.group_board import Board, TalkState
from frontline.ui.formats import day_text
from frontline.ui.labels import band_text
from frontline.ui.language import Language
from frontline.ui.messages import mark

# Each list of codes by itself: a few words stand in several of them.
_KINDS: Mapping[StrEnum, str] = {
    GroupKind.FAMILY: mark("Family or travel group"),
    GroupKind.SITE_VISIT: mark("Visit to a workplace"),
    GroupKind.OPERATION: mark("Police operation"),
}
_MEMBERS: Mapping[StrEnum, str] = {
    GroupKind.FAMILY: mark("Person {number}"),
    GroupKind.SITE_VISIT: mark("Worker {number}"),
    GroupKind.OPERATION: mark("Person {number}"),
}
_WORDS: Mapping[StrEnum, str] = {
    MemberFlag.ASKS_FOR_HELP: mark("Asks for help"),
    MemberFlag.HURT: mark("Hurt or ill"),
    MemberFlag.MAY_BE_CHILD: mark("May be under 18"),
    MemberFlag.AFRAID: mark("Afraid"),
    MemberFlag.WATCHED: mark("Watched or spoken for"),
    Relation.MOTHER: mark("Mother"),
    Relation.FATHER: mark("Father"),
    Relation.PARTNER: mark("Partner"),
    Relation.SON_OR_DAUGHTER: mark("Son or daughter"),
    Relation.SIBLING: mark("Brother or sister"),
    Relation.GRANDPARENT: mark("Grandparent"),
    Relation.AUNT_OR_UNCLE: mark("Aunt or uncle"),
    Relation.OTHER_RELATIVE: mark("Another relative"),
    Relation.NOT_RELATED: mark("Not related"),
    Relation.UNKNOWN: mark("Relation not known"),
    NoRecordReason.DID_NOT_WANT: mark("Did not want to talk"),
    NoRecordReason.LEFT: mark("Left before a talk"),
    NoRecordReason.NOT_SAFE: mark("A talk would not have been safe"),
    NoRecordReason.NO_INTERPRETER: mark("No interpreter"),
    NoRecordReason.OTHER_BODY: mark("Another body talks to them"),
    SeparationReason.AT_RISK: mark("At risk from an adult of the group"),
    SeparationReason.NOT_FAMILY: mark("The adults are not the family"),
    SeparationReason.CHILD_ASKED: mark("The child asked for it"),
    SeparationReason.ORDERED: mark("A court or authority ordered it"),
    StartReason.DANGER_TO_LIFE: mark("Danger to life: it cannot wait"),
    StartReason.ON_THE_WAY: mark("Place and services are on their way"),
    StartReason.ORDERED: mark("A court or prosecutor ordered it"),
    PlaceItem.QUARTERS_BAD: mark("Sleeping quarters crowded or unfit"),
    PlaceItem.EXITS_LOCKED: mark("Gates or exits locked or guarded"),
    PlaceItem.PAPERS_HELD: mark("The employer keeps workers' papers"),
    PlaceItem.PAY_RECORDS_MISSING: mark("No pay slips or pay records"),
    PlaceItem.NOTICES_MISSING: mark("No notices about rights and hours"),
    PlaceItem.MINORS_AT_WORK: mark("Children or young people at work"),
    PlaceItem.TRANSPORT_CONTROLLED: mark("Leaving only by the employer's transport"),
    Observation.SEEN: mark("Seen"),
    Observation.NOT_SEEN: mark("Not seen"),
    Observation.COULD_NOT_OBSERVE: mark("Could not look"),
    TalkState.NOT_MET: mark("No talk yet"),
    TalkState.OPEN: mark("Talk open"),
    TalkState.CLOSED: mark("Talk closed"),
    Reply.CONFIRMED: mark("Confirmed"),
    Reply.DENIED: mark("Denied"),
}
_POINTS: Mapping[StrEnum, str] = {
    Point.RECORD: mark("{who}: finish the talk, or say why there is none"),
    Point.CHILD_PROTECTION: mark("{who}: bring child protection in"),
    Point.OFFER: mark("{who}: offer help, and record the choice"),
    Point.NEXT_VISIT: mark("Set the day of the next visit"),
}


def kind_text(language: Language, kind: GroupKind) -> str:
    return language.gettext(_KINDS[kind])


def code_text(language: Language, code: StrEnum) -> str:
    """A code of a member, a place or a reply."""
    return language.gettext(_WORDS[code])


def member_text(language: Language, kind: GroupKind, number: int) -> str:
    return language.gettext(_MEMBERS[kind]).format(number=number)


def group_text(language: Language, group: Group, site: Site | None) -> str:
    """Kind, place and day: what tells one group from another without naming anybody."""
    place = "" if site is None else site.label
    day = day_text(language.code, group.opened_at.date())
    return " · ".join(part for part in (kind_text(language, group.kind), place, day) if part)


def point_text(language: Language, kind: GroupKind, point: OpenPoint) -> str:
    who = member_text(language, kind, point.number)
    return language.gettext(_POINTS[point.point]).format(who=who)


def known_of(language: Language, member: Member) -> str:
    """Relation, signs, reasons; empty where nothing is known."""
    codes: list[StrEnum | None] = [
        member.relation,
        *(flag for flag in MemberFlag if flag in member.flags),
        member.separation,
        member.no_record,
    ]
    words = [code_text(language, code) for code in codes if code is not None]
    if member.separation is not None:
        words.insert(0, language.gettext("Kept apart from the adults"))
    return " · ".join(words)


def totals_text(language: Language, board: Board) -> str:
    """How many people, talks and findings of each band there are now."""
    totals, gettext = board.totals, language.gettext
    parts = [
        gettext("People: {n}").format(n=totals.people),
        gettext("Talks: {n}").format(n=totals.talks),
        gettext("Open: {n}").format(n=totals.open_talks),
    ]
    if totals.urgent:
        parts.append(gettext("Urgent: {n}").format(n=totals.urgent))
    if totals.colleagues:
        parts.append(gettext("With a colleague: {n}").format(n=totals.colleagues))
    return " · ".join(parts)


def bands_text(language: Language, board: Board) -> str:
    found = board.totals.by_band
    return " · ".join(
        f"{band_text(language, band)}: {found[band]}"
        for band in reversed(Band)
        if found.get(band, 0)
    )
