"""The next pack of Tango, written as its keepers write it: files of YAML, and no line of code."""

from __future__ import annotations

import shutil
from pathlib import Path

from typer.testing import Result

from tests.support.commands import frontline
from tests.support.packs import ROOT, SHIPPED, quick_reading

NEW_FORM = "IDENTITY_LENDING"
NEW_INDICATOR = "identity_lent"
# What the hub found the referrals without a name to have in common, and others not.
DESCRIBED_AS = ("other_identity_used", "papers_kept")
# A sub-form, so that what shows it goes on to show the form for what has no name.
_FORM = f"""  - code: {NEW_FORM}
    family: other
    parent: OTHER_UNNAMED
    described_as: [{", ".join(DESCRIBED_AS)}]
    label: Identity lent
"""
_INDICATOR = f"""
- code: {NEW_INDICATOR}
  kind: question
  element: purpose
  element_codes: [{NEW_FORM}]
  forms: [{NEW_FORM}]
  strength: {{other: strong}}
  roles: [immigration, police, consular, health]
  sites: [airport, land_border]
  stages: [transit]
  text: Others run accounts in the person's name for gain
  counter_reading: Relatives often share an account by choice.
  guidance: Ask who can close the account today.
  source: "Found among referrals without a name for their form. Strength: Frontline."
"""
_QUESTION = f"""
- id: accounts_lent
  kind: multi
  text: What is known of accounts in the person's name?
  help: Record what the person tells. Numbers and banks belong on the sealed sheet.
  when: {{is: {{other_terms: accounts}}}}
  answers:
    - {{code: run_by_others, label: "Others run them, and the person cannot stop it"}}
  raises:
    run_by_others: [{NEW_INDICATOR}]
"""
_ITEM = """        - {question: accounts_lent, sites: [airport, land_border]}
"""
_ADDED = {
    "pack.yaml": _FORM,
    "indicators/transit.yaml": _INDICATOR,
    "questions/transit.yaml": _QUESTION,
    "additions/interview.yaml": _ITEM,
}
# The new texts by their keys; for tests a mark of the language does for a translation.
_TEXTS = {
    f"form.{NEW_FORM}.label": "Identity lent",
    f"indicator.{NEW_INDICATOR}.text": "Others run accounts in the person's name for gain",
    f"indicator.{NEW_INDICATOR}.counter_reading": "Relatives often share an account by choice.",
    f"indicator.{NEW_INDICATOR}.guidance": "Ask who can close the account today.",
    "question.accounts_lent.text": "What is known of accounts in the person's name?",
    "question.accounts_lent.help": "Record what the person tells. Numbers and banks belong on the"
    " sealed sheet.",
    "question.accounts_lent.answer.run_by_others.label": "Others run them, and the person cannot"
    " stop it",
}


def tango_sources(folder: Path) -> Path:
    """Tango's folder beside the core's, as they are shipped."""
    for name in ("core", "tango"):
        shutil.copytree(SHIPPED / name, folder / name)
    return folder / "tango"


def promoted(folder: Path) -> Path:
    """Tango's folder with the form that got a name, as version 2."""
    tango = tango_sources(folder)
    for name, added in _ADDED.items():
        path = tango / name
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    header = tango / "pack.yaml"
    header.write_text(header.read_text("utf-8").replace("version: 1\n", "version: 2\n", 1), "utf-8")
    return tango


def translated(folder: Path) -> Path:
    """The shipped catalogues with the new texts in three languages."""
    for language in ("es", "pt", "fr"):
        catalogues = Path(language) / "LC_MESSAGES"
        shutil.copytree(ROOT / "translations" / catalogues, folder / catalogues)
        path = folder / catalogues / "pack_tango.po"
        entries = (
            f'\nmsgctxt "tango/{key}"\nmsgid "{text}"\nmsgstr "[{language}] {text}"\n'
            for key, text in _TEXTS.items()
        )
        path.write_text(path.read_text("utf-8") + "".join(entries), "utf-8")
    return folder


def pack_command(*arguments: object) -> Result:
    """`frontline pack …`."""
    with quick_reading():
        return frontline("pack", *arguments)
