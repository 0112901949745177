"""Earlier cases whose form of exploitation had no name, and has one in the rules by now (S-008).

A pack says by which signs and means the form was found. Here the closed cases are found that have
all of them; a person decides of each whether the name is added. Answers, finding and the pinned
rules of a closed screening stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from frontline.domain.cases import Case, Screening
from frontline.domain.deeds import DeedKind
from frontline.domain.findings import Finding
from frontline.domain.identifiers import CaseId
from frontline.domain.marks import mark
from frontline.domain.naming import NameDecision, NameReason, Naming
from frontline.domain.trafficking import Element, Purpose
from frontline.errors_of_review import NameNotOpenError
from frontline.referral.record import signs_that_leave
from frontline.rules.definitions import PackDefinition
from frontline.rules.naming import named_later, names_for
from frontline.screening.assessment import assess
from frontline.services.case_access import may_do, require_case, require_readable
from frontline.services.case_stores import Wanted
from frontline.services.desk import Desk
from frontline.services.permissions import Action, Thing
from frontline.services.screenings import laid_out

# The newest cases are looked at; who has decided about some sees the next ones.
MOST = 50


@dataclass(frozen=True, slots=True)
class NameLine:
    """A closed case that may be named as `form`. `stands` is the last decision, None for none;
    `by` who took it."""

    case: Case
    screening: Screening
    form: str
    stands: Naming | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name that stands, the rules it is from, and who decided."""

    naming: Naming
    rules: PackDefinition
    by: str


class FormNaming:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def rules(self) -> PackDefinition:
        """The rules in force, which have the names."""
        return self._desk.pack.pack

    def lines(self) -> tuple[NameLine, ...]:
        """Of cases the user may work on or oversee: undecided ones first, then the newest."""
        desk = self._desk
        desk.session.require(Action.NAME_FORM)
        if not named_later(self.rules):
            return ()
        is_all = desk.session.may(Action.NAME_FORM, Thing.COLLEAGUES_CASE)
        wanted = (Wanted("", (mark(Purpose.OTHER_UNNAMED),)),)
        whose = None if is_all else desk.session.user.id
        found = [
            line
            for case in desk.vault.search.find(wanted, whose, MOST)
            for line in self._of_case(desk.vault.cases.case(case))
        ]
        return tuple(sorted(found, key=lambda line: line.stands is not None))

    def shown(self, case: Case) -> tuple[ShownName, ...]:
        """The names that stand of a case. Raises CaseNotFoundError."""
        desk = self._desk
        require_readable(desk, case)
        users = {user.id: user.name for user in desk.vault.users.everybody()}
        return tuple(
            ShownName(
                each,
                desk.packs.pinned(each.pack, each.pack_version).pack,
                users.get(each.by, ""),
            )
            for each in names_of(desk, case)
        )

    def undecided(self) -> int:
        return sum(line.stands is None for line in self.lines())

    def decide(self, case: CaseId, form: str, decision: NameDecision, reason: NameReason) -> Naming:
        """Raises NameNotOpenError where the case is not described as the form was, or nothing would
        change; CaseNotFoundError."""
        desk = self._desk
        found = desk.vault.cases.case(case)
        require_case(desk, Action.NAME_FORM, found)
        line = next((each for each in self._of_case(found) if each.form == form), None)
        if line is None or (line.stands is not None and line.stands.decision is decision):
            raise NameNotOpenError
        naming = Naming(
            case=case,
            screening=line.screening.id,
            form=form,
            pack=self.rules.id,
            pack_version=self.rules.version,
            decision=decision,
            reason=reason,
            by=desk.session.user.id,
            at=desk.clock.now(),
        )
        is_added = decision is NameDecision.ADDED
        kind = DeedKind.FORM_NAMED if is_added else DeedKind.FORM_NOT_NAMED
        desk.vault.names.add_naming(naming, desk.deed(kind, case))
        return naming

    def _of_case(self, case: Case) -> Iterator[NameLine]:
        desk = self._desk
        if not may_do(desk, Action.NAME_FORM, case):
            return
        stands = {each.form: each for each in desk.vault.names.namings(case.id)}
        names = {user.id: user.name for user in desk.vault.users.everybody()}
        said: set[str] = set()
        for screening in reversed(desk.vault.cases.screenings(case.id)):
            for form in self._names_of(case, screening):
                if form not in said:
                    said.add(form)
                    last = stands.get(form)
                    by = names.get(last.by, "") if last is not None else ""
                    yield NameLine(case, screening, form, last, by)

    def _names_of(self, case: Case, screening: Screening) -> tuple[str, ...]:
        """Forms that the rules of a closed screening did not have, and that it is described as."""
        finding = screening.finding
        if finding is None or Purpose.OTHER_UNNAMED not in finding.forms:
            return ()
        table = laid_out(self._desk, case, screening)
        known, assessment = table.interview.compiled.pack, assess(table.interview)
        means = assessment.elements[Element.MEANS].codes
        told = {*signs_that_leave(known, assessment), *means}
        found = names_for(self.rules, told, finding.forms)
        return tuple(form for form in found if form not in known.forms)


def names_of(desk: Desk, case: Case) -> tuple[Naming, ...]:
    """The names that stand of a case, in the order they were added."""
    last = {each.form: each for each in desk.vault.names.namings(case.id)}
    return tuple(each for each in last.values() if each.decision is NameDecision.ADDED)


def with_names(finding: Finding, names: tuple[Naming, ...]) -> Finding:
    """The finding with the forms that were named since."""
    added = (each.form for each in names)
    return replace(finding, forms=tuple(dict.fromkeys((*finding.forms, *added))))
