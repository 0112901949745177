"""What leaves next, in plain words and in full, and the two ways to let it go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from frontline.services.leaving import Effect, LeavingRow, Shipment
from frontline.ui.formats import country_text
from frontline.ui.labels import band_text, ref_value_text
from frontline.ui.pack_words import PackWords
from frontline.ui.review_words import alike_text, effect_text, ladder_text
from frontline.ui.route_words import places_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.leaving import LeavingState, LeavingViewModel
from frontline.ui.viewmodels.sending import SendingState, SendingViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.check_box import CheckBox
from frontline.ui.widgets.page import Page, PageFrame, beside, row
from frontline.ui.widgets.record_table import record_table
from frontline.ui.widgets.texts import label
from frontline.wire.ref_record import Area, RefRecord


@dataclass(frozen=True, slots=True)
class LeavingActions:
    """`export` asks where the stick is, writes it, and calls back once all of it lies there."""

    export: Callable[[Callable[[], None]], None]
    back: Callable[[], None]


class LeavingView(PageFrame):
    def __init__(
        self,
        viewmodel: LeavingViewModel,
        sending: SendingViewModel,
        around: Surroundings,
        actions: LeavingActions,
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._sending = sending
        self._around = around
        self._actions = actions
        self._gettext = around.language.gettext
        # What was said last about a stick, for the page is built anew afterwards.
        self._written = ""
        viewmodel.state_changed.connect(self._show_state)
        sending.state_changed.connect(self._show_sending)
        self._show_state(viewmodel.state)

    def _show_state(self, state: LeavingState) -> None:
        page = Page(self._around.theme, self._around.language.gettext("What leaves next"))
        if state.shipment is not None:
            self._fill(page, state, state.shipment)
        back = button(self._around.language.gettext("Back"), self._actions.back, name="back")
        page.add_footer(back, left=True)
        if not state.may_export:
            # The way on is closed until somebody has read what stands above it.
            back.setFocus()
        if state.shipment is not None and any(row.is_approved for row in state.shipment.rows):
            release = button(
                self._around.language.gettext("Let it go by the network"),
                self._viewmodel.release,
                name="release",
            )
            release.setEnabled(not state.is_busy)
            page.add_footer(release)
        export = button(
            self._around.language.gettext("Write to a stick"),
            partial(self._actions.export, self._on_written),
            style="primary",
            name="write",
        )
        export.setEnabled(state.may_export)
        page.add_footer(export)
        page.area.setEnabled(not state.is_busy)
        self.put(page)
        self.show_error(self._around.language, state.error or self._sending.state.error)
        released = self._around.language.gettext("Let go. It leaves with the next connection.")
        self.show_note(released if state.is_released else self._written)

    def _show_sending(self, state: SendingState) -> None:
        if not state.under_way:
            self.show_error(self._around.language, state.error)

    def _on_written(self) -> None:
        self._written = self._around.language.gettext(
            "Written and read back; receipts that lay there are taken in. The stick can be pulled."
        )
        self._viewmodel.load()

    def _fill(self, page: Page, state: LeavingState, shipment: Shipment) -> None:
        gettext = self._gettext
        page.add(label(summary_text(self._around, shipment), "lead"))
        if shipment.is_empty:
            page.add(label(gettext("Nothing waits to leave."), "quiet"))
            return
        page.add(
            label(
                gettext(
                    "Never sent: names, papers, contacts, notes, exact place or hour, anything "
                    "the person may have done, and whether they cooperate."
                ),
                "note",
            )
        )
        alone = [each for each in shipment.rows if each.stands_alone]
        if alone:
            self._add_alone(page, shipment, alone)
        page.add(label(gettext("All that leaves"), "heading"))
        for each in shipment.rows:
            page.add(self._row_card(each, state))
        self._add_hub(page, state, shipment)

    def _add_alone(self, page: Page, shipment: Shipment, alone: list[LeavingRow]) -> None:
        text = self._around.language.ngettext(
            "{count} of {all} stands alone by age, gender, origin and place. Where few leave, that "
            "is common. Make it less exact where somebody could be told by it.",
            "{count} of {all} stand alone by age, gender, origin and place. Where few leave, that "
            "is common. Make them less exact where somebody could be told by it.",
            len(alone),
        )
        page.add(label(text.format(count=len(alone), all=len(shipment.rows)), "warn"))

    def _row_card(self, each: LeavingRow, state: LeavingState) -> QWidget:
        language, theme, gettext = self._around.language, self._around.theme, self._gettext
        title = gettext("Case {code}: {finding}").format(
            code=each.case_code, finding=band_text(language, each.record.band)
        )
        parts: list[QWidget] = [
            label(title, "strong"),
            label(kind_text(self._around, each.record)),
            label(alike_text(language, each.alike), "warn" if each.stands_alone else "quiet"),
        ]
        if not each.is_approved:
            parts.append(label(gettext("Urgent: it leaves without waiting for review."), "quiet"))
        if each.stands_alone:
            parts += [self._effect_row(each, effect) for effect in each.effects]
        is_open = state.opened == each.referral
        content = button(
            gettext("Close") if is_open else gettext("All it says"),
            partial(self._viewmodel.open, each.referral),
            name=f"content-{each.case_code}",
        )
        content.setAccessibleName(gettext("All it says: {code}").format(code=each.case_code))
        parts.append(row(theme, content))
        if is_open and state.pack is not None:
            words = PackWords(state.pack, language.code, "en")
            parts.append(record_table(self._around, each.record, words))
        return card(theme, *parts)

    def _effect_row(self, each: LeavingRow, effect: Effect) -> QWidget:
        language, theme = self._around.language, self._around.theme
        coarsen = button(
            ladder_text(language, effect.field),
            partial(self._viewmodel.coarsen, each.referral, effect.field),
            name=f"coarsen-{effect.field}-{each.case_code}",
        )
        told = f"{kind_text(self._around, effect.record)} · {effect_text(language, effect.alike)}"
        coarsen.setAccessibleDescription(told)
        return beside(theme, coarsen, label(told, "quiet"))

    def _add_hub(self, page: Page, state: LeavingState, shipment: Shipment) -> None:
        gettext, theme = self._gettext, self._around.theme
        page.add(label(gettext("The hub it is sealed to"), "heading"))
        if state.hub is None:
            page.add(label(gettext("This post does not know its hub yet. Set it first."), "warn"))
            return
        fingerprint = gettext("Fingerprint: {fingerprint}").format(
            fingerprint=state.hub.fingerprint
        )
        carried = gettext(
            "Bundle number {number}, signed by this machine and by you, with the state of the "
            "record of deeds."
        ).format(number=shipment.sequence)
        same = CheckBox(
            theme, gettext("I compared it with the hub's own, and it is the same"), "same-hub"
        )
        same.setProperty("role", "same-hub")
        same.setChecked(state.is_compared)
        same.toggled.connect(lambda is_on: self._viewmodel.compare(is_same=bool(is_on)))
        page.add(card(theme, label(fingerprint, "strong"), label(carried, "quiet"), same))


def summary_text(around: Surroundings, shipment: Shipment) -> str:
    """ "12 pseudonymous referrals, 1 sealed item, no names." Counted over what is sealed."""
    language = around.language
    count = len(shipment.items)
    referrals = language.ngettext(
        "{count} pseudonymous referral", "{count} pseudonymous referrals", count
    ).format(count=count)
    parts = [
        referrals,
        language.gettext("1 sealed item that goes with every bundle, full or not"),
        language.gettext("no names"),
    ]
    if shipment.again:
        again = language.ngettext(
            "{count} bundle without a receipt goes once more",
            "{count} bundles without a receipt go once more",
            shipment.again,
        )
        parts.append(again.format(count=shipment.again))
    return ", ".join(parts) + "."


def kind_text(around: Surroundings, record: RefRecord) -> str:
    """By what somebody could be told from others, without what is not stated."""
    language = around.language
    place = country_text(language.code, record.country)
    said = (record.age_band, record.gender, record.citizenship_area)
    parts = [ref_value_text(language, code) for code in said if code != Area.NOT_STATED]
    where = f"{place}, {record.region}" if record.region else place
    route = places_text(language, record.route)
    return " · ".join(text for text in (*parts, where, route) if text)
