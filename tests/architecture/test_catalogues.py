"""Every text is there in every language that is promised, and nothing is left over."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from tests.support.repository import ROOT

LANGUAGES = ("es", "pt", "fr")


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", ROOT / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    return load_tool()


# `make check` runs the tool itself.
@pytest.mark.slow
def test_every_language_has_both_catalogues_and_both_are_complete(tool: ModuleType) -> None:
    entries = list(tool.domains())

    found = {(language, domain) for language, domain, _template in entries}
    assert {(each, domain) for each in LANGUAGES for domain in ("ui", "pack")} <= found
    assert [fault for entry in entries for fault in tool.faults_of(*entry)] == []


PO = """\
msgid ""
msgstr "Language: es\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Back"
msgstr "{back}"

msgid "Send {{count}}"
msgstr "{send}"

msgid "{{n}} minute"
msgid_plural "{{n}} minutes"
msgstr[0] "{{n}} minuto"
msgstr[1] "{minutes}"
"""
SOUND = {"back": "Volver", "send": "Enviar {count}", "minutes": "{n} minutos"}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, None),
        ({"back": ""}, "untranslated"),
        ({"send": "Enviar"}, "placeholders differ"),
        ({"minutes": ""}, "untranslated"),
        ({"minutes": "minutos"}, "placeholders differ"),
        ({"fuzzy": "yes"}, "fuzzy"),
        ({"missing": "yes"}, "not in the catalogue"),
        ({"stale": "yes"}, "no longer in the sources"),
    ],
)
def test_a_planted_fault_is_found(
    changed: dict[str, str], found: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = load_tool()
    monkeypatch.setattr(tool, "CATALOGUES", tmp_path)
    text = PO.format(**{**SOUND, **changed})
    if "fuzzy" in changed:
        text = text.replace('msgid "Back"', '#, fuzzy\nmsgid "Back"')
    path = tmp_path / "es" / "LC_MESSAGES" / "ui.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    template = Catalog()
    template.add("Send {count}")
    template.add(("{n} minute", "{n} minutes"))
    if "stale" not in changed:
        template.add("Back")
    if "missing" in changed:
        template.add("Stop here")

    faults = list(tool.faults_of("es", "ui", template))

    assert [fault for fault in faults if found is None or found not in fault] == []
    assert len(faults) == (found is not None)


SOURCE = """
NAMES = {"a": mark("Name"), "b": mark(kind), "c": mark("kind", "Other")}
def page(language, gettext, count):
    show(f"0   {gettext('Nothing else')}")
    show(f"{language.gettext('Urgent')}: {f'{gettext(chr(65))}'}")
    show(gettext("Two "
                 "lines") + ngettext("{n} minute", "{n} minutes", count).format(n=count))
    show(gettext(later), other("Unsaid"))
"""


def test_a_text_is_found_wherever_it_is_given_to_gettext(tool: ModuleType) -> None:
    """Also within an f-string, where it was overlooked once and stayed English."""
    minutes = ("{n} minute", "{n} minutes")
    assert list(tool.texts(SOURCE)) == ["Name", "Nothing else", "Urgent", "Two lines", minutes]
