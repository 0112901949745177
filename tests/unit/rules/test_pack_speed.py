"""Loading core from its built file: at every sign-in, before the first page can be used."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Callable

import pytest

from frontline.crypto.development import development_key
from frontline.rules.built import build_pack, read_built_pack
from frontline.rules.strings import pack_strings
from frontline.rules.texts import Translation
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from tests.support.packs import CORE, pack_model

MOST_BYTES = 15_000_000
# 60 ms where the plain JSON of the file takes 10 ms to read, without any check.
MOST_READINGS = 6


def _complete() -> bytes:
    """Core with every string in every language, as a release has it."""
    pack = pack_model(CORE)
    strings = pack_strings(pack)
    texts = {
        language: Translation({string.id: f"{string.value} …" for string in strings})
        for language in pack.header.languages
    }
    for language in pack.header.person_languages:
        said = {string.id: f"{string.value} …" for string in strings if string.is_said}
        texts[language] = Translation(said)
    return build_pack(pack, texts, development_key())


def _load(content: bytes) -> CompiledPack:
    built = read_built_pack(content, {development_key().public})
    return compile_for_interviews(built.definition)


def _least(action: Callable[[], object]) -> float:
    times = []
    for _ in range(30):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.slow
def test_core_loads_within_its_time_and_memory() -> None:
    content = _complete()
    payload = content.split(b"\n", 2)[2]
    reading = _least(lambda: json.loads(payload))
    loading = _least(lambda: _load(content))
    tracemalloc.start()
    try:
        _load(content)
        _kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert loading <= MOST_READINGS * reading
    assert peak + len(content) <= MOST_BYTES
