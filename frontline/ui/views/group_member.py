"""What is noted of one member of a group, beside their talk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from frontline.domain.groups import (
    GroupKind,
    Member,
    MemberFlag,
    NoRecordReason,
    Relation,
    SeparationReason,
)
from frontline.services.group_board import MemberLine
from frontline.ui.group_words import code_text, member_text
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.views.group_frame import group_page, tick_box
from frontline.ui.widgets.answer_card import AnswerBox
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, choice_list, text_input
from frontline.ui.widgets.layouts import CardGrid
from frontline.ui.widgets.page import Page, beside, pair, row
from frontline.ui.widgets.texts import label

_MOST = 200
_ACROSS = 3


def member_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    board, line = viewmodel.state.board, viewmodel.state.line
    if board is None or line is None:
        return group_page(viewmodel, around, around.language.gettext("Group"))
    title = member_text(around.language, board.group.kind, line.member.number)
    page = group_page(viewmodel, around, title)
    made = _MemberPage(viewmodel, around, line.member)
    is_child = line.standing is not None and line.standing.is_child
    if is_child:
        page.add(made.child_protection(line))
    signs = page.add(made.signs(has_relation=board.group.kind is GroupKind.FAMILY))
    # Where reading begins: with large text the way on is out of sight.
    next(each for each in signs.findChildren(AnswerBox) if each.isEnabled()).setFocus()
    if is_child:
        page.add(made.separation())
    if line.member.may_be_child:
        page.add(made.age())
    page.add(made.no_record())
    return page


class _MemberPage:
    def __init__(self, viewmodel: GroupViewModel, around: Surroundings, member: Member) -> None:
        self._viewmodel = viewmodel
        self._around = around
        self._member = member
        self._gettext = around.language.gettext

    def signs(self, *, has_relation: bool) -> QWidget:
        gettext = self._gettext
        theme, language, member = self._around.theme, self._around.language, self._member
        boxes, holder, grid = {}, QWidget(), CardGrid(theme.px(0.35), 1, _ACROSS)
        holder.setLayout(grid)
        for flag in MemberFlag:
            box = tick_box(self._around, code_text(language, flag), f"flag-{flag.value}")
            box.setChecked(flag in member.flags)
            boxes[flag] = box
            grid.addWidget(box)
        # That somebody may be a child is taken back by a named authority alone (S-047).
        boxes[MemberFlag.MAY_BE_CHILD].setEnabled(not member.may_be_child)
        choices = [(each.value, code_text(language, each)) for each in Relation]
        told = member.relation or Relation.UNKNOWN
        relation = choice_list("relation", choices, told.value)

        def save() -> None:
            flags = {flag for flag, box in boxes.items() if box.isChecked()}
            chosen = Relation(str(relation.currentData())) if has_relation else None
            self._viewmodel.describe(self._member, chosen, flags)

        parts: list[QWidget] = [label(gettext("Seen and heard"), "strong"), holder]
        if has_relation:
            title = gettext("Relation to the others, as told")
            parts.append(Field(theme, title, relation))
        made = button(gettext("Save"), save, style="primary", name="save-member")
        return card(theme, *parts, row(theme, made))

    def child_protection(self, line: MemberLine) -> QWidget:
        gettext = self._gettext
        standing, theme = line.standing, self._around.theme
        if standing is not None and standing.is_protected:
            text = gettext("Child protection was brought in, or a referral is under way.")
            return card(theme, label(text, "good"))
        text = gettext(
            "Is or may be a child. Call child protection now: the group is not closed without it."
        )
        if self._member.case is None:
            more = gettext("Begin the talk first: it is recorded in the child's own case.")
            return card(theme, label(text, "warn"), label(more, "quiet"))
        made = button(
            gettext("Child protection was brought in"),
            lambda: self._viewmodel.tell_child_protection(self._member),
            name="child-protection",
        )
        return card(theme, label(text, "warn"), row(theme, made))

    def separation(self) -> QWidget:
        gettext = self._gettext
        theme, language, member = self._around.theme, self._around.language, self._member
        title = label(gettext("Keep apart from the adults"), "strong")
        if member.separation is not None:
            known = label(code_text(language, member.separation))
            made = button(
                gettext("Together again"),
                lambda: self._viewmodel.reunite(member),
                name="reunite",
            )
            return card(theme, title, beside(theme, made, known))
        reasons = [(each.value, code_text(language, each)) for each in SeparationReason]
        reason = choice_list("separation", [("", gettext("Choose")), *reasons])
        body = text_input("separation-body")
        body.setMaxLength(_MOST)

        def separate() -> None:
            code = str(reason.currentData())
            chosen = SeparationReason(code) if code else None
            self._viewmodel.separate(self._member, chosen, body.text())

        text = gettext("Families stay together unless a child-protection body decides otherwise.")
        why = Field(theme, gettext("Reason"), reason)
        who = Field(theme, gettext("Child-protection body"), body)
        made = button(gettext("Keep apart"), separate, name="separate")
        return card(theme, title, label(text, "quiet"), pair(theme, why, who), row(theme, made))

    def age(self) -> QWidget:
        gettext = self._gettext
        theme = self._around.theme
        body = text_input("age-body")
        body.setMaxLength(_MOST)

        def settle() -> None:
            self._viewmodel.settle_age(self._member, body.text())

        made = button(gettext("Settled: an adult"), settle, name="settle-age")
        text = gettext(
            "Treated as a child until a competent authority has settled the age. Papers alone do "
            "not settle it."
        )
        who = Field(theme, gettext("Authority that settled it"), body)
        title = label(gettext("Age in doubt"), "strong")
        return card(theme, title, label(text, "quiet"), beside(theme, made, who))

    def no_record(self) -> QWidget:
        gettext = self._gettext
        theme, language, member = self._around.theme, self._around.language, self._member
        reasons = [(each.value, code_text(language, each)) for each in NoRecordReason]
        none = ("", gettext("There is a talk, or there will be one"))
        chosen = "" if member.no_record is None else member.no_record.value
        reason = choice_list("no-record", [none, *reasons], chosen)

        def save() -> None:
            code = str(reason.currentData())
            self._viewmodel.leave_without_record(
                self._member, NoRecordReason(code) if code else None
            )

        made = button(gettext("Save the reason"), save, name="save-no-record")
        return card(theme, beside(theme, made, Field(theme, gettext("No talk"), reason)))
