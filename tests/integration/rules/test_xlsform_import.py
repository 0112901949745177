"""A questionnaire made for ODK, taken into a pack, and the pack checked afterwards."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from frontline.rules.checks.complete import check_source
from frontline.rules.source import read_source
from frontline.rules.source_models import QuestionModel
from tests.support.commands import frontline
from tests.support.packs import MINI

pytestmark = pytest.mark.slow

LABELS = ["label::English (en)", "label::Spanish (es)"]
SURVEY = [
    ["type", "name", *LABELS, "relevant", "required", "constraint"],
    ["begin group", "visit", "The visit", "La visita", "", "", ""],
    ["note", "welcome", "Welcome", "Bienvenida", "", "", ""],
    ["select_one yn", "works", "Do you work here?", "¿Trabaja aquí?", "", "yes", ""],
    ["select_multiple ills", "ills", "What is wrong?", "¿Qué pasa?", "${works} = 'yes'", "", ""],
    ["integer", "hours", "Hours a day", "Horas", "selected(${ills}, 'time')", "", ". < 25"],
    ["text", "story", "Anything else?", "¿Algo más?", "not(${works} = 'no')", "", ""],
    ["end group", "", "", "", "", "", ""],
    ["geopoint", "place", "Where?", "¿Dónde?", "", "", ""],
]
CHOICES = [
    ["list_name", "name", *LABELS],
    ["yn", "yes", "Yes", "Sí"],
    ["yn", "no", "No", "No"],
    ["yn", "dk", "Does not know", "No sabe"],
    ["ills", "pay", "The pay", "La paga"],
    ["ills", "time", "The hours", "Las horas"],
]
SETTINGS = [["form_title", "form_id", "default_language"], ["Visit", "visit_form", "English (en)"]]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "visit.xlsx"
    book.save(path)
    return path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "packs" / "mini"))


def imported(form: Path, pack: Path) -> dict[str, list[str]]:
    """What the command told, by code: the names in the form."""
    arguments = ["pack", "import-xlsform", str(form), str(pack), "--role", "labour", "--json"]
    result = frontline(*arguments)
    assert result.exit_code == 0, result.output
    told: dict[str, list[str]] = {}
    for note in json.loads(result.stdout)["notes"]:
        told.setdefault(note["code"], []).append(note["where"])
    return told


def questions(pack: Path) -> dict[str, QuestionModel]:
    source = read_source(pack)
    assert source.pack is not None
    return {question.id: question for question in source.pack.questions}


def test_the_pack_is_sound_afterwards(form: Path, pack: Path) -> None:
    imported(form, pack)

    assert check_source(read_source(pack)).faults == []


def test_kinds_answers_and_conditions_carry_over(form: Path, pack: Path) -> None:
    imported(form, pack)
    found = questions(pack)

    assert found["visit_form_works"].kind == "yes_no"
    assert [answer.code for answer in found["visit_form_ills"].answers] == ["pay", "time"]
    assert found["visit_form_ills"].when == {"is": {"visit_form_works": "yes"}}
    assert found["visit_form_hours"].when == {"is": {"visit_form_ills": "time"}}
    assert found["visit_form_story"].kind == "account"


def test_what_did_not_carry_over_is_told_and_nothing_is_guessed(form: Path, pack: Path) -> None:
    told = imported(form, pack)

    assert told["xlsform.kind-not-carried"] == ["welcome", "place"]
    assert told["xlsform.constraint-not-carried"] == ["hours"]
    assert told["xlsform.condition-not-carried"] == ["story"]
    assert told["xlsform.text-is-sealed"] == ["story"]
    assert questions(pack)["visit_form_story"].when is None
    assert not any(q.raises for q in questions(pack).values() if q.id.startswith("visit_form"))


def test_other_languages_go_into_the_catalogue(form: Path, pack: Path) -> None:
    imported(form, pack)
    catalogue = pack.parent.parent / "translations" / "es" / "LC_MESSAGES" / "pack.po"

    text = catalogue.read_text("utf-8")
    assert 'msgctxt "mini/question.visit_form_works.text"' in text
    assert "¿Trabaja aquí?" in text


def test_a_second_import_overwrites_nothing(form: Path, pack: Path) -> None:
    imported(form, pack)
    before = (pack / "questions" / "visit_form.yaml").read_bytes()

    arguments = ["pack", "import-xlsform", str(form), str(pack)]
    result = frontline(*arguments)

    assert result.exit_code == 1
    assert "file-exists" in result.stderr
    assert (pack / "questions" / "visit_form.yaml").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no spreadsheet", b"PK\x03\x04 broken"])
def test_what_is_no_xlsform_is_refused(tmp_path: Path, pack: Path, content: bytes) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)

    result = frontline("pack", "import-xlsform", str(path), str(pack))

    assert result.exit_code == 1
    assert not list((pack / "questions").glob("form*"))
