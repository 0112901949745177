"""What waits to leave, leaves, and has arrived. Sealing and receipts need the vault; carrying a
sealed bundle does not, so it can run beside the interview.

A bundle is sealed once and never changed: both roads carry the same bytes, in any order, and the
hub knows it by device and sequence. A referral counts as arrived only by the hub's signed receipt,
and only as long as the hub has not lost it (services/receipts.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from frontline.crypto.signing import SigningKey
from frontline.domain.audit import KnownBreak
from frontline.domain.deeds import DeedKind
from frontline.domain.identifiers import ReferralId
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import (
    BundleRefusedError,
    DamagedDataError,
    DeviceRevokedError,
    FrontlineError,
    HubNotSetError,
    ReceiptRefusedError,
)
from frontline.errors_of_updates import UpdateOlderError
from frontline.referral.coarsening import month_of
from frontline.services.bundle_loads import Load, loads, not_sealed_yet, of_notes, of_referrals
from frontline.services.desk import Desk
from frontline.services.history import note_hub_break
from frontline.services.intel_notes import note_states
from frontline.services.permissions import Action
from frontline.services.receipts import Receipts, newest_epoch
from frontline.services.roads import Delivery, Parcel, Wanted
from frontline.services.service_answers import ServiceAnswers, WantedLetters
from frontline.services.stores import Device, OutboxCounts, SealedBundle
from frontline.services.updates import Updates
from frontline.wire.bundle import (
    AuditBreakNote,
    Manifest,
    Signer,
    slots_digest,
    write_bundle,
)
from frontline.wire.cards import DeviceCard, HubCard, read_card
from frontline.wire.refusals import Refusal


class Outbox:
    """`updates` takes in documents the hub sends; without it none are asked for."""

    def __init__(self, desk: Desk, updates: Updates | None = None) -> None:
        self._desk = desk
        self._updates = updates

    def wanted(self) -> Wanted:
        """What to ask the hub for."""
        return Wanted(
            letters=self._wanted_letters(),
            updates=None if self._updates is None else self._updates.wanted(),
        )

    def hub(self) -> HubCard:
        """The hub this post was introduced to. Raises HubNotSetError."""
        card = self._desk.vault.outbox.hub_card()
        if card is None:
            raise HubNotSetError
        return read_card(card, HubCard)

    def set_hub(self, card: bytes) -> HubCard:
        """Trust a hub; people compared its fingerprint before. Raises BadInputError."""
        desk = self._desk
        desk.session.require(Action.SET_HUB)
        found, present = read_card(card, HubCard), desk.vault.outbox.hub_card()
        if present is not None:
            earlier = read_card(present, HubCard)
            if earlier.hub == found.hub:
                Receipts(desk, earlier).note_epoch(found.epoch)
        desk.vault.outbox.set_hub_card(card, desk.deed(DeedKind.HUB_SET, found.hub))
        return found

    def device_card(self) -> DeviceCard:
        """This post's card, for the hub."""
        device = self._desk.vault.outbox.device()
        supervisors = tuple(
            user.verify_key
            for user in self._desk.vault.users.users()
            if user.access is AccessRole.SUPERVISOR
        )
        return DeviceCard(
            device=device.id, verify_key=device.key.public, supervisor_keys=supervisors
        )

    def counts(self) -> OutboxCounts:
        vault = self._desk.vault
        on_their_way = {
            item
            for bundle in vault.outbox.bundles(only_unacknowledged=True)
            for item in bundle.items
        }
        counted = Counter(_counted(each, on_their_way) for each in vault.referrals.referrals())
        return OutboxCounts(
            waiting=counted[ReferralState.QUEUED],
            sent=counted[ReferralState.SENT],
            acknowledged=counted[ReferralState.ACKNOWLEDGED],
        )

    def export_waiting(self) -> tuple[Parcel, ...]:
        """As `seal_waiting`, for a stick: what is carried by hand passes a supervisor."""
        self._desk.session.require(Action.EXPORT_BUNDLES)
        return self.seal_waiting()

    def seal_waiting(self) -> tuple[Parcel, ...]:
        """Seal what is queued into a new bundle, and give every bundle without a receipt.

        Raises HubNotSetError.
        """
        desk = self._desk
        desk.session.require(Action.SEND_BUNDLES)
        hub, device = self.hub(), desk.vault.outbox.device()
        waiting = not_sealed_yet(desk.vault, ReferralState.QUEUED)
        # Notes go apart, so that no bundle says which referral one was written beside.
        noted = note_states(desk.vault.outbox.bundles(only_unacknowledged=False))
        notes = [note for note in desk.vault.notes.notes() if note.id not in noted]
        for load in (*loads(waiting, of_referrals), *loads(notes, of_notes)):
            bundle = self._seal(load, hub, device)
            desk.vault.outbox.add_bundle(
                bundle, desk.deed(DeedKind.BUNDLE_SEALED, bundle.bundle_id)
            )
        return tuple(
            Parcel(device.id, bundle.sequence, bundle.content)
            for bundle in desk.vault.outbox.bundles(only_unacknowledged=True)
        )

    def note_delivery(self, delivery: Delivery) -> OutboxCounts:
        """Take in what a transport brought back, all of it, before anything is complained of:
        first of receipts, then of letters, of bundles and of updates.

        Raises ReceiptRefusedError for a receipt this post's hub did not write, AnswerRefusedError
        for such a letter, BundleRefusedError where the hub would not take a bundle, which stays
        here, and DeviceRevokedError where it takes none from this device any more; for an update
        what Updates.receive raises.
        """
        desk = self._desk
        of_updates = self._take_in(delivery.updates)
        for sequence in delivery.delivered:
            desk.vault.outbox.mark_sent(sequence, desk.deed(DeedKind.REFERRAL_MOVED, str(sequence)))
        if delivery.receipts:
            self._accept(delivery.receipts)
        if delivery.letters:
            ServiceAnswers(desk).accept(delivery.letters, self.hub())
        for sequence, reason in delivery.refused:
            if reason == Refusal.FORK.value:
                note_hub_break(desk, sequence, reason)
            if reason == Refusal.DEVICE_REVOKED.value:
                raise DeviceRevokedError
            raise BundleRefusedError(reason=reason, sequence=sequence)
        if of_updates is not None:
            raise of_updates
        return self.counts()

    def _wanted_letters(self) -> WantedLetters | None:
        """The letters that this post has not had yet. None before it sent anything at all."""
        if not self._desk.vault.outbox.bundles(only_unacknowledged=False):
            return None
        return ServiceAnswers(self._desk).wanted(self.hub())

    def _take_in(self, updates: Sequence[bytes]) -> FrontlineError | None:
        """What was wrong with the last of them that was refused."""
        refused: FrontlineError | None = None
        for content in updates:
            try:
                if self._updates is not None:
                    self._updates.receive(content)
            except UpdateOlderError:
                # It came by the other road in the meantime.
                continue
            except DamagedDataError as error:
                refused = error
        return refused

    def _accept(self, contents: Sequence[bytes]) -> None:
        receipts = Receipts(self._desk, self.hub())
        refused: ReceiptRefusedError | None = None
        for content in contents:
            try:
                receipts.accept(content)
            except ReceiptRefusedError as error:
                refused = error
        if refused is not None and refused.facts.get("reason") == Refusal.DEVICE_REVOKED.value:
            raise DeviceRevokedError from refused
        if refused is not None:
            raise refused

    def _seal(self, load: Load, hub: HubCard, device: Device) -> SealedBundle:
        desk, items = self._desk, load.items
        bundles = desk.vault.outbox.bundles(only_unacknowledged=False)
        head = desk.vault.audit.head()
        manifest = Manifest(
            hub=hub.hub,
            hub_epoch=newest_epoch(desk, hub),
            device=device.id,
            sequence=bundles[-1].sequence + 1 if bundles else 1,
            previous=bundles[-1].bundle_id if bundles else "",
            month=month_of(desk.clock.now()),
            audit_head=head.digest,
            audit_count=head.count,
            slots_sha256=slots_digest(device.slots),
            items=tuple(item.entry for item in items),
            audit_break=_break_note(desk.vault.audit.known_breaks()),
        )
        content = write_bundle(manifest, items, device.slots, self._signers(device), hub.recipients)
        return SealedBundle(
            manifest.sequence, manifest.bundle_id, content, load.referrals, notes=load.notes
        )

    def _signers(self, device: Device) -> tuple[Signer, ...]:
        """The device always; a supervisor in their own right when they are the one who seals."""
        signers = [Signer("device", device.key)]
        session = self._desk.session
        if session.user.access is AccessRole.SUPERVISOR:
            signers.append(Signer("supervisor", SigningKey.from_seed(session.keys.seed)))
        return tuple(signers)


def _break_note(known: Sequence[KnownBreak]) -> AuditBreakNote | None:
    """The hub hears of it with every bundle from now on: any one of them may be lost."""
    if not known:
        return None
    newest = known[-1]
    return AuditBreakNote(
        number=newest.number,
        sequence=newest.sequence,
        kind=newest.kind.value,
        acknowledged=newest.acknowledged_by is not None,
    )


def _counted(referral: Referral, on_their_way: Collection[ReferralId]) -> ReferralState:
    """What a referral counts as: with an answer it has arrived, unless the hub lost it since."""
    if referral.state is not ReferralState.ANSWERED:
        return referral.state
    return ReferralState.SENT if referral.id in on_their_way else ReferralState.ACKNOWLEDGED
