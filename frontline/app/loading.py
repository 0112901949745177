"""What the program loads while the officer types."""

from __future__ import annotations

import gc
from importlib import import_module


def load_the_rest() -> None:
    """Imports only: SQLAlchemy, pydantic and Babel are ready when the passphrase is."""
    try:
        for module in ("frontline.app.navigator", "frontline.app.workplace"):
            import_module(module)
    finally:
        if not gc.isenabled():
            # Off since the start of the program (__main__); what was loaded stays for good.
            gc.freeze()
            gc.enable()
