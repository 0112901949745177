"""What is written about a group in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from frontline.domain.group_sheet import GroupSheet
from frontline.domain.groups import GroupKind
from frontline.ui.group_words import member_text
from frontline.ui.labels import named
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.group import GroupViewModel
from frontline.ui.views.group_frame import group_page
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.fields import Field, text_area, text_input
from frontline.ui.widgets.page import Page
from frontline.ui.widgets.texts import label

# In the order in which they are asked; those with a number are texts of so many lines.
_FIELDS: dict[GroupKind, dict[str, int]] = {
    GroupKind.FAMILY: {"notes": 6},
    GroupKind.SITE_VISIT: {"employer": 0, "partners": 0, "interpreters": 0, "notes": 6},
    GroupKind.OPERATION: {
        "partners": 0,
        "safe_place": 0,
        "services": 0,
        "interpreters": 0,
        "child_plan": 2,
        "briefing": 3,
        "notes": 3,
    },
}
_MOST = 500


def details_page(viewmodel: GroupViewModel, around: Surroundings) -> Page:
    board, sheet = viewmodel.state.board, viewmodel.state.sheet or GroupSheet()
    gettext = around.language.gettext
    page = group_page(viewmodel, around, gettext("Details"))
    page.add(
        label(
            gettext(
                "Sealed to who works in this group and to supervisors. Write nobody's name here: "
                "names belong in each person's own details."
            ),
            "note",
        )
    )
    kind = GroupKind.FAMILY if board is None else board.group.kind
    inputs: dict[str, QWidget] = {}
    for name, lines in _FIELDS[kind].items():
        inputs[name] = _input(name, lines, around, str(getattr(sheet, name)))
        inputs[name].setEnabled(viewmodel.state.may_work)
        page.add(Field(around.theme, _titles(around)[name], inputs[name], _hint(name, around)))
    for line in _bodies(viewmodel, around, sheet):
        page.add(label(line, "quiet"))
    if viewmodel.state.may_work:
        save = _saving(viewmodel, sheet, inputs)
        page.add_footer(button(gettext("Save"), save, style="primary", name="save-details"))
    return page


def _input(name: str, lines: int, around: Surroundings, text: str) -> QWidget:
    if not lines:
        line = text_input(f"group-{name}")
        line.setMaxLength(_MOST)
        line.setText(text)
        return line
    area = text_area(f"group-{name}", around.theme, lines)
    area.setPlainText(text)
    return area


def _saving(
    viewmodel: GroupViewModel, sheet: GroupSheet, inputs: dict[str, QWidget]
) -> Callable[[], None]:
    def save() -> None:
        typed = {name: _typed(widget) for name, widget in inputs.items()}
        viewmodel.save_details(sheet.model_copy(update=typed))

    return save


def _typed(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()[:8000]
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""


def _titles(around: Surroundings) -> dict[str, str]:
    gettext = around.language.gettext
    return {
        "employer": gettext("Employer or firm"),
        "partners": gettext("Bodies that take part"),
        "safe_place": gettext("Safe place to bring people to"),
        "services": gettext("Services that stand ready"),
        "interpreters": gettext("Interpreters"),
        "child_plan": gettext("What happens with children"),
        "briefing": gettext("Briefing of the team"),
        "notes": gettext("Notes"),
    }


def _hint(name: str, around: Surroundings) -> str:
    if name != "briefing":
        return ""
    return around.language.gettext("Those found are treated as presumed victims: help comes first.")


def _bodies(viewmodel: GroupViewModel, around: Surroundings, sheet: GroupSheet) -> list[str]:
    """The bodies that were named for a child."""
    board = viewmodel.state.board
    if board is None:
        return []
    language = around.language
    return [
        named(
            language,
            member_text(language, board.group.kind, line.member.number),
            sheet.protection_bodies[line.member.id.hex],
        )
        for line in board.lines
        if line.member.id.hex in sheet.protection_bodies
    ]
