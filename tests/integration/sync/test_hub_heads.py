"""A vault that is not the one its hub got bundles from gives itself away by the hub's receipts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontline.domain.audit import AuditHead, BreakKind, KnownBreak
from frontline.errors import ReceiptRefusedError
from frontline.hub.enrolment import enrol
from frontline.services.roads import Delivery
from frontline.storage.audit_log import SqlAuditLog
from frontline.wire.audit_file import FIRST_PREVIOUS
from tests.support.hub import Hub, new_hub, opened
from tests.support.outbox_letters import Correspondence, PaperHub
from tests.support.outbox_posts import OutboxPost, memory_post, outbox_post
from tests.support.vault_audit import MemoryAudit
from tests.support.vault_posts import SUPERVISOR, RealPost, cheap_derivation, make_real_post

OTHER = AuditHead("b" * 64, 3)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> PaperHub:
    return PaperHub(tmp_path_factory.mktemp("hub") / "hub")


@pytest.fixture
def letters(paper: PaperHub) -> Correspondence:
    letters = Correspondence(memory_post(paper), paper)
    letters.bundles(1)
    return letters


def named(*heads: AuditHead) -> list[dict[str, object]]:
    return [{"count": head.count, "digest": head.digest} for head in heads]


def kinds(letters: Correspondence) -> list[BreakKind]:
    return [each.kind for each in letters.vault.audit.known_breaks()]


def test_a_head_that_the_record_holds_is_no_break(letters: Correspondence) -> None:
    letters.take(letters.receipt(1, audit=named(letters.vault.audit.head())))

    assert kinds(letters) == []
    assert letters.waiting() == []


def test_another_head_at_a_length_the_record_had_is_a_break_noted_once(
    letters: Correspondence,
) -> None:
    for _ in range(2):
        letters.take(letters.receipt(1, audit=named(OTHER)))

    (known,) = letters.vault.audit.known_breaks()
    assert (known.kind, known.sequence) == (BreakKind.HUB_HEAD, 3)
    # The receipt counts all the same: what the hub holds it holds.
    assert letters.waiting() == []


def test_a_head_beyond_the_end_of_the_record_is_a_break_from_its_end_on(
    letters: Correspondence,
) -> None:
    end = letters.vault.audit.head().count
    letters.take(letters.receipt(1, audit=named(AuditHead("c" * 64, end + 50))))

    assert [each.sequence for each in letters.vault.audit.known_breaks()] == [end + 1]


def test_a_receipt_that_refuses_and_one_of_an_older_epoch_tell_of_the_head_too(
    letters: Correspondence,
) -> None:
    letters.take(letters.receipt(1, later=1))
    refused = {"bundle": "", "items": 0, "refused": "unknown-signer"}
    letters.bundles(1)

    letters.take(letters.receipt(1, audit=named(OTHER)))
    with pytest.raises(ReceiptRefusedError):
        letters.take(letters.receipt(2, later=1, audit=named(AuditHead("c" * 64, 2)), **refused))

    assert kinds(letters) == [BreakKind.HUB_HEAD, BreakKind.HUB_HEAD]


def test_a_receipt_that_another_hub_signed_tells_nothing(
    letters: Correspondence, tmp_path: Path
) -> None:
    stranger = Correspondence(letters.post, PaperHub(tmp_path / "other", 5))
    with pytest.raises(ReceiptRefusedError):
        letters.take(stranger.receipt(1, audit=named(OTHER)))

    assert kinds(letters) == []


def test_without_the_comparison_another_record_is_taken_for_the_same(
    letters: Correspondence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control."""
    monkeypatch.setattr(MemoryAudit, "holds", lambda *_: True)

    letters.take(letters.receipt(1, audit=named(OTHER)))

    assert kinds(letters) == []


@dataclass
class TwoPasts:
    """A post whose second bundle reached the hub before its first, and the vault as it was when
    only the first was sealed."""

    real: RealPost
    earlier: RealPost
    hub: Hub
    receipt: bytes

    def read_it_there(self, post: RealPost) -> tuple[KnownBreak, ...]:
        with signed_in(post, self.hub) as there:
            there.outbox.note_delivery(Delivery((), (self.receipt,)))
            return there.bench.vault.audit.known_breaks()


@contextmanager
def signed_in(real: RealPost, hub: Hub) -> Iterator[OutboxPost]:
    vault, session = real.keeper().sign_in(SUPERVISOR.name, SUPERVISOR.passphrase)
    with closing(vault):
        yield outbox_post(vault, session, hub, real.clock)


@pytest.fixture
def pasts(tmp_path: Path) -> Iterator[TwoPasts]:
    with cheap_derivation(), opened(new_hub(tmp_path / "hub")) as hub:
        real = make_real_post(tmp_path / "post")
        with signed_in(real, hub) as post:
            enrol(post.outbox.device_card(), hub.mailroom)
            post.queue(1)
            (first,) = post.outbox.seal_waiting()
        earlier = real.copy_to(tmp_path / "earlier")
        with signed_in(real, hub) as post:
            post.queue(2)
            _first, second = post.outbox.seal_waiting()
        for parcel in (second, first):
            hub.receive(parcel)
            hub.processor.process_waiting()
        receipt = hub.mailroom.held(first.device, 0, 1)[0].receipt
        assert receipt is not None
        yield TwoPasts(real, earlier, hub, receipt)


@pytest.mark.slow
def test_a_vault_that_was_put_back_notices_by_the_hubs_receipt(pasts: TwoPasts) -> None:
    assert pasts.read_it_there(pasts.real) == ()

    (known,) = pasts.read_it_there(pasts.earlier)
    assert known.kind is BreakKind.HUB_HEAD


@pytest.mark.slow
def test_a_vault_that_was_put_back_would_notice_nothing_without_the_comparison(
    pasts: TwoPasts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control."""
    monkeypatch.setattr(SqlAuditLog, "holds", lambda *_: True)

    assert pasts.read_it_there(pasts.earlier) == ()


@pytest.mark.slow
def test_a_record_holds_every_head_it_ever_had_and_no_other(pasts: TwoPasts) -> None:
    with closing(pasts.real.open()) as vault:
        real = vault.audit
        memory = MemoryAudit(deeds=[])
        for audit in (real, memory):
            assert audit.holds(AuditHead(FIRST_PREVIOUS, 0))
            assert audit.holds(audit.head())
            assert not audit.holds(OTHER)
            assert not audit.holds(AuditHead(audit.head().digest, audit.head().count + 1))
