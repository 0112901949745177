"""A questionnaire on paper, reached from home."""

from __future__ import annotations

from frontline.app.files import FileDialogs
from frontline.app.stage import Stage
from frontline.domain.identifiers import InstrumentId
from frontline.domain.sites import Site
from frontline.rules.definitions import PackDefinition
from frontline.ui.pack_words import PackWords
from frontline.ui.views.papers import PaperActions
from frontline.ui.views.prompt_sheet import PromptSheetView
from frontline.ui.widgets.prompt_sheets import PromptSheet, prompt_paper


def show_prompt_sheet(
    stage: Stage,
    files: FileDialogs,
    pack: PackDefinition,
    chosen: tuple[InstrumentId, Site, str],
) -> None:
    """`chosen`: the questionnaire, where it will be used, and the person's language."""
    name, site, language = chosen
    instrument = pack.instruments[name].at(site.kind)

    def make() -> PromptSheet:
        words = PackWords(pack, stage.around.language.code, language)
        return PromptSheet(instrument, words, stage.around.language)

    stage.aside(
        "prompt-sheet",
        lambda back: PromptSheetView(
            prompt_paper(make()),
            stage.around,
            PaperActions(files.save_paper, files.print_paper, back),
        ),
    )
