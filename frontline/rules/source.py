"""A pack's source folder to a PackModel, or to the list of its faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from frontline.errors import PackSourceError
from frontline.rules.faults import Fault
from frontline.rules.source_models import (
    CaseModel,
    IndicatorModel,
    InstrumentModel,
    PackHeader,
    PackModel,
    ProtocolsFile,
    QuestionModel,
    RoutingFile,
)
from frontline.rules.yaml_reader import MAX_BYTES, YamlFile, read_yaml

ModelT = TypeVar("ModelT", bound=BaseModel)

# Where a part of the pack stands: part ("question.who_paid") -> the file and path of its source.
Places = Mapping[str, tuple[YamlFile, tuple[str | int, ...]]]


@dataclass(slots=True)
class PackSource:
    """What was read. `pack` is None where a file could not be understood at all."""

    pack: PackModel | None
    faults: list[Fault]
    places: dict[str, tuple[YamlFile, tuple[str | int, ...]]] = field(default_factory=dict)

    def fault(self, part: str, code: str, *steps: str | int, detail: str = "") -> Fault:
        """A fault at `steps` inside the source of `part`."""
        file, path = self.places[part]
        return file.fault(code, (*path, *steps), detail)

    def checked(self) -> PackModel:
        """The pack, if nothing is wrong with it. Raises PackSourceError."""
        if self.faults or self.pack is None:
            raise PackSourceError(tuple(str(fault) for fault in sorted(self.faults)))
        return self.pack


def read_source(folder: Path) -> PackSource:
    """Read every file of the pack in `folder`. Content never raises; faults are listed."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._faults: list[Fault] = []
        self._places: dict[str, tuple[YamlFile, tuple[str | int, ...]]] = {}

    def read(self) -> PackSource:
        header = self._one("pack.yaml", PackHeader, "header", required=True)
        indicators = self._many("indicators", IndicatorModel, "indicator", "code")
        questions = self._many("questions", QuestionModel, "question", "id")
        instruments = self._many("instruments", InstrumentModel, "instrument", "id")
        protocols = self._one("protocols.yaml", ProtocolsFile, "protocols")
        routing = self._one("routing.yaml", RoutingFile, "routing")
        cases = self._many("cases", CaseModel, "case", "id")
        self._refuse_strangers()
        if header is None or protocols is None or routing is None:
            return PackSource(None, self._faults, self._places)
        pack = PackModel(
            header=header,
            indicators=tuple(indicators),
            questions=tuple(questions),
            instruments=tuple(instruments),
            protocols=protocols,
            routing=routing,
            cases=tuple(cases),
        )
        return PackSource(pack, self._faults, self._places)

    def _one(
        self, name: str, model: type[ModelT], part: str, *, required: bool = False
    ) -> ModelT | None:
        path = self._folder / name
        if not path.is_file():
            self._places[part] = (YamlFile(name), ())
            if required:
                self._faults.append(Fault(name, 1, "pack.file-missing", "-"))
                return None
            return model()
        file = _read(name, path)
        self._faults.extend(file.faults)
        self._places[part] = (file, ())
        return self._validated(file, model, file.data, ())

    def _many(self, folder: str, model: type[ModelT], part: str, key: str) -> list[ModelT]:
        found: list[ModelT] = []
        paths = (self._folder / folder).glob("*.yaml")
        for path in sorted(path for path in paths if path.is_file()):
            file = _read(f"{folder}/{path.name}", path)
            self._faults.extend(file.faults)
            if not isinstance(file.data, list):
                if not file.faults:
                    self._faults.append(file.fault("pack.list-expected", ()))
                continue
            for index, raw in enumerate(file.data):
                entry = self._validated(file, model, raw, (index,))
                if entry is not None:
                    self._place(f"{part}.{getattr(entry, key)}", file, (index,))
                    found.append(entry)
        return found

    def _place(self, part: str, file: YamlFile, path: tuple[str | int, ...]) -> None:
        if part in self._places:
            first, first_path = self._places[part]
            detail = f"first at {first.name}:{first.line_of(first_path)}"
            self._faults.append(file.fault("pack.duplicate", path, f"{part}, {detail}"))
            return
        self._places[part] = (file, path)

    def _validated(
        self, file: YamlFile, model: type[ModelT], raw: object, path: tuple[str | int, ...]
    ) -> ModelT | None:
        if file.faults and raw is None:
            return None
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_context=False):
                where = (*path, *problem["loc"])
                code = f"shape.{problem['type'].replace('_', '-')}"
                self._faults.append(file.fault(code, where, problem["msg"]))
            return None

    def _refuse_strangers(self) -> None:
        """What is misplaced would be silently ignored otherwise, and its rules with it."""
        files = {"pack.yaml", "protocols.yaml", "routing.yaml"}
        folders = {"indicators", "questions", "instruments", "cases"}
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder)
            if path.is_file():
                is_listed = len(name.parts) == 2 and name.parts[0] in folders
                is_known = str(name) in files or (is_listed and path.suffix == ".yaml")
            else:
                is_known = str(name) in folders
            if not is_known:
                self._faults.append(Fault(name.as_posix(), 1, "pack.unknown-file", "-"))


def _read(name: str, path: Path) -> YamlFile:
    with path.open("rb") as file:
        return read_yaml(name, file.read(MAX_BYTES + 1))
