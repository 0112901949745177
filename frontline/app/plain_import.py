"""Loads Qt and keeps Python's own import.

PySide puts a function of its own in the place of `import`, which looks into the source text of each
module that is loaded from then on, whether it asks for another spelling of Qt's names. Frontline
asks for none; the texts would stay in memory, 26 megabytes of them, and each start would read them.
"""

from __future__ import annotations

import builtins
from importlib import import_module


def load_qt() -> None:
    """To be called before anything else loads Qt; harmless afterwards."""
    own = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = own
