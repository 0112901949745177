"""What the person takes along: nothing of them on it, nothing protected, readable by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import segno
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QPushButton

from frontline.domain.assistance import PROTECTED, AssistanceService, Choice, PlanLine
from frontline.domain.identifiers import CaseCode
from frontline.domain.identity import IdentitySheet
from frontline.rules.country import Country, Line, Stated
from frontline.rules.definitions import PackDefinition
from frontline.services.assistance import AssistancePlans
from frontline.services.identities import Identities
from frontline.ui.help_papers import CaseSlip, HelpCard, case_slip, help_card, help_plan
from frontline.ui.labels import choice_text, service_text
from frontline.ui.views.papers import PapersView
from frontline.ui.widgets.help_sheets import card_paper, plan_paper, slip_paper
from frontline.ui.widgets.paper import Paper, PaperSize, Words, has_letters, pdf_of, pictures_of
from frontline.wire.directory import Directory, DirectoryEntry
from tests.support.gui import CONCERNING, Gui
from tests.support.gui_paper import papers_of
from tests.support.gui_words import texts_of
from tests.support.pdf_reading import sheet_count, streams_of, text_of
from tests.support.vault_posts import SITE

CODE = CaseCode("7K3F-9QXA")
CANARIES = ("Quetzalvane", "Marisol", "rainforest sentence", "+990 555 0123", "P-77120931")
SIZES = (PaperSize.WALLET, PaperSize.A5)
# Those whose letters are among our own fonts.
LANGUAGES = ("en", "es", "pt", "fr", "ar", "ht", "ru")


def a_card(pack: PackDefinition, language: str, *directories: Directory) -> HelpCard:
    card = help_card(pack, language, directories, SITE.region)
    assert card is not None
    return card


def a_slip(pack: PackDefinition, language: str) -> CaseSlip:
    slip = case_slip(pack, language, CODE)
    assert slip is not None
    return slip


def choose(view: PapersView, name: str, code: str) -> None:
    box = view.findChild(QComboBox, name)
    assert box is not None
    box.setCurrentIndex(box.findData(code))


def button_of(view: PapersView, role: str) -> QPushButton:
    return next(b for b in view.findChildren(QPushButton) if b.property("role") == role)


@pytest.mark.parametrize("kind", ["card", "slip"])
@pytest.mark.parametrize("size", [size.name for size in SIZES])
def test_no_paper_holds_anything_about_the_person(gui: Gui, kind: str, size: str) -> None:
    table = gui.table(CONCERNING, language="es")
    sheet = IdentitySheet(
        names="Marisol Quetzalvane",
        contact="+990 555 0123",
        papers="P-77120931",
        notes="rainforest sentence",
    )
    Identities(gui.desk).save(table.case, sheet)
    handed: list[Paper] = []
    view = papers_of(gui, table, handed)
    gui.show(view)
    choose(view, "paper-kind", kind)
    choose(view, "paper-size", size)
    button_of(view, "save-paper").click()
    button_of(view, "print-paper").click()
    assert handed[0] == handed[1]

    pdf = pdf_of(handed[0])
    read = text_of(pdf)
    raw = b"".join((pdf, *streams_of(pdf)))
    planted = (*CANARIES, gui.session.user.name, SITE.label, str(table.case.id))
    assert len(read) > 30
    for canary in planted:
        assert "".join(canary.split()) not in read
        assert canary.encode() not in raw
    assert (table.case.code in read) is (kind == "slip")


@pytest.mark.parametrize("canary", CANARIES)
def test_a_canary_on_a_paper_would_be_found(gui: Gui, canary: str) -> None:
    blocks = (Words("Before", 9), Words(canary, 9), Words("After", 9))
    pdf = pdf_of(Paper(PaperSize.WALLET, blocks, is_right_to_left=False, title="Paper"))
    assert "".join(canary.split()) in text_of(pdf)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wallet_card_has_two_sides_and_a_small_page_is_one(gui: Gui, language: str) -> None:
    card = a_card(gui.definition, language, *gui.documents.directories())
    assert sheet_count(pdf_of(card_paper(card, PaperSize.WALLET))) == 2
    assert sheet_count(pdf_of(card_paper(card, PaperSize.A5))) == 1
    for size in SIZES:
        assert sheet_count(pdf_of(slip_paper(a_slip(gui.definition, language), size))) == 1


def test_every_right_stands_on_the_card_whole(gui: Gui) -> None:
    card = a_card(gui.definition, "fr")
    for size in SIZES:
        read = text_of(pdf_of(card_paper(card, size)))
        assert len(card.rights) == 8
        assert all("".join(right.split()) in read for right in card.rights)


def test_without_a_known_number_there_is_no_digit_on_the_card(gui: Gui) -> None:
    card = a_card(gui.definition, "es")
    read = text_of(pdf_of(card_paper(card, PaperSize.WALLET)))
    assert not any(letter.isdigit() for letter in read)
    assert "".join(card.no_number.split()) in read


def test_a_known_helpline_stands_there_as_it_is_dialled(gui: Gui) -> None:
    line = Line("0800 00 11", Stated("Invented", date(2026, 1, 1)))
    country = Country("XT", (), None, None, emergency_line=None, hotline=line)
    card = a_card(replace(gui.definition, country=country), "ar")
    assert [number for _name, number in card.lines] == ["0800 00 11"]
    assert "08000011" in text_of(pdf_of(card_paper(card, PaperSize.WALLET)))


@pytest.mark.parametrize("service", sorted(PROTECTED))
def test_no_protected_place_and_no_way_to_it_is_printed(
    gui: Gui, service: AssistanceService
) -> None:
    hidden = DirectoryEntry(
        name="House of the heron",
        services=(AssistanceService.MEDICAL, service),
        country=SITE.country,
        contact="behind the mill",
    )
    shown = DirectoryEntry(
        name="Clinic of the kiln",
        services=(AssistanceService.MEDICAL,),
        country=SITE.country,
        contact="counter 3",
    )
    directory = Directory(country=SITE.country, entries=(hidden, shown))
    read = text_of(pdf_of(card_paper(a_card(gui.definition, "es", directory), PaperSize.A5)))
    assert "Clinicofthekiln" in read
    assert "heron" not in read
    assert "mill" not in read


def test_a_wallet_card_names_no_place_at_all(gui: Gui) -> None:
    entry = DirectoryEntry(
        name="Clinic of the kiln",
        services=(AssistanceService.MEDICAL,),
        country=SITE.country,
        contact="counter 3",
    )
    card = a_card(gui.definition, "es", Directory(country=SITE.country, entries=(entry,)))
    assert card.places
    read = text_of(pdf_of(card_paper(card, PaperSize.WALLET)))
    assert not any("".join(name.split()) in read for name, _contact in card.places)


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("size", SIZES)
def test_the_square_says_the_code_and_nothing_else(
    gui: Gui, language: str, size: PaperSize
) -> None:
    (picture,) = pictures_of(slip_paper(a_slip(gui.definition, language), size), 1600)
    wanted = segno.make(CODE, error="m", micro=False).matrix
    assert modules(picture, len(wanted)) == [[bool(module) for module in row] for row in wanted]


def modules(picture: QImage, count: int) -> list[list[bool]]:
    """The dark and light modules of the only square on the picture, read from its pixels."""
    finder, across = first_finder(picture)
    module = across / 7
    return [
        [
            is_dark(picture, finder[0] + (column + 0.5) * module, finder[1] + (row + 0.5) * module)
            for column in range(count)
        ]
        for row in range(count)
    ]


def first_finder(picture: QImage) -> tuple[tuple[int, int], int]:
    """The upper left corner of the upper left finder, and how wide it is."""
    for y in range(picture.height()):
        x = 0
        while x < picture.width():
            run = x
            while run < picture.width() and is_dark(picture, run, y):
                run += 1
            across = run - x
            # Letters are never dark for so long in a line and in a column.
            if across > picture.height() / 20 and all(
                is_dark(picture, x + across / 14, y + down) for down in range(across)
            ):
                return (x, y), across
            x = run + 1
    raise AssertionError("no square on the picture")


def is_dark(picture: QImage, x: float, y: float) -> bool:
    return QColor(picture.pixel(int(x), int(y))).lightness() < 128


def test_a_language_without_the_texts_gets_no_paper_and_is_told(gui: Gui) -> None:
    handed: list[Paper] = []
    view = papers_of(gui, gui.table(CONCERNING, language="xx"), handed)
    gui.show(view)
    assert any("not available in xx" in text for text in texts_of(view))
    for role in ("save-paper", "print-paper"):
        assert not button_of(view, role).isEnabled()
    choose(view, "paper-language", "es")
    assert not any("not available" in text for text in texts_of(view))
    assert button_of(view, "save-paper").isEnabled()


def test_letters_that_no_font_has_are_noticed(gui: Gui) -> None:
    assert has_letters("Ayuda y sus derechos: مساعدة, Помощь\n\u2066 7K3F\u2069")
    assert not has_letters("A\ue123")


PLAN = (
    PlanLine(AssistanceService.SHELTER, ("bed",), Choice.ACCEPTED),
    PlanLine(AssistanceService.LEGAL, ("lawyer",), Choice.LATER),
    PlanLine(AssistanceService.CONSULAR, ("consul",), Choice.DECLINED),
    PlanLine(AssistanceService.MEDICAL, ("doctor",)),
)


@pytest.mark.parametrize("code", ["en", "es", "pt", "fr"])
def test_the_plan_says_in_their_language_what_the_person_chose_and_nothing_else(
    gui: Gui, code: str
) -> None:
    plan = help_plan(gui.around.language, code, PLAN)
    assert plan is not None
    spoken = gui.around.language.spoken(code)
    assert spoken is not None
    assert plan.lines == tuple(
        (service_text(spoken, line.service), choice_text(spoken, line.choice)) for line in PLAN[:2]
    )
    paper = plan_paper(plan)
    assert has_letters(paper.text)
    written = text_of(pdf_of(paper))
    for service, choice in plan.lines:
        assert service.split()[0] in written
        assert choice.split()[0] in written
    english = help_plan(gui.around.language, "en", PLAN)
    assert english is not None
    assert (code == "en") == (plan.title == english.title)


def test_what_the_person_said_no_to_stands_on_no_paper(gui: Gui) -> None:
    plan = help_plan(gui.around.language, "en", PLAN)
    assert plan is not None
    consular = service_text(gui.around.language, AssistanceService.CONSULAR)
    assert consular not in text_of(pdf_of(plan_paper(plan)))


def test_without_a_choice_the_plan_says_that_there_is_time(gui: Gui) -> None:
    plan = help_plan(gui.around.language, "es", PLAN[3:])
    assert plan is not None
    assert plan.lines == ()
    assert plan.no_choice in plan_paper(plan).text


@pytest.mark.parametrize("code", ["ar", "ht", "zh", "ru"])
def test_a_plan_that_a_language_has_no_words_for_is_not_printed_in_another(
    gui: Gui, code: str
) -> None:
    assert help_plan(gui.around.language, code, PLAN) is None
    handed: list[Paper] = []
    view = papers_of(gui, gui.table(CONCERNING, language=code), handed)
    choose(view, "paper-kind", "plan")
    gui.show(view)
    assert any("Please work with an interpreter" in text for text in texts_of(view))
    assert not button_of(view, "print-paper").isEnabled()


def test_the_plan_of_a_case_holds_the_choices_and_no_word_of_the_person(gui: Gui) -> None:
    table, handed = gui.table(CONCERNING, language="fr"), list[Paper]()
    sheet = IdentitySheet(names=CANARIES[0], notes=CANARIES[1])
    Identities(gui.desk).save(table.case, sheet)
    AssistancePlans(gui.desk).choose(table, AssistanceService.LEGAL, Choice.LATER)
    view = papers_of(gui, table, handed)
    choose(view, "paper-kind", "plan")
    gui.show(view)
    button_of(view, "print-paper").click()
    (paper,) = handed
    spoken = gui.around.language.spoken("fr")
    assert spoken is not None
    assert service_text(spoken, AssistanceService.LEGAL) in paper.text
    assert not any(canary in paper.text for canary in (*CANARIES, table.case.code))
