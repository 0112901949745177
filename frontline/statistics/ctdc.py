"""The columns of the Counter-Trafficking Data Collaborative's dataset, in its order.

Empty: not known, or not told. It never means no, so no column holds a 0. Source: columns of the
release of 15 July 2021; docs/crosswalk.md says which of them we can fill.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from frontline.statistics.crosswalk import CTDC_FORM, CTDC_LABOUR, SEX_TYPE, Control
from frontline.statistics.record_level import CodedPerson

_CONTROLS = (*(control.value for control in Control), "NotSpecified")
_FORMS = (
    "ForcedLabour",
    "SexualExploit",
    "OtherExploit",
    "SexAndLabour",
    "ForcedMarriage",
    "ForcedMilitary",
    "OrganRemoval",
    "SlaveryAndPractices",
)
_LABOUR = (
    "Agriculture",
    "Aquafarming",
    "Begging",
    "Construction",
    "DomesticWork",
    "Hospitality",
    "IllicitActivities",
    "Manufacturing",
    "MiningOrDrilling",
    "Peddling",
    "Transportation",
    "Other",
    "NotSpecified",
)
_SEX = ("Prostitution", "Pornography", "RemoteInteractiveServices", "PrivateSexualServices")
COLUMNS = (
    "yearOfRegistration",
    "Datasource",
    "gender",
    "ageBroad",
    "majorityStatus",
    "majorityStatusAtExploit",
    "majorityEntry",
    "citizenship",
    *(f"meansOfControl{name}" for name in _CONTROLS),
    "meansOfControlConcatenated",
    *(f"is{name}" for name in _FORMS),
    "typeOfExploitConcatenated",
    *(f"typeOfLabour{name}" for name in _LABOUR),
    "typeOfLabourConcatenated",
    *(f"typeOfSex{name}" for name in _SEX),
    "typeOfSexConcatenated",
    "isAbduction",
    "RecruiterRelationship",
    "CountryOfExploitation",
    *(
        f"recruiterRelation{name}"
        for name in ("IntimatePartner", "Friend", "Family", "Other", "Unknown")
    ),
)
_GENDERS = {"female": "Female", "male": "Male"}
# 21-29 lies across three of CTDC's bands, so it is told as adult alone.
_AGES = {
    "0-8": "0--8",
    "9-11": "9--17",
    "12-14": "9--17",
    "15-17": "9--17",
    "18-20": "18--20",
    "30-38": "30--38",
    "39-47": "39--47",
    "48+": "48+",
}
_MAJORITY = {"child": "Minor", "adult": "Adult"}
_SOURCE = "Case Management"


def ctdc_row(person: CodedPerson) -> dict[str, str]:
    """The columns that are not empty."""
    row = {
        "yearOfRegistration": person.year,
        "Datasource": _SOURCE,
        "gender": _GENDERS.get(person.gender or "", ""),
        "ageBroad": _AGES.get(person.age_band or "", ""),
        "majorityStatus": _MAJORITY.get(person.majority or "", ""),
        "CountryOfExploitation": person.exploited_in or "",
    }
    _tick(row, "meansOfControl", dict.fromkeys(person.controls or ("NotSpecified",)))
    if person.controls is not None:
        row["meansOfControlConcatenated"] = _joined(person.controls)
    if person.forms is not None:
        row |= _forms(person.forms)
    return {column: value for column, value in row.items() if value}


def write_ctdc(people: Iterable[CodedPerson]) -> bytes:
    """CSV, sorted, so that the order tells nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = ([row.get(column, "") for column in COLUMNS] for row in map(ctdc_row, people))
    writer.writerows(sorted(rows))
    return text.getvalue().encode()


def _forms(forms: tuple[str, ...]) -> dict[str, str]:
    kinds = {CTDC_FORM.get(form, "OtherExploit") for form in forms}
    if {"ForcedLabour", "SexualExploit"} <= kinds:
        kinds.add("SexAndLabour")
    row: dict[str, str] = {"typeOfExploitConcatenated": _joined(kinds)}
    _tick(row, "is", kinds)
    for prefix, names in (("typeOfLabour", CTDC_LABOUR), ("typeOfSex", SEX_TYPE)):
        found = {names[form] for form in forms if form in names}
        _tick(row, prefix, found)
        if found:
            row[f"{prefix}Concatenated"] = _joined(found)
    return row


def _tick(row: dict[str, str], prefix: str, names: Iterable[str] | Mapping[str, None]) -> None:
    row.update((f"{prefix}{name}", "1") for name in names)


def _joined(names: Iterable[str]) -> str:
    return ";".join(sorted(names))
