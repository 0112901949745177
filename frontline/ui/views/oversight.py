"""How cases were dealt with: for oversight, which reads no name and changes nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from frontline.domain.oversight import CaseDealings
from frontline.domain.rights import Kept, RightsLine
from frontline.rules.definitions import PackDefinition
from frontline.services.oversight import rights_counts
from frontline.ui.formats import month_text
from frontline.ui.labels import band_text, choice_text, named, service_text, site_text
from frontline.ui.oversight_words import kept_text, rights_text
from frontline.ui.pack_words import PackWords
from frontline.ui.surroundings import Surroundings
from frontline.ui.viewmodels.oversight import OversightState, OversightViewModel
from frontline.ui.widgets.buttons import button
from frontline.ui.widgets.cards import card
from frontline.ui.widgets.fields import Field, text_area
from frontline.ui.widgets.page import Page, PageFrame
from frontline.ui.widgets.texts import label

# What is told of a single case.
_LACKING = frozenset({Kept.NO, Kept.NOT_RECORDED})


class OversightView(PageFrame):
    """`save` asks where the signed report goes; False where it is thought better of."""

    def __init__(
        self,
        viewmodel: OversightViewModel,
        around: Surroundings,
        pack: PackDefinition,
        save: Callable[[bytes], bool],
        on_back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._viewmodel = viewmodel
        self._around = around
        self._words = PackWords(pack, around.language.code, "en")
        self._save = save
        self._on_back = on_back
        self._remark = text_area("oversight-remark", around.theme, lines=3)
        report = around.language.gettext("Save a signed report")
        self._report_button = button(report, self._report, name="oversight-report")
        self._shown: tuple[CaseDealings, ...] | None = None
        viewmodel.state_changed.connect(self._show_state)
        self._show_state(viewmodel.state)

    def _show_state(self, state: OversightState) -> None:
        if self.page is None or state.cases != self._shown or not state.cases:
            self._shown = state.cases
            self.put(self._page(state))
        self._report_button.setEnabled(state.is_loaded and not state.is_busy)
        self.show_error(self._around.language, state.error)
        self.show_note(
            self._around.language.gettext(
                "Saved. It is signed with your key and can be checked without this vault."
            )
            if state.is_reported
            else ""
        )

    def _page(self, state: OversightState) -> Page:
        gettext, theme = self._around.language.gettext, self._around.theme
        page = Page(theme, gettext("How cases were dealt with"))
        intro = gettext(
            "Without names, contacts or free text. That you looked is written into the history."
        )
        page.add(label(intro, "quiet"))
        if state.cases:
            page.add(self._totals(state.cases))
            for case in state.cases:
                page.add(self._case(case))
        elif state.is_loaded:
            page.add(label(gettext("There are no cases yet."), "quiet"))
        if state.more is not None:
            page.add_row(button(gettext("Older cases"), self._viewmodel.load, name="older"))
        page.add(card(theme, Field(theme, gettext("Your remark in the report"), self._remark)))
        page.add_footer(self._report_button, left=True)
        page.add_footer(button(gettext("Back"), self._on_back, style="primary", name="back"))
        return page

    def _report(self) -> None:
        self._viewmodel.report(self._remark.toPlainText(), self._save)

    def _totals(self, cases: tuple[CaseDealings, ...]) -> QWidget:
        """How often each right was kept in the cases that are shown."""
        language = self._around.language
        lines: list[QWidget] = [label(language.gettext("Rights, in the cases below"), "strong")]
        for line, counts in rights_counts(cases).items():
            said = ", ".join(f"{kept_text(language, kept)} {counts[kept]}" for kept in Kept)
            lines.append(label(named(language, rights_text(language, line), said)))
        return card(self._around.theme, *lines)

    def _case(self, case: CaseDealings) -> QWidget:
        language, gettext = self._around.language, self._around.language.gettext
        title = gettext("Case {code} · {month}").format(
            code=case.code, month=month_text(language.code, case.month)
        )
        texts: list[QWidget] = [label(title, "strong"), label(self._found(case))]
        texts.append(label(self._where(case), "quiet"))
        missing = [line for line in RightsLine if case.rights[line] in _LACKING]
        if missing:
            said = "; ".join(self._line(case, line) for line in missing)
            texts.append(label(named(language, gettext("Rights"), said), "warn"))
        else:
            texts.append(label(gettext("Rights: every line kept."), "quiet"))
        if case.choices:
            said = "; ".join(
                f"{service_text(language, service)}: {choice_text(language, choice)}"
                for service, choice in case.choices.items()
            )
            texts.append(label(named(language, gettext("Help"), said), "quiet"))
        return card(self._around.theme, *texts)

    def _found(self, case: CaseDealings) -> str:
        language, gettext = self._around.language, self._around.language.gettext
        if case.finding is None:
            return gettext("No screening is closed yet.")
        found = band_text(language, case.finding.band)
        if case.finding.urgent:
            found = gettext("{finding} · urgent").format(finding=found)
        return gettext("{finding} · still open").format(finding=found) if case.is_open else found

    def _where(self, case: CaseDealings) -> str:
        language = self._around.language
        parts = [self._instrument(name) for name in dict.fromkeys(case.instruments)]
        if case.site_kind is not None:
            parts.insert(0, site_text(language, case.site_kind))
        if case.hours_to_help is not None:
            hours = language.ngettext(
                "help offered within {count} hour",
                "help offered within {count} hours",
                case.hours_to_help,
            )
            parts.append(hours.format(count=case.hours_to_help))
        return " · ".join(parts)

    def _instrument(self, name: str) -> str:
        key = f"instrument.{name}.title"
        known = self._words.pack.texts.has(key)
        return self._words.text(key) if known else self._around.language.gettext("Questionnaire")

    def _line(self, case: CaseDealings, line: RightsLine) -> str:
        language = self._around.language
        return f"{rights_text(language, line)}: {kept_text(language, case.rights[line])}"
