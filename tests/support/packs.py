"""Packs for tests: the small one of tests/assets, and the shipped ones."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from frontline.rules import catalogues, yaml_reader
from frontline.rules import source as source_module
from frontline.rules.catalogues import read_entries
from frontline.rules.checks.complete import check_source
from frontline.rules.compile import compile_pack
from frontline.rules.extension import read_pack
from frontline.rules.source import PackSource
from frontline.rules.source_models import PackModel
from frontline.rules.texts import Translations
from frontline.rules.yaml_reader import YamlFile, read_yaml
from frontline.screening.compiled import CompiledPack, compile_for_interviews

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "tests" / "assets" / "packs"
MINI, LAND = PACKS / "mini", PACKS / "land"
SHIPPED = ROOT / "screening_rules"
CORE = SHIPPED / "core"
COUNTRIES = ("alpha", "delta", "tango")


READ = ROOT / "build" / "tests"


@cache
def _reader() -> bytes:
    """What decides how a file is read: another reader makes what was kept useless."""
    return Path(yaml_reader.__file__).read_bytes()


@cache
def _read_once(name: str, content: bytes) -> YamlFile:
    """Reading YAML is slow, most tests read the same files, and each worker begins anew."""
    mark = sha256(b"\0".join((_reader(), name.encode(), content))).hexdigest()
    kept = READ / mark
    if kept.exists():
        found = pickle.loads(kept.read_bytes())  # noqa: S301 -- written below
        assert isinstance(found, YamlFile)
        return found
    found = read_yaml(name, content)
    READ.mkdir(parents=True, exist_ok=True)
    whole = kept.with_suffix(f".{os.getpid()}")
    whole.write_bytes(pickle.dumps(found))
    whole.replace(kept)
    return found


@contextmanager
def quick_reading() -> Iterator[None]:
    """Read each content of a file once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_module, "read_yaml", _read_once)
        yield


@cache
def pack_source(folder: Path) -> PackSource:
    """The source of a pack, with the faults of its rules and of its English texts."""
    with quick_reading():
        return check_source(read_pack(folder))


def pack_model(folder: Path) -> PackModel:
    return pack_source(folder).checked()


@cache
def _entries_once(path: Path, pack: str) -> tuple[catalogues.Entry, ...]:
    return tuple(read_entries(path, pack))


@cache
def translations(folder: Path) -> Translations:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "read_entries", _entries_once)
        return catalogues.read_translations(ROOT / "translations", pack_model(folder))


@cache
def compiled(folder: Path) -> CompiledPack:
    return compile_for_interviews(compile_pack(pack_model(folder), translations(folder)))


def mini() -> CompiledPack:
    return compiled(MINI)


def core() -> CompiledPack:
    return compiled(CORE)
