"""A service's answer, from the hub over both roads to referral and follow-up of the post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.domain.referrals import Referral, ReferralState
from frontline.domain.service_answers import Outcome, RefusalReason
from frontline.errors_of_figures import AnswerRefusedError
from frontline.hub.enrolment import enrol
from frontline.hub.mail import import_folder
from frontline.hub.setup import renew_epoch
from frontline.services.chance import SystemChance
from frontline.services.roads import Delivery
from frontline.sync.folder import FolderTransport
from frontline.wire.ref_record import read_ref
from tests.support.clock import SettableClock
from tests.support.commands import frontline
from tests.support.hub import new_hub
from tests.support.hub_roads import transport
from tests.support.hub_serving import RunningHub, running
from tests.support.outbox_posts import OutboxPost, memory_post, outbox_post
from tests.support.vault_posts import OFFICER, cheap_derivation, make_real_post

pytestmark = pytest.mark.slow

DAY = date(2026, 12, 1)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[RunningHub]:
    with running(new_hub(tmp_path / "hub")) as hub:
        yield hub


@pytest.fixture(params=["memory", "disk"])
def post(request: pytest.FixtureRequest, tmp_path: Path, hub: RunningHub) -> Iterator[OutboxPost]:
    if request.param == "memory":
        post = memory_post(hub)
        enrol(post.outbox.device_card(), hub.hub.mailroom)
        yield post
        return
    with cheap_derivation():
        made = make_real_post(tmp_path / "post")
        vault, session = made.keeper().sign_in(OFFICER.name, OFFICER.passphrase)
    try:
        post = outbox_post(vault, session, hub, made.clock)
        enrol(post.outbox.device_card(), hub.hub.mailroom)
        yield post
    finally:
        vault.close()


def answer(hub: RunningHub, referral: Referral, *options: str) -> Result:
    token = read_ref(referral.record).token
    arguments = ["hub", "answer", token, "--data", str(hub.folder.root), *options]
    return frontline(*arguments)


def accept(hub: RunningHub, referral: Referral, day: date = DAY) -> None:
    done = answer(hub, referral, "--outcome", "accepted", "--contact-on", day.isoformat())
    assert done.exit_code == 0, done.output


def due(post: OutboxPost) -> list[date]:
    return [each.due for each in post.bench.vault.follow_ups.open_follow_ups()]


def test_an_answer_comes_over_the_network(post: OutboxPost, hub: RunningHub) -> None:
    answered, other = post.queue(1), post.queue(2)
    post.send(transport(), hub)
    accept(hub, answered)

    for _ in range(2):
        post.send(transport(), hub)

    assert post.state(answered) is ReferralState.ANSWERED
    assert post.state(other) is ReferralState.ACKNOWLEDGED
    assert due(post) == [DAY]
    (received,) = post.bench.vault.service_answers.answers()
    assert received.answer.outcome is Outcome.ACCEPTED


def test_an_answer_comes_on_the_stick_with_the_receipt(
    post: OutboxPost, hub: RunningHub, stick: Path
) -> None:
    first = post.queue(1)
    post.send(transport(), hub)
    accept(hub, first)
    post.queue(2)

    post.send(FolderTransport(stick), hub)
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)
    for _ in range(2):
        post.send(FolderTransport(stick), hub)

    assert post.state(first) is ReferralState.ANSWERED
    assert due(post) == [DAY]


def test_both_roads_bring_it_once(post: OutboxPost, hub: RunningHub, stick: Path) -> None:
    referral = post.queue(1)
    post.send(FolderTransport(stick), hub)
    post.send(transport(), hub)
    accept(hub, referral)
    import_folder(stick, hub.hub.mailroom, hub.hub.processor)

    post.send(transport(), hub)
    post.send(FolderTransport(stick), hub)

    assert due(post) == [DAY]
    assert len(post.bench.vault.service_answers.answers()) == 1


def test_a_later_answer_takes_the_place_of_the_earlier(post: OutboxPost, hub: RunningHub) -> None:
    referral = post.queue(1)
    post.send(transport(), hub)
    answer(hub, referral, "--outcome", "waiting_list")
    post.send(transport(), hub)
    waiting = due(post)

    accept(hub, referral)
    post.send(transport(), hub)

    assert waiting == [post.bench.clock.now().date()]
    assert due(post) == [DAY]
    outcomes = [each.answer.outcome for each in post.bench.vault.service_answers.answers()]
    assert outcomes == [Outcome.WAITING_LIST, Outcome.ACCEPTED]


def test_a_refusal_asks_for_somebody_at_once(post: OutboxPost, hub: RunningHub) -> None:
    referral = post.queue(1)
    post.send(transport(), hub)

    done = answer(hub, referral, "--outcome", "refused", "--reason", "no_capacity")
    post.send(transport(), hub)

    assert done.exit_code == 0, done.output
    assert post.state(referral) is ReferralState.ANSWERED
    assert due(post) == [post.bench.clock.now().date()]
    (received,) = post.bench.vault.service_answers.answers()
    assert received.answer.reason is RefusalReason.NO_CAPACITY


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--outcome", "refused"), "no-reason"),
        (("--outcome", "accepted"), "no-date"),
        (("--outcome", "accepted", "--contact-on", "tomorrow"), "no-date"),
    ],
)
def test_an_answer_that_does_not_fit_is_not_kept(
    hub: RunningHub, options: tuple[str, ...], reason: str
) -> None:
    post = memory_post(hub)
    enrol(post.outbox.device_card(), hub.hub.mailroom)
    referral = post.queue(1)
    post.send(transport(), hub)

    done = answer(hub, referral, *options)

    assert (done.exit_code, reason in done.output) == (1, True)
    assert hub.hub.mailroom.letters.laid_out() == frozenset()


def test_an_answer_to_an_unknown_referral_is_refused(hub: RunningHub) -> None:
    post = memory_post(hub)

    done = answer(hub, post.queue(1), "--outcome", "waiting_list")

    assert (done.exit_code, "unknown-referral" in done.output) == (1, True)


def test_a_letter_of_another_hub_or_to_another_post_changes_nothing(
    hub: RunningHub, tmp_path: Path
) -> None:
    post, neighbour = memory_post(hub), memory_post(hub)
    for each in (post, neighbour):
        enrol(each.outbox.device_card(), hub.hub.mailroom)
    referral = post.queue(1)
    post.send(transport(), hub)
    accept(hub, referral)
    (letter,) = hub.hub.mailroom.letters.letters(post.outbox.device_card().device, 0, 9)

    with pytest.raises(AnswerRefusedError, match="not-ours"):
        neighbour.outbox.note_delivery(Delivery((), (), letters=(letter.content,)))
    turned = letter.content.replace(b"2026-12-01", b"2026-12-02")
    with pytest.raises(AnswerRefusedError, match="signature"):
        post.outbox.note_delivery(Delivery((), (), letters=(turned, letter.content)))

    # The good one was taken in all the same.
    assert due(post) == [DAY]
    assert due(neighbour) == []


def test_a_restored_hub_is_asked_for_all_letters_again(hub: RunningHub) -> None:
    post = memory_post(hub)
    enrol(post.outbox.device_card(), hub.hub.mailroom)
    first, second = post.queue(1), post.queue(2)
    post.send(transport(), hub)
    accept(hub, first)
    post.send(transport(), hub)
    hub.stop()
    renew_epoch(hub.folder, SettableClock(), SystemChance())
    hub.start()
    accept(hub, second)

    for _ in range(3):
        post.send(transport(), hub)

    assert [post.state(each) for each in (first, second)] == [ReferralState.ANSWERED] * 2
    assert len(due(post)) == 2
