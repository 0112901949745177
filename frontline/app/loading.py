"""What the program loads while the officer types."""

from __future__ import annotations

import gc
from concurrent.futures import Executor
from importlib import import_module

from PySide6.QtGui import QPixmapCache

from frontline.app.memory import keep_memory_together

# In kilobytes. Qt would keep ten megabytes of what it has drawn; a page takes less than one.
PICTURES_KEPT = 1024


def load_behind(vault_executor: Executor, language: str) -> None:
    """On the vault's thread, the first there is."""
    keep_memory_together()
    QPixmapCache.setCacheLimit(PICTURES_KEPT)
    vault_executor.submit(load_the_rest, language)


def load_the_rest(language: str) -> None:
    """SQLAlchemy, pydantic and Babel are ready when the passphrase is, and with Babel the words
    that `language` has for months and countries."""
    try:
        for module in ("frontline.app.navigator", "frontline.app.workplace"):
            import_module(module)
        # Loaded by the first question for a country, that question would be late.
        import_module("frontline.ui.formats").countries(language)
    finally:
        if not gc.get_freeze_count():
            # What was loaded stays for good.
            gc.freeze()
