"""The pages and actions of the command palette, as far as who is signed in may use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontline.services.permissions import Action, Session
from frontline.ui.language import Language
from frontline.ui.viewmodels.palette import Command, CommandKind

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class PageWays:
    """Where one can go from anywhere."""

    home: Act
    search: Act
    outbox: Act
    history: Act
    oversight: Act
    groups: Act
    review: Act
    figures: Act
    people: Act
    keeping: Act
    settings: Act
    danger: Act
    glossary: Act
    directory: Act
    updates: Act
    names: Act
    keys: Act
    pause: Act
    report: Act
    practice: Act
    hide: Act
    lock: Act


@dataclass(frozen=True, slots=True)
class CaseCommands:
    """The pages of the case that is open."""

    questions: Act
    finding: Act
    plan: Act
    referral: Act
    identity: Act
    sharing: Act
    route: Act
    handovers: Act
    notes: Act


@dataclass(frozen=True, slots=True)
class _Entry:
    """`needs` are all looked up in the table of permissions."""

    words: str
    act: Act
    needs: tuple[Action, ...] = ()
    kind: CommandKind = CommandKind.PAGE


def commands(
    language: Language, session: Session, ways: PageWays, case: CaseCommands | None
) -> tuple[Command, ...]:
    """Those of the open case first: they are what is wanted in the midst of it."""
    entries = [*(_case_entries(language, case) if case is not None else ())]
    entries += [*_page_entries(language, ways), *_action_entries(language, ways)]
    return tuple(
        Command(entry.kind, entry.words, entry.act)
        for entry in entries
        if all(session.may(action) for action in entry.needs)
    )


def _case_entries(language: Language, case: CaseCommands) -> tuple[_Entry, ...]:
    gettext = language.gettext
    return (
        _Entry(gettext("Questions"), case.questions, (Action.SCREEN,)),
        _Entry(gettext("Finding"), case.finding, (Action.READ_OWN_CASES,)),
        _Entry(gettext("Help and plan"), case.plan, (Action.READ_OWN_CASES,)),
        _Entry(gettext("Referral"), case.referral, (Action.MAKE_REFERRAL,)),
        _Entry(gettext("Person's details"), case.identity, (Action.READ_IDENTITY,)),
        _Entry(gettext("Colleagues"), case.sharing, (Action.SHARE_CASE,)),
        _Entry(gettext("Route"), case.route, (Action.READ_OWN_CASES,)),
        _Entry(gettext("Hand-overs to services"), case.handovers, (Action.CARRY_HANDOVER,)),
        _Entry(gettext("Notes for the police"), case.notes, (Action.CARRY_NOTE,)),
    )


def _page_entries(language: Language, ways: PageWays) -> tuple[_Entry, ...]:
    gettext = language.gettext
    keeping = (Action.BACKUP, Action.CONFIRM_REMOVAL)
    return (
        _Entry(gettext("Today"), ways.home),
        _Entry(gettext("New screening"), ways.home, (Action.SCREEN,)),
        _Entry(gettext("Find a case"), ways.search, (Action.SEARCH,)),
        _Entry(gettext("Outbox"), ways.outbox, (Action.SEND_BUNDLES,)),
        _Entry(gettext("Immediate danger"), ways.danger),
        _Entry(gettext("Glossary"), ways.glossary),
        _Entry(gettext("Directory"), ways.directory),
        _Entry(gettext("Keys"), ways.keys),
        _Entry(gettext("Settings"), ways.settings),
        _Entry(gettext("Updates"), ways.updates, (Action.INSTALL_DOCUMENTS,)),
        _Entry(gettext("History"), ways.history, (Action.VIEW_AUDIT,)),
        _Entry(gettext("Forms that have a name now"), ways.names, (Action.NAME_FORM,)),
        _Entry(gettext("Groups"), ways.groups, (Action.READ_GROUP,)),
        _Entry(gettext("Review desk"), ways.review, (Action.REVIEW,)),
        _Entry(gettext("Figures of the post"), ways.figures, (Action.READ_POST_FIGURES,)),
        _Entry(gettext("How cases were dealt with"), ways.oversight, (Action.READ_DEIDENTIFIED,)),
        _Entry(gettext("People"), ways.people, (Action.MANAGE_USERS,)),
        _Entry(gettext("Backups and keeping"), ways.keeping, keeping),
        _Entry(gettext("Sealed report"), ways.report, (Action.WRITE_INTEGRITY_REPORT,)),
    )


def _action_entries(language: Language, ways: PageWays) -> tuple[_Entry, ...]:
    gettext, action = language.gettext, CommandKind.ACTION
    return (
        _Entry(gettext("A break"), ways.pause, kind=action),
        _Entry(gettext("Practice interview"), ways.practice, kind=action),
        _Entry(gettext("Hide"), ways.hide, kind=action),
        _Entry(gettext("Lock"), ways.lock, kind=action),
    )
