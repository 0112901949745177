"""Loads Qt without what PySide does for programs that list its functions or spell them otherwise.

PySide puts a function of its own in the place of `import`, which looks into the source text of each
module that is loaded from then on, whether it asks for another spelling of Qt's names. Frontline
asks for none; the texts would stay in memory, 26 megabytes of them, and each start would read them.

It loads what writes down the signatures of its functions for type checkers, which no program needs
that runs. And it compiles an expression of six thousand characters that takes such a signature
apart for a message about a wrong argument; that is done when the first such message is made. Both
together took a seventh of a start.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import Any

_SIGNATURE_WRITERS = (
    "shibokensupport/signature/lib/enum_sig.py",
    "shibokensupport/signature/lib/pyi_generator.py",
)
# No expression of another module that is loaded with Qt comes near it.
_LONG = 5_000
_compile, _compile_expression = builtins.compile, re.compile


def load_qt() -> None:
    """To be called before anything else loads Qt; harmless afterwards."""
    with (
        _instead(builtins, "__import__", builtins.__import__),
        _instead(builtins, "compile", _compile_what_is_needed),
        _instead(re, "compile", _compile_long_ones_late),
    ):
        import_module("PySide6.QtCore")


@contextmanager
def _instead(place: object, name: str, ours: object) -> Iterator[None]:
    before = getattr(place, name)
    setattr(place, name, ours)
    try:
        yield
    finally:
        setattr(place, name, before)


def _compile_what_is_needed(source: Any, filename: Any, *more: Any, **named: Any) -> Any:
    needed = b"" if filename in _SIGNATURE_WRITERS else source
    return _compile(needed, filename, *more, **named)


def _compile_long_ones_late(pattern: Any, flags: int = 0) -> Any:
    is_long = isinstance(pattern, str) and len(pattern) > _LONG
    return _LateExpression(pattern, flags) if is_long else _compile_expression(pattern, flags)


class _LateExpression:
    """Stands for a compiled expression, whose methods may be taken before it is compiled."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return _compile_expression(*self._given)

    def __getattr__(self, name: str) -> Any:
        def late(*given: Any, **named: Any) -> Any:
            return getattr(self._compiled, name)(*given, **named)

        return late
