"""A pack's source folder to a PackModel, or to the list of its faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FolderPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from frontline.errors_of_packs import PackSourceError
from frontline.rules.clip_files import is_recording
from frontline.rules.country_models import CountryModel
from frontline.rules.faults import Fault
from frontline.rules.person_models import PersonFile
from frontline.rules.source_models import (
    AdditionModel,
    CaseModel,
    IndicatorModel,
    InstrumentModel,
    PackHeader,
    PackModel,
    ProtocolsFile,
    QuestionModel,
    RoutingFile,
)
from frontline.rules.yaml_reader import MAX_BYTES, Path, YamlFile, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)

# Where a part of the pack stands: part ("question.who_paid") -> the file and path of its source.
Places = dict[str, tuple[YamlFile, Path]]

HEADER = "pack.yaml"
_FILES = {HEADER, "protocols.yaml", "routing.yaml", "country.yaml", "person.yaml"}
_FOLDERS = {"indicators", "questions", "instruments", "additions", "cases"}
# Lists inside a file whose entries are parts of their own: field, part, and the name of each.
_INNER: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "header": (("forms", "form", "code"),),
    "protocols": (
        ("concerns", "concern", "code"),
        ("notices", "notice", "id"),
        ("protocols", "protocol", "id"),
    ),
    "routing": (("offers", "offer", "id"),),
    "person": (("rights", "person.right", "id"),),
}


@dataclass(slots=True)
class PackSource:
    """What was read. `pack` is None where a file could not be understood at all.

    `base` is the pack that a country pack was merged with, by extension.py.
    """

    pack: PackModel | None
    faults: list[Fault]
    places: Places = field(default_factory=dict)
    base: PackModel | None = None

    def fault(self, part: str, code: str, *steps: str | int, detail: str = "") -> Fault:
        """A fault at `steps` inside the source of `part`."""
        file, path = self.places[part]
        return file.fault(code, (*path, *steps), detail)

    def checked(self) -> PackModel:
        """The pack, if nothing is wrong with it. Raises PackSourceError."""
        if self.faults or self.pack is None:
            raise PackSourceError(tuple(str(fault) for fault in sorted(self.faults)))
        return self.pack


def read_source(folder: FolderPath, prefix: str = "") -> PackSource:
    """Read every file of the pack in `folder`, a country pack's without what it extends.

    Content never raises; faults are listed, under the file's name after `prefix`.
    """
    return _Reader(folder, prefix).read()


class _Reader:
    def __init__(self, folder: FolderPath, prefix: str) -> None:
        self._folder = folder
        self._prefix = prefix
        self._faults: list[Fault] = []
        self._places: Places = {}

    def read(self) -> PackSource:
        header = self._one(HEADER, PackHeader, "header")
        indicators = self._many("indicators", IndicatorModel, "indicator", "code")
        questions = self._many("questions", QuestionModel, "question", "id")
        instruments = self._many("instruments", InstrumentModel, "instrument", "id")
        additions = self._many("additions", AdditionModel, "addition", "instrument")
        protocols = self._one("protocols.yaml", ProtocolsFile, "protocols", ProtocolsFile())
        routing = self._one("routing.yaml", RoutingFile, "routing", RoutingFile())
        country = self._one("country.yaml", CountryModel, "country")
        person = self._one("person.yaml", PersonFile, "person", PersonFile())
        cases = self._many("cases", CaseModel, "case", "id")
        self._refuse_strangers()
        if header is None or protocols is None or routing is None or person is None:
            return PackSource(None, self._faults, self._places)
        pack = PackModel(
            header=header,
            indicators=tuple(indicators),
            questions=tuple(questions),
            instruments=tuple(instruments),
            protocols=protocols,
            routing=routing,
            cases=tuple(cases),
            additions=tuple(additions),
            country=country,
            person=person,
        )
        return PackSource(pack, self._faults, self._places)

    def _one(
        self, name: str, model: type[ModelT], part: str, missing: ModelT | None = None
    ) -> ModelT | None:
        """The one entry of a file, `missing` where there is none; None if it is not understood."""
        path = self._folder / name
        if not path.is_file():
            self._places[part] = (YamlFile(self._prefix + name), ())
            if name == HEADER:
                self._faults.append(Fault(self._prefix + name, 1, "pack.file-missing", "-"))
            return missing
        file = self._read(name)
        self._places[part] = (file, ())
        entry = self._validated(file, model, file.data, ())
        if entry is not None:
            self._place_inner(entry, part, file)
        return entry

    def _many(self, folder: str, model: type[ModelT], part: str, key: str) -> list[ModelT]:
        found: list[ModelT] = []
        paths = (self._folder / folder).glob("*.yaml")
        for path in sorted(path for path in paths if path.is_file()):
            file = self._read(f"{folder}/{path.name}")
            if not isinstance(file.data, list):
                if not file.faults:
                    self._faults.append(file.fault("pack.list-expected", ()))
                continue
            for index, raw in enumerate(file.data):
                entry = self._validated(file, model, raw, (index,))
                if entry is not None:
                    self._place(f"{part}.{getattr(entry, key)}", file, (index,))
                    self._place_sections(entry, file, index)
                    found.append(entry)
        return found

    def _read(self, name: str) -> YamlFile:
        with (self._folder / name).open("rb") as content:
            file = read_yaml(self._prefix + name, content.read(MAX_BYTES + 1))
        self._faults.extend(file.faults)
        return file

    def _place_inner(self, entry: BaseModel, part: str, file: YamlFile) -> None:
        for field_name, inner_part, key in _INNER.get(part, ()):
            for index, inner in enumerate(getattr(entry, field_name)):
                self._place(f"{inner_part}.{getattr(inner, key)}", file, (field_name, index))

    def _place_sections(self, entry: BaseModel, file: YamlFile, index: int) -> None:
        if isinstance(entry, InstrumentModel | AdditionModel):
            instrument = entry.id if isinstance(entry, InstrumentModel) else entry.instrument
            for at, section in enumerate(entry.sections):
                part = section_part(instrument, section.id)
                self._place(part, file, (index, "sections", at))

    def _place(self, part: str, file: YamlFile, path: Path) -> None:
        if part in self._places:
            first, first_path = self._places[part]
            detail = f"first at {first.name}:{first.line_of(first_path)}"
            self._faults.append(file.fault("pack.duplicate", path, f"{part}, {detail}"))
            return
        self._places[part] = (file, path)

    def _validated(
        self, file: YamlFile, model: type[ModelT], raw: object, path: Path
    ) -> ModelT | None:
        if file.faults and raw is None:
            return None
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            told: list[Path] = []
            for problem in error.errors(include_url=False, include_context=False):
                where = (*path, *_written(problem, raw))
                # Where a field may be one of several things, each complains; one is enough.
                if not any(other[: len(where)] == where for other in told):
                    told.append(where)
                    code = f"shape.{problem['type'].replace('_', '-')}"
                    self._faults.append(file.fault(code, where, problem["msg"]))
            return None

    def _refuse_strangers(self) -> None:
        """What is misplaced would be silently ignored otherwise, and its rules with it."""
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder)
            if path.is_file():
                is_listed = len(name.parts) == 2 and name.parts[0] in _FOLDERS
                is_known = str(name) in _FILES or (is_listed and path.suffix == ".yaml")
            else:
                is_known = str(name) in _FOLDERS
            if not is_known and not is_recording(name):
                fault = Fault(self._prefix + name.as_posix(), 1, "pack.unknown-file", "-")
                self._faults.append(fault)


def section_part(instrument: str, section: str) -> str:
    return f"instrument.{instrument}.section.{section}"


def _written(problem: ErrorDetails, raw: object) -> Path:
    """Where the problem is, without steps that name an alternative and not a thing in the file."""
    found: list[str | int] = []
    for step in problem["loc"]:
        inside = dict(enumerate(raw)) if isinstance(raw, list) else raw
        if isinstance(inside, dict) and step in inside:
            raw = inside[step]
            found.append(step)
    if problem["type"] == "missing":
        found.append(problem["loc"][-1])
    return tuple(found)
