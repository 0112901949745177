"""The engine on the largest shipped instrument, and what it takes to load its pack."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import chain
from statistics import median

from frontline.cli.bench.measuring import Row, milliseconds, resident_megabytes
from frontline.cli.trial_post import an_answer, largest_instrument
from frontline.domain.answers import AnswerValue
from frontline.rules.built import PACK_KIND, read_built_pack
from frontline.rules.definitions import Question
from frontline.screening.assessment import assess
from frontline.screening.compiled import CompiledPack, compile_for_interviews
from frontline.screening.interview import Interview
from frontline.screening.next_question import next_question
from frontline.services.installation import Installation

RUNS = 5
PASSES = 20
LOADS = 15
_WARM_UP = 3


def engine_rows(installation: Installation) -> list[Row]:
    """Answer and assess: bounds, reasons and what can still matter after each answer."""
    pack = read_built_pack(_largest_file(installation), installation.trusted_keys)
    compiled = compile_for_interviews(pack.definition)
    # As the program does once its rules are read.
    gc.collect()
    gc.freeze()
    runs = [sorted(answer_times(compiled, PASSES)) for _ in range(RUNS)]
    most = [times[int(len(times) * 0.99)] for times in runs]
    every = list(chain.from_iterable(runs))
    return [
        Row(
            "engine",
            "one answer with its finding, 99th percentile",
            value=round(median(most), 3),
            unit="ms",
            budget=1.0,
            p50=round(median(every), 3),
            worst=round(max(every), 3),
            runs=len(every),
            note=f"{len(largest_instrument(compiled.pack).items)} questions in the instrument",
        )
    ]


def pack_rows(installation: Installation) -> list[Row]:
    """From the bytes of the built file to a pack ready for interviews, signature check included."""
    content, trusted = _largest_file(installation), installation.trusted_keys

    def load() -> CompiledPack:
        return compile_for_interviews(read_built_pack(content, trusted).definition)

    gc.collect()
    before = resident_megabytes()
    kept = load()
    after = resident_megabytes()
    held = None if before is None or after is None else round(after - before, 1)
    times = [milliseconds(load) for _ in range(LOADS)]
    note = f"{len(content) / 1000:.0f} kB, {len(kept.questions)} questions"
    return [
        Row("pack.load", "loading the largest pack", unit="ms", note=note).of(times),
        Row("pack.memory", "memory for the largest pack", "MB", value=held),
    ]


def answer_times(compiled: CompiledPack, passes: int) -> Iterator[float]:
    """Milliseconds for each answer of whole interviews, each with other answers."""
    instrument = largest_instrument(compiled.pack).id
    for number in range(passes + _WARM_UP):
        interview = Interview(compiled, instrument)
        asked = 0
        while (name := next_question(interview)) is not None:
            value = an_answer(compiled.questions[compiled.index(name)], number + asked)

            def answer_it(
                to: Interview = interview, question: Question = compiled.pack.questions[name],
                given: AnswerValue = value,
            ) -> None:  # fmt: skip
                to.answer(question.id, given)
                assess(to)

            taken = milliseconds(answer_it)
            asked += 1
            if number >= _WARM_UP:
                yield taken


def _largest_file(installation: Installation) -> bytes:
    """The built file of the largest pack, not read yet."""
    mark = f'"kind":"{PACK_KIND}"'.encode()
    contents = [path.read_bytes() for path in installation.document_files()]
    return max((each for each in contents if mark in each[:1024]), key=len)
