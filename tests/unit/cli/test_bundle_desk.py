"""frontline bundle export and import: the review desk's way with a stick, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import Result

from frontline.domain.identifiers import QuestionId
from frontline.domain.referrals import ReferralState
from frontline.hub.desk import HubDesk
from frontline.hub.keys import HubFolder
from frontline.hub.setup import HubPlan, create_hub
from frontline.services.desk import Desk
from frontline.services.documents import Documents
from frontline.services.outbox import Outbox
from frontline.services.pack_shelf import PackShelf
from frontline.services.referrals import Referrals
from frontline.services.review_desk import ReviewDesk
from frontline.services.screenings import ScreeningService
from frontline.services.vaults import NewUser
from frontline.wire.cards import HubCard
from tests.support.commands import frontline
from tests.support.desks import DECEIVED, FULL, TRUSTED, core_pack
from tests.support.vault_posts import (
    CHANCE,
    OFFICER,
    SITE,
    SUPERVISOR,
    RealPost,
    cheap_derivation,
    make_real_post,
)


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    with cheap_derivation():
        yield


@dataclass
class Stand:
    """A post with two approved referrals and one that waits, its hub, and a stick."""

    post: RealPost
    hub: HubFolder
    card: HubCard
    stick: Path

    @contextmanager
    def desk(self, who: NewUser = SUPERVISOR) -> Iterator[Desk]:
        vault, session = self.post.keeper().sign_in(who.name, who.passphrase)
        with closing(vault):
            shelf = PackShelf(vault.documents, TRUSTED)
            yield Desk(vault, session, self.post.clock, CHANCE, shelf)

    def run(self, command: str, *options: str, who: NewUser = SUPERVISOR) -> Result:
        arguments = ["bundle", command, str(self.stick), "--data", str(self.post.folder)]
        arguments += ["--name", who.name, "--json", *options]
        return frontline(*arguments, typed=f"{who.passphrase}\n")

    def export(self, **options: str) -> Result:
        return self.run("export", "--hub", options.get("hub", self.card.fingerprint))

    def states(self) -> list[ReferralState]:
        with closing(self.post.open()) as vault:
            return sorted(each.state for each in vault.referrals.referrals())


def refer(desk: Desk) -> None:
    service = ScreeningService(desk)
    table = service.start(FULL, SITE.id, "es")
    service.answer_all(table, [(QuestionId(name), value) for name, value in DECEIVED.items()])
    Referrals(desk).make(table)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Stand:
    root = tmp_path_factory.mktemp("stand")
    with cheap_derivation():
        post, hub = make_real_post(root / "post"), HubFolder(root / "hub")
        plan = HubPlan("127.0.0.1", 8443, "hub")
        stand = Stand(post, hub, create_hub(hub.root, plan, post.clock, CHANCE), root)
        with stand.desk() as desk:
            Documents(desk, TRUSTED).install_shipped([core_pack()])
            Outbox(desk).set_hub(stand.card.canonical())
            HubDesk(hub, post.clock).enrol(Outbox(desk).device_card())
        with stand.desk(OFFICER) as desk:
            for _ in range(2):
                refer(desk)
        with stand.desk() as desk:
            review = ReviewDesk(desk)
            review.approve([line.id for line in review.queue()])
        with stand.desk(OFFICER) as desk:
            refer(desk)
    return stand


@pytest.fixture
def stand(made: Stand, tmp_path: Path) -> Stand:
    (tmp_path / "stick").mkdir()
    post = made.post.copy_to(tmp_path / "post")
    return Stand(post, made.hub, made.card, tmp_path / "stick")


def test_what_would_leave_is_said_and_nothing_is_written(stand: Stand) -> None:
    told = stand.run("export", "--preview")

    facts = json.loads(told.stdout)
    assert told.exit_code == 0
    assert (facts["referrals"], facts["sealed_items"], facts["names"]) == (2, 1, 0)
    assert len(facts["records"]) == 2
    assert list(stand.stick.iterdir()) == []
    assert stand.states() == [ReferralState.READY, ReferralState.REVIEWED, ReferralState.REVIEWED]


def test_there_and_back_by_a_stick(stand: Stand) -> None:
    told = stand.export()

    facts = json.loads(told.stdout)
    assert told.exit_code == 0
    assert facts["written"] == [path.name for path in stand.stick.iterdir()]
    assert (facts["referrals"], facts["sequence"], facts["not_written"]) == (2, 1, 0)
    assert stand.states() == [ReferralState.READY, ReferralState.SENT, ReferralState.SENT]

    HubDesk(stand.hub, stand.post.clock).take_in(stand.stick, looks_inside=True)
    back = stand.run("import")
    assert (back.exit_code, json.loads(back.stdout)["receipts"]) == (0, 1)
    assert json.loads(back.stdout)["counts"]["acknowledged"] == 2


def test_without_the_fingerprint_nothing_is_sealed_and_nothing_written(stand: Stand) -> None:
    for wrong in ("", "0000 0000"):
        told = stand.export(hub=wrong)
        assert (told.exit_code, told.stdout) == (1, "")
        assert "review.hub-differs" in told.stderr
    assert list(stand.stick.iterdir()) == []
    assert ReferralState.QUEUED not in stand.states()


def test_what_the_stick_brings_is_refused_one_by_one(stand: Stand) -> None:
    stand.export()
    (name,) = [path.stem for path in stand.stick.iterdir()]
    (stand.stick / f"{name}.flr").write_bytes(b"{}")
    (stand.stick / "tampered.fldoc").write_bytes(core_pack(2)[:-1])

    told = stand.run("import")

    assert told.exit_code == 1
    facts = json.loads(told.stdout)
    assert {each["file"] for each in facts["refused"]} == {f"{name}.flr", "tampered.fldoc"}
    assert (facts["receipts"], facts["documents"]) == (0, [])
    assert facts["counts"]["acknowledged"] == 0


def test_an_officer_carries_nothing_out(stand: Stand) -> None:
    for command, options in (("export", ("--hub", stand.card.fingerprint)), ("import", ())):
        told = stand.run(command, *options, who=OFFICER)
        assert told.exit_code == 1
        assert "access.not-permitted" in told.stderr
    assert list(stand.stick.iterdir()) == []
