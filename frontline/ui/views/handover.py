"""The page on which a hand-over to one kind of service is prepared and sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QPushButton

from frontline.domain.assistance import AssistanceService
from frontline.domain.handovers import DutyReason, Need, Part
from frontline.referral.handover_content import needs_told
from frontline.services.handovers import HandoverChoice
from frontline.ui.handover_words import need_text, part_text, reason_text
from frontline.ui.labels import service_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.handovers import (
    HandoversState,
    HandoversViewModel,
    HandoverWish,
)
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.check_box import CheckBox, box_grid
from frontline.ui.widgets.fields import Field, choice_list
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.texts import label

_DAYS = (1, 3, 7, 14)
_USUAL_DAYS = "3"

T = TypeVar("T", Part, Need)


class HandoverView(PageFrame):
    """Filled in once it is known what may be handed over, and then never built anew."""

    def __init__(
        self,
        viewmodel: HandoversViewModel,
        around: Surroundings,
        service: AssistanceService,
        on_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._service = service
        self._on_back = on_back
        self._form: Page | None = None
        self._seal: QPushButton | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: HandoversState) -> None:
        choice = state.choice
        if choice is None or choice.service is not self._service:
            if self.page is None:
                self.put(self._empty_page(""))
        elif self._form is None:
            self._form = self._page(choice)
            if self._seal is not None:
                # Not the button: nobody is handed over by a slip of the enter key.
                self._entries.setFocus()
            self.put(self._form, is_same=False)
        self.show_error(self._around.language, state.error)
        if self._form is not None:
            self._follow_choice()

    def _page(self, choice: HandoverChoice) -> Page:
        gettext = self._around.language.gettext
        if not choice.is_accepted and not choice.duty:
            return self._empty_page(
                gettext(
                    "The person has not accepted this service. Nothing is handed over without "
                    "their choice."
                )
            )
        if not choice.entries:
            return self._empty_page(
                gettext("No service of this kind is in the directory for this region.")
            )
        return self._form_page(choice)

    def _new_page(self) -> Page:
        language = self._around.language
        title = language.gettext("Hand over: {service}")
        named = title.format(service=service_text(language, self._service))
        return Page(self._around.theme, named)

    def _empty_page(self, text: str) -> Page:
        page = self._new_page()
        if text:
            page.add(label(text, "warn"))
        back = button(
            self._around.language.gettext("Back"), self._on_back, style="primary", name="back"
        )
        page.add_footer(back)
        return page

    def _form_page(self, choice: HandoverChoice) -> Page:
        gettext, page = self._around.language.gettext, self._new_page()
        page.add(
            label(
                gettext(
                    "What you tick is sealed on this machine to the one service you choose, and "
                    "nobody else can open it. Notes, findings and what is known of suspects never "
                    "go along."
                ),
                "note",
            )
        )
        self._add_addressee(page, choice)
        self._reasons = choice_list("duty-reason", self._reason_choices())
        self._reasons.currentIndexChanged.connect(lambda _at: self._follow_choice())
        self._add_basis(page, choice)
        self._parts = self._add_parts(page, choice)
        self._needs = self._add_needs(page)
        self._add_day(page)
        page.add_footer(button(gettext("Back"), self._on_back, name="back"), left=True)
        self._seal = page.add_footer(
            button(
                gettext("Seal for this service"),
                lambda: self._on_seal(choice),
                style="primary",
                name="seal-handover",
            )
        )
        return page

    def _add_addressee(self, page: Page, choice: HandoverChoice) -> None:
        theme, gettext = self._around.theme, self._around.language.gettext
        without = gettext("{name} · no key known")
        named = [
            (str(at), entry.name if entry.recipient else without.format(name=entry.name))
            for at, entry in enumerate(choice.entries)
        ]
        first = next((at for at, entry in enumerate(choice.entries) if entry.recipient), 0)
        self._entries = choice_list("handover-to", named, str(first))
        self._entries.currentIndexChanged.connect(lambda _at: self._follow_choice())
        page.add(Field(theme, gettext("To this service"), self._entries))
        self._no_key = page.add(
            label(
                gettext(
                    "The signed directory has no key of this service, so nothing can be sealed to "
                    "it. Reach it by the contact of the plan."
                ),
                "warn",
            )
        )

    def _reason_choices(self) -> list[tuple[str, str]]:
        language = self._around.language
        reasons = [(reason.value, reason_text(language, reason)) for reason in DutyReason]
        return [("", language.gettext("Choose")), *reasons]

    def _add_basis(self, page: Page, choice: HandoverChoice) -> None:
        theme, gettext = self._around.theme, self._around.language.gettext
        if choice.is_accepted:
            page.add(label(gettext("The person accepted this service."), "good"))
            return
        hint = gettext(
            "This person is or may be a child and has not chosen this service. It can be brought "
            "in by the duty of child protection alone, with the reason."
        )
        page.add(Field(theme, gettext("Reason of the duty"), self._reasons, hint=hint))

    def _add_parts(self, page: Page, choice: HandoverChoice) -> dict[Part, CheckBox]:
        theme, language = self._around.theme, self._around.language
        gettext = language.gettext
        boxes = {
            part: CheckBox(theme, part_text(language, part), f"part-{part.value}")
            for part in Part
            if part in choice.details
        }
        title = label(gettext("Of the person's details"), "strong")
        quiet = gettext("Tick only what the person agreed to pass on.")
        if not boxes:
            quiet = gettext("Nothing is written down that this kind of service needs.")
        page.add(card(theme, title, label(quiet, "quiet"), *boxes.values()))
        return boxes

    def _add_needs(self, page: Page) -> dict[Need, CheckBox]:
        theme, language = self._around.theme, self._around.language
        boxes = {
            need: CheckBox(theme, need_text(language, need), f"need-{need.value}")
            for need in needs_told(self._service)
        }
        title = label(language.gettext("What the service should know"), "strong")
        page.add(card(theme, title, box_grid(theme, list(boxes.values()), 2)))
        return boxes

    def _add_day(self, page: Page) -> None:
        theme, language = self._around.theme, self._around.language
        days = [
            (str(n), language.ngettext("in {days} day", "in {days} days", n).format(days=n))
            for n in _DAYS
        ]
        self._days = choice_list("handover-days", days, _USUAL_DAYS)
        hint = language.gettext("A reminder is set for that day.")
        page.add(Field(theme, language.gettext("Answer expected"), self._days, hint=hint))

    def _follow_choice(self) -> None:
        choice = self._viewmodel.state.choice
        if choice is None or self._seal is None:
            return
        has_key = bool(choice.entries[self._entries.currentIndex()].recipient)
        self._no_key.setVisible(not has_key)
        has_basis = choice.is_accepted or bool(self._reasons.currentData())
        self._seal.setEnabled(has_key and has_basis and not self._viewmodel.state.is_busy)

    def _on_seal(self, choice: HandoverChoice) -> None:
        reason = str(self._reasons.currentData())
        wish = HandoverWish(
            to=choice.entries[self._entries.currentIndex()],
            agreed=_ticked(self._parts),
            needs=_ticked(self._needs),
            days=int(str(self._days.currentData())),
            reason=DutyReason(reason) if reason and not choice.is_accepted else None,
        )
        self._viewmodel.prepare(self._service, wish)


def _ticked(boxes: dict[T, CheckBox]) -> frozenset[T]:
    return frozenset(each for each, box in boxes.items() if box.isChecked())
