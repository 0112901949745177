"""The hub's work as clerks order it: enrol a post, take in a stick, look into bundles, count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from frontline.domain.clock import Clock
from frontline.domain.identifiers import ReferralId
from frontline.domain.service_answers import Outcome, RefusalReason, ServiceAnswer
from frontline.errors import BadInputError
from frontline.hub.database import reading
from frontline.hub.enrolment import enrol
from frontline.hub.figures import Figures
from frontline.hub.given_rules import given_rules
from frontline.hub.keys import (
    HubFolder,
    has_processor_keys,
    read_hub_card,
    read_processor_keys,
)
from frontline.hub.letters import AnswerBook, StoredLetter, lay_out_all
from frontline.hub.mail import MailReport, import_folder, put_updates
from frontline.hub.mailroom import Mailroom
from frontline.hub.matrix import MatrixDesk
from frontline.hub.naming import FormNames
from frontline.hub.overview import register_counts
from frontline.hub.places import hub_places
from frontline.hub.posts import PostView
from frontline.hub.processor import Processed, Processor
from frontline.hub.register import Register
from frontline.hub.revocation import LossReason, Revocation
from frontline.hub.schema import MAILROOM, REGISTER, up_to_date, upgrade
from frontline.hub.sealed_notes import NoteFile, write_notes
from frontline.hub.sealed_slots import write_slots
from frontline.hub.told_breaks import breaks_by_device
from frontline.hub.updates import ListedUpdate
from frontline.statistics.matrix_entries import MatrixEntry
from frontline.wire.cards import DeviceCard
from frontline.wire.letter import Letter, LetterAnswer, write_letter
from frontline.wire.refusals import Refusal
from frontline.wire.update import UpdateDocument


class HubDesk:
    """A hub in its folder, and on a `server` where its databases are not there too.

    Every method raises BadInputError where there is none.
    """

    def __init__(self, folder: HubFolder, clock: Clock, server: str | None = None) -> None:
        self._folder = folder
        self._clock = clock
        self._places = hub_places(folder, server)

    @contextmanager
    def mailroom(self) -> Iterator[Mailroom]:
        read_hub_card(self._folder)
        with up_to_date(self._places.mailroom, MAILROOM) as engine:
            yield Mailroom(engine, self._clock)

    @contextmanager
    def processor(self, mailroom: Mailroom, identity: Path | None = None) -> Iterator[Processor]:
        """With its keys; `identity` is a file with the reserve key, where the first one is gone.

        Bundles that a restored register lost are open again when this gives the processor.
        """
        keys = read_processor_keys(self._folder, identity)
        with up_to_date(self._places.register, REGISTER) as engine:
            register = Register(engine, self._clock)
            processor = Processor(mailroom, register, keys, read_hub_card(self._folder))
            processor.reconcile()
            lay_out_all(AnswerBook(engine, self._clock), mailroom.letters)
            yield processor

    @contextmanager
    def figures(self) -> Iterator[Figures]:
        """What may be told of the referrals. For whoever may read the processor's keys."""
        read_processor_keys(self._folder, None)
        with up_to_date(self._places.register, REGISTER) as engine:
            yield Figures(engine, self._clock, read_hub_card(self._folder).hub)

    @contextmanager
    def names(self) -> Iterator[FormNames]:
        """Forms that had no name. For whoever may read the processor's keys."""
        read_processor_keys(self._folder, None)
        with self.mailroom() as mailroom, up_to_date(self._places.register, REGISTER) as engine:
            rules = given_rules(mailroom.updates, read_hub_card(self._folder))
            yield FormNames(engine, self._clock, rules)

    @contextmanager
    def matrix(self) -> Iterator[MatrixDesk]:
        """The monitoring matrix. For whoever may read the processor's keys."""
        read_processor_keys(self._folder, None)
        card = read_hub_card(self._folder)
        with self.mailroom() as mailroom, up_to_date(self._places.register, REGISTER) as engine:
            yield MatrixDesk(engine, mailroom, card, self._clock)

    def enter_into_matrix(self, entry: MatrixEntry) -> int:
        """Sign an entry, and give its number. Raises BadInputError."""
        keys = read_processor_keys(self._folder, None)
        with self.matrix() as desk:
            return desk.enter(entry, keys.signing)

    def upgrade(self) -> dict[str, int]:
        """Bring both databases up to date, and give the versions they had."""
        read_hub_card(self._folder)
        return {
            "mailroom": upgrade(self._places.mailroom, MAILROOM),
            "register": upgrade(self._places.register, REGISTER),
        }

    def enrol(self, card: DeviceCard) -> None:
        """Raises BadInputError for another key under a known device's name."""
        with self.mailroom() as mailroom:
            enrol(card, mailroom)

    def revoke(self, device: str, reason: LossReason, lost_on: date) -> None:
        """Take nothing from the device any more. Raises BadInputError for a day to come."""
        # East of Greenwich it may be tomorrow already.
        if lost_on > self._clock.now().date() + timedelta(days=1):
            raise BadInputError(reason="lost-on")
        with self.mailroom() as mailroom:
            mailroom.revoke(Revocation(device, reason, lost_on))

    def posts(self) -> tuple[PostView, ...]:
        """Every post, with what the register knows of it where this user can read that."""
        with self.mailroom() as mailroom:
            rows = mailroom.posts()
        if not has_processor_keys(self._folder):
            return tuple(PostView(row) for row in rows)
        with (
            up_to_date(self._places.register, REGISTER) as engine,
            reading(engine) as connection,
        ):
            told = breaks_by_device(connection)
        return tuple(PostView(row, *told.get(row.device, (0, 0))) for row in rows)

    def take_in(self, stick: Path, *, looks_inside: bool | None) -> MailReport:
        """Hub mail, there and back. `looks_inside` None: where the keys can be read.

        Raises FolderUnusableError.
        """
        if looks_inside is None:
            looks_inside = has_processor_keys(self._folder)
        with self.mailroom() as mailroom:
            report = self._take_in(stick, mailroom, looks_inside=looks_inside)
            updates = put_updates(stick, read_hub_card(self._folder).hub, mailroom.updates)
        return replace(report, updates=updates)

    def _take_in(self, stick: Path, mailroom: Mailroom, *, looks_inside: bool) -> MailReport:
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

    def write_notes(self, folder: Path) -> tuple[NoteFile, ...]:
        """The sealed notes for law enforcement, as files. Raises FolderUnusableError."""
        read_hub_card(self._folder)
        with up_to_date(self._places.register, REGISTER) as engine:
            return write_notes(engine, folder)

    def write_slots(self, folder: Path) -> tuple[str, ...]:
        """The sealed slots for the oversight body, as files. Raises FolderUnusableError."""
        read_hub_card(self._folder)
        with up_to_date(self._places.register, REGISTER) as engine:
            return write_slots(engine, folder)

    def answer(
        self, token: str, outcome: Outcome, reason: RefusalReason | None, contact_on: date | None
    ) -> StoredLetter:
        """Keep a service's answer, and lay the letter out. Raises AnswerRefusedError."""
        card, keys = read_hub_card(self._folder), read_processor_keys(self._folder, None)
        with (
            self.mailroom() as mailroom,
            up_to_date(self._places.register, REGISTER) as engine,
        ):
            book = AnswerBook(engine, self._clock)
            item = book.item_of(token)
            checked = ServiceAnswer(ReferralId(UUID(item)), outcome, reason, contact_on)
            said = LetterAnswer(
                item=item,
                outcome=checked.outcome,
                reason=checked.reason,
                contact_on=checked.contact_on,
            )
            letter = book.give(
                said,
                lambda device, number: write_letter(
                    Letter(
                        hub=card.hub, epoch=card.epoch, device=device, number=number, answer=said
                    ),
                    keys.signing,
                ),
            )
            lay_out_all(book, mailroom.letters)
            return letter

    def add_update(self, documents: Sequence[UpdateDocument]) -> ListedUpdate:
        """Give documents out to the posts from now on, as whoever has the processor's keys."""
        keys, card = read_processor_keys(self._folder, None), read_hub_card(self._folder)
        with self.mailroom() as mailroom:
            return mailroom.updates.add(card.hub, documents, keys.signing)

    def updates(self) -> tuple[ListedUpdate, ...]:
        """Every update that was ever made."""
        with self.mailroom() as mailroom:
            return mailroom.updates.listed()

    def put_updates(self, stick: Path) -> tuple[str, ...]:
        """Lay the updates that posts still need on a stick. Raises FolderUnusableError."""
        with self.mailroom() as mailroom:
            return put_updates(stick, read_hub_card(self._folder).hub, mailroom.updates)

    def counts(self) -> dict[str, object]:
        """What the hub holds, in numbers; the register's only where this user can read it."""
        card = read_hub_card(self._folder)
        with self.mailroom() as mailroom:
            counts: dict[str, object] = {"hub": card.hub, "epoch": card.epoch, **mailroom.counts()}
        if has_processor_keys(self._folder):
            with up_to_date(self._places.register, REGISTER) as engine:
                counts |= register_counts(engine)
        return counts
