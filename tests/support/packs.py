"""Packs for tests: the small one of tests/assets, and the shipped ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from frontline.rules.catalogues import read_translations
from frontline.rules.checks.complete import check_source
from frontline.rules.compile import compile_pack
from frontline.rules.source import read_source
from frontline.rules.source_models import PackModel
from frontline.screening.compiled import CompiledPack, compile_for_interviews

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "assets" / "packs" / "mini"
CORE = ROOT / "screening_rules" / "core"


@cache
def pack_model(folder: Path) -> PackModel:
    return check_source(read_source(folder)).checked()


@cache
def compiled(folder: Path) -> CompiledPack:
    pack = pack_model(folder)
    translations = read_translations(ROOT / "translations", pack)
    return compile_for_interviews(compile_pack(pack, translations))


def mini() -> CompiledPack:
    return compiled(MINI)


def core() -> CompiledPack:
    return compiled(CORE)
