"""The hand-overs of a case: saved to be carried, confirmed by the service's code, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from frontline.domain.handovers import Basis, Handover
from frontline.services.handovers import HandoverLine
from frontline.ui.formats import day_text
from frontline.ui.handover_paper import handover_paper
from frontline.ui.handover_words import part_text, reason_text, state_text
from frontline.ui.labels import service_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.handovers import (
    HandoversState,
    HandoverStep,
    HandoversViewModel,
)
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, text_input
from frontline.ui.widgets.page import Page, PageFrame, row
from frontline.ui.widgets.paper import Paper
from frontline.ui.widgets.texts import label

_LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class HandoverActions:
    """`save` writes a sealed file, the others a paper, where the officer says; whether it did."""

    save: Callable[[bytes], bool]
    save_paper: Callable[[Paper], bool]
    print_paper: Callable[[Paper], bool]
    back: Callable[[], None]


class HandoversView(PageFrame):
    def __init__(
        self, viewmodel: HandoversViewModel, around: Surroundings, actions: HandoverActions
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._actions = actions
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: HandoversState) -> None:
        if self.page is None or (not state.is_busy and state.error is None):
            self.put(self._page(state))
        self.show_error(self._around.language, state.error)
        self.show_note(self._done_text(state.done))

    def _page(self, state: HandoversState) -> Page:
        gettext = self._around.language.gettext
        page = Page(self._around.theme, gettext("Hand-overs to services"))
        page.add(
            label(
                gettext(
                    "Carry the sealed file and the printed sheet to the service, or send them with "
                    "the person. The service opens the file with its own key and says the receipt "
                    "code back to you."
                ),
                "note",
            )
        )
        if state.is_loaded and not state.lines:
            page.add(label(gettext("Nothing was handed over to a service yet."), "quiet"))
        for line in state.lines:
            page.add(self._card(line, state))
        back = button(gettext("Back"), self._actions.back, style="primary", name="back")
        page.add_footer(back)
        return page

    def _card(self, line: HandoverLine, state: HandoversState) -> QWidget:
        language, handover = self._around.language, line.handover
        name = service_text(language, handover.service)
        title = f"{name} · {state_text(language, handover.state)}"
        parts: list[QWidget] = [label(title, "strong")]
        parts += [label(text, "quiet") for text in self._facts(line)]
        if handover.is_overdue(state.today):
            parts.append(label(self._expected(handover, overdue=True), "warn"))
        elif handover.state.is_open:
            parts.append(label(self._expected(handover, overdue=False), "quiet"))
        if handover.state.is_open:
            parts += self._steps(line, name)
        return card(self._around.theme, *parts)

    def _facts(self, line: HandoverLine) -> list[str]:
        language, handover = self._around.language, line.handover
        gettext = language.gettext
        found = [gettext("To: {name}").format(name=line.to)] if line.to else []
        prepared = gettext("Prepared on {day}")
        found.append(prepared.format(day=day_text(language.code, handover.prepared_at.date())))
        if handover.basis is Basis.CHOICE:
            found.append(gettext("By the person's choice"))
        elif handover.reason is not None:
            duty = gettext("By the duty of child protection: {reason}")
            found.append(duty.format(reason=reason_text(language, handover.reason)))
        named = ", ".join(part_text(language, part) for part in handover.parts)
        if named:
            found.append(gettext("Goes along: {parts}").format(parts=named))
        if not line.has_file:
            found.append(gettext("The file was erased with the person's details."))
        return found

    def _expected(self, handover: Handover, *, overdue: bool) -> str:
        language = self._around.language
        text = (
            language.gettext("The answer was expected by {day}. Ask the service.")
            if overdue
            else language.gettext("Answer expected by {day}")
        )
        return text.format(day=day_text(language.code, handover.due))

    def _steps(self, line: HandoverLine, name: str) -> list[QWidget]:
        theme, gettext, handover = self._around.theme, self._around.language.gettext, line.handover
        carry: list[QWidget] = []
        if line.has_file:
            save = button(
                gettext("Save the sealed file"),
                lambda: self._viewmodel.save(handover.id, self._actions.save),
                name=f"save-{handover.id}",
            )
            save.setAccessibleName(f"{gettext('Save the sealed file')}: {name}")
            carry.append(save)
        if line.receipt_code:
            carry += self._paper_buttons(line, name)
        code = text_input(f"code-{handover.id}")
        code.setMaxLength(_LONGEST_CODE)
        hint = gettext("It stands inside the sealed file and on the sheet.")
        typed = Field(theme, gettext("Receipt code that the service said"), code, hint=hint)
        confirm = button(
            gettext("The service has it"),
            lambda: self._viewmodel.received(handover.id, code.text()),
            name=f"received-{handover.id}",
        )
        refuse = button(
            gettext("The service refused"),
            lambda: self._viewmodel.refused(handover.id),
            name=f"refused-{handover.id}",
        )
        for made in (confirm, refuse):
            made.setAccessibleName(f"{made.text()}: {name}")
        code.setAccessibleName(f"{gettext('Receipt code that the service said')}: {name}")
        return [row(theme, *carry), typed, row(theme, confirm, refuse)]

    def _paper_buttons(self, line: HandoverLine, name: str) -> list[QWidget]:
        gettext, identifier = self._around.language.gettext, line.handover.id

        def hand_on(act: Callable[[Paper], bool]) -> None:
            if act(handover_paper(self._around.language, line)):
                self.show_note(gettext("Done. Frontline keeps no copy."))

        found = (
            button(
                gettext("Print the sheet"),
                lambda: hand_on(self._actions.print_paper),
                name=f"print-{identifier}",
            ),
            button(
                gettext("Save the sheet as PDF"),
                lambda: hand_on(self._actions.save_paper),
                name=f"paper-{identifier}",
            ),
        )
        for made in found:
            made.setAccessibleName(f"{made.text()}: {name}")
        return list(found)

    def _done_text(self, done: HandoverStep | None) -> str:
        gettext = self._around.language.gettext
        texts = {
            HandoverStep.PREPARED: gettext("Sealed. Save the file now, and print the sheet."),
            HandoverStep.CARRIED: gettext("Saved. Carry it to the service with the sheet."),
            HandoverStep.RECEIVED: gettext("The code is right: the service has it."),
            HandoverStep.REFUSED: gettext("Recorded. Offer the person another service."),
        }
        return texts[done] if done is not None else ""
