"""The port through which the record of deeds is read backwards. Implemented by storage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from frontline.domain.deeds import Deed


class PastDeeds(Protocol):
    def newest_first(self) -> Iterator[Deed]:
        """The record of deeds backwards, its times to the minute. Read as far as it is asked."""
        ...
