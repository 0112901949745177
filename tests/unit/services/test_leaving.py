"""What leaves: shown as it is sealed, made less exact where somebody stands alone, let go once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontline.domain.deeds import DeedKind
from frontline.domain.officials import AccessRole
from frontline.domain.referrals import Referral, ReferralState
from frontline.errors import HubNotSetError, NotPermittedError, ReferralStateError
from frontline.errors_of_review import HubDiffersError, NotCoarserError, ShipmentChangedError
from frontline.services.leaving import Leaving, LeavingRow
from frontline.services.outbox import Outbox
from frontline.wire.bundle import read_bundle
from frontline.wire.frame import read_frame
from frontline.wire.ref_record import Area, read_ref, write_ref
from tests.support.desks import a_session
from tests.support.review_office import Reviewed, a_reviewed_post, with_hub


@pytest.fixture
def post() -> Reviewed:
    return a_reviewed_post()


def approved(post: Reviewed) -> Referral:
    referral = post.referred()
    post.review.approve([referral.id])
    return referral


def row(post: Reviewed, referral: Referral) -> LeavingRow:
    return next(each for each in post.leaving.look().rows if each.referral == referral.id)


def test_what_is_shown_is_what_is_sealed_byte_for_byte(post: Reviewed) -> None:
    approved(post)
    post.referred(hurt="yes")
    post.referred()
    fingerprint, key = with_hub(post)
    seen = post.leaving.look()

    (parcel,) = post.leaving.export(seen, fingerprint)

    bundle = read_bundle(read_frame(parcel.content), key)
    assert bundle.items == seen.items
    assert [read_ref(item.content.encode()) for item in bundle.items] == [
        each.record for each in seen.rows
    ]
    assert (bundle.manifest.sequence, len(bundle.slots)) == (seen.sequence, seen.slots)
    assert {by for by, _key in bundle.signed_by} == {"device", "supervisor"}
    assert bundle.manifest.audit_count > seen.audit_count


def test_what_waits_for_review_is_not_among_it(post: Reviewed) -> None:
    waiting, ready = post.referred(), approved(post)

    assert [each.referral for each in post.leaving.look().rows] == [ready.id]
    post.leaving.release(post.leaving.look())
    assert (post.state(waiting), post.state(ready)) == ("ready", "queued")
    assert post.supervisor.deeds[-1] is DeedKind.REFERRAL_RELEASED


def test_what_was_let_go_leaves_by_the_network_too(post: Reviewed) -> None:
    approved(post)
    with_hub(post)
    assert Outbox(post.officer.desk).seal_waiting() == ()

    post.leaving.release(post.leaving.look())
    assert len(Outbox(post.officer.desk).seal_waiting()) == 1


def test_nothing_leaves_that_was_not_shown(post: Reviewed) -> None:
    approved(post)
    fingerprint, _key = with_hub(post)
    seen = post.leaving.look()
    late = approved(post)

    with pytest.raises(ShipmentChangedError):
        post.leaving.export(seen, fingerprint)
    with pytest.raises(ShipmentChangedError):
        post.leaving.release(seen)
    assert post.state(late) == "reviewed"
    assert post.officer.vault.outbox.bundles(only_unacknowledged=False) == ()


def test_nor_what_was_changed_since(post: Reviewed) -> None:
    referral = approved(post)
    with_hub(post)
    seen = post.leaving.look()
    post.leaving.coarsen(referral.id, "region")

    with pytest.raises(ShipmentChangedError):
        post.leaving.release(seen)


def test_without_the_fingerprint_of_the_hub_nothing_is_sealed(post: Reviewed) -> None:
    referral = approved(post)
    seen = post.leaving.look()
    with pytest.raises(HubNotSetError):
        post.leaving.export(seen, "0000")
    fingerprint, _key = with_hub(post)
    other = fingerprint.replace(fingerprint[0], "0" if fingerprint[0] != "0" else "1")

    for wrong in ("", other, fingerprint[:-1]):
        with pytest.raises(HubDiffersError):
            post.leaving.export(seen, wrong)
    assert post.state(referral) == "reviewed"
    # Read aloud and typed: spaces and capitals do not count.
    assert post.leaving.export(seen, fingerprint.upper().replace(" ", ""))


def test_the_numbers_go_on_and_what_has_no_receipt_goes_once_more(post: Reviewed) -> None:
    fingerprint, _key = with_hub(post)
    for expected in (1, 2, 3):
        approved(post)
        seen = post.leaving.look()
        assert (seen.sequence, seen.again) == (expected, expected - 1)
        assert len(post.leaving.export(seen, fingerprint)) == expected
    assert post.leaving.look().items == ()
    assert not post.leaving.look().is_empty


def from_area(post: Reviewed, referral: Referral, area: Area) -> None:
    """As if the person came from there: the small pack does not ask."""
    stored = post.officer.vault.referrals.referral(referral.id)
    record = read_ref(stored.record).model_copy(update={"citizenship_area": area})
    post.officer.vault.referrals.by_id[referral.id] = replace(stored, record=write_ref(record))


def test_who_stands_alone_is_named_and_made_less_exact_in_place(post: Reviewed) -> None:
    alone, *others = [approved(post) for _ in range(3)]
    from_area(post, alone, Area.EUROPE)
    for each in others:
        from_area(post, each, Area.AFRICA)

    assert [row(post, each).alike for each in (alone, *others)] == [0, 1, 1]
    assert row(post, alone).stands_alone
    for each in (alone, *others):
        post.leaving.coarsen(each.id, "citizenship_area")

    assert [row(post, each).alike for each in (alone, *others)] == [2, 2, 2]
    assert post.officer.vault.referrals.referral(alone.id).coarsened == ("citizenship_area",)
    assert post.supervisor.deeds[-1] is DeedKind.REFERRAL_COARSENED


def test_the_effect_that_is_shown_is_the_effect_it_has(post: Reviewed) -> None:
    one, other = approved(post), approved(post)
    from_area(post, one, Area.EUROPE)
    (shown,) = [each for each in row(post, one).effects if each.field == "citizenship_area"]
    assert (row(post, one).alike, shown.alike) == (0, 1)

    post.leaving.coarsen(one.id, shown.field)

    found = row(post, one)
    assert (found.record, found.alike) == (shown.record, shown.alike)
    assert row(post, other).alike == 1


def test_who_left_before_counts_as_company(post: Reviewed) -> None:
    first = approved(post)
    fingerprint, _key = with_hub(post)
    post.leaving.export(post.leaving.look(), fingerprint)
    deed = post.officer.desk.deed(DeedKind.REFERRAL_MOVED, "x")
    post.officer.vault.outbox.mark_sent(1, deed)
    assert post.state(first) == "sent"

    assert row(post, approved(post)).alike == 1


def test_nothing_becomes_finer_and_the_top_is_the_top(post: Reviewed) -> None:
    referral = approved(post)
    for field in ("region", "age_band", "citizenship_area", "gender"):
        while any(effect.field == field for effect in row(post, referral).effects):
            post.leaving.coarsen(referral.id, field)
        with pytest.raises(NotCoarserError):
            post.leaving.coarsen(referral.id, field)
    for unknown in ("band", "token", "urgent", ""):
        with pytest.raises(NotCoarserError):
            post.leaving.coarsen(referral.id, unknown)
    assert row(post, referral).effects == ()


def test_what_is_sealed_already_is_not_touched(post: Reviewed) -> None:
    referral = approved(post)
    fingerprint, _key = with_hub(post)
    post.leaving.export(post.leaving.look(), fingerprint)
    assert post.state(referral) == ReferralState.QUEUED.value

    with pytest.raises(ReferralStateError):
        post.leaving.coarsen(referral.id, "region")


@pytest.mark.parametrize("role", [r for r in AccessRole if r is not AccessRole.SUPERVISOR])
def test_nobody_else_lets_anything_go(post: Reviewed, role: AccessRole) -> None:
    referral = approved(post)
    seen = post.leaving.look()
    fingerprint, _key = with_hub(post)
    leaving = Leaving(post.officer.signed_in(a_session(role)).desk)

    for act in (
        leaving.look,
        lambda: leaving.release(seen),
        lambda: leaving.export(seen, fingerprint),
        lambda: leaving.coarsen(referral.id, "region"),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert post.state(referral) == "reviewed"
