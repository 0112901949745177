"""The hub's work as clerks order it: enrol a post, take in a stick, look into bundles, count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontline.domain.clock import Clock
from frontline.hub.database import open_database
from frontline.hub.enrolment import enrol
from frontline.hub.keys import (
    HubFolder,
    has_processor_keys,
    read_hub_card,
    read_processor_keys,
)
from frontline.hub.mail import MailReport, import_folder
from frontline.hub.mailroom import Mailroom
from frontline.hub.overview import register_counts
from frontline.hub.processor import Processed, Processor
from frontline.hub.register import Register
from frontline.wire.cards import DeviceCard
from frontline.wire.refusals import Refusal


class HubDesk:
    """A hub in its folder. Every method raises BadInputError where there is none."""

    def __init__(self, folder: HubFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    @contextmanager
    def mailroom(self) -> Iterator[Mailroom]:
        read_hub_card(self._folder)
        engine = open_database(self._folder.mailroom)
        try:
            yield Mailroom(engine, self._clock)
        finally:
            engine.dispose()

    @contextmanager
    def processor(self, mailroom: Mailroom, identity: Path | None = None) -> Iterator[Processor]:
        """With its keys; `identity` is a file with the reserve key, where the first one is gone.

        Bundles that a restored register lost are open again when this gives the processor.
        """
        keys = read_processor_keys(self._folder, identity)
        engine = open_database(self._folder.register)
        try:
            register = Register(engine, self._clock)
            processor = Processor(mailroom, register, keys, read_hub_card(self._folder))
            processor.reconcile()
            yield processor
        finally:
            engine.dispose()

    def enrol(self, card: DeviceCard) -> None:
        """Raises BadInputError for another key under a known device's name."""
        with self.mailroom() as mailroom:
            enrol(card, mailroom)

    def take_in(self, stick: Path, *, looks_inside: bool | None) -> MailReport:
        """Hub mail. `looks_inside` None: where the keys can be read. Raises FolderUnusableError."""
        if looks_inside is None:
            looks_inside = has_processor_keys(self._folder)
        with self.mailroom() as mailroom:
            if not looks_inside:
                return import_folder(stick, mailroom, None)
            with self.processor(mailroom) as processor:
                return import_folder(stick, mailroom, processor)

    def process(
        self, identity: Path | None = None, again: Refusal | None = None
    ) -> tuple[Processed, ...]:
        """Look into what waits, and once more into what was refused for the reason `again`."""
        with self.mailroom() as mailroom, self.processor(mailroom, identity) as processor:
            if again is not None:
                processor.retry_refused(again)
            return processor.process_waiting()

    def counts(self) -> dict[str, object]:
        """What the hub holds, in numbers; the register's only where this user can read it."""
        card = read_hub_card(self._folder)
        with self.mailroom() as mailroom:
            counts: dict[str, object] = {"hub": card.hub, "epoch": card.epoch, **mailroom.counts()}
        if has_processor_keys(self._folder):
            engine = open_database(self._folder.register)
            try:
                counts |= register_counts(engine)
            finally:
                engine.dispose()
        return counts
