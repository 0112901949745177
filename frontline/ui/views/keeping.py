"""Backups, and how long cases are kept. Cases stand here by their codes alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from frontline.domain.retention import HoldReason, KeptCase, Removal
from frontline.services.backup_store import Backup
from frontline.services.retention import DueRemoval
from frontline.ui.formats import day_text, moment_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.keeping import Done, KeepingState, KeepingViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.page import Page, PageFrame, row
from frontline.ui.widgets.texts import label

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class KeepingActions:
    back_up_elsewhere: Callable[[], None]
    back: Callable[[], None]


class KeepingView(PageFrame):
    def __init__(
        self, viewmodel: KeepingViewModel, around: Surroundings, actions: KeepingActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        self._gettext = around.language.gettext
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: KeepingState) -> None:
        page = Page(self._around.theme, self._gettext("Backups and keeping"))
        self._add_backups(page, state)
        self._add_waiting(page, state)
        self._add_due(page, state)
        self._add_held(page, state)
        if state.may_propose:
            self._add_by_code(page)
        page.add_footer(
            button(self._gettext("Back"), self._actions.back, style="primary", name="back")
        )
        page.area.setEnabled(not state.is_busy)
        self.put(page)
        self.show_error(self._around.language, state.error)
        self.show_note(self._note(state))

    def _add_backups(self, page: Page, state: KeepingState) -> None:
        gettext, theme = self._gettext, self._around.theme
        page.add(label(gettext("Backups on this machine"), "heading"))
        page.add(
            label(
                gettext(
                    "One is made every day when somebody locks; those of seven days and four "
                    "weeks stay. A machine can be lost: keep another one on a stick, locked away."
                ),
                "quiet",
            )
        )
        lines = [self._backup_line(each) for each in state.backups]
        page.add(label("\n".join(lines) or gettext("There is none yet.")))
        buttons = [
            button(gettext("Make one now"), self._viewmodel.back_up, name="back-up"),
            button(
                gettext("Make one on a stick"),
                self._actions.back_up_elsewhere,
                name="back-up-elsewhere",
            ),
        ]
        if state.backups:
            newest = state.backups[0]
            check = partial(self._viewmodel.check, newest)
            buttons.append(button(gettext("Check the newest"), check, name="check-backup"))
        page.add(row(theme, *buttons))

    def _backup_line(self, backup: Backup) -> str:
        language = self._around.language
        text = language.ngettext(
            "{moment}: {n} deed on record, {size} MB",
            "{moment}: {n} deeds on record, {size} MB",
            backup.entries,
        )
        return text.format(
            moment=moment_text(language.code, backup.made_at),
            n=backup.entries,
            size=max(1, round(backup.size / _MEGABYTE)),
        )

    def _add_waiting(self, page: Page, state: KeepingState) -> None:
        gettext = self._gettext
        page.add(label(gettext("Waiting for a second person"), "heading"))
        if not state.waiting:
            page.add(label(gettext("Nothing is proposed.")))
        for each in state.waiting:
            page.add(self._waiting_card(each, state))
        chosen = self._viewmodel.mine_to_confirm()
        if state.may_confirm and chosen:
            text = gettext("Remove for good: {n}")
            confirm = partial(self._viewmodel.confirm, chosen)
            page.add_row(button(text.format(n=len(chosen)), confirm, name="confirm-removal"))

    def _waiting_card(self, each: DueRemoval, state: KeepingState) -> QWidget:
        gettext = self._gettext
        is_mine = each.proposal is not None and each.proposal.by == state.me
        if each.case.hold is not None:
            who = gettext("Under a legal hold: it stays.")
        elif is_mine:
            who = gettext("You proposed it. Somebody else has to confirm.")
        else:
            who = gettext("A colleague proposed it. You can confirm.")
        withdraw = partial(self._viewmodel.withdraw, each)
        return card(
            self._around.theme,
            label(self._line(each)),
            label(who, "quiet"),
            row(
                self._around.theme,
                button(gettext("Withdraw"), withdraw, name=f"withdraw-{_name(each)}"),
            ),
        )

    def _add_due(self, page: Page, state: KeepingState) -> None:
        gettext = self._gettext
        page.add(label(gettext("Kept as long as allowed"), "heading"))
        if not state.states_periods:
            page.add(
                label(
                    gettext(
                        "The rules of this country name no periods, so nothing falls due by "
                        "itself. A person may still ask for their details to be erased."
                    )
                )
            )
        open_ones = [each for each in state.due if each.proposal is None]
        if state.states_periods and not open_ones:
            page.add(label(gettext("Nothing is due.")))
        for each in open_ones:
            page.add(self._due_card(each, state))

    def _due_card(self, each: DueRemoval, state: KeepingState) -> QWidget:
        gettext, theme, code = self._gettext, self._around.theme, _name(each)
        parts: list[QWidget] = [label(self._line(each))]
        if each.case.hold is not None:
            parts.append(label(gettext("Under a legal hold: it stays."), "quiet"))
        elif state.may_propose:
            reasons = choice_list(f"hold-reason-{code}", self._reasons())

            def hold() -> None:
                self._viewmodel.hold(each.case.id, HoldReason(str(reasons.currentData())))

            propose = partial(self._viewmodel.propose, each)
            parts.append(
                row(
                    theme,
                    button(gettext("Propose removal"), propose, name=f"propose-{code}"),
                    reasons,
                    button(gettext("Put under legal hold"), hold, name=f"hold-{code}"),
                )
            )
        return card(theme, *parts)

    def _add_held(self, page: Page, state: KeepingState) -> None:
        if not state.held:
            return
        page.add(label(self._gettext("Under a legal hold"), "heading"))
        for case in state.held:
            page.add(self._held_card(case))

    def _held_card(self, case: KeptCase) -> QWidget:
        lift = partial(self._viewmodel.lift_hold, case.id)
        reason = dict(self._reasons())[case.hold.value if case.hold is not None else ""]
        return card(
            self._around.theme,
            label(self._gettext("Case {code}: {reason}").format(code=case.code, reason=reason)),
            row(
                self._around.theme,
                button(self._gettext("Lift the hold"), lift, name=f"lift-{case.code}"),
            ),
        )

    def _add_by_code(self, page: Page) -> None:
        """What a person or a court asks for, whether anything is due or not."""
        gettext, theme = self._gettext, self._around.theme
        code = text_input("case-code")
        reasons = choice_list("hold-reason", self._reasons())

        def erase() -> None:
            self._viewmodel.erase_on_request(code.text())

        def hold() -> None:
            self._viewmodel.hold_by_code(code.text(), HoldReason(str(reasons.currentData())))

        page.add(label(gettext("On request"), "heading"))
        page.add(
            card(
                theme,
                Field(theme, gettext("Code of the case, as on the slip"), code),
                row(
                    theme,
                    button(gettext("Propose erasing the person's details"), erase, name="erase"),
                ),
                Field(theme, gettext("Why it has to stay"), reasons),
                row(theme, button(gettext("Put under legal hold"), hold, name="hold")),
            )
        )

    def _line(self, each: DueRemoval) -> str:
        gettext = self._gettext
        what = (
            gettext("Case {code}: name, contact, papers and notes; answers and finding stay")
            if each.removal is Removal.IDENTITY
            else gettext("Case {code}: everything")
        ).format(code=each.case.code)
        if each.since is None:
            when = gettext("Asked for before it is due.")
        else:
            day = day_text(self._around.language.code, each.since.date())
            when = gettext("Due since {day}.").format(day=day)
        return f"{what}. {when}"

    def _reasons(self) -> list[tuple[str, str]]:
        gettext = self._gettext
        texts = {
            HoldReason.COURT: gettext("a court's order"),
            HoldReason.INVESTIGATION: gettext("an investigation"),
            HoldReason.COMPENSATION: gettext("a claim for compensation"),
            HoldReason.PERSON_ASKED: gettext("the person asked to keep it"),
        }
        return [(reason.value, text) for reason, text in texts.items()]

    def _note(self, state: KeepingState) -> str:
        gettext = self._gettext
        if state.is_busy:
            return gettext("Working …")
        texts = {
            None: "",
            Done.BACKED_UP: gettext("The backup is made and was gone through."),
            Done.CHECKED: gettext("The backup is whole."),
            Done.PROPOSED: gettext("Proposed. Somebody else has to confirm it."),
            Done.WITHDRAWN: gettext("Withdrawn. Nothing was removed."),
            Done.REMOVED: gettext(
                "Removed for good. The vault has a new key, and this machine one new backup. "
                "Backups on sticks made before still hold what was removed."
            ),
            Done.HELD: gettext("Under a legal hold until somebody lifts it."),
            Done.RELEASED: gettext("The hold is lifted."),
        }
        return texts[state.done]


def _name(each: DueRemoval) -> str:
    return f"{each.removal.value}-{each.case.code}"
