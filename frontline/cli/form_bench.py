"""frontline bench form: our engine on the questionnaires that other form engines are measured on.

Times what the bench's own runners time, in the same order and with the same repetitions:
load (text in memory to a first usable session), pass (every visible question in order, each answer
with a look at all scores and the next ten questions), flip (one early answer changed in a full
session) and restore (half a session's snapshot to a usable one).
"""

from __future__ import annotations

import gc
import json
import math
import os
import platform
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median_low
from time import perf_counter_ns
from typing import Annotated, Any

import typer

_LOADS, _PASSES, _FLIPS, _RESTORES = 12, 8, 20, 12
# Repetitions at the start that only warm up.
_WARM, _WARM_FLIPS = 2, 1
_LOOK_AHEAD = 10
_ANSWERS_FOR_MEMORY = 50

_File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]


def form_command(form: _File, script: _File) -> None:
    """One JSON line of figures for a questionnaire of the form bench and its script."""
    text, played = form.read_text("utf-8"), json.loads(script.read_text("utf-8"))
    base = _resident_mb()
    # Here and not above, because what it takes up is one of the figures.
    from frontline.cli.form_engine import BenchForm, BenchSession  # noqa: PLC0415

    library = _resident_mb()
    run = _Run(BenchForm, BenchSession, text, played)
    figures = run.memory(base, library) if os.environ.get("BENCH_RSS") else run.times()
    sys.stdout.write(json.dumps({"engine": "frontline", **figures}) + "\n")


class _Run:
    def __init__(self, form: Any, session: Any, text: str, script: dict[str, Any]) -> None:
        self._load, self._session, self._text = form, session, text
        self._answers, self._script = script["answers"], script
        self._form = form(text)
        self._ids: list[str] = self._form.ids
        self._looks = [*self._form.scores, "outcome"]

    def memory(self, base: float, library: float) -> dict[str, object]:
        session = self._session(self._form)
        for _at, name in list(_visible(session, self._ids))[:_ANSWERS_FOR_MEMORY]:
            session.answer(name, self._answers[name])
        gc.collect()
        return {
            "n": len(self._ids),
            "rss_base_mb": base,
            "rss_lib_mb": library,
            "rss_one_mb": _resident_mb(),
        }

    def times(self) -> dict[str, object]:
        loads = [
            _timed(lambda: self._look(self._session(self._load(self._text)), -1))
            for _ in range(_LOADS)
        ]
        passes = [self._pass()[1] for _ in range(_PASSES)]
        done, _spent = self._pass()
        half, full = self._half(), json.loads(done.snapshot())
        flips = [self._flip(full)[1] for _ in range(_FLIPS)]
        restores = [_timed(lambda: self._restore(half)) for _ in range(_RESTORES)]
        answers = sorted(spent for one in passes[1:] for spent in one)
        return {
            "version": f"python {platform.python_version()}",
            "n": len(self._ids),
            "load_first_ms": loads[0],
            "load_ms": median_low(loads[_WARM:]),
            "answer_p50_ms": median_low(answers),
            "answer_p99_ms": answers[math.ceil(len(answers) * 0.99) - 1],
            "answer_max_ms": answers[-1],
            "pass_ms": median_low([sum(one) for one in passes[1:]]),
            "answered": len(passes[0]),
            "flip_ms": median_low(flips[_WARM_FLIPS:]),
            "restore_ms": median_low(restores[_WARM:]),
            "reps": [_LOADS, _PASSES, _FLIPS, _RESTORES],
            "sig": self._signs(done, full),
        }

    def _look(self, session: Any, at: int) -> None:
        for name in self._looks:
            str(session.score(name))
        for name in self._ids[at + 1 : at + 1 + _LOOK_AHEAD]:
            session.visible(name)

    def _pass(self) -> tuple[Any, list[float]]:
        session, spent = self._session(self._form), []
        for at, name in _visible(session, self._ids):
            spent.append(_timed(partial(self._answer, session, at, name)))
        return session, spent

    def _answer(self, session: Any, at: int, name: str) -> None:
        session.answer(name, self._answers[name])
        self._look(session, at)

    def _half(self) -> str:
        session = self._session(self._form)
        for at, name in _visible(session, self._ids):
            if at >= len(self._ids) // 2:
                break
            session.answer(name, self._answers[name])
        return str(session.snapshot())

    def _restore(self, snapshot: str) -> None:
        self._look(self._session(self._form, json.loads(snapshot)), -1)

    def _flip(self, answers: dict[str, Any]) -> tuple[Any, float]:
        session = self._session(self._form, answers)
        self._look(session, -1)

        def flip() -> None:
            session.answer(*self._script["flip"])
            self._look(session, 0)

        return session, _timed(flip)

    def _signs(self, done: Any, full: dict[str, Any]) -> dict[str, object]:
        """What is visible and scored after the pass, the flip and the flip back."""
        flipped, _spent = self._flip(full)
        found = {"pass": self._sign(done), "flip": self._sign(flipped)}
        flipped.answer(*self._script["unflip"])
        return {**found, "unflip": self._sign(flipped)}

    def _sign(self, session: Any) -> dict[str, object]:
        return {
            "visible": [name for name in self._ids if session.visible(name)],
            "scores": {name: session.score(name) for name in self._looks},
        }


def _visible(session: Any, ids: list[str]) -> Iterator[tuple[int, str]]:
    """Questions in order, each looked at when its turn comes: earlier answers may hide it."""
    for at, name in enumerate(ids):
        if session.visible(name):
            yield at, name


def _timed(work: Callable[[], None]) -> float:
    """Milliseconds."""
    start = perf_counter_ns()
    work()
    return (perf_counter_ns() - start) / 1e6


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
